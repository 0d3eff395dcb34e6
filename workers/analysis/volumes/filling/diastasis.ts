/** Where a fitted curve is steepest, and where it rests between the early and the late wave of diastole. */
import { type Harmonics, harmonicSlope } from '../../numerics/harmonics.ts'
import { say } from '../../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'

/** 1: the chamber grows; −1: it shrinks */
export type Direction = 1 | -1

export interface Steepest {
  /** in beats */
  readonly place: number
  /** mL a beat, in the direction that was asked for: negative where the curve only goes the other way */
  readonly rate: number
}

/** places a beat is searched at, before the steepest is refined between them */
const searchSteps = 1000
/** share of diastole in which early filling peaks */
const earlyShare = 0.6
/** slope at rest as a share of the late peak: above, the two waves are one */
const fusedFrom = 0.5
/** late peak as a share of the early one: below, it is a ripple of the curve, not a contraction */
const leastAtrial = 0.05

/** The steepest place from `from` to `to`, in beats, refined by a parabola. */
export function steepest(curve: Harmonics, from: number, to: number, direction: Direction): Steepest {
  const steps = Math.max(2, Math.ceil((to - from) * searchSteps))
  const step = (to - from) / steps
  const slope = (i: number): number => direction * harmonicSlope(curve, from + i * step)
  let best = 0
  let most = slope(0)
  for (let i = 1; i <= steps; i++) {
    const rate = slope(i)
    if (rate > most) {
      best = i
      most = rate
    }
  }
  if (best === 0 || best === steps) return { place: from + best * step, rate: most }
  const [before, after] = [slope(best - 1), slope(best + 1)]
  // the first of the steepest places: less steep before it, so the parabola bends
  const shift = (before - after) / (2 * (before - 2 * most + after))
  return { place: from + (best + shift) * step, rate: most - ((before - after) * shift) / 4 }
}

/** The early wave of diastole, in its first 60 %. @param from  end-systole  @param to  the next end-diastole */
export const earlyWave = (curve: Harmonics, from: number, to: number, direction: Direction): Steepest =>
  steepest(curve, from, from + earlyShare * (to - from), direction)

/**
 * The place, in beats, where the chamber rests before atrial contraction.
 *
 * @param early      the early wave of diastole
 * @param direction  of diastole: ventricles grow in it, atria shrink
 * @returns unmeasured 'not-evaluable' where there is no late wave, or it follows the early one without a rest
 */
export function diastasis(
  curve: Harmonics,
  early: Steepest,
  from: number,
  to: number,
  direction: Direction,
): Outcome<number> {
  const margin = 1.5 / searchSteps
  const middle = from + earlyShare * (to - from)
  const late = steepest(curve, middle, to, direction)
  if (!(late.rate > leastAtrial * early.rate) || late.place > to - margin)
    return unmeasured('not-evaluable', say('volumes/no-atrial-contraction-seen-curve'))
  const rest = steepest(curve, early.place, late.place, direction === 1 ? -1 : 1)
  if (late.place < middle + margin || -rest.rate > fusedFrom * late.rate)
    return unmeasured('not-evaluable', say('volumes/early-late-filling-one-wave'))
  return measured(rest.place)
}
