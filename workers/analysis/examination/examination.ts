/**
 * One examination as it was read: its stacks, what was drawn on them, and what is known of the patient. Every analysis
 * takes from it what it needs, and says what it lacks. Plain data: it crosses to a thread as it is.
 */
import type { Chamber, Contour, Papillaries } from '../contours/contour.ts'
import type { Landmark } from '../contours/landmark.ts'
import type { HaematocritSource } from '../mapping/haematocrit.ts'
import type { Measurement } from '../measurements/measurement.ts'
import type { RestWork } from '../perfusion/work.ts'
import type { ImageKey } from '../protocol/facts.ts'
import type { SeriesRole, Stack } from '../protocol/stack.ts'
import type { Comparison } from '../ranges/comparison.ts'
import type { DcmInclusion } from '../ranges/dcm-inclusion.ts'
import type { PersonSources } from '../ranges/person.ts'
import type { SegmentScore } from '../segments/scores.ts'
import type { TerritoryChanges } from '../segments/territories.ts'
import type { Ms } from '../units/units.ts'
import type { BodySizes } from '../volumes/body-size.ts'
import type { BaseRule } from '../volumes/methods.ts'

export interface Examination {
  readonly stacks: readonly Stack[]
  readonly contours: readonly Contour[]
  readonly landmarks: readonly Landmark[]
  /** images on which somebody saw, or took for granted, that a ventricle is not there */
  readonly empty: readonly {
    readonly image: ImageKey
    readonly chamber: Chamber
    readonly assumed: boolean
  }[]
  /** of the short-axis cine, as the reader set them; found from the volumes where absent */
  readonly phases: { readonly ed?: number; readonly es?: number }
  readonly papillaries: Papillaries
  readonly base: BaseRule
  readonly bodySizes: BodySizes
  /** age and sex as each source has them, and what was given by hand */
  readonly person?: PersonSources
  /** that the reader gave to segments, each on a scale */
  readonly scores?: readonly SegmentScore[]
  /** that the protocol fixes for wall motion */
  readonly motionScale?: SegmentScore['scale']
  /** of a blood sample, or by a formula from the T1 of blood; absent: ECV is not measured */
  readonly haematocrit?: HaematocritSource
  /** absent: perfusion is semi-quantitative */
  readonly agent?: ContrastAgent
  /** of the patient, where arteries supply other segments than usual */
  readonly territories?: TerritoryChanges
  /** of the heart during the first pass at rest; absent: nothing is told at a standard work */
  readonly restWork?: RestWork
  /** absent: the arterial input is that of the first pass itself */
  readonly preBolus?: PreBolus
  /** absent: the raw images of a map are taken to lie on each other */
  readonly mapMotion?: 'corrected'
}

/** What turns signal into concentration, as the site states it. */
export interface ContrastAgent {
  /** r1, L/mmol/s */
  readonly relaxivity: number
  /** from the saturation pulse to the centre of k-space; that of the headers where it is absent */
  readonly saturationTime?: Ms
}

/** First passes of a small dose, whose arterial input does not saturate. */
export interface PreBolus {
  /** Series Instance UIDs, at most one of each state */
  readonly series: readonly string[]
  /** dose of the main bolus to that of the pre-bolus */
  readonly doseRatio: number
}

/** What an analysis found; beside this each has curves, maps and quality of its own. */
export interface Findings {
  readonly method: string
  readonly version: string
  readonly options: object
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  /** beside those of healthy people */
  readonly comparisons?: readonly Comparison[]
  /** the verdict of the registry's imaging criterion, with what it rests on */
  readonly inclusion?: DcmInclusion
}

/** Tesla, as most images of the examination say it. */
export const fieldOf = ({ stacks }: Examination): number | undefined =>
  stacks
    .flatMap(({ frames }) => frames.flat())
    .find((frame) => frame?.instance.magneticFieldStrength !== undefined)?.instance.magneticFieldStrength

/** Stacks of these roles, in the order of the roles. */
export const stacksOf = ({ stacks }: Pick<Examination, 'stacks'>, ...roles: readonly SeriesRole[]): Stack[] =>
  roles.flatMap((role) => stacks.filter((stack) => stack.role === role))
