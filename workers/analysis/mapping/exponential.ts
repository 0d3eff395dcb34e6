/**
 * Least squares of one exponential, by variable projection: for a given time constant τ the model is linear in all
 * else, so only τ has to be searched.
 *
 *   recovery     s(t) = a + b·e^(−t/τ)   b < 0      inversion and saturation recovery
 *   saturation   s(t) = a·(1 − e^(−t/τ))            complete saturation, two parameters
 *   offset-decay s(t) = a + b·e^(−t/τ)   b > 0      decay onto a floor
 *   decay        s(t) = b·e^(−t/τ)                  two parameters
 *
 * With the columns of the model made orthonormal, the part of the signal that they explain is the sum of squared
 * inner products, and the best τ explains the most. The columns of a grid of τ, even in log τ, are made once for
 * all pixels; from the best of the grid on, the place where the explained part stops growing is found by false
 * position (Illinois): seven steps a pixel where golden section on the squares needs thirty for fewer digits.
 *
 * Magnitude images have lost the sign of the samples before the null. As these are the earliest ones, the first
 * k = 0, 1, 2, ... samples are turned over and the k that explains most is kept (`flips`).
 *
 * @source Golub and Pereyra 1973, doi:10.1137/0710036 (variable projection); Nekolla 1992, J Comput Assist Tomogr
 *   16:327 (restoring polarity by trying every sign change; from memory, unverified)
 */
import { at } from '../units/at.ts'
import type { Ms } from '../units/units.ts'

export const exponentialShapes = ['recovery', 'saturation', 'offset-decay', 'decay'] as const
export type ExponentialShape = (typeof exponentialShapes)[number]

export interface FitterOptions {
  readonly shape: ExponentialShape
  /** range of τ that is searched */
  readonly shortest: Ms
  readonly longest: Ms
  /** values of τ that are tried before the refinement */
  readonly gridPoints: number
  /** largest number of first samples whose sign may be restored; 0 for signed data */
  readonly flips: number
}

/** What a fit writes over: one object serves all pixels. */
export interface ExponentialFit {
  a: number
  b: number
  tau: number
  /** sum of squared residuals of the signal with its signs restored */
  ssr: number
  /** the same about the mean of the signal with its signs restored */
  spread: number
  /** samples whose sign was restored */
  flips: number
  /** τ lies at an end of the range: there is no number */
  atBound: boolean
}

export const emptyFit = (): ExponentialFit => ({
  a: 0,
  b: 0,
  tau: 0,
  ssr: 0,
  spread: 0,
  flips: 0,
  atBound: true,
})

/** @param signal  in the order of the times; left as it is */
export type ExponentialFitter = (signal: Float64Array, into: ExponentialFit) => void

export const parametersOf = (shape: ExponentialShape): 2 | 3 =>
  shape === 'recovery' || shape === 'offset-decay' ? 3 : 2

/** ln τ is found to this; far below any noise and above rounding */
const tolerance = 1e-10
/** bisection alone would need as many from a step of the grid on */
const mostSteps = 40

/**
 * @param times  ascending, one a sample; Infinity for an image without preparation
 * @throws RangeError when the times do not ascend, are negative, or are fewer than the parameters
 */
