/**
 * Weights that make up for patients who left: each one who is still known stands for those like it who are not.
 *
 *   G(t) = P(still followed at t), Kaplan-Meier with leaving as the event; events at t come before leaving at t
 *
 * @source Graf 1999, doi:10.1002/(SICI)1097-0258(19990915/30)18:17/18<2529::AID-SIM274>3.0.CO;2-5
 */
import { at } from '../units/at.ts'
import { type Observation, timePoints } from './observations.ts'

export interface Censoring {
  /** G(t) */
  at(time: number): number
  /** G(t−): followed until just before t */
  before(time: number): number
}

export function censoringOf(observations: readonly Observation[]): Censoring {
  const times: number[] = []
  const followed: number[] = []
  let share = 1
  for (const { time, atRisk, ending } of timePoints(observations)) {
    const leaving = ending.filter(({ event }) => !event).length
    if (leaving === 0) continue
    // those whose event came at this time were not there to leave
    const still = atRisk - (ending.length - leaving)
    share *= (still - leaving) / still
    times.push(time)
    followed.push(share)
  }
  const reached = (passed: (time: number) => boolean): number => {
    let low = 0
    let high = times.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (passed(at(times, middle))) low = middle + 1
      else high = middle
    }
    return low === 0 ? 1 : at(followed, low - 1)
  }
  return {
    at: (time) => reached((t) => t <= time),
    before: (time) => reached((t) => t < time),
  }
}
