/**
 * Volumes per beat from flow rates at the phases of one beat.
 *
 *   V = ∫ Q dt over RR, by the trapezoid      forward: of max(Q, 0)      backward: of min(Q, 0), as a positive number
 *
 * Retrospective gating covers the beat: after the last phase comes the first of the next beat. Prospective gating
 * stops before the next R wave: the last rate is held until then, and the result says so.
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ml, type Ms, ml } from '../units/units.ts'

export interface BeatTimes {
  /** after the R wave, increasing */
  readonly times: readonly Ms[]
  readonly rr: Ms
  /** ms of the end of the beat that no phase covers; 0 for retrospective gating */
  readonly uncovered: number
}

/** Fewer do not follow an ejection of 300 ms. */
export const fewestPhases = 8

/** A gap of this many usual steps to the next R wave is one that the scanner left out. */
const usualGap = 1.75

/**
 * @param rr  undefined: taken to be as long as the phases are many, which retrospective gating only allows
 * @returns unmeasured 'no-times', 'too-few-phases', 'no-heart-rate', 'contradictory-input' for times that do not
 *   increase, are negative, or lie beyond RR
 */
export function beatTimes(
  times: readonly Ms[],
  rr: Ms | undefined,
  gating: 'retrospective' | 'prospective' | undefined,
): Outcome<BeatTimes> {
  if (times.length === 0 || times.some((time) => !Number.isFinite(time)))
    return unmeasured('no-times', say('flow/phase-no-time-after-r'))
  if (times.length < fewestPhases)
    return unmeasured('too-few-phases', say('flow/phases-follow-beat', { times: times.length, fewestPhases }))
  const bad = times.findIndex((time, i) => time < 0 || (i > 0 && time <= at(times, i - 1)))
  if (bad >= 0)
    return unmeasured(
      'contradictory-input',
      say('flow/phase-ms-not-after-phase', { bad: bad + 1, times: at(times, bad) }),
    )
  const first = at(times, 0)
  const last = at(times, times.length - 1)
  const step = (last - first) / (times.length - 1)
  if (rr === undefined) {
    if (gating !== 'retrospective')
      return unmeasured('no-heart-rate', say('flow/without-rr-nobody-knows-how'))
    const length = ((last - first) * times.length) / (times.length - 1)
    return measured({ times, rr: length as Ms, uncovered: 0 }, [
      say('flow/rr-not-given-ms-phases', { length }),
    ])
  }
  if (!(rr > last - first))
    return unmeasured('contradictory-input', say('flow/phases-span-ms-rr-ms', { last: last - first, rr }))
  const gap = first + rr - last
  if (gating !== 'prospective' && gap <= usualGap * step) return measured({ times, rr, uncovered: 0 })
  const uncovered = gap - Math.min(step, gap)
  if (uncovered <= 0) return measured({ times, rr, uncovered: 0 })
  return measured({ times, rr, uncovered }, [say('flow/ms-before-next-r-wave', { uncovered })])
}

/** ∫ f dt over the beat, in the unit of f times ms. */
export function integral(values: readonly number[], { times, rr, uncovered }: BeatTimes): number {
  let sum = 0
  for (let i = 1; i < values.length; i++)
    sum += ((at(values, i) + at(values, i - 1)) / 2) * (at(times, i) - at(times, i - 1))
  const last = at(values, values.length - 1)
  const gap = at(times, 0) + rr - at(times, times.length - 1)
  return sum + last * uncovered + ((last + at(values, 0)) / 2) * (gap - uncovered)
}

export interface BeatVolumes {
  readonly forward: Ml
  /** positive where blood comes back */
  readonly backward: Ml
  readonly net: Ml
}

/** @param forward, backward  mL/s at each phase; backward not positive */
export function beatVolumes(
  forward: readonly number[],
  backward: readonly number[],
  beat: BeatTimes,
): BeatVolumes {
  const ahead = integral(forward, beat) / 1000
  const back = -integral(backward, beat) / 1000
  return { forward: ml(ahead), backward: ml(back), net: ml(ahead - back) }
}
