/**
 * Which phase is due on the screen. The clock is the viewer's; a cine runs at the true heart rate, so a late
 * frame is skipped and never makes the heart slower.
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ms, ms } from '../units/units.ts'
import { median } from './median.ts'
import type { Stack } from './stack.ts'

/** One beat as a timetable. */
export interface Beat {
  /** ms after the beat's start at which each phase comes up, ascending from 0 */
  readonly starts: readonly number[]
  readonly duration: Ms
}

/**
 * The timetable of a stack: phase k comes up at tₖ − t₀ and stays until the next, the last until the RR is
 * over. Without trigger times the phases share the RR evenly. Dynamics run through all their beats in the time
 * that they took; what differs in inversion, echo or preparation time has no time in which it could be shown.
 *
 * @returns unmeasured 'no-heart-rate' when the beat has no known length, 'no-times' when there is none: the
 *   viewer then names its own
 */
export function beatOf(
  stack: Pick<Stack, 'phaseCount' | 'phaseTimes' | 'rr'> & Partial<Pick<Stack, 'axis' | 'axisTimes'>>,
): Outcome<Beat> {
  const { axis = 'phase' } = stack
  if (axis === 'dynamic' && stack.axisTimes !== undefined && stack.axisTimes.length > 1)
    return measured(firstPass(stack.axisTimes))
  if (axis !== 'phase' && axis !== 'single')
    return unmeasured('no-times', say('stacks/images-not-phases-beat'))
  if (!stack.rr.measured) return stack.rr
  const duration = stack.rr.value.median
  const { phaseTimes } = stack
  const ascending = phaseTimes?.every((time, k) => k === 0 || time > at(phaseTimes, k - 1)) === true
  const within =
    phaseTimes !== undefined && at(phaseTimes, phaseTimes.length - 1) - at(phaseTimes, 0) < duration
  if (phaseTimes === undefined || !ascending || !within) return measured(evenBeat(stack.phaseCount, duration))
  const first = at(phaseTimes, 0)
  return measured({ starts: phaseTimes.map((time) => time - first), duration })
}

/** Every dynamic as long after the first as it was; the last stays as long as dynamics usually do. */
function firstPass(times: readonly Ms[]): Beat {
  const first = at(times, 0)
  const step = median(times.slice(1).map((time, k) => time - at(times, k)))
  return {
    starts: times.map((time) => time - first),
    duration: ms(at(times, times.length - 1) - first + step),
  }
}

/** A beat whose phases all last equally long. @throws RangeError for no phases or no duration */
export function evenBeat(phaseCount: number, duration: Ms): Beat {
  if (!(phaseCount >= 1) || !(duration > 0))
    throw new RangeError(`no beat of ${phaseCount} phases in ${duration} ms`)
  return { starts: Array.from({ length: phaseCount }, (_, k) => (k * duration) / phaseCount), duration }
}

/** What the cine runs through, over and over: phases in the order in which they come up. */
export interface Course extends Beat {
  /** of each step, 0-based */
  readonly phases: readonly number[]
}

export interface CourseOptions {
  /** the first and the last phase of a part of the beat, which may reach over the R wave */
  readonly part?: { readonly from: number; readonly to: number } | undefined
  /** there and back again; each phase lasts as long on both ways */
  readonly bounce?: boolean
}

/** @throws RangeError for a phase that the beat does not have */
export function courseOf(beat: Beat, { part, bounce = false }: CourseOptions = {}): Course {
  const count = beat.starts.length
  const { from, to } = part ?? { from: 0, to: count - 1 }
  if (![from, to].every((phase) => phase >= 0 && phase < count))
    throw new RangeError(`phases ${from} to ${to} of a beat of ${count}`)
  const steps = ((to - from + count) % count) + 1
  const there = Array.from({ length: steps }, (_, step) => (from + step) % count)
  const phases = bounce ? [...there, ...there.slice(1, -1).toReversed()] : there
  const starts: number[] = []
  let time = 0
  for (const phase of phases) {
    starts.push(time)
    time += (beat.starts[phase + 1] ?? beat.duration) - at(beat.starts, phase)
  }
  return { phases, starts, duration: ms(time) }
}

/**
 * The phase due after some time; of a course, the step.
 *
 * @param elapsed  ms since `from` came up
 * @param speed    1 is the true heart rate; 0.5 half of it
 * @param from     phase that was shown at the start
 */
export function phaseAt(beat: Beat, elapsed: number, speed = 1, from = 0): number {
  const time = modulo(at(beat.starts, from) + elapsed * speed, beat.duration)
  let low = 0
  let high = beat.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (at(beat.starts, middle) <= time) low = middle
    else high = middle - 1
  }
  return low
}

/** Phases that came up and went between two looks at the clock without being shown. */
export function phasesSkipped(beat: Beat, before: number, now: number, speed = 1, from = 0): number {
  return Math.max(0, phasesBegun(beat, now, speed, from) - phasesBegun(beat, before, speed, from) - 1)
}

/** How many phases have come up since the start, over all beats. */
function phasesBegun(beat: Beat, elapsed: number, speed: number, from: number): number {
  const time = at(beat.starts, from) + elapsed * speed
  return Math.floor(time / beat.duration) * beat.starts.length + phaseAt(beat, elapsed, speed, from)
}

const modulo = (value: number, by: number): number => value - Math.floor(value / by) * by
