/**
 * Area and length of a chamber in one long-axis image.
 *
 * The length starts in the middle of the valve, between the two ends of its annulus: those of a border that was left
 * open there, else marked points. It ends
 *   'farthest'       at the farthest point of the border: the apex of a ventricle
 *   'perpendicular'  where the line square to the valve leaves the border: the roof of an atrium, whose farthest
 *                    corner may be a vein
 */
import type { Contour } from '../../contours/contour.ts'
import { distance, type PixelSize, polygonArea } from '../../contours/polygon.ts'
import type { IndexPoint } from '../../geometry/plane.ts'
import { at } from '../../units/at.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import { mm } from '../../units/units.ts'
import { crossesItself } from '../crossing.ts'
import type { Silhouette } from './area-length.ts'

export type LengthEnd = 'farthest' | 'perpendicular'

/**
 * @param valve  both ends of the annulus on this image, for a closed border
 * @returns unmeasured 'no-landmarks' for a closed border without valve points; 'degenerate-contour' and
 *          'self-intersecting-contour' as the short axis has them (an imported border that crosses itself warns);
 *          'contradictory-input' where the line square to the valve meets no wall
 */
export function silhouetteOf(
  contour: Contour,
  pixel: PixelSize,
  end: LengthEnd,
  valve?: readonly [IndexPoint, IndexPoint],
): Outcome<Silhouette> {
  const { points, closed, border, origin } = contour
  const area = polygonArea(points, pixel)
  if (!(area > 0)) return unmeasured('degenerate-contour', `the ${border} contour encloses nothing`)
  const crosses = crossesItself(points)
    ? [`the ${border} contour crosses itself and is measured as given`]
    : []
  if (crosses.length > 0 && origin !== 'imported')
    return unmeasured('self-intersecting-contour', `the ${border} contour crosses itself`)
  if (valve === undefined && closed)
    return unmeasured('no-landmarks', `the ends of the valve are not marked beside the ${border} contour`)
  const [from, to] =
    closed && valve !== undefined ? valve : ([at(points, 0), at(points, points.length - 1)] as const)
  const middle: IndexPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  const length =
    end === 'farthest'
      ? Math.max(...points.map((point) => distance(middle, point, pixel)))
      : acrossFrom(points, middle, from, to, pixel)
  if (!(length > 0))
    return unmeasured(
      'contradictory-input',
      `the line square to the valve meets no wall of the ${border} contour`,
    )
  return measured({ area, length: mm(length) }, crosses)
}

/** mm from the middle of the valve, square to it, to the farthest crossing of the border; 0 for none. */
function acrossFrom(
  points: readonly IndexPoint[],
  [mx, my]: IndexPoint,
  from: IndexPoint,
  to: IndexPoint,
  { columnSpacing, rowSpacing }: PixelSize,
): number {
  // along the valve and square to it, in millimetres
  const ax = (to[0] - from[0]) * columnSpacing
  const ay = (to[1] - from[1]) * rowSpacing
  const width = Math.sqrt(ax * ax + ay * ay)
  if (!(width > 0)) return 0
  const placed = points.map(([x, y]) => {
    const [px, py] = [(x - mx) * columnSpacing, (y - my) * rowSpacing]
    return [(px * ax + py * ay) / width, (py * ax - px * ay) / width] as const
  })
  let farthest = 0
  placed.forEach(([along, off], i) => {
    const [nextAlong, nextOff] = at(placed, (i + 1) % placed.length)
    if (along > 0 === nextAlong > 0) return
    const crossing = off + (along / (along - nextAlong)) * (nextOff - off)
    farthest = Math.max(farthest, Math.abs(crossing))
  })
  return farthest
}
