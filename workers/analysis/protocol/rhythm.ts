/**
 * The heart beat behind a cine: RR of each slice and, as the read's value, their median with the spread.
 * @source DICOM PS3.3 C.8.3.1 (Trigger Time, Nominal Interval)
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type BeatsPerMinute, beatsPerMinute, type Ms, ms } from '../units/units.ts'
import { median } from './median.ts'
import type { Stack, StackFrame } from './stack.ts'

/** ms; a NominalInterval outside is a default or a slip, not a heart beat */
export const shortestRR = 300
export const longestRR = 2000
/** share of the RR that frames must cover to count as a whole beat */
const wholeBeat = 0.95
const heartRateDisagreement = 0.1
const arrhythmiaFrom = 0.3
/** usual steps between dynamics; a longer one left out a beat */
const skippedFrom = 1.6

/** One slice's beat. `times` are absent when its frames carry no trigger times. */
export interface SliceRhythm {
  readonly times?: readonly number[]
  readonly rr?: number
  /** share of the RR that the frames cover */
  readonly coverage?: number
  readonly gating: Stack['gating']
  readonly arrhythmia: boolean
  readonly warnings: readonly string[]
}

/**
 * A beat that was seen once a dynamic: the header's interval, else the time from one dynamic to the next where
 * that can be a beat. Nothing is said of gating: no image of these shows how long it lasts.
 *
 * @param times  ms, ascending, one a dynamic; empty where nobody knows
 */
export function dynamicRhythm(frames: readonly StackFrame[], times: readonly number[]): SliceRhythm {
  const { rr: stated, arrhythmia, warnings } = stillRhythm(frames)
  const steps = times.slice(1).map((time, k) => time - at(times, k))
  const step = steps.length === 0 ? undefined : median(steps)
  const beat = step !== undefined && step > shortestRR && step < longestRR ? step : undefined
  const skipped = step === undefined ? 0 : steps.filter((one) => one > skippedFrom * step).length
  const rr = stated ?? beat
  return {
    ...(rr === undefined ? {} : { rr }),
    gating: 'unknown',
    arrhythmia,
    warnings: [
      ...warnings,
      ...(stated === undefined && beat !== undefined ? [say('stacks/rr-times-between-dynamics-header')] : []),
      ...(skipped > 0 ? [say('stacks/times-next-dynamic-came-late', { skipped })] : []),
    ],
  }
}

/** A beat of which single images were taken: the header's interval or rate, or nothing. */
export function stillRhythm(frames: readonly StackFrame[]): SliceRhythm {
  const { interval, stated, variation, odd } = statedBeat(frames)
  const rr = interval ?? stated
  return {
    ...(rr === undefined ? {} : { rr }),
    gating: 'unknown',
    arrhythmia: variation !== undefined,
    warnings: [...odd, ...(variation === undefined ? [] : [variation])],
  }
}

interface StatedBeat {
  readonly interval: number | undefined
  /** from the heart rate in the header */
  readonly stated: number | undefined
  readonly rate: number | undefined
  /** a sentence, where the RR varied too much during the slice */
  readonly variation: string | undefined
  readonly odd: readonly string[]
}

/** @param swept  ms that the frames themselves run through, where they are a beat */
function statedBeat(frames: readonly StackFrame[], swept?: number): StatedBeat {
  const nominal = medianOf(frames, ({ facts }) => facts.nominalInterval)
  const interval = nominal !== undefined && nominal > shortestRR && nominal < longestRR ? nominal : undefined
  const rate = medianOf(frames, ({ facts }) => facts.heartRate)
  const stated = rate !== undefined && rate > 0 ? 60_000 / rate : undefined
  const low = medianOf(frames, ({ facts }) => facts.lowRR)
  const high = medianOf(frames, ({ facts }) => facts.highRR)
  const beat = interval ?? stated ?? swept
  const varied =
    low !== undefined && high !== undefined && beat !== undefined && (high - low) / beat > arrhythmiaFrom
  return {
    interval,
    stated,
    rate,
    variation: varied ? say('stacks/rr-varied-ms-during-slice', { low, high }) : undefined,
    odd:
      nominal !== undefined && interval === undefined
        ? [say('stacks/nominal-interval-ms-no-rr', { nominal })]
        : [],
  }
}

