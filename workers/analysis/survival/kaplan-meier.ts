/**
 * The share that is still free of the event, as time goes on.
 *
 *   S(t) = Π (1 − d/n)      Greenwood: Var = S² Σ d/(n (n − d))
 *   plain S ± z se          log-log S^exp(± z √Σ / ln S), which stays between 0 and 1
 *
 * Patients who leave at the time of an event are still at risk of it.
 * @source Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452; Greenwood 1926; Kalbfleisch & Prentice, The
 *         Statistical Analysis of Failure Time Data, §1.4; median: Brookmeyer & Crowley 1982, doi:10.2307/2530286
 */
import type { Interval } from '../numerics/interval.ts'
import { normalQuantile } from '../numerics/normal-distribution.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { kaplanMeierMethod } from './methods.ts'
import { type Observation, refusedTimes, timePoints } from './observations.ts'

export interface Step {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  readonly censored: number
  readonly survival: number
  /** absent once nobody is left, where Greenwood's formula has no value */
  readonly se?: number
  readonly plain?: Interval
  readonly logLog?: Interval
}

export interface KaplanMeier {
  readonly method: string
  readonly version: string
  readonly options: { readonly confidence: number }
  readonly n: number
  readonly events: number
  /** one for each distinct time, those of censoring too */
  readonly steps: readonly Step[]
  readonly median: Outcome<Median>
}

/** An end is absent where its curve never comes down to one half. */
export interface Median {
  readonly value: number
  readonly plain: Partial<Interval>
  readonly logLog: Partial<Interval>
}

/** @returns unmeasured as `refusedTimes`; without any event the curve stays at 1 and has no median */
export function kaplanMeier(observations: readonly Observation[], confidence = 0.95): Outcome<KaplanMeier> {
  const refused = refusedTimes(observations)
  if (refused !== undefined) return refused
  const z = normalQuantile((1 + confidence) / 2)
  const steps: Step[] = []
  let survival = 1
  let logVariance = 0
  for (const { time, atRisk, ending } of timePoints(observations)) {
    const events = ending.filter(({ event }) => event).length
    survival *= (atRisk - events) / atRisk
    logVariance += events === 0 ? 0 : events / (atRisk * (atRisk - events))
    steps.push({
      time,
      atRisk,
      events,
      censored: ending.length - events,
      survival,
      ...uncertainty(survival, logVariance, z),
    })
  }
  return measured({
    ...kaplanMeierMethod,
    options: { confidence },
    n: observations.length,
    events: steps.reduce((sum, step) => sum + step.events, 0),
    steps,
    median: medianOf(steps),
  })
}

function uncertainty(
  survival: number,
  logVariance: number,
  z: number,
): Pick<Step, 'se' | 'plain' | 'logLog'> {
  if (survival === 0) return {}
  const se = survival * Math.sqrt(logVariance)
  const plain = { low: Math.max(0, survival - z * se), high: Math.min(1, survival + z * se) }
  if (survival === 1) return { se, plain, logLog: { low: 1, high: 1 } }
  const power = Math.exp((z * Math.sqrt(logVariance)) / Math.log(survival))
  return { se, plain, logLog: { low: survival ** (1 / power), high: survival ** power } }
}

/** S is that of the last step at or before a time; 1 before the first. */
export const stepAt = (steps: readonly Step[], time: number): Step | undefined => {
  let found: Step | undefined
  for (const step of steps) {
    if (step.time > time) break
    found = step
  }
  return found
}

export const survivalAt = (steps: readonly Step[], time: number): number => stepAt(steps, time)?.survival ?? 1

/** How many are followed until this time at least. */
export const numberAtRisk = (steps: readonly Step[], time: number): number =>
  steps.find((step) => step.time >= time)?.atRisk ?? 0

/** Products of shares miss an exact half by their rounding. */
const rounding = 1e-9

function medianOf(steps: readonly Step[]): Outcome<Median> {
  const value = timeOfHalf(steps, ({ survival }) => survival)
  if (value === undefined) {
    const last = steps.at(-1)?.survival ?? 1
    return unmeasured('out-of-range', `the curve ends at ${last.toFixed(3)}, above one half`)
  }
  const ends = (which: 'plain' | 'logLog'): Partial<Interval> => {
    const low = timeOfHalf(steps, (step) => step[which]?.low ?? 0)
    const high = timeOfHalf(steps, (step) => step[which]?.high)
    return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
  }
  return measured({ value, plain: ends('plain'), logLog: ends('logLog') })
}

/** First time at or below one half; of a curve that stays at exactly one half, the middle of that stretch. */
function timeOfHalf(steps: readonly Step[], height: (step: Step) => number | undefined): number | undefined {
  const aboveHalf = (step: Step): number => {
    const above = (height(step) ?? 1) - 0.5
    return Math.abs(above) < rounding ? 0 : above
  }
  const reached = steps.find((step) => aboveHalf(step) <= 0)
  if (reached === undefined) return undefined
  const below = steps.find((step) => aboveHalf(step) < 0)
  return below === undefined ? reached.time : (reached.time + below.time) / 2
}