export function exponentialFitter(times: readonly number[], options: FitterOptions): ExponentialFitter {
  const { shape, gridPoints } = options
  const n = times.length
  if (n < parametersOf(shape)) throw new RangeError(`${n} samples for ${parametersOf(shape)} parameters`)
  times.forEach((time, i) => {
    if (!(time >= 0) || (i > 0 && time < at(times, i - 1)))
      throw new RangeError('sample times must ascend from 0 on')
  })
  const t = Float64Array.from(times)
  const floats = parametersOf(shape) === 3
  const wantsRise = shape === 'recovery'
  const flips = Math.min(options.flips, n - 1)
  const lowest = Math.log(options.shortest)
  const step = (Math.log(options.longest) - lowest) / (gridPoints - 1)
  const column = new Float64Array(n)
  const grid = new Float64Array(gridPoints * n)
  for (let j = 0; j < gridPoints; j++) {
    writeColumn(column, Math.exp(lowest + j * step))
    for (let i = 0; i < n; i++) grid[j * n + i] = column[i] ?? 0
  }
  const best = new Float64Array(flips + 1)
  const bestAt = new Int32Array(flips + 1)
  const turned = new Float64Array(n)

  /** The model's column for τ, of length 1; where the model has an offset, about its mean. */
  function writeColumn(into: Float64Array, tau: number): void {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const e = Math.exp(-(t[i] ?? 0) / tau)
      const value = shape === 'saturation' ? 1 - e : e
      into[i] = value
      sum += value
    }
    const mean = floats ? sum / n : 0
    let squares = 0
    for (let i = 0; i < n; i++) {
      const value = (into[i] ?? 0) - mean
      into[i] = value
      squares += value * value
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let i = 0; i < n; i++) into[i] = (into[i] ?? 0) * scale
  }

  /** What the column explains; a slope of the wrong sign explains nothing. */
  const explained = (dot: number): number => ((wantsRise ? dot < 0 : dot > 0) ? dot * dot : 0)

  /**
   * Sign and size of the growth of the explained part d²/w with x = ln τ, d: inner product of the column with the
   * signal, w: its square.  ∂(d²/w)/∂x = 2d (d′w − d v)/w²,  v = ½ w′
   */
  function growth(x: number): number {
    const tau = Math.exp(x)
    let sumE = 0
    let sumS = 0
    for (let i = 0; i < n; i++) {
      const e = Math.exp(-(t[i] ?? 0) / tau)
      column[i] = e
      sumE += e
      sumS += turned[i] ?? 0
    }
    const meanE = floats ? sumE / n : shape === 'saturation' ? 1 : 0
    const meanS = floats ? sumS / n : 0
    let d = 0
    let slopeD = 0
    let w = 0
    let v = 0
    for (let i = 0; i < n; i++) {
      const e = column[i] ?? 0
      // an image without preparation lies at infinity and does not change with τ
      const slope = e > 0 ? (e * (t[i] ?? 0)) / tau : 0
      const u = e - meanE
      const s = (turned[i] ?? 0) - meanS
      d += u * s
      slopeD += slope * s
      w += u * u
      v += u * slope
    }
    return d * (slopeD * w - d * v)
  }

  /** For every number of sign changes, the τ of the grid that explains most. */
  function searchGrid(signal: Float64Array): void {
    best.fill(-1)
    for (let j = 0; j < gridPoints; j++) {
      let dot = 0
      for (let i = 0; i < n; i++) dot += (grid[j * n + i] ?? 0) * (signal[i] ?? 0)
      for (let k = 0; k <= flips; k++) {
        const value = explained(dot)
        if (value > (best[k] ?? 0)) {
          best[k] = value
          bestAt[k] = j
        }
        dot -= 2 * (grid[j * n + k] ?? 0) * (signal[k] ?? 0)
      }
    }
  }

  /** What the sign changes k explain at the top of the parabola through the best of the grid and its neighbours. */
  function peak(signal: Float64Array, k: number): number {
    const j = bestAt[k] ?? 0
    const top = best[k] ?? 0
    if (j === 0 || j === gridPoints - 1) return top
    const left = onGrid(signal, k, j - 1)
    const right = onGrid(signal, k, j + 1)
    const bend = left - 2 * top + right
    return bend < 0 ? top - (right - left) ** 2 / (8 * bend) : top
  }

  function onGrid(signal: Float64Array, k: number, j: number): number {
    let dot = 0
    for (let i = 0; i < n; i++) {
      const part = (grid[j * n + i] ?? 0) * (signal[i] ?? 0)
      dot += i < k ? -part : part
    }
    return explained(dot)
  }

  /** The sign changes that leave the least; they change the mean, which the offset explains. */
  function chooseFlips(signal: Float64Array): number {
    let sum = 0
    for (let i = 0; i < n; i++) sum += signal[i] ?? 0
    let chosen = 0
    let most = 0
    for (let k = 0; k <= flips; k++) {
      const value = (floats ? (sum * sum) / n : 0) + peak(signal, k)
      if ((best[k] ?? 0) > 0 && value > most) {
        most = value
        chosen = k
      }
      sum -= 2 * (signal[k] ?? 0)
    }
    return chosen
  }

  /** The τ next to the best of the grid at which the explained part no longer grows. */
  function refine(j: number): number {
    let low = lowest + j * step
    let high = low
    const middle = growth(low)
    if (middle > 0) high += step
    else low -= step
    let atLow = middle > 0 ? middle : growth(low)
    let atHigh = middle > 0 ? growth(high) : middle
    // between a top and its neighbour there may be a second rise: then halve towards the top
    if (!(atLow > 0)) atLow = -atHigh
    if (!(atHigh < 0)) atHigh = -atLow
    let x = low
    for (let i = 0; i < mostSteps && high - low > tolerance; i++) {
      const next = atLow === atHigh ? low : (low * atHigh - high * atLow) / (atHigh - atLow)
      const moved = Math.abs(next - x)
      x = next
      const here = growth(x)
      if (here === 0 || moved < tolerance) break
      // Illinois: the side that stays counts half, so that both sides close in
      if (here > 0) {
        low = x
        atLow = here
        atHigh /= 2
      } else {
        high = x
        atHigh = here
        atLow /= 2
      }
    }
    return Math.exp(x)
  }

  /** The linear part for the τ that was found, and what it leaves, from the residuals themselves. */
  function solve(tau: number, into: ExponentialFit): void {
    let sumS = 0
    let sumE = 0
    for (let i = 0; i < n; i++) {
      const e = Math.exp(-(t[i] ?? 0) / tau)
      column[i] = shape === 'saturation' ? 1 - e : e
      sumE += column[i] ?? 0
      sumS += turned[i] ?? 0
    }
    const meanE = floats ? sumE / n : 0
    const meanS = sumS / n
    let cross = 0
    let square = 0
    for (let i = 0; i < n; i++) {
      const e = (column[i] ?? 0) - meanE
      cross += e * (turned[i] ?? 0)
      square += e * e
    }
    const slope = square > 0 ? cross / square : 0
    const offset = floats ? meanS - slope * meanE : 0
    let ssr = 0
    let spread = 0
    for (let i = 0; i < n; i++) {
      const s = turned[i] ?? 0
      const r = s - offset - slope * (column[i] ?? 0)
      ssr += r * r
      spread += (s - meanS) * (s - meanS)
    }
    into.tau = tau
    into.a = shape === 'saturation' ? slope : offset
    into.b = shape === 'saturation' ? -slope : slope
    into.ssr = ssr
    into.spread = spread
  }

  return (signal, into) => {
    searchGrid(signal)
    const k = chooseFlips(signal)
    for (let i = 0; i < n; i++) {
      const value = signal[i] ?? 0
      turned[i] = i < k ? -value : value
    }
    const j = bestAt[k] ?? 0
    into.flips = k
    // where nothing is explained, the first of the grid is as good as any
    into.atBound = j === 0 || j === gridPoints - 1
    solve(into.atBound ? Math.exp(lowest + j * step) : refine(j), into)
  }
}

/** Share of the signal's variance that the model explains; 0 for a signal that does not vary. */
export const rSquaredOf = ({ ssr, spread }: ExponentialFit): number => (spread > 0 ? 1 - ssr / spread : 0)