/** @param frames  of one slice in phase order  @param timed  whether that order rests on trigger times */
export function sliceRhythm(frames: readonly StackFrame[], timed: boolean): SliceRhythm {
  const times = timed ? frames.flatMap(({ facts }) => facts.triggerTime ?? []) : []
  const span = times.length > 1 ? spanOf(times) : undefined
  const { interval, stated, rate, variation, odd } = statedBeat(frames, span)

  const known = interval ?? stated
  const gating =
    span === undefined || known === undefined
      ? 'unknown'
      : span >= wholeBeat * known
        ? 'retrospective'
        : 'prospective'
  // frames that end early do not say how long the beat was; the heart rate then does
  const rr = interval ?? (gating === 'prospective' ? stated : span)

  const warnings: string[] = [...odd]
  if (interval === undefined && rr !== undefined)
    warnings.push(
      gating === 'prospective'
        ? say('stacks/rr-heart-rate-header-frames')
        : say('stacks/rr-times-frames-header-no'),
    )
  if (rr !== undefined && rate !== undefined && Math.abs(60_000 / rr - rate) > heartRateDisagreement * rate)
    warnings.push(say('stacks/header-s-heart-rate-min', { rate, rr: 60_000 / rr }))
  if (variation !== undefined) warnings.push(variation)

  return {
    ...(times.length === frames.length && times.length > 0 ? { times } : {}),
    ...(rr === undefined ? {} : { rr }),
    ...(span === undefined || known === undefined ? {} : { coverage: Math.min(1, span / known) }),
    gating,
    arrhythmia: variation !== undefined,
    warnings,
  }
}

/**
 * First to last frame and one step more. Some scanners stamp the middle of a frame (the first one half a step
 * after R), some its start: the span is the same for both.
 */
function spanOf(times: readonly number[]): number {
  const steps = times.slice(1).map((time, k) => time - at(times, k))
  const step = median(steps)
  const first = at(times, 0)
  return at(times, times.length - 1) + step - (first <= step ? first : 0)
}

const medianOf = (
  frames: readonly StackFrame[],
  reading: (frame: StackFrame) => number | undefined,
): number | undefined => {
  const values = frames.flatMap((frame) => reading(frame) ?? [])
  return values.length === 0 ? undefined : median(values)
}

/** RR of a stack: the median over its slices, and the lowest and highest of them. */
export function stackRR(slices: readonly SliceRhythm[]): Stack['rr'] {
  const values = slices.flatMap(({ rr }) => rr ?? [])
  if (values.length === 0) return unmeasured('no-heart-rate')
  return measured({ median: ms(median(values)), low: ms(Math.min(...values)), high: ms(Math.max(...values)) })
}

/** 60000 / RR, with RR in ms. */
export function heartRateOf(rr: Stack['rr']): Outcome<BeatsPerMinute> {
  return rr.measured ? measured(beatsPerMinute(60_000 / rr.value.median), rr.warnings) : rr
}

/** One prospective slice makes a stack prospective: its last part of the beat is not there. */
export function stackGating(slices: readonly SliceRhythm[]): Stack['gating'] {
  if (slices.some(({ gating }) => gating === 'prospective')) return 'prospective'
  return slices.every(({ gating }) => gating === 'retrospective') ? 'retrospective' : 'unknown'
}

/** Per phase, the median over the slices that have it. @param times  [slice][phase], undefined where none */
export function medianPhaseTimes(
  times: readonly (readonly (number | undefined)[])[],
  phaseCount: number,
): readonly Ms[] | undefined {
  const phases = Array.from({ length: phaseCount }, (_, phase) =>
    times.flatMap((slice) => slice[phase] ?? []),
  )
  return phases.every((values) => values.length > 0) ? phases.map((values) => ms(median(values))) : undefined
}

/** The least covered slice tells: what is missing in one is missing in the stack. */
export function stackCoverage(slices: readonly SliceRhythm[]): number | undefined {
  const shares = slices.flatMap(({ coverage }) => coverage ?? [])
  return shares.length < slices.length || shares.length === 0 ? undefined : Math.min(...shares)
}
