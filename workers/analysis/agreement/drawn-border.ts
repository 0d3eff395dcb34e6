/** One border on one image, as one reader drew it. */
import type { Border } from '../contours/contour.ts'
import type { Polygon } from '../contours/polygon.ts'

export interface DrawnBorder {
  /** the image, by any text that is the same for all readers */
  readonly image: string
  readonly border: Border
  /** of several borders of one kind on one image */
  readonly part?: number
  readonly closed: boolean
  readonly points: Polygon
  /** counted from 0, where known */
  readonly slice?: number
  readonly phase?: number
}

/** Which border, and on which image. */
export type BorderPlace = Omit<DrawnBorder, 'points'>
