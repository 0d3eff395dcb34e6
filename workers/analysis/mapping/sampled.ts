/**
 * The samples behind a map, kept where something is drawn, so that the fit of any of these pixels, or of the mean of
 * some, can be shown and made again. The fit of a mean is not the mean of the fits: it has less noise, and magnitudes
 * about the null do not average out. The number of a region is the mean of its pixels.
 */
import { coverage } from '../contours/coverage.ts'
import type { MeasuredImage } from '../images/image.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'
import { pixelFitter } from './pixel-fit.ts'
import type { PixelList, SliceRegions } from './regions.ts'
import type { RelaxationOptions } from './relaxation-options.ts'

export interface SampledSignal {
  /** ascending */
  readonly times: readonly Ms[]
  /** row × columns + column, ascending */
  readonly index: Uint32Array
  /** of each of these pixels at every time: place × times + time */
  readonly signal: Float32Array
}

export interface ShownFit {
  readonly pixels: number
  /** ms */
  readonly value: number
  /** ms, from the residuals; 0 with as many samples as parameters */
  readonly sd: number
  readonly rSquared: number
  /** first samples that the fit rests on: later ones are left out */
  readonly samples: number
  /** samples whose sign was restored */
  readonly flips: number
  readonly times: readonly Ms[]
  /** with its signs restored */
  readonly signal: readonly number[]
  /** S = a + b·e^(−t/τ) */
  readonly a: number
  readonly b: number
  readonly tau: number
}

/** @param images  as they are fitted, one a time */
export function sampledSignal(
  images: readonly MeasuredImage[],
  times: readonly Ms[],
  { endocardial, epicardial, blood, drawn = [] }: SliceRegions,
): SampledSignal {
  const order = times.map((_, i) => i).sort((i, j) => at(times, i) - at(times, j))
  const { rows, columns } = at(images, 0).plane
  const inside = new Uint8Array(rows * columns)
  for (const points of [endocardial, epicardial, blood, ...drawn.map((region) => region.points)])
    if (points !== undefined)
      coverage(points, rows, columns).forEach((share, i) => {
        if (share > 0) inside[i] = 1
      })
  const index = Uint32Array.from(Array.from(inside.keys()).filter((i) => inside[i] === 1))
  const signal = new Float32Array(index.length * order.length)
  index.forEach((pixel, k) => {
    order.forEach((image, t) => {
      signal[k * order.length + t] = at(images, image).pixels[pixel] ?? 0
    })
  })
  return { times: order.map((i) => at(times, i)), index, signal }
}

/** Pixels of one slice, and the samples behind them. */
export interface SampledPixels {
  readonly sampled: SampledSignal
  readonly pixels: PixelList
}

/**
 * The fit of one pixel as the map has it, or of the mean signal of several.
 *
 * @param parts  one a slice; slices with other times than the first are left out, with a warning
 * @returns unmeasured 'too-few-pixels' when none of them was kept; 'fit-failed'
 */
export function fitOfPixels(parts: readonly SampledPixels[], options: RelaxationOptions): Outcome<ShownFit> {
  const times = parts[0]?.sampled.times ?? []
  const alike = parts.filter(
    ({ sampled }) => sampled.times.length === times.length && sampled.times.every((t, k) => t === times[k]),
  )
  const mean = new Float64Array(times.length)
  let count = 0
  for (const { sampled, pixels } of alike) {
    const wanted = new Set(pixels)
    sampled.index.forEach((pixel, k) => {
      if (!wanted.has(pixel)) return
      count += 1
      for (let t = 0; t < mean.length; t++)
        mean[t] = (mean[t] ?? 0) + (sampled.signal[k * mean.length + t] ?? 0)
    })
  }
  if (count === 0) return unmeasured('too-few-pixels', say('mapping/no-samples-kept-these-pixels'))
  for (let t = 0; t < mean.length; t++) mean[t] = (mean[t] ?? 0) / count
  const fitter = pixelFitter(times, options)
  const fit = fitter.empty()
  fitter.fit(mean, fit)
  if (fit.status !== 'fitted')
    return unmeasured(
      'fit-failed',
      fit.status === 'poor-fit'
        ? say('mapping/r-squared', { rSquared: fit.rSquared })
        : say('mapping/time-constant-out-range'),
    )
  const { value, sd, rSquared, samples, flips, a, b, tau } = fit
  const found: ShownFit = {
    pixels: count,
    value,
    sd,
    rSquared,
    samples,
    flips,
    times,
    signal: Array.from(mean, (one, t) => (t < flips ? -one : one)),
    a,
    b,
    tau,
  }
  return measured(found, alike.length < parts.length ? [say('mapping/slices-other-times-left-out')] : [])
}

export const fittedSignal = ({ a, b, tau }: Pick<ShownFit, 'a' | 'b' | 'tau'>, time: number): number =>
  a + b * Math.exp(-time / tau)
