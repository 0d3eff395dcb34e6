/**
 * The fit of a region's mean signal. The mean of many pixels has little noise, so late echoes that are noise in every
 * single pixel show their floor: it is what T2* is read from in iron overload.
 *
 * @source He 2008, doi:10.1002/mrm.21744 (truncation); Meloni 2013, doi:10.1002/mrm.24942 (region against pixels)
 */
import type { MeasuredImage } from '../images/image.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'
import { pixelFitter } from './pixel-fit.ts'
import type { PixelList } from './regions.ts'
import type { RelaxationOptions } from './relaxation-options.ts'

export interface RawRegion {
  readonly images: readonly MeasuredImage[]
  readonly times: readonly Ms[]
  readonly pixels: PixelList
}

export interface MeanSignalFit {
  /** ms */
  readonly value: number
  /** ms, from the residuals; 0 with as many samples as parameters */
  readonly sd: number
  readonly rSquared: number
  /** first samples that the fit rests on */
  readonly samples: number
  readonly times: readonly Ms[]
  readonly signal: readonly number[]
  /** of the model at the same times */
  readonly fitted: readonly number[]
}

/**
 * @param regions  one a slice; slices with other times than the first are left out, with a warning
 * @returns unmeasured 'no-images' without raw images; 'too-few-pixels'; 'fit-failed'
 */
export function meanSignalFit(
  regions: readonly RawRegion[],
  options: RelaxationOptions,
  fewestPixels: number,
): Outcome<MeanSignalFit> {
  const [first] = regions
  if (first === undefined) return unmeasured('no-images', say('mapping/there-no-raw-images-region'))
  const order = first.times.map((_, i) => i).sort((i, j) => at(first.times, i) - at(first.times, j))
  const times = order.map((i) => at(first.times, i))
  const alike = regions.filter(
    (region) =>
      region.times.length === first.times.length && region.times.every((time, k) => time === first.times[k]),
  )
  const count = alike.reduce((sum, { pixels }) => sum + pixels.length, 0)
  if (count < fewestPixels)
    return unmeasured('too-few-pixels', say('mapping/pixels-needed', { count, fewestPixels }))
  const signal = order.map((i) => {
    let sum = 0
    for (const { images, pixels } of alike)
      for (const pixel of pixels) sum += at(images, i).pixels[pixel] ?? 0
    return sum / count
  })
  const fitter = pixelFitter(times, options)
  const fit = fitter.empty()
  fitter.fit(Float64Array.from(signal), fit)
  if (fit.status !== 'fitted')
    return unmeasured(
      'fit-failed',
      fit.status === 'poor-fit'
        ? say('mapping/r-squared', { rSquared: fit.rSquared })
        : say('mapping/time-constant-out-range'),
    )
  return measured(
    {
      value: fit.value,
      sd: fit.sd,
      rSquared: fit.rSquared,
      samples: fit.samples,
      times,
      signal,
      fitted: times.map((time) => fit.a + fit.b * Math.exp(-time / fit.tau)),
    },
    alike.length < regions.length ? [say('mapping/slices-other-echo-times-left')] : [],
  )
}
