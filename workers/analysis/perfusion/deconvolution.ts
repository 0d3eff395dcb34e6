/**
 * Blood flow from the curves of tissue and arterial input, where the tissue's response is one of a family.
 *
 *   q(t) = F ∫ Cₐ(τ) R(t − t_d − τ) dτ      R(0) = 1      MBF = 60 F / ρ
 *
 * F is the flow in mL/s per mL of tissue. Where R is given F is linear: least squares tells it, and the search of
 * Levenberg and Marquardt is for the shape of R alone (variable projection). It is made at each delay t_d of a grid,
 * which is then halved round the best.
 *
 * @source  Jerosch-Herold 1998, doi:10.1118/1.598163; Golub and Pereyra 1973, doi:10.1137/0710036
 */
import { fAbove } from '../numerics/f-distribution.ts'
import { levenbergMarquardt } from '../numerics/levenberg-marquardt.ts'
import { median } from '../protocol/median.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

export interface DeconvolutionOptions {
  /** g/mL of myocardium */
  readonly density?: number
  /** mL/min/g */
  readonly largestFlow?: number
  /** t_d from 0 to this, ms */
  readonly longestDelay?: number
  readonly delayStep?: number
  /** Fine steps of the convolution in one interval of frames. */
  readonly finer?: number
  /** Fitted beyond the recirculation minimum, ms. */
  readonly afterMinimum?: number
  /**
   * A region's own delay is taken only where it lies farther than this from the expected one, ms. A second of delay
   * is a third of the flow, and what noise or blood at the borders does to a curve looks like a delay.
   */
  readonly delayTolerance?: number
  /** P of the F test below which a delay of its own explains a region better than chance would */
  readonly delaySignificance?: number
}

export const deconvolutionDefaults = {
  density: 1.05,
  largestFlow: 10,
  longestDelay: 3000,
  delayStep: 250,
  finer: 8,
  afterMinimum: 0,
  delayTolerance: 300,
  delaySignificance: 0.01,
} as const satisfies Required<DeconvolutionOptions>

/** Responses that differ by a few numbers, their shape; all are 1 at 0 and nowhere rise. */
export interface ResponseFamily {
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  /** shapes that the search begins with, at least one */
  readonly starts: readonly (readonly number[])[]
  /** The input convolved with the response of a shape; both every so many seconds from the same time on. */
  readonly convolve: (input: Float64Array, seconds: number, shape: Float64Array, into: Float64Array) => void
}

export interface FlowFit {
  /** mL/min/g */
  readonly mbf: number
  /** F, 1/s */
  readonly flow: number
  readonly shape: readonly number[]
  /** t_d, ms */
  readonly delay: number
  /** root mean square of what the fit leaves, as a share of the largest concentration */
  readonly residual: number
  /** ms and mmol/L: the fitted curve at the frames that were fitted */
  readonly times: readonly number[]
  readonly fitted: readonly number[]
  /** mmol/L: what was fitted, at the same frames */
  readonly tissue: readonly number[]
}

export interface InputCurve {
  /** ms, increasing */
  readonly times: readonly number[]
  /** mmol/L in blood */
  readonly values: Float64Array
  /** ms */
  readonly arrival: number
  /** ms: the recirculation minimum */
  readonly end: number
}

/** frames of the first pass: three unknowns and a delay need twice as many */
const fewestFrames = 8
/** ms before arrival that are fitted too: they hold the curve down */
const lead = 1000
/** share of the input's largest concentration: less is what rounding leaves of nothing */
const faint = 1e-6
/** a share of the largest concentration; a curve that a response misses by more is none of tissue */
export const largestResidual = 0.25
/** halvings of the step of delays: 25 ms are 1 % of the flow */
const refinements = 4
/** each delay starts where the one before ended: more steps only polish what another delay does better */
const search = { iterations: 15, tolerance: 1e-4 } as const

/**
 * @param times     of the tissue's frames, ms, increasing; may be others than the input's
 * @param tissue    mmol/L
 * @param expected  t_d of the wall that the region is part of, ms: kept unless the region's own is far off and fits
 *   better by an F test
 * @returns unmeasured 'too-few-points', 'no-enhancement', 'fit-failed' where the fit is off by more than a quarter
 *   of the curve or the flow is beyond its bound
 */
