/** The curve with few handles that stands for a line, closed or open. */
import type { IndexPoint } from '../../geometry/plane.ts'
import { mm } from '../../units/units.ts'
import { fitClosedCurve } from '../fit.ts'
import { nearestOnBorder } from '../hit.ts'
import { distance, type PixelSize, type Polygon } from '../polygon.ts'
import { resampleOpen } from '../resample.ts'
import { openSpline } from '../spline.ts'

export interface Curve {
  readonly controls: readonly IndexPoint[]
  readonly points: readonly IndexPoint[]
}

/** A border that was shaped keeps closer to what the hand made than one that was drawn freehand: half of its 0.5 mm. */
const tolerance = mm(0.25)
const most = 24
const fewestOpen = 5

/** @throws RangeError for a closed line without area, or an open one without length */
export function curveThrough(line: Polygon, closed: boolean, pixel: PixelSize): Curve {
  if (closed) {
    const { controls, points } = fitClosedCurve(line, pixel, { tolerance, most })
    return { controls, points }
  }
  for (let count = fewestOpen; ; count++) {
    const controls = resampleOpen(line, count, pixel)
    const points = openSpline(controls, pixel)
    if (count >= most || strays(line, points, pixel) <= tolerance) return { controls, points }
  }
}

function strays(line: Polygon, curve: Polygon, pixel: PixelSize): number {
  let farthest = 0
  for (const point of line) {
    const nearest = nearestOnBorder(curve, point, false)
    if (nearest) farthest = Math.max(farthest, distance(nearest.point, point, pixel))
  }
  return farthest
}
