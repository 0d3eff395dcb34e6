/**
 * A drawn or imported line turned into a curve with few handles. The polygon that was there is what had been
 * measured, so the change of area is part of the answer and is shown before it is accepted.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { type Mm, mm, type Percent, percent } from '../units/units.ts'
import { nearestOnBorder } from './hit.ts'
import { distance, type PixelSize, type Polygon, signedArea } from './polygon.ts'
import { resampleClosed } from './resample.ts'
import { closedSpline, contourVertices } from './spline.ts'

export interface FitOptions {
  /** fewest and most handles; more than sixteen are no longer easy to edit */
  readonly fewest?: number
  readonly most?: number
  /** how far the curve may stray from the line: a third of a usual pixel */
  readonly tolerance?: Mm
  readonly vertices?: number
}

export interface Fit {
  readonly controls: readonly IndexPoint[]
  readonly points: readonly IndexPoint[]
  /** of the polygon's area; positive when the curve encloses more */
  readonly areaChange: Percent
  /** farthest that a point of the line lies from the curve */
  readonly deviation: Mm
}

/**
 * The curve with the fewest evenly spaced handles that stays within the tolerance, or that with the most.
 * @throws RangeError when the polygon encloses no area
 */
export function fitClosedCurve(polygon: Polygon, pixel: PixelSize, options: FitOptions = {}): Fit {
  const { fewest = 8, most = 16, tolerance = mm(0.5), vertices = contourVertices } = options
  const area = Math.abs(signedArea(polygon))
  if (!(area > 0)) throw new RangeError('a polygon without area has no curve')
  for (let count = fewest; ; count++) {
    const controls = resampleClosed(polygon, count, pixel)
    const points = closedSpline(controls, pixel, vertices)
    const deviation = polygon.reduce((farthest, point) => {
      const nearest = nearestOnBorder(points, point, true)
      return nearest === undefined ? farthest : Math.max(farthest, distance(nearest.point, point, pixel))
    }, 0)
    if (deviation <= tolerance || count >= most)
      return {
        controls,
        points,
        areaChange: percent((100 * (Math.abs(signedArea(points)) - area)) / area),
        deviation: mm(deviation),
      }
  }
}
