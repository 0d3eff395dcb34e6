/**
 * Measures of a polygon on an image. Points are pixel coordinates of one frame; lengths and areas come out in
 * millimetres, with rows and columns each by their own spacing. Only + − × ÷ and square roots are used, so
 * that every engine gets the same bits.
 */
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { type Mm, type Mm2, mm, mm2 } from '../units/units.ts'
import { momentsOf, verticesFrom } from './vertices.ts'

export type Polygon = readonly IndexPoint[]
export type PixelSize = Pick<ImagePlane, 'rowSpacing' | 'columnSpacing'>

/** Signed area in square pixels, positive when the points run clockwise on the screen; 0 for no points. */
export const signedArea = (points: Polygon): number => momentsOf(verticesFrom(points))?.area ?? 0

/** Area that a closed polygon encloses. Of a polygon that crosses itself, loops cancel: see `simple.ts`. */
export const polygonArea = (points: Polygon, pixel: PixelSize): Mm2 =>
  mm2(Math.abs(signedArea(points)) * pixel.rowSpacing * pixel.columnSpacing)

/**
 * Centre of the enclosed area; of a polygon without area, the mean of its points.
 * @throws RangeError for no points
 */
export function centroid(points: Polygon): IndexPoint {
  const moments = momentsOf(verticesFrom(points))
  if (moments === undefined) throw new RangeError('a polygon without points has no centre')
  return moments.centre
}

/** Between two points of one image. */
export function distance(a: IndexPoint, b: IndexPoint, pixel: PixelSize): Mm {
  const x = (b[0] - a[0]) * pixel.columnSpacing
  const y = (b[1] - a[1]) * pixel.rowSpacing
  return mm(Math.sqrt(x * x + y * y))
}

/**
 * Whether a point lies inside, by counting the edges that a ray to the right crosses. Edges are half open in
 * y, so that a ray through a vertex counts once and neighbouring polygons share no point.
 */
export function contains(points: Polygon, [x, y]: IndexPoint): boolean {
  let inside = false
  points.forEach(([ax, ay], i) => {
    const [bx, by] = at(points, (i + 1) % points.length)
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside
  })
  return inside
}

export interface Bounds {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** @throws RangeError for no points */
export function boundsOf(points: Polygon): Bounds {
  const [x, y] = at(points, 0)
  let [left, right, top, bottom] = [x, x, y, y]
  for (const [px, py] of points) {
    left = Math.min(left, px)
    right = Math.max(right, px)
    top = Math.min(top, py)
    bottom = Math.max(bottom, py)
  }
  return { left, right, top, bottom }
}
