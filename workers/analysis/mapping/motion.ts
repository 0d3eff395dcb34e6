/**
 * Breathing between the images of a map. Their contrasts differ too much to be laid on each other, so each is laid on
 * the image that a first fit predicts for its own time; the fit is then made again on the images moved into place.
 *
 * @source Xue 2012, doi:10.1002/mrm.23153: synthetic images for motion correction of T1 maps
 */
import { boundsOf, type Polygon } from '../contours/polygon.ts'
import type { ImagePlane } from '../geometry/plane.ts'
import { type MeasuredImage, sample } from '../images/image.ts'
import { type Displacement, displaced } from '../registration/lattice.ts'
import { type RegistrationOptions, registerTo, usualRegistration } from '../registration/register.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import { type Ms, mm } from '../units/units.ts'
import { relaxationModels } from './models.ts'
import { pixelStatus, type RelaxationMap, relaxationMap } from './relaxation.ts'
import type { RelaxationOptions } from './relaxation-options.ts'

export interface MotionOptions {
  /** rounds of fitting and laying on */
  readonly rounds: number
  /** mm around the region that is followed: the heart's surroundings carry the edges */
  readonly margin: number
  /** residual, in units of the contrast, above which an image is named */
  readonly largestResidual: number
  readonly registration: RegistrationOptions
}

/**
 * Breathing moves the heart as a whole and bends it a little: a wide lattice keeps noise and contrast, which still
 * differs from the predicted one, from being taken for motion.
 */
export const usualMotion: MotionOptions = {
  rounds: 2,
  margin: 10,
  largestResidual: 0.5,
  registration: {
    ...usualRegistration,
    controlSpacing: mm(24),
    bending: 1,
    levels: [
      { sigma: mm(3), stride: 2 },
      { sigma: mm(1.5), stride: 2 },
    ],
  },
}

export interface ImageMotion {
  readonly time: Ms
  /** mean displacement of the region that was found, pixels: columns, rows */
  readonly shift: readonly [number, number]
  /** root mean square of what is left, in units of the predicted image's contrast */
  readonly residual: number
}

export interface Corrected {
  readonly map: RelaxationMap
  /** as they were fitted */
  readonly images: readonly MeasuredImage[]
  /** in the order of the images that were given */
  readonly motion: readonly ImageMotion[]
}

/**
 * @param region  outer border of what is followed, in pixels
 * @returns as `relaxationMap`, and as `registerTo` for an image that cannot be laid on its prediction
 */
export function correctedMap(
  images: readonly MeasuredImage[],
  times: readonly Ms[],
  region: Polygon,
  options: RelaxationOptions,
  motion: MotionOptions,
  progress?: (done: number, total: number) => void,
): Outcome<Corrected> {
  const total = motion.rounds * images.length + 1
  let done = 0
  let fitted = relaxationMap(images, times, options)
  let found: ImageMotion[] = []
  let laid: readonly MeasuredImage[] = images
  for (let round = 0; round < motion.rounds; round++) {
    if (!fitted.measured) return fitted
    const { value: map } = fitted
    const weights = weightsAround(region, at(images, 0).plane, motion.margin)
    const moved: MeasuredImage[] = []
    found = []
    for (const [k, image] of images.entries()) {
      const time = at(times, k)
      const predicted = predictedImage(map, time, image, options)
      const onto = registerTo(predicted, image, weights, motion.registration)
      if (!onto.measured) return onto
      moved.push(resampled(image, onto.value.displacement))
      found.push({
        time,
        shift: meanShift(onto.value.displacement, weights, image.plane),
        residual: onto.value.residual,
      })
      progress?.(++done, total)
    }
    laid = moved
    fitted = relaxationMap(moved, times, options)
  }
  if (!fitted.measured) return fitted
  progress?.(total, total)
  return measured({ map: fitted.value, images: laid, motion: found }, [
    ...fitted.warnings,
    ...found.flatMap(({ residual, time }) =>
      residual > motion.largestResidual ? [say('mapping/image-ms-does-not-lie', { time, residual })] : [],
    ),
  ])
}

/** What the model says the image should be; where it has no number, what was measured. */
export function predictedImage(
  map: RelaxationMap,
  time: Ms,
  image: MeasuredImage,
  { model, signal }: RelaxationOptions,
): MeasuredImage {
  const magnitude = relaxationModels[model].crossesZero && signal === 'magnitude'
  const pixels = image.pixels.slice()
  for (let i = 0; i < pixels.length; i++) {
    if (map.status[i] !== pixelStatus.fitted) continue
    const value = (map.a[i] ?? 0) + (map.b[i] ?? 0) * Math.exp(-time / (map.tau[i] ?? 1))
    pixels[i] = magnitude ? Math.abs(value) : value
  }
  return { ...image, pixels }
}

/** 1 in the box around the region, 0 elsewhere. */
function weightsAround(region: Polygon, plane: ImagePlane, margin: number): Float32Array {
  const { left, right, top, bottom } = boundsOf(region)
  const across = margin / plane.columnSpacing
  const down = margin / plane.rowSpacing
  const weights = new Float32Array(plane.rows * plane.columns)
  for (let row = 0; row < plane.rows; row++)
    for (let column = 0; column < plane.columns; column++)
      if (column >= left - across && column <= right + across && row >= top - down && row <= bottom + down)
        weights[row * plane.columns + column] = 1
  return weights
}

function resampled(image: MeasuredImage, displacement: Displacement): MeasuredImage {
  const { rows, columns } = image.plane
  const pixels = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [c, r] = displaced(displacement, [column, row])
      pixels[row * columns + column] = sample(image, c, r)
    }
  return { ...image, pixels }
}

function meanShift(
  displacement: Displacement,
  weights: Float32Array,
  { columns }: ImagePlane,
): readonly [number, number] {
  let [u, v, n] = [0, 0, 0]
  weights.forEach((weight, i) => {
    if (weight === 0) return
    const column = i % columns
    const row = Math.floor(i / columns)
    const [c, r] = displaced(displacement, [column, row])
    u += c - column
    v += r - row
    n++
  })
  return [u / n, v / n]
}