export function fitFlow(
  family: ResponseFamily,
  input: InputCurve,
  times: readonly number[],
  tissue: Float64Array,
  settings: Required<DeconvolutionOptions>,
  expected?: number,
): Outcome<FlowFit> {
  const fitted = framesFitted(input, times, settings)
  if (!fitted.measured) return fitted
  const wanted = Float64Array.from(fitted.value, (i) => tissue[i] ?? 0)
  const largest = Math.max(...wanted)
  if (!isEnhanced(largest, input))
    return unmeasured('no-enhancement', say('perfusion/no-contrast-agent-reaches-tissue'))
  const at = fitted.value.map((i) => times[i] ?? 0)
  const convolved = convolver(family, input, settings)
  const fitAt = fitterAt(family, convolved, at, wanted)
  const own = bestDelay(family, fitAt, settings)
  const known = expected === undefined ? undefined : fitAt(expected, [own.shape, ...family.starts])
  const unknowns = family.lower.length + 2
  const { delay, shape, cost } =
    known === undefined || isApart(own, known, wanted.length - unknowns, settings) ? own : known
  const q = convolved(shape, delay, at, new Float64Array(at.length))
  const flow = linearFlow(q, wanted)
  const residual = Math.sqrt(cost / wanted.length) / largest
  if (residual > largestResidual)
    return unmeasured('fit-failed', say('perfusion/fit-misses-curve-height', { residual: 100 * residual }))
  const mbf = flowOfMass(flow, settings)
  if (mbf > settings.largestFlow)
    return unmeasured(
      'fit-failed',
      say('perfusion/blood-flow-ml-min-g', { mbf, largestFlow: settings.largestFlow }),
    )
  return measured({
    mbf,
    flow,
    shape: Array.from(shape),
    delay,
    residual,
    times: at,
    fitted: Array.from(q, (value) => flow * value),
    tissue: Array.from(wanted),
  })
}

/** Those that a response is fitted to. @returns unmeasured 'too-few-points' */
export function framesFitted(
  { arrival, end }: InputCurve,
  times: readonly number[],
  { afterMinimum }: Required<DeconvolutionOptions>,
): Outcome<readonly number[]> {
  const frames = times.flatMap((time, i) => (time >= arrival - lead && time <= end + afterMinimum ? [i] : []))
  return frames.length < fewestFrames
    ? unmeasured(
        'too-few-points',
        say('perfusion/frames-first-pass-needed', { frames: frames.length, fewestFrames }),
      )
    : measured(frames)
}

/** @param largest  concentration in the tissue */
export const isEnhanced = (largest: number, { values }: InputCurve): boolean =>
  largest > faint * Math.max(...values)

/** mL/min/g of a flow in 1/s */
export const flowOfMass = (flow: number, { density }: Required<DeconvolutionOptions>): number =>
  (60 * flow) / density

export interface Candidate {
  readonly delay: number
  readonly shape: Float64Array
  readonly cost: number
}

/** The input convolved with the response of a shape, at times less a delay. */
export type Convolved = (
  shape: Float64Array,
  delay: number,
  times: readonly number[],
  into: Float64Array,
) => Float64Array

export type FitAt = (delay: number, from: readonly ArrayLike<number>[]) => Candidate

/** The best shape at a delay, by a search from each that is given. */
export function fitterAt(
  { lower, upper }: ResponseFamily,
  convolved: Convolved,
  at: readonly number[],
  wanted: Float64Array,
): FitAt {
  return (delay, from) => {
    let best: Candidate = { delay, shape: new Float64Array(lower.length), cost: Number.POSITIVE_INFINITY }
    for (const start of from) {
      const { parameters, cost } = levenbergMarquardt(
        {
          residuals: (shape, into) => {
            convolved(shape, delay, at, into)
            const flow = linearFlow(into, wanted)
            for (let i = 0; i < into.length; i++) into[i] = flow * (into[i] ?? 0) - (wanted[i] ?? 0)
          },
          count: wanted.length,
          start: Array.from(start),
          lower,
          upper,
        },
        search,
      )
      if (cost < best.cost) best = { delay, shape: parameters, cost }
    }
    return best
  }
}

