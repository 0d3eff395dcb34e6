/** One slice of a map with what is drawn on it: fitted here, or taken from the scanner. */
import type { ImagePlane } from '../geometry/plane.ts'
import { type MeasuredImage, unusable } from '../images/image.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type MapParameter, plausibleRange } from './plausible.ts'
import type { SliceRegions } from './regions.ts'
import { pixelStatus, type RelaxationMap } from './relaxation.ts'
import type { SampledSignal } from './sampled.ts'

export interface TissueMap {
  readonly slice: number
  readonly plane: ImagePlane
  /** ms, or % of ECV; rows × columns. Holds a number only where `status` is `pixelStatus.fitted` */
  readonly value: Float32Array
  readonly status: Uint8Array
  /** error of each pixel, same unit */
  readonly error?: Float32Array
  readonly drawn: SliceRegions
  /** the fit that it comes from; absent for maps of the scanner */
  readonly fit?: RelaxationMap
  /** what was fitted, where something is drawn; absent for maps of the scanner */
  readonly sampled?: SampledSignal
}

export const fittedMap = (
  slice: number,
  plane: ImagePlane,
  fit: RelaxationMap,
  drawn: SliceRegions,
  sampled: SampledSignal,
): TissueMap => ({
  slice,
  plane,
  value: fit.value,
  status: fit.status,
  ...(fit.sd === undefined ? {} : { error: fit.sd }),
  drawn,
  fit,
  sampled,
})

/** a map stores 0, or less, where there was nothing to fit; some tell a failed fit by their largest number */
const farAbove = 20

/**
 * A map as the scanner made it, in the unit that its header says.
 * @returns unmeasured 'unusable-images'
 */
export function scannerMap(
  slice: number,
  image: MeasuredImage,
  parameter: MapParameter,
  drawn: SliceRegions,
): Outcome<TissueMap> {
  const why = unusable(image)
  if (why !== undefined)
    return unmeasured('unusable-images', say('common/slice-says', { slice: slice + 1, what: why }))
  const [, high] = plausibleRange[parameter]
  const status = Uint8Array.from(image.pixels, (value) =>
    !(value > 0)
      ? pixelStatus.air
      : value > farAbove * high
        ? pixelStatus['out-of-range']
        : pixelStatus.fitted,
  )
  return measured({ slice, plane: image.plane, value: image.pixels, status, drawn })
}
