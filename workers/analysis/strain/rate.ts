/**
 * Strain rates: the slope of a strain curve, per second.
 *
 * The beat repeats, so the curve is a periodic series of few harmonics whose slope is known in closed form.
 * Systolic: fastest contraction from ED to ES. Early diastolic: fastest return in the first part of diastole, late:
 * in the rest, where the atrium contracts.
 *
 * @source Voigt 2015, doi:10.1093/ehjci/jeu184: peak systolic, early and late diastolic strain rate
 */
import { fitHarmonics, type Harmonics, harmonicSlope } from '../numerics/harmonics.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Quantity } from '../units/units.ts'
import { sinceEd } from './cine.ts'
import type { Beat, Contraction } from './curve.ts'
import type { StrainCurve } from './lengths.ts'

export type PerSecond = Quantity<'/s'>

export interface StrainRates {
  readonly systolic: Outcome<PerSecond>
  readonly earlyDiastolic: Outcome<PerSecond>
  readonly lateDiastolic: Outcome<PerSecond>
}

/** Two harmonics are the least that tell early from late filling. */
const fewestHarmonics = 2
/** Samples for each term of the series, so that it does not follow noise. */
const samplesPerHarmonic = 3
/** A hole as long as this many intervals of as many even samples as there are unknowns leaves the curve free. */
const longestHole = 1.5
/** at which the slope is looked at, over a beat */
const steps = 400

/**
 * @param harmonics      at most; fewer where there are not three samples for each
 * @param earlyDiastole  of diastole, that counts as early
 */
export function strainRates(
  curve: StrainCurve,
  beat: Beat,
  contraction: Contraction,
  { harmonics, earlyDiastole }: { readonly harmonics: number; readonly earlyDiastole: number },
): StrainRates {
  const fitted = periodic(curve, beat, harmonics)
  if (!fitted.measured) return { systolic: fitted, earlyDiastolic: fitted, lateDiastolic: fitted }
  const es = sinceEd(beat, beat.esPhase) / beat.rr
  const split = es + earlyDiastole * (1 - es)
  const towards = contraction === 'shortens' ? -1 : 1
  const fastest = (from: number, to: number, sign: number): Outcome<PerSecond> => {
    let best = Number.NEGATIVE_INFINITY
    for (let step = 0; step <= steps; step++)
      best = Math.max(best, sign * harmonicSlope(fitted.value, from + ((to - from) * step) / steps))
    // percent per beat to per second
    return measured(((((sign * best) / 100) * 1000) / beat.rr) as PerSecond)
  }
  return {
    systolic: fastest(0, es, towards),
    earlyDiastolic: fastest(es, split, -towards),
    lateDiastolic: fastest(split, 1, -towards),
  }
}

/** @returns unmeasured 'too-few-phases' for few pictures or none in a part of the beat */
function periodic(curve: StrainCurve, beat: Beat, most: number): Outcome<Harmonics> {
  const places = curve.map((_, phase) => sinceEd(beat, phase) / beat.rr)
  const harmonics = Math.min(most, Math.floor(places.length / samplesPerHarmonic))
  if (harmonics < fewestHarmonics)
    return unmeasured('too-few-phases', say('strain/phases-too-few-slope', { places: places.length }))
  const sorted = places.toSorted((a, b) => a - b)
  const hole = sorted.reduce(
    (most, place, i) => Math.max(most, (sorted[i + 1] ?? 1 + at(sorted, 0)) - place),
    0,
  )
  if (hole > longestHole / (2 * harmonics + 1))
    return unmeasured('too-few-phases', say('strain/no-picture-ms-beat', { hole: hole * beat.rr }))
  const fitted = fitHarmonics(places, curve, harmonics)
  return fitted === undefined
    ? unmeasured('fit-failed', say('strain/phases-do-not-determine-periodic'))
    : measured(fitted)
}
