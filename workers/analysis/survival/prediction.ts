/**
 * How good predicted risks at one horizon were: their error and their ranking.
 *
 *   Brier(t) = 1/n Σ [ r̄² 1(T ≤ t, event)/G(T−) + r² 1(T > t)/G(t) ],  r: predicted risk, r̄ = 1 − r
 *   AUC(t)   = of a patient with the event by t and one without it, how often the first had the higher risk,
 *              cases weighted by 1/G(T−)
 *
 * @source Brier score: Graf 1999, doi:10.1002/(SICI)1097-0258(19990915/30)18:17/18<2529::AID-SIM274>3.0.CO;2-5;
 *         AUC: Uno 2007, doi:10.1198/016214507000000149
 */
import { mean } from '../numerics/moments.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { censoringOf } from './censoring.ts'
import { type KaplanMeier, kaplanMeier, numberAtRisk, survivalAt } from './kaplan-meier.ts'
import { type Observation, refusedTimes } from './observations.ts'

export interface Predicted extends Observation {
  /** of the event by the horizon, 0 to 1 */
  readonly risk: number
}

export interface BrierScore {
  readonly brier: number
  /** of everybody at the mean risk of all (Kaplan-Meier): what must be beaten */
  readonly reference: number
  /** 1 − brier/reference */
  readonly scaled: number
}

/**
 * Why these predictions cannot be judged at this horizon, or undefined.
 * @returns unmeasured as `refusedTimes`, 'out-of-range' for a risk outside 0 to 1 or a horizon that nobody was
 *          followed to, 'no-events' when no event came by then
 */
export function refusedPredictions(patients: readonly Predicted[], horizon: number): Unmeasured | undefined {
  const refused = refusedTimes(patients)
  if (refused !== undefined) return refused
  const odd = patients.findIndex(({ risk }) => !(risk >= 0 && risk <= 1))
  if (odd >= 0)
    return unmeasured('out-of-range', `the risk of patient ${odd + 1} is ${at(patients, odd).risk}`)
  if (!(horizon > 0) || patients.every(({ time }) => time <= horizon))
    return unmeasured('out-of-range', `nobody was followed beyond ${horizon}`)
  if (!patients.some(({ time, event }) => event && time <= horizon))
    return unmeasured('no-events', `no event came by ${horizon}`)
  return undefined
}

/** @returns unmeasured as `refusedPredictions` */
export function brierScore(patients: readonly Predicted[], horizon: number): Outcome<BrierScore> {
  const refused = refusedPredictions(patients, horizon)
  if (refused !== undefined) return refused
  const censoring = censoringOf(patients)
  const free = eventFree(patients, horizon)
  const error = (riskOf: (patient: Predicted) => number): number =>
    mean(
      patients.map((patient) => {
        const risk = riskOf(patient)
        if (patient.time > horizon) return risk ** 2 / censoring.at(horizon)
        return patient.event ? (1 - risk) ** 2 / censoring.before(patient.time) : 0
      }),
    )
  const brier = error(({ risk }) => risk)
  const reference = error(() => 1 - free)
  return measured({ brier, reference, scaled: 1 - brier / reference })
}

/** @returns unmeasured as `refusedPredictions` */
export function timeDependentAuc(patients: readonly Predicted[], horizon: number): Outcome<number> {
  const refused = refusedPredictions(patients, horizon)
  if (refused !== undefined) return refused
  const censoring = censoringOf(patients)
  const controls = patients.filter(({ time }) => time > horizon).map(({ risk }) => risk)
  let won = 0
  let weights = 0
  for (const { time, event, risk } of patients) {
    if (!event || time > horizon) continue
    const weight = 1 / censoring.before(time)
    weights += weight
    for (const other of controls) won += weight * (risk > other ? 1 : risk === other ? 0.5 : 0)
  }
  return measured(won / (weights * controls.length))
}

/** Of observations that were looked at before. @throws RangeError where they allow no curve */
export function curveOf(observations: readonly Observation[], confidence?: number): KaplanMeier {
  const curve = kaplanMeier(observations, confidence)
  if (!curve.measured) throw new RangeError(`no survival curve: ${curve.reason}`)
  return curve.value
}

/** S(t) of all together. @throws RangeError as `curveOf` */
export const eventFree = (observations: readonly Observation[], horizon: number): number =>
  survivalAt(curveOf(observations).steps, horizon)

/**
 * S(t) of a group.
 * @returns unmeasured 'out-of-range' when none of them was followed to the horizon, and some had no event before: then
 *          Kaplan-Meier says nothing there
 * @throws  RangeError as `curveOf`
 */
export function eventFreeIfReached(observations: readonly Observation[], horizon: number): Outcome<number> {
  const { steps } = curveOf(observations)
  const free = survivalAt(steps, horizon)
  return numberAtRisk(steps, horizon) > 0 || free === 0
    ? measured(free)
    : unmeasured('out-of-range', `nobody was followed to ${horizon}`)
}
