/**
 * The heart beat behind a cine: RR of each slice and, as the read's value, their median with the spread.
 * @source DICOM PS3.3 C.8.3.1 (Trigger Time, Nominal Interval)
 */
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type BeatsPerMinute, beatsPerMinute, type Ms, ms } from '../units/units.ts'
import { median } from './median.ts'
import type { Stack, StackFrame } from './stack.ts'

/** ms; a NominalInterval outside is a default or a slip, not a heart beat */
const shortestRR = 300
const longestRR = 2000
/** share of the RR that frames must cover to count as a whole beat */
const wholeBeat = 0.95
const heartRateDisagreement = 0.1
const arrhythmiaFrom = 0.3

/** One slice's beat. `times` are absent when its frames carry no trigger times. */
export interface SliceRhythm {
  readonly times?: readonly number[]
  readonly rr?: number
  readonly gating: Stack['gating']
  readonly warnings: readonly string[]
}

/** @param frames  of one slice in phase order  @param timed  whether that order rests on trigger times */
export function sliceRhythm(frames: readonly StackFrame[], timed: boolean): SliceRhythm {
  const times = timed ? frames.flatMap(({ facts }) => facts.triggerTime ?? []) : []
  const nominal = medianOf(frames, ({ facts }) => facts.nominalInterval)
  const interval = nominal !== undefined && nominal > shortestRR && nominal < longestRR ? nominal : undefined
  const tag = medianOf(frames, ({ facts }) => facts.heartRate)
  const stated = tag !== undefined && tag > 0 ? 60_000 / tag : undefined
  const span = times.length > 1 ? spanOf(times) : undefined

  const known = interval ?? stated
  const gating =
    span === undefined || known === undefined
      ? 'unknown'
      : span >= wholeBeat * known
        ? 'retrospective'
        : 'prospective'
  // frames that end early do not say how long the beat was; the heart rate then does
  const rr = interval ?? (gating === 'prospective' ? stated : span)

  const warnings: string[] = []
  if (nominal !== undefined && interval === undefined)
    warnings.push(`nominal interval ${nominal.toFixed(0)} ms is no RR and was not used`)
  if (interval === undefined && rr !== undefined)
    warnings.push(
      gating === 'prospective'
        ? 'RR from the heart rate in the header: the frames end before the beat does'
        : 'RR from the times of the frames: the header has no interval',
    )
  if (rr !== undefined && tag !== undefined && Math.abs(60_000 / rr - tag) > heartRateDisagreement * tag)
    warnings.push(
      `the header's heart rate is ${tag.toFixed(0)}/min, its RR means ${(60_000 / rr).toFixed(0)}/min`,
    )
  const low = medianOf(frames, ({ facts }) => facts.lowRR)
  const high = medianOf(frames, ({ facts }) => facts.highRR)
  if (low !== undefined && high !== undefined && rr !== undefined && (high - low) / rr > arrhythmiaFrom)
    warnings.push(`RR varied from ${low.toFixed(0)} to ${high.toFixed(0)} ms during a slice: arrhythmia?`)

  return {
    ...(times.length === frames.length && times.length > 0 ? { times } : {}),
    ...(rr === undefined ? {} : { rr }),
    gating,
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
