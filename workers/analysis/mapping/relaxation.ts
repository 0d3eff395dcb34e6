/**
 * Maps of a relaxation time from images of one slice at several times, pixel by pixel, with the standard deviation
 * and R² of every fit. What cannot be fitted is marked as such (`status`) and holds no number.
 */
import { type MeasuredImage, unusable } from '../images/image.ts'
import { saturationWarning } from '../images/saturated.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'
import { parametersOf } from './exponential.ts'
import { relaxationModels } from './models.ts'
import { type PixelFit, pixelFitter } from './pixel-fit.ts'
import type { RelaxationOptions } from './relaxation-options.ts'
import { samePlane } from './same-plane.ts'

/** What became of a pixel, by its code in `status`. */
export const pixelStatus = { fitted: 0, air: 1, 'out-of-range': 2, 'poor-fit': 3, masked: 4 } as const

export interface RelaxationMap {
  readonly options: RelaxationOptions
  /** as they entered the fit, ascending */
  readonly times: readonly Ms[]
  readonly rows: number
  readonly columns: number
  /** ms; rows × columns, as all that follows. 0 where `status` is not `fitted`: read the status first */
  readonly value: Float32Array
  /** ms; absent when there are as many samples as parameters */
  readonly sd?: Float32Array
  readonly rSquared: Float32Array
  /** S = a + b·e^(−t/τ); τ is T1* of a MOLLI */
  readonly a: Float32Array
  readonly b: Float32Array
  readonly tau: Float32Array
  /** samples whose sign was restored */
  readonly flips: Uint8Array
  /** samples that the fit rests on */
  readonly samples: Uint8Array
  readonly status: Uint8Array
}

/**
 * @param images   of one slice, one a time, in any order
 * @param only     1 where a map is wanted, rows × columns; all pixels without it
 * @returns unmeasured 'no-images'; 'no-times'; 'contradictory-input' for times that are negative, not one an image or
 *   all equal, for images of different planes, and for magnitudes below 0; 'too-few-points' when there are fewer times
 *   than parameters; 'unusable-images' for pixels that are no numbers or all the same
 */
export function relaxationMap(
  images: readonly MeasuredImage[],
  times: readonly Ms[],
  options: RelaxationOptions,
  only?: Uint8Array,
  progress?: (done: number, total: number) => void,
): Outcome<RelaxationMap> {
  const refusal = refused(images, times, options)
  if (refusal !== undefined) return refusal
  const order = times.map((_, i) => i).sort((i, j) => at(times, i) - at(times, j))
  const sorted = order.map((i) => at(times, i))
  const planes = order.map((i) => at(images, i).pixels)
  const { rows, columns } = at(images, 0).plane
  const size = rows * columns
  if (only !== undefined && only.length !== size)
    throw new RangeError(`a mask of ${only.length} pixels on an image of ${size}`)
  const map = emptyMap(options, sorted, rows, columns)
  const air = options.leastSignal * brightest(planes)
  const fitPixel = pixelFitter(sorted, options)
  const signal = new Float64Array(sorted.length)
  const fit: PixelFit = fitPixel.empty()
  for (let row = 0; row < rows; row++) {
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (only !== undefined && only[i] !== 1) {
        map.status[i] = pixelStatus.masked
        continue
      }
      let largest = 0
      planes.forEach((plane, k) => {
        const value = plane[i] ?? 0
        signal[k] = value
        largest = Math.max(largest, Math.abs(value))
      })
      if (!(largest > air)) map.status[i] = pixelStatus.air
      else {
        fitPixel.fit(signal, fit)
        write(map, i, fit)
      }
    }
    progress?.(row + 1, rows)
  }
  return measured(map, warningsOf(images, times, options))
}

