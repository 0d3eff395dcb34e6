/** What a slice and a view that were followed have in common. Plain data: crosses to another thread as it is. */
import type { ImagePlane } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import type { Outcome } from '../units/outcome.ts'
import type { Mm, Ms } from '../units/units.ts'
import type { Cine } from './cine.ts'
import type { Evidence } from './evidence.ts'
import type { Followed } from './follow.ts'
import type { StrainOptions } from './options.ts'
import type { Line } from './outline.ts'

export interface Tracked {
  readonly plane: ImagePlane
  readonly times: readonly Ms[]
  readonly rr: Ms
  readonly edPhase: number
  /** mean distance by which tissue misses its place after the beat, before any correction */
  readonly closing: Mm
  /** whether it was small enough to be spread over the beat */
  readonly corrected: boolean
  /** largest over the phases, in units of the contrast of the ED picture */
  readonly residual: number
  readonly options: StrainOptions
  readonly warnings: readonly string[]
}

export interface TrackedLine {
  /** (column, row) of every point by phase */
  readonly phases: readonly Line[]
  readonly evidence: Evidence
}

export function trackedOf(
  { images, times, rr, edPhase }: Cine,
  { closing, corrected, residual }: Followed,
  options: StrainOptions,
  where: string,
): Tracked {
  return {
    plane: at(images, edPhase).plane,
    times,
    rr,
    edPhase,
    closing,
    corrected,
    residual,
    options,
    warnings: corrected ? [] : [say('strain/tissue-misses-place-mm-after-beat', { where, closing })],
  }
}

export const trackedLines = ({ lines, evidence }: Followed): TrackedLine[] =>
  lines.map((phases, i) => ({ phases, evidence: at(evidence, i) }))

/** The same with its reason told of a place. */
export const toldOf = <T>(where: string, outcome: Outcome<T>): Outcome<T> =>
  outcome.measured
    ? outcome
    : {
        ...outcome,
        detail: say('common/place-says', { place: where, what: whyOf(outcome) }),
      }
