/**
 * A border pushed and pulled by a disc. A stroke of the disc from its centre c by δ carries every point with it, the
 * centre wholly and the rim not at all:
 *
 *   x → x + w(|x − c| / R) δ        w(q) = (1 − q²)²  within the disc, 0 outside
 *
 * The slope of w is at most 1.54 / R, so steps shorter than 0.65 R map the plane onto itself without folding: a border
 * that does not cross itself does not after a nudge, and one that lay inside another stays inside it if both are pushed,
 * as far as their points tell their lines. A longer stroke is made of such steps.
 */
import type { IndexPoint } from '../../geometry/plane.ts'
import type { Mm } from '../../units/units.ts'
import { distance, type PixelSize, type Polygon } from '../polygon.ts'

/** of the radius: well below where the map would fold */
const longestStep = 0.25

export interface Disc {
  readonly centre: IndexPoint
  readonly radius: Mm
}

/** Points of a border after the disc went straight to another place. */
export function nudged(
  points: Polygon,
  { centre, radius }: Disc,
  to: IndexPoint,
  pixel: PixelSize,
): IndexPoint[] {
  const steps = Math.max(1, Math.ceil(distance(centre, to, pixel) / (longestStep * radius)))
  const [dx, dy] = [(to[0] - centre[0]) / steps, (to[1] - centre[1]) / steps]
  const squared = radius * radius
  const moved = points.map(([x, y]): [number, number] => [x, y])
  for (let step = 0; step < steps; step++) {
    const [cx, cy] = [centre[0] + step * dx, centre[1] + step * dy]
    for (const point of moved) {
      const x = (point[0] - cx) * pixel.columnSpacing
      const y = (point[1] - cy) * pixel.rowSpacing
      const near = 1 - (x * x + y * y) / squared
      if (near <= 0) continue
      point[0] += near * near * dx
      point[1] += near * near * dy
    }
  }
  return moved
}

/** Whether the disc touches the border: from farther away nothing would be moved. */
export const reaches = (points: Polygon, { centre, radius }: Disc, pixel: PixelSize): boolean =>
  points.some((point) => distance(point, centre, pixel) < radius)
