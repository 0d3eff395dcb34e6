/**
 * Where the first pass begins, peaks and ends in a curve of the blood pool, and which frames are its baseline.
 *
 *   arrival        where the rise to the peak crosses 10 % of its height
 *   baseline       steady frames before that, the last of them left out
 *   recirculation  the lowest place after the peak, before the second pass lifts the curve again
 */
import { median } from '../protocol/median.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

export interface FirstPassOptions {
  /** Frames at the start that are never baseline: magnetisation is not steady yet. */
  readonly discardedFrames?: number
  /** A leading frame off the median of the next by more than this share is a proton-density or unsteady frame. */
  readonly steadyWithin?: number
  /** Fewer are no baseline: their mean would carry the noise of one frame into every number. */
  readonly fewestBaseline?: number
  /** share of the peak at which blood counts as arrived */
  readonly arrivalShare?: number
}

export const firstPassDefaults = {
  discardedFrames: 2,
  steadyWithin: 0.25,
  fewestBaseline: 3,
  arrivalShare: 0.1,
} as const satisfies Required<FirstPassOptions>

export interface FirstPass {
  /** first and last frame of the baseline */
  readonly baseline: readonly [number, number]
  /** mean of the curve over them */
  readonly level: number
  /** ms, between frames */
  readonly arrival: number
  /** frames */
  readonly peak: number
  readonly recirculation: number
}

/** share of the peak under which a rise is the second pass, and above which it is noise on the first */
const fallen = 0.6
/** leading frames that may be something else than perfusion */
const mostLeading = 6
/** of the spread of the baseline: a lower peak is no bolus */
const clearOfNoise = 5

/**
 * @param times   ms, increasing
 * @param values  of the blood pool: signal or concentration
 * @returns unmeasured 'no-arterial-input' where no bolus arrives, 'no-baseline' where it is there from the start
 */
export function firstPass(
  times: readonly number[],
  values: Float64Array,
  options: FirstPassOptions = {},
): Outcome<FirstPass> {
  const settings = { ...firstPassDefaults, ...options }
  const first = firstSteady(values, settings)
  const smooth = smoothed(values)
  const peak = highest(smooth, first)
  const before = Array.from(smooth.subarray(first, peak)).sort((a, b) => a - b)
  if (before.length < settings.fewestBaseline)
    return unmeasured(
      'no-baseline',
      say('perfusion/blood-peaks-frame-frames-after', { peak: peak + 1, before: before.length }),
    )
  // the lower quarter: most frames before the peak may belong to its rise
  const low = before[Math.floor(before.length / 4)] ?? 0
  const height = (smooth[peak] ?? 0) - low
  const threshold = low + settings.arrivalShare * height
  let foot = peak
  while (foot > first && (values[foot] ?? 0) > threshold) foot--
  const last = foot - 1
  const count = last - first + 1
  if (count < settings.fewestBaseline)
    return unmeasured(
      'no-baseline',
      say('perfusion/frames-before-blood-arrives-needed', { count, fewestBaseline: settings.fewestBaseline }),
    )
  const steady = values.subarray(first, last + 1)
  const level = steady.reduce((sum, value) => sum + value, 0) / count
  const spread = Math.sqrt(steady.reduce((sum, value) => sum + (value - level) ** 2, 0) / count)
  if (!((smooth[peak] ?? 0) - level > clearOfNoise * spread) || !(height > 0))
    return unmeasured('no-arterial-input', say('perfusion/no-bolus-rises-above-noise'))
  return measured({
    baseline: [first, last],
    level,
    arrival: crossing(times, values, foot, threshold),
    peak: highest(values, Math.max(first, peak - 1), peak + 2),
    recirculation: minimumAfter(smooth, peak, low + fallen * height),
  })
}

/** First frame that is neither discarded nor of another kind than those that follow. */
function firstSteady(
  values: Float64Array,
  { discardedFrames, steadyWithin }: Required<FirstPassOptions>,
): number {
  let first = discardedFrames
  for (let i = discardedFrames; i < Math.min(mostLeading, values.length - 4); i++) {
    const next = median(Array.from(values.subarray(i + 1, i + 5)))
    // only what is above: contrast makes later frames brighter, so that a low one proves nothing
    if ((values[i] ?? 0) > next * (1 + steadyWithin)) first = i + 1
  }
  return first
}

/** Means of three neighbours, weighted 1 2 1; ends as they are. */
export function smoothed(values: Float64Array): Float64Array {
  return values.map((value, i) => {
    const before = values[i - 1]
    const after = values[i + 1]
    return before === undefined || after === undefined ? value : (before + 2 * value + after) / 4
  })
}

/** Index of the largest value from `from` on, before `to`. */
export function highest(values: Float64Array, from: number, to = values.length): number {
  let best = from
  for (let i = from + 1; i < Math.min(to, values.length); i++)
    if ((values[i] ?? 0) > (values[best] ?? 0)) best = i
  return best
}

/** Time at which a curve passes a level between frame `before` and the next. */
export function crossing(
  times: readonly number[],
  values: Float64Array,
  before: number,
  level: number,
): number {
  const [v0, v1] = [values[before] ?? 0, values[before + 1] ?? 0]
  const [t0, t1] = [times[before] ?? 0, times[before + 1] ?? 0]
  return v1 > v0 ? t0 + ((level - v0) / (v1 - v0)) * (t1 - t0) : t0
}

/** The first place after the peak where the curve, once low, turns up for two frames; else the last frame. */
function minimumAfter(smooth: Float64Array, peak: number, low: number): number {
  for (let i = peak + 1; i < smooth.length - 2; i++) {
    const here = smooth[i] ?? 0
    const [next = 0, second = 0] = [smooth[i + 1], smooth[i + 2]]
    if (here < low && next > here && second > here) return i
  }
  return smooth.length - 1
}