function refused(
  images: readonly MeasuredImage[],
  times: readonly Ms[],
  { model, signal }: RelaxationOptions,
): Unmeasured | undefined {
  const [first] = images
  if (first === undefined) return unmeasured('no-images')
  if (times.length === 0) return unmeasured('no-times')
  if (times.length !== images.length)
    return unmeasured(
      'contradictory-input',
      say('mapping/images-times', { images: images.length, times: times.length }),
    )
  const wrong = times.find((time) => !(time >= 0))
  if (wrong !== undefined) return unmeasured('contradictory-input', say('mapping/sample-time-ms', { wrong }))
  const distinct = new Set(times).size
  if (distinct === 1 && images.length > 1)
    return unmeasured('contradictory-input', say('mapping/all-samples-same-time-ms', { times: at(times, 0) }))
  const needed = parametersOf(relaxationModels[model].shape)
  if (distinct < needed)
    return unmeasured(
      'too-few-points',
      say('mapping/different-times-parameters', { distinct, needed, model }),
    )
  for (const [k, image] of images.entries()) {
    if (!samePlane(first.plane, image.plane))
      return unmeasured('contradictory-input', say('mapping/image-lies-another-plane-image', { k: k + 1 }))
    const why = unusable(image)
    if (why !== undefined) return unmeasured('unusable-images', say('mapping/image-says', { k: k + 1, why }))
    if (signal === 'magnitude' && image.pixels.some((value) => value < 0))
      return unmeasured('contradictory-input', say('mapping/image-magnitudes-below-0', { k: k + 1 }))
  }
  return undefined
}

function warningsOf(
  images: readonly MeasuredImage[],
  times: readonly Ms[],
  { model, signal }: RelaxationOptions,
): string[] {
  const { shape, crossesZero } = relaxationModels[model]
  return [
    ...(new Set(times).size < times.length ? [say('mapping/some-samples-same-time')] : []),
    ...(new Set(times).size === parametersOf(shape)
      ? [say('mapping/many-samples-parameters-fit-cannot')]
      : []),
    ...(crossesZero && signal === 'magnitude' && images.length < 6
      ? [say('mapping/sign-early-samples-restored-samples', { images: images.length })]
      : []),
    ...images.flatMap((image, k) => {
      const why = saturationWarning(image)
      return why === undefined ? [] : [say('mapping/image-says', { k: k + 1, why })]
    }),
  ]
}

function emptyMap(
  options: RelaxationOptions,
  times: readonly Ms[],
  rows: number,
  columns: number,
): RelaxationMap {
  const size = rows * columns
  const judged = times.length > parametersOf(relaxationModels[options.model].shape)
  return {
    options,
    times,
    rows,
    columns,
    value: new Float32Array(size),
    ...(judged ? { sd: new Float32Array(size) } : {}),
    rSquared: new Float32Array(size),
    a: new Float32Array(size),
    b: new Float32Array(size),
    tau: new Float32Array(size),
    flips: new Uint8Array(size),
    samples: new Uint8Array(size),
    status: new Uint8Array(size),
  }
}

function write(map: RelaxationMap, i: number, fit: PixelFit): void {
  map.status[i] = pixelStatus[fit.status]
  map.rSquared[i] = fit.rSquared
  map.samples[i] = fit.samples
  if (fit.status !== 'fitted') return
  map.value[i] = fit.value
  if (map.sd !== undefined) map.sd[i] = fit.sd
  map.a[i] = fit.a
  map.b[i] = fit.b
  map.tau[i] = fit.tau
  map.flips[i] = fit.flips
}

/** The brightest hundredth begins here, over all samples: one hot pixel does not set it. */
function brightest(planes: readonly Float32Array[]): number {
  const peaks = new Float32Array(planes[0]?.length ?? 0)
  for (const plane of planes)
    for (let i = 0; i < plane.length; i++) peaks[i] = Math.max(peaks[i] ?? 0, Math.abs(plane[i] ?? 0))
  peaks.sort()
  return peaks[Math.floor(0.99 * (peaks.length - 1))] ?? 0
}
