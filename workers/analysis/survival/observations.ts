/** What is known of each patient: until when somebody looked, and whether the event came then. */
import { type Unmeasured, unmeasured } from '../units/outcome.ts'

export interface Observation {
  /** from the start of follow-up, in any one unit; above 0 */
  readonly time: number
  readonly event: boolean
}

/**
 * Why these observations allow no survival analysis, or undefined. Patients are named by their place, from 1.
 * @returns unmeasured 'too-few-subjects' for none, 'contradictory-input' for a time that is not finite,
 *          'out-of-range' for one that is not above 0
 */
export function refusedTimes(observations: readonly { readonly time: number }[]): Unmeasured | undefined {
  if (observations.length === 0) return unmeasured('too-few-subjects', 'nobody was observed')
  for (const [i, { time }] of observations.entries()) {
    if (!Number.isFinite(time))
      return unmeasured('contradictory-input', `patient ${i + 1} has a time of ${time}`)
    if (!(time > 0)) return unmeasured('out-of-range', `patient ${i + 1} has a time of ${time}, not above 0`)
  }
  return undefined
}

export const refusedWithoutEvents = (observations: readonly Observation[]): Unmeasured | undefined =>
  observations.some(({ event }) => event)
    ? undefined
    : unmeasured('no-events', `none of ${observations.length} patients had the event`)

/** All that end at one time. */
export interface TimePoint<T> {
  readonly time: number
  /** followed until just before this time, or longer */
  readonly atRisk: number
  readonly ending: readonly T[]
}

/** Ascending by time, each distinct time once. */
export function timePoints<T extends { readonly time: number }>(observations: readonly T[]): TimePoint<T>[] {
  const sorted = observations.toSorted((a, b) => a.time - b.time)
  const points: { time: number; atRisk: number; ending: T[] }[] = []
  for (const [i, observation] of sorted.entries()) {
    const last = points.at(-1)
    if (last !== undefined && last.time === observation.time) last.ending.push(observation)
    else points.push({ time: observation.time, atRisk: sorted.length - i, ending: [observation] })
  }
  return points
}
