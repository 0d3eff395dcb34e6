/**
 * What a curve says without a model: how steeply it rises, how high, and when.
 *
 * The upslope is the steepest straight line through a number of successive frames, fitted by least squares against
 * their real times, between arrival and peak.
 *
 * @source  Al-Saadi 2000, doi:10.1161/01.CIR.101.12.1379, for the upslope relative to that of the blood pool and the
 *          index of stress to rest; number of frames in the fit as stated
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { crossing, highest, smoothed } from './first-pass.ts'

export interface Rise {
  /** of the curve's unit per second */
  readonly upslope: number
  /** frames that the steepest line goes through: first and last */
  readonly steepest: readonly [number, number]
  /** of the first pass, above the baseline */
  readonly height: number
  readonly peak: number
  /** ms, from the start of the series */
  readonly peakTime: number
  readonly halfTime: number
}

export interface RiseWindow {
  /** ms: arrival in the blood pool; nothing rises before */
  readonly arrival: number
  /** ms: what comes later is no first pass any more */
  readonly end: number
  /** frames in a line */
  readonly points: number
}

/** of frames in a line */
const fewestPoints = 3

/**
 * @param times   ms, increasing
 * @param values  above their baseline
 * @returns unmeasured 'too-few-points' when fewer than three frames lie between arrival and peak, 'no-enhancement'
 *   when the curve never rises
 */
export function riseOf(times: readonly number[], values: Float64Array, window: RiseWindow): Outcome<Rise> {
  const { arrival, end, points } = window
  // the frame before arrival belongs to the rise
  const first = Math.max(0, times.findIndex((time) => time > arrival) - 1)
  const after = times.findIndex((time) => time > end)
  const stop = after < 0 ? times.length : after
  const smooth = smoothed(values)
  const peak = highest(smooth, first, stop)
  const height = smooth[peak] ?? 0
  if (!(height > 0)) return unmeasured('no-enhancement', say('perfusion/curve-does-not-rise-above'))
  const length = Math.min(points, peak - first + 1)
  if (length < fewestPoints)
    return unmeasured('too-few-points', say('perfusion/frames-arrival-peak', { peak: peak - first + 1 }))
  let upslope = Number.NEGATIVE_INFINITY
  let start = first
  for (let i = first; i + length - 1 <= peak; i++) {
    const slope = slopeOf(times, values, i, length)
    if (slope > upslope) {
      upslope = slope
      start = i
    }
  }
  let half = peak
  while (half > first && (smooth[half] ?? 0) > height / 2) half--
  return measured({
    upslope: upslope * 1000,
    steepest: [start, start + length - 1],
    height,
    peak,
    peakTime: vertex(times, smooth, peak),
    halfTime: crossing(times, smooth, half, height / 2),
  })
}

/** Σ (t − t̄)(v − v̄) / Σ (t − t̄)², per ms */
export function slopeOf(
  times: readonly number[],
  values: Float64Array,
  from: number,
  length: number,
): number {
  let [sumT, sumV] = [0, 0]
  for (let i = from; i < from + length; i++) {
    sumT += times[i] ?? 0
    sumV += values[i] ?? 0
  }
  let [tv, tt] = [0, 0]
  for (let i = from; i < from + length; i++) {
    const t = (times[i] ?? 0) - sumT / length
    tv += t * ((values[i] ?? 0) - sumV / length)
    tt += t * t
  }
  return tv / tt
}

/** Time of the top of the parabola through a frame and its two neighbours. */
function vertex(times: readonly number[], values: Float64Array, i: number): number {
  // without a neighbour there is no parabola: its bend is no number
  const [t0 = Number.NaN, t1 = 0, t2 = Number.NaN] = [times[i - 1], times[i], times[i + 1]]
  const [v0 = 0, v1 = 0, v2 = 0] = [values[i - 1], values[i], values[i + 1]]
  const left = (v1 - v0) / (t1 - t0)
  const right = (v2 - v1) / (t2 - t1)
  const bend = (right - left) / (t2 - t0)
  if (!(bend < 0)) return t1
  // where the derivative of the parabola is 0
  return Math.min(t2, Math.max(t0, (t0 + t1) / 2 - left / (2 * bend)))
}
