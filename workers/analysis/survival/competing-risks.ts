/**
 * The chance of one kind of event where another can come first: sudden death, where patients also die otherwise.
 * One minus Kaplan-Meier would count those who died otherwise as if they could still die suddenly.
 *
 *   F_k(t) = Σ S(t−) d_k/n      S: free of every event
 *   Var F_k(t) = Σ (F_k(t) − F_k(tⱼ))² dⱼ/(nⱼ (nⱼ − dⱼ)) + Σ S(tⱼ−)² d_kj (nⱼ − d_kj)/nⱼ³
 *                − 2 Σ (F_k(t) − F_k(tⱼ)) S(tⱼ−) d_kj/nⱼ²
 *
 * With one kind of event the variance is Greenwood's.
 * @source Aalen & Johansen 1978; variance: Marubini & Valsecchi, Analysing Survival Data, eq. 10.12
 */
import type { Interval } from '../numerics/interval.ts'
import { normalQuantile } from '../numerics/normal-distribution.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { incidenceMethod } from './methods.ts'
import { type Observation, refusedTimes, timePoints } from './observations.ts'

export interface CompetingObservation {
  readonly time: number
  /** 0: left without an event; 1, 2, ...: the kind of event */
  readonly cause: number
}

export interface IncidenceStep {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  /** of every cause */
  readonly allEvents: number
  readonly incidence: number
  readonly se: number
  /** by ln(−ln F), which stays between 0 and 1; absent before the first event of the cause */
  readonly interval?: Interval
}

export interface CumulativeIncidence {
  readonly method: string
  readonly version: string
  readonly cause: number
  readonly n: number
  readonly events: number
  /** one for each distinct time */
  readonly steps: readonly IncidenceStep[]
}

/**
 * @returns unmeasured as `refusedTimes`, 'contradictory-input' for a cause that is no whole number from 0 on,
 *          'no-events' when nobody had this cause
 */
export function cumulativeIncidence(
  observations: readonly CompetingObservation[],
  cause: number,
  confidence = 0.95,
): Outcome<CumulativeIncidence> {
  const refused = refusedTimes(observations) ?? refusedCauses(observations, cause)
  if (refused !== undefined) return refused
  const z = normalQuantile((1 + confidence) / 2)
  const steps: IncidenceStep[] = []
  let incidence = 0
  let free = 1
  // Σ a, Σ a F, Σ a F², with a = d/(n(n − d)): the first sum for every t without a loop over the past
  let [a, aF, aF2] = [0, 0, 0]
  let own = 0
  let [b, bF] = [0, 0]
  for (const { time, atRisk, ending } of timePoints(observations)) {
    const allEvents = ending.filter((o) => o.cause > 0).length
    const events = ending.filter((o) => o.cause === cause).length
    incidence += (free * events) / atRisk
    if (allEvents > 0 && allEvents < atRisk) {
      const part = allEvents / (atRisk * (atRisk - allEvents))
      a += part
      aF += part * incidence
      aF2 += part * incidence * incidence
    }
    own += (free * free * events * (atRisk - events)) / atRisk ** 3
    const mixed = (free * events) / atRisk ** 2
    b += mixed
    bF += mixed * incidence
    const variance = incidence * incidence * a - 2 * incidence * aF + aF2 + own - 2 * (incidence * b - bF)
    free *= (atRisk - allEvents) / atRisk
    const se = Math.sqrt(Math.max(0, variance))
    steps.push({
      time,
      atRisk,
      events,
      allEvents,
      incidence,
      se,
      ...(incidence > 0 && incidence < 1 ? { interval: intervalOf(incidence, se, z) } : {}),
    })
  }
  return measured({
    ...incidenceMethod,
    cause,
    n: observations.length,
    events: steps.reduce((sum, step) => sum + step.events, 0),
    steps,
  })
}

function intervalOf(incidence: number, se: number, z: number): Interval {
  const power = Math.exp((z * se) / (incidence * Math.log(incidence)))
  return { low: incidence ** (1 / power), high: incidence ** power }
}

function refusedCauses(observations: readonly CompetingObservation[], cause: number): Unmeasured | undefined {
  const odd = observations.findIndex((o) => !Number.isInteger(o.cause) || o.cause < 0)
  if (odd >= 0)
    return unmeasured('contradictory-input', `the event of patient ${odd + 1} is ${observations[odd]?.cause}`)
  return observations.some((o) => o.cause === cause && cause > 0)
    ? undefined
    : unmeasured('no-events', `nobody had event ${cause}`)
}

/** For a regression of one cause: patients who had another are followed until then. */
export const causeSpecific = <T extends CompetingObservation>(
  observations: readonly T[],
  cause: number,
): (T & Observation)[] => observations.map((o) => ({ ...o, event: o.cause === cause }))
