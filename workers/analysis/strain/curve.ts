/**
 * What is read off a strain curve.
 *
 *   peak systolic     the value of largest magnitude from ED to ES, of either sign: a bulging segment is positive
 *   end-systolic      the value at ES
 *   time to peak      from ED to the extreme of the whole beat in the direction of contraction, by a parabola
 *                     through the extreme phase and its neighbours
 *   post-systolic     100 · (e_peak − e_ES) / e_peak, e_peak: extreme of the whole beat; 0 when it is not after ES
 *
 * @source Voigt 2015, doi:10.1093/ehjci/jeu184: end-systolic, peak systolic, peak and post-systolic strain
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ms, ms, type Percent, percent } from '../units/units.ts'
import { type Cine, phasesFrom, sinceEd, systoleOf } from './cine.ts'
import type { StrainCurve } from './lengths.ts'

/** Lines along the wall shorten in systole, those across it lengthen. */
export type Contraction = 'shortens' | 'lengthens'

export interface Beat extends Pick<Cine, 'times' | 'rr' | 'edPhase'> {
  readonly esPhase: number
}

/** @returns unmeasured 'contradictory-input' when ES is ED or no phase */
export const beatOf = ({ times, rr, edPhase }: Omit<Beat, 'esPhase'>, esPhase: number): Outcome<Beat> =>
  Number.isInteger(esPhase) && esPhase >= 0 && esPhase < times.length && esPhase !== edPhase
    ? measured({ times, rr, edPhase, esPhase })
    : unmeasured('contradictory-input', say('strain/es-phase-ed-none-phases', { esPhase: esPhase + 1 }))

export interface CurveNumbers {
  readonly peak: Outcome<Percent>
  readonly endSystolic: Outcome<Percent>
  readonly timeToPeak: Outcome<Ms>
  readonly postSystolic: Outcome<Percent>
}

/** @throws RangeError when ES is ED or no phase: `assembleStrain` refuses that before */
export function curveNumbers(curve: StrainCurve, beat: Beat, contraction: Contraction): CurveNumbers {
  const { edPhase, esPhase, times } = beat
  const order = phasesFrom(edPhase, times.length)
  const systole = systoleOf(edPhase, esPhase, times.length)
  if (systole.length < 2) throw new RangeError(`systole from phase ${edPhase} to ${esPhase} is empty`)
  const endSystolic = at(curve, esPhase)
  const sign = contraction === 'shortens' ? -1 : 1
  const extreme = order.reduce((best, phase) =>
    sign * at(curve, phase) > sign * at(curve, best) ? phase : best,
  )
  const deepest = at(curve, extreme)
  const never = unmeasured('out-of-range', say('strain/segment-never', { contraction }))
  const after = order.indexOf(extreme) > order.indexOf(esPhase)
  return {
    peak: measured(percent(largestOf(curve, systole))),
    endSystolic: measured(percent(endSystolic)),
    timeToPeak: extreme === edPhase ? never : measured(extremeTime(curve, beat, extreme)),
    postSystolic:
      extreme === edPhase ? never : measured(percent(after ? (100 * (deepest - endSystolic)) / deepest : 0)),
  }
}

/** The value of largest magnitude among some phases. */
export const largestOf = (values: readonly number[], phases: readonly number[]): number =>
  phases
    .map((phase) => at(values, phase))
    .reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best))

/** Vertex of the parabola through a phase and its neighbours in the beat, since ED. */
function extremeTime(curve: StrainCurve, beat: Beat, phase: number): Ms {
  const count = curve.length
  const [before, after] = [(phase + count - 1) % count, (phase + 1) % count]
  const middle = sinceEd(beat, phase)
  // times relative to the extreme; the beat goes on after its last phase
  const a = sinceEd(beat, before) - middle
  const b = after === beat.edPhase ? beat.rr - middle : sinceEd(beat, after) - middle
  const [fa, f, fb] = [at(curve, before), at(curve, phase), at(curve, after)]
  const slope = (fb - f) / b - (fa - f) / a
  if (count < 3 || slope === 0) return ms(middle)
  const vertex = (a * a * (fb - f) - b * b * (fa - f)) / (2 * (a * (fb - f) - b * (fa - f)))
  return ms(middle + Math.min(Math.max(vertex, a), b))
}

/**
 * Standard deviation of times to peak over segments, ms: how far segments contract at different times.
 *
 * @returns unmeasured 'too-few-points' for fewer than two segments
 * @source  mechanical dispersion index: doi:10.1186/s13089-019-0125-8, figure 2, of longitudinal strain; here of any
 */
export function spreadOfTimes(times: readonly number[]): Outcome<Ms> {
  if (times.length < 2)
    return unmeasured('too-few-points', say('strain/segments-time-peak', { times: times.length }))
  const mean = times.reduce((a, b) => a + b) / times.length
  return measured(ms(Math.sqrt(times.reduce((sum, t) => sum + (t - mean) ** 2, 0) / (times.length - 1))))
}
