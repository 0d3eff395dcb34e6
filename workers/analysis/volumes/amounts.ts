/**
 * What a ventricle's curve amounts to at ED and ES, by whichever base rule the curve was made, as recorded numbers.
 *
 *   SV = EDV − ESV      EF = 100 · SV / EDV      CO = SV · HR / 1000      index = value / BSA
 */
import type { Chamber } from '../contours/contour.ts'
import { type Measurement, type Method, measurement, type QuantityName } from '../measurements/measurement.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { combined, measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Gram, Ml, Percent } from '../units/units.ts'
import type { BodySurface } from './body-size.ts'
import { ejectionFraction, massWarning, stated, strokeVolume } from './ejection.ts'
import type { Extremes } from './extremes.ts'
import { bodySurfaceVersion, indexedBy } from './methods.ts'
import type { PhaseVolume } from './phase.ts'

export interface Amounts {
  readonly edv: Outcome<Ml>
  readonly esv: Outcome<Ml>
  readonly sv: Outcome<Ml>
  readonly ef: Outcome<Percent>
  readonly massEd: Outcome<Gram>
  readonly massEs: Outcome<Gram>
}

/** @param curve  one entry a phase */
export function amountsOf(
  stack: Pick<Stack, 'frames'>,
  curve: readonly PhaseVolume[],
  { ed, es }: Extremes,
  chamber: Chamber = 'lv',
): Amounts {
  const ventricle = chamber === 'lv' ? 'LV' : 'RV'
  const of = <T>(phase: Outcome<number>, read: (volume: PhaseVolume) => Outcome<T>): Outcome<T> => {
    if (!phase.measured) return phase
    const outcome = stated(stack, at(curve, phase.value), read, ventricle)
    return outcome.measured ? measured(outcome.value, [...outcome.warnings, ...phase.warnings]) : outcome
  }
  const edv = of(ed, ({ cavity }) => cavity)
  const esv = of(es, ({ cavity }) => cavity)
  return {
    edv,
    esv,
    sv: combined(edv, esv, strokeVolume),
    ef: combined(edv, esv, ejectionFraction),
    massEd: of(ed, ({ mass }) => mass),
    massEs: of(es, ({ mass }) => mass),
  }
}

/** Volumes, EF and mass, in this order. */
export function amountMeasurements(
  chamber: Chamber,
  { edv, esv, sv, ef, massEd, massEs }: Amounts,
  by: Method,
): readonly Measurement[] {
  const differing = massWarning(massEd, massEs)
  return [
    measurement(`${chamber}-edv`, edv, by),
    measurement(`${chamber}-esv`, esv, by),
    measurement(`${chamber}-sv`, sv, by),
    measurement(`${chamber}-ef`, ef, by),
    measurement(`${chamber}-mass-ed`, massEd, by, differing),
    measurement(`${chamber}-mass-es`, massEs, by, differing),
  ]
}

/** The same by body surface, ES mass excepted: two masses of one wall need no two indices. */
export const indexMeasurements = (
  chamber: Chamber,
  { edv, esv, sv, massEd }: Amounts,
  body: Outcome<BodySurface>,
  by: Method,
): readonly Measurement[] => [
  indexed(`${chamber}-edv-index`, edv, body, by),
  indexed(`${chamber}-esv-index`, esv, body, by),
  indexed(`${chamber}-sv-index`, sv, body, by),
  indexed(`${chamber}-mass-ed-index`, massEd, body, by),
]

/** A value by body surface; its method keeps the name of the surface's formula. */
export function indexed(
  quantity: QuantityName,
  value: Outcome<number>,
  body: Outcome<BodySurface>,
  by: Method,
): Measurement {
  const formula = body.measured ? body.value.formula : 'unknown'
  return measurement(
    quantity,
    combined(value, body, (v, { bsa }) => measured(v / bsa)),
    indexedBy(by, formula),
  )
}

/** A value by height in metres, which does not excuse a heart for its patient's weight. */
export const byHeight = (
  quantity: QuantityName,
  value: Outcome<number>,
  body: Outcome<BodySurface>,
  by: Method,
): Measurement =>
  measurement(
    quantity,
    combined(value, body, (v, { heightCm }) =>
      heightCm === undefined
        ? unmeasured('no-body-size', say('volumes/body-surface-given-without-height'))
        : measured((100 * v) / heightCm),
    ),
    { ...by, method: `${by.method}/height` },
  )

/** L/min. */
export const outputOf = ({ sv }: Amounts, heartRate: Stack['heartRate']): Outcome<number> =>
  combined(sv, heartRate, (volume, rate) => measured((volume * rate) / 1000))

/** The body surface itself, by the name of its formula. */
export const surfaceMeasurement = (body: Outcome<BodySurface>): Measurement =>
  measurement('bsa', body.measured ? measured(body.value.bsa, body.warnings) : body, {
    method: body.measured ? body.value.formula : 'unknown',
    version: bodySurfaceVersion,
  })
