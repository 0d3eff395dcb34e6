/** What flow is measured from, and what a protocol or a reader may choose. */
import type { MeasuredImage } from '../images/image.ts'
import type { CmPerS, Ms } from '../units/units.ts'
import { type BackgroundOptions, backgroundDefaults } from './background.ts'
import type { ManualTurn } from './unwrap.ts'
import type { VelocityRule } from './velocity.ts'
import type { VesselContour } from './vessel.ts'

export interface PhantomPhase {
  /** the phase image that velocity is in: modality values */
  readonly image: MeasuredImage
  readonly magnitude?: MeasuredImage
}

export interface FlowPhase extends PhantomPhase {
  /** after the R wave */
  readonly time: Ms
}

export interface FlowInput {
  /** one word for the scope of the results: aorta, pulmonary-artery */
  readonly vessel: string
  readonly phases: readonly FlowPhase[]
  readonly contours: readonly VesselContour[]
  /** phase images of a phantom at rest, scanned as the patient was, for a background by 'phantom' */
  readonly phantom?: readonly PhantomPhase[]
  readonly venc?: CmPerS
  readonly rr?: Ms
  readonly gating?: 'retrospective' | 'prospective'
  readonly manufacturer?: string
  /** UCUM code of the modality values, where the header says it */
  readonly valueUnit?: string
  /** of GE's magnitude-weighted images */
  readonly velocityEncodeScale?: number
}

export interface FlowOptions {
  /** how velocity is scaled; from header and range where it is not given */
  readonly rule?: VelocityRule
  readonly background?: BackgroundOptions
  readonly unwrapping?: 'automatic' | 'off'
  /** what a reader said of single pixels */
  readonly manual?: readonly ManualTurn[]
  /** Which way counts as forward; automatic: that of the largest flow rate, which is systolic in a great vessel. */
  readonly direction?: 'automatic' | 'as-stored' | 'reversed'
}

export const flowDefaults = {
  background: backgroundDefaults,
  unwrapping: 'automatic',
  manual: [],
  direction: 'automatic',
} as const satisfies Required<Omit<FlowOptions, 'rule'>>

/** As used: all filled in, but for a rule that comes from header and range. */
export type FlowSettings = Required<Omit<FlowOptions, 'rule' | 'background'>> & {
  readonly rule?: VelocityRule
  readonly background: Required<BackgroundOptions>
}
