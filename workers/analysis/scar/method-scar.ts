/** Late enhancement by one method. */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Amounts, amountsOf } from './amounts.ts'
import type { Basis } from './basis.ts'
import { above } from './classify.ts'
import { clean } from './clean.ts'
import { type ScarMethod, scarMethodName } from './methods.ts'
import { markObstruction, tissue } from './obstruction.ts'
import type { ScarOptions } from './options.ts'
import { type SegmentScar, segmentScars } from './segments.ts'
import { thresholdsOf } from './thresholds.ts'
import type { SegmentedChord } from './transmurality.ts'
import { scarWeights } from './weights.ts'

export interface SliceScar {
  readonly slice: number
  readonly threshold: Outcome<number>
  readonly amounts: Amounts
  /** `tissue` of each pixel of the wall, in the order of its indices */
  readonly state: Uint8Array
}

export interface MethodScar {
  readonly name: string
  readonly method: ScarMethod
  /** unmeasured 'no-enhancement' when nothing stands out of any slice */
  readonly amounts: Outcome<Amounts>
  /** one a slice; empty when nothing was measured */
  readonly slices: readonly SliceScar[]
  readonly segments: readonly SegmentScar[]
}

export function scarBy(
  method: ScarMethod,
  { walls, remotes, levels, linked }: Basis,
  chords: readonly (readonly SegmentedChord[])[],
  options: ScarOptions,
): MethodScar {
  const name = scarMethodName(method)
  const none = (amounts: Outcome<never>): MethodScar => ({ name, method, amounts, slices: [], segments: [] })
  const found = thresholdsOf(method, levels, options.thresholds)
  if (!found.measured) return none(found)
  const thresholds = found.value
  const states = walls.map((wall, k) => {
    const threshold = at(thresholds, k)
    return above(wall, threshold.measured ? threshold.value : Number.POSITIVE_INFINITY)
  })
  clean(walls, states, linked, options.cleaning)
  walls.forEach((wall, k) => {
    markObstruction(wall, at(states, k), options.obstruction)
  })
  const weighted = method.kind === 'weighted'
  const peaks = levels.map(({ peak }) => peak)
  const weights = weighted ? scarWeights(walls, states, remotes, peaks) : undefined
  const anything = states.some((state) => state.includes(tissue.scar))
  if (weighted && weights === undefined && anything)
    return none(unmeasured('no-enhancement', say('scar/no-pixel-reaches-half-between')))
  const warnings = method.kind === 'fwhm' && method.above === 'maximum' ? unsureZero(thresholds, levels) : []
  return {
    name,
    method,
    amounts: measured(amountsOf(walls, states, weights), warnings),
    slices: walls.map((wall, k) => ({
      slice: wall.given.slice,
      threshold: at(thresholds, k),
      amounts: amountsOf([wall], [at(states, k)], weights && [at(weights, k)]),
      state: at(states, k),
    })),
    segments: segmentScars(walls, states, chords, options.transmurality, options.pattern),
  }
}

/** Half of a maximum that is not counted from zero may lie within remote myocardium. */
function unsureZero(thresholds: readonly Outcome<number>[], levels: Basis['levels']): string[] {
  const within = thresholds.some(
    (threshold, k) =>
      threshold.measured && threshold.value < at(levels, k).remote.mean + 2 * at(levels, k).remote.sd,
  )
  return within ? [say('scar/half-maximum-lies-within-remote')] : []
}
