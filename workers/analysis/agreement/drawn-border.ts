/** One border on one image, as one reader drew it. */
import type { Border } from '../contours/contour.ts'
import type { PixelSize, Polygon } from '../contours/polygon.ts'
import type { Mm } from '../units/units.ts'

export interface DrawnBorder {
  /** the image, by any text that is the same for all readers */
  readonly image: string
  readonly border: Border
  /** of several borders of one kind on one image */
  readonly part?: number
  readonly closed: boolean
  readonly points: Polygon
  /** where the image lies, if that is known */
  readonly stack?: string
  /** counted from 0 */
  readonly slice?: number
  readonly phase?: number
  /** of this image; else that of all is taken */
  readonly pixel?: PixelSize
  readonly sliceSpacing?: Mm
}

/** Which border, and on which image. */
export type BorderPlace = Omit<DrawnBorder, 'points' | 'pixel' | 'sliceSpacing'>