function bestDelay(
  { starts }: ResponseFamily,
  fitAt: FitAt,
  { delayStep, longestDelay }: Required<DeconvolutionOptions>,
): Candidate {
  const better = (a: Candidate, b: Candidate): Candidate => (b.cost < a.cost ? b : a)
  let previous = fitAt(0, starts)
  let best = previous
  for (let delay = delayStep; delay <= longestDelay; delay += delayStep) {
    previous = fitAt(delay, [previous.shape, ...starts.slice(1, 2)])
    best = better(best, previous)
  }
  let step = delayStep / 2
  for (let round = 0; round < refinements; round++, step /= 2) {
    const { delay, shape } = best
    for (const next of [delay - step, delay + step])
      if (next >= 0 && next <= longestDelay) best = better(best, fitAt(next, [shape]))
  }
  return best
}

/** Whether a delay of its own is far from the known one and better than chance would make it. */
function isApart(
  own: Candidate,
  known: Candidate,
  freedom: number,
  { delayTolerance, delaySignificance }: Required<DeconvolutionOptions>,
): boolean {
  if (Math.abs(own.delay - known.delay) <= delayTolerance || !(own.cost < known.cost)) return false
  return fAbove((known.cost - own.cost) / (own.cost / freedom), 1, freedom) < delaySignificance
}

/** F of least squares; never below 0. */
export function linearFlow(q: Float64Array, wanted: Float64Array): number {
  let [over, under] = [0, 0]
  for (let i = 0; i < q.length; i++) {
    const value = q[i] ?? 0
    over += value * (wanted[i] ?? 0)
    under += value * value
  }
  return under > 0 ? Math.max(over / under, 0) : 0
}

export function convolver(
  { convolve }: ResponseFamily,
  { times, values, arrival, end }: InputCurve,
  { finer, afterMinimum }: Required<DeconvolutionOptions>,
): Convolved {
  const intervals = times.slice(1).map((time, i) => time - (times[i] ?? 0))
  const dt = median(intervals) / finer
  const begin = arrival - 2 * lead
  const count = Math.max(2, Math.ceil((end + afterMinimum - begin) / dt) + 1)
  const blood = Float64Array.from({ length: count }, (_, i) => between(times, values, begin + i * dt))
  const q = new Float64Array(count)
  return (shape, delay, wanted, into) => {
    convolve(blood, dt / 1000, shape, q)
    for (let k = 0; k < into.length; k++) {
      const place = ((wanted[k] ?? 0) - delay - begin) / dt
      const i = Math.min(Math.floor(place), count - 2)
      into[k] = place <= 0 ? 0 : (q[i] ?? 0) + (place - i) * ((q[i + 1] ?? 0) - (q[i] ?? 0))
    }
    return into
  }
}

/** Cubic between frames, with the slope of their neighbours (Hermite); beyond the ends the nearest frame's. */
function between(times: readonly number[], values: Float64Array, time: number): number {
  const after = times.findIndex((t) => t >= time)
  if (after === 0) return values[0] ?? 0
  if (after < 0) return values[values.length - 1] ?? 0
  const i = after - 1
  const h = (times[after] ?? 0) - (times[i] ?? 0)
  const u = (time - (times[i] ?? 0)) / h
  const slopeAt = (j: number): number => {
    const [l, r] = [Math.max(j - 1, 0), Math.min(j + 1, times.length - 1)]
    return ((values[r] ?? 0) - (values[l] ?? 0)) / ((times[r] ?? 0) - (times[l] ?? 0))
  }
  const rise = u * u * (3 - 2 * u)
  return (
    (1 - rise) * (values[i] ?? 0) +
    rise * (values[after] ?? 0) +
    h * u * (1 - u) * ((1 - u) * slopeAt(i) - u * slopeAt(after))
  )
}
