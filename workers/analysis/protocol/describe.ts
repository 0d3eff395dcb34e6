/** What was found out about a stack, as plain data: for the command line, a report, a table of truth. */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type BeatsPerMinute, type CmPerS, type Mm, type Ms, mm } from '../units/units.ts'
import { isIrregular, missingAfter } from './slices.ts'
import type {
  Contrast,
  Evidence,
  HeartPlane,
  SeriesClass,
  SeriesRole,
  Stack,
  StackAxis,
  StackComponent,
  StackQuestion,
} from './stack.ts'

export const stackMethod = { name: 'series-roles', version: '2' } as const

export interface StackDescription {
  readonly method: string
  readonly version: string
  readonly stack: string
  readonly series: readonly string[]
  readonly description?: string
  readonly role: SeriesRole
  readonly seriesClass: SeriesClass
  readonly plane: HeartPlane
  readonly contrast: Contrast
  readonly component?: StackComponent
  readonly motionCorrected: boolean
  /** 0 to 1 */
  readonly confidence: number
  readonly evidence: readonly Evidence[]
  readonly question?: StackQuestion

  readonly sliceCount: number
  readonly phaseCount: number
  readonly axis: StackAxis
  readonly axisTimes?: readonly Ms[]
  /** between slice centres */
  readonly spacing: Outcome<Mm>
  readonly thickness?: Mm
  /** spacing less thickness; negative where slices overlap */
  readonly gap: Outcome<Mm>
  /** from the first slice centre to the last */
  readonly extent: Mm
  /** largest departure of a gap from the spacing, relative */
  readonly irregularity: number
  readonly irregular: boolean
  /** slices, counted from 0, after which one is missing */
  readonly missingAfter: readonly number[]
  /** largest distance along the normal between images of one slice */
  readonly jitter: Mm
  /** places in `frames` without an image, counted from 0 */
  readonly holes: readonly { readonly slice: number; readonly phase: number }[]

  readonly rr: Stack['rr']
  readonly heartRate: Outcome<BeatsPerMinute>
  readonly gating: Stack['gating']
  readonly coverage?: number
  readonly arrhythmia: boolean
  readonly venc?: CmPerS
  readonly warnings: readonly string[]
}

export function describeStack(stack: Stack): StackDescription {
  const { positions, spacing, thickness } = stack
  return {
    method: stackMethod.name,
    version: stackMethod.version,
    stack: stack.id,
    series: stack.seriesUids,
    ...(stack.description === undefined ? {} : { description: stack.description }),
    role: stack.role,
    seriesClass: stack.seriesClass,
    plane: stack.plane,
    contrast: stack.contrast,
    ...(stack.component === undefined ? {} : { component: stack.component }),
    motionCorrected: stack.motionCorrected,
    confidence: stack.confidence,
    evidence: stack.evidence,
    ...(stack.question === undefined ? {} : { question: stack.question }),
    sliceCount: stack.frames.length,
    phaseCount: stack.phaseCount,
    axis: stack.axis,
    ...(stack.axisTimes === undefined ? {} : { axisTimes: stack.axisTimes }),
    spacing,
    ...(thickness === undefined ? {} : { thickness }),
    gap: gapOf(spacing, thickness),
    extent: mm(Math.abs(at(positions, positions.length - 1) - at(positions, 0))),
    irregularity: stack.irregularity,
    irregular: spacing.measured && isIrregular(positions, spacing.value),
    missingAfter: missingAfter(positions),
    jitter: stack.jitter,
    holes: stack.frames.flatMap((slice, s) =>
      slice.flatMap((frame, phase) => (frame === null ? [{ slice: s, phase }] : [])),
    ),
    rr: stack.rr,
    heartRate: stack.heartRate,
    gating: stack.gating,
    ...(stack.coverage === undefined ? {} : { coverage: stack.coverage }),
    arrhythmia: stack.arrhythmia,
    ...(stack.venc === undefined ? {} : { venc: stack.venc }),
    warnings: stack.warnings,
  }
}

/** @returns unmeasured 'single-slice', or 'no-geometry' without an excited thickness in the header */
function gapOf(spacing: Outcome<Mm>, thickness: Mm | undefined): Outcome<Mm> {
  if (!spacing.measured) return spacing
  return thickness === undefined
    ? unmeasured('no-geometry', say('stacks/header-gives-no-slice-thickness'))
    : measured(mm(spacing.value - thickness))
}
