/** Strain curves by what and where they are, and the measurements that each of them gives. */
import { type Measurement, measurement, scoped } from '../measurements/measurement.ts'
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Beat, type Contraction, curveNumbers } from './curve.ts'
import { meanCurve, type StrainCurve } from './lengths.ts'
import { registrationTracking } from './methods.ts'
import type { StrainOptions } from './options.ts'
import { strainRates } from './rate.ts'

/** Of whole contours: circumferential, radial, longitudinal; the same of segments. */
export const curveKinds = ['gcs', 'grs', 'gls', 'ecc', 'err', 'ell'] as const
export type CurveKind = (typeof curveKinds)[number]

export interface TimedCurve {
  readonly beat: Beat
  /** percent by phase */
  readonly values: StrainCurve
}

export interface NamedCurve {
  readonly kind: CurveKind
  readonly scope: Scope
  readonly curve: Outcome<TimedCurve>
}

const contractionOf = (kind: CurveKind): Contraction =>
  kind === 'grs' || kind === 'err' ? 'lengthens' : 'shortens'

const isGlobal = (kind: CurveKind): kind is 'gcs' | 'grs' | 'gls' =>
  kind === 'gcs' || kind === 'grs' || kind === 'gls'

/** Peak, end-systolic, time to peak, post-systolic index; of whole contours strain rates too. */
export function curveMeasurements({ kind, scope, curve }: NamedCurve, options: StrainOptions): Measurement[] {
  const of = <Numbers, T extends number>(
    read: (timed: TimedCurve) => Numbers,
    pick: (numbers: Numbers) => Outcome<T>,
  ): Outcome<T> => {
    if (!curve.measured) return curve
    const outcome = pick(read(curve.value))
    return outcome.measured ? measured(outcome.value, [...curve.warnings, ...outcome.warnings]) : outcome
  }
  const numbers = ({ values, beat }: TimedCurve) => curveNumbers(values, beat, contractionOf(kind))
  const rates = ({ values, beat }: TimedCurve) => strainRates(values, beat, contractionOf(kind), options)
  const found = [
    measurement(
      `${kind}-peak`,
      of(numbers, ({ peak }) => peak),
      registrationTracking,
    ),
    measurement(
      `${kind}-es`,
      of(numbers, ({ endSystolic }) => endSystolic),
      registrationTracking,
    ),
    measurement(
      `${kind}-ttp`,
      of(numbers, ({ timeToPeak }) => timeToPeak),
      registrationTracking,
    ),
    measurement(
      `${kind}-psi`,
      of(numbers, ({ postSystolic }) => postSystolic),
      registrationTracking,
    ),
    ...(isGlobal(kind)
      ? [
          measurement(
            `${kind}-rate-s`,
            of(rates, ({ systolic }) => systolic),
            registrationTracking,
          ),
          measurement(
            `${kind}-rate-e`,
            of(rates, ({ earlyDiastolic }) => earlyDiastolic),
            registrationTracking,
          ),
          measurement(
            `${kind}-rate-a`,
            of(rates, ({ lateDiastolic }) => lateDiastolic),
            registrationTracking,
          ),
        ]
      : []),
  ]
  return found.map((m) => scoped(scope, m))
}

/**
 * The mean of curves that are measured, as of one beat.
 *
 * @param nothing  what is said when none is there
 * @returns the first reason when all are unmeasured; 'contradictory-input' when their phases differ; a warning names
 *          those that are left out
 */
export function meanOf(curves: readonly Outcome<TimedCurve>[], nothing: string): Outcome<TimedCurve> {
  const there = curves.filter((curve) => curve.measured)
  const [first] = there
  if (first === undefined) {
    const [why] = curves
    return why ?? unmeasured('no-contours', nothing)
  }
  const { beat } = first.value
  const alike = there.every(
    ({ value: { beat: other } }) =>
      other.times.length === beat.times.length &&
      other.edPhase === beat.edPhase &&
      other.esPhase === beat.esPhase,
  )
  if (!alike) return unmeasured('contradictory-input', say('strain/curves-different-phases-ed-es'))
  const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b) / numbers.length
  return measured(
    {
      beat: {
        ...beat,
        times: beat.times.map(
          (_, phase) => mean(there.map(({ value }) => at(value.beat.times, phase))) as typeof beat.rr,
        ),
        rr: mean(there.map(({ value }) => value.beat.rr)) as typeof beat.rr,
      },
      values: meanCurve(there.map(({ value }) => value.values)),
    },
    [
      ...there.flatMap(({ warnings }) => warnings),
      ...curves.flatMap((curve) => (curve.measured ? [] : [say('strain/left-out', { why: whyOf(curve) })])),
    ],
  )
}
