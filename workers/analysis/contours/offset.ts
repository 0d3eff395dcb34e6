/**
 * A border moved outwards or inwards by a distance, with round joins: all places within that distance of the area, or
 * those of the area that are farther from the border than it.
 *
 * Every edge is moved along its normal; outer corners of the movement become arcs and inner ones lead through their
 * vertex. What the moved line winds round more often than it winds back is the result, so that corners which swallow
 * one another leave no loops. The sum of a convex area A with perimeter P and a disc is A + P d + π d².
 *
 * @source Chen and McMains 2005, doi:10.1115/DETC2005-85513 (polygon offsetting by winding numbers),
 *   unverified
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { type Mm, mm } from '../units/units.ts'
import type { PixelSize, Polygon } from './polygon.ts'
import { overlay, union } from './region.ts'

export interface OffsetOptions {
  /** how far the chords of an arc may stray from it: far below what a pixel can tell */
  readonly deviation?: Mm
}

/**
 * @param by  positive outwards, negative inwards
 * @returns rings as `region.ts` makes them; none where an inward move leaves nothing
 * @throws RangeError for a distance or deviation that cannot be
 */
export function offset(
  polygon: Polygon,
  by: Mm,
  pixel: PixelSize,
  { deviation = mm(0.01) }: OffsetOptions = {},
): IndexPoint[][] {
  if (!Number.isFinite(by) || !(deviation > 0))
    throw new RangeError(`no border is ${by} mm away from another to within ${deviation} mm`)
  const inMillimetres = polygon.map(([x, y]): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing])
  const rings = union([inMillimetres])
  const moved =
    by === 0
      ? rings
      : overlay([rings.map((ring) => movedRing(ring, by, deviation))], ([winding = 0]) => winding > 0)
  return moved.map((ring) => ring.map(([x, y]) => [x / pixel.columnSpacing, y / pixel.rowSpacing]))
}

/** The line that each edge's movement makes, loops included. */
function movedRing(ring: Polygon, by: number, deviation: number): IndexPoint[] {
  const n = ring.length
  const normals = ring.map((point, i): IndexPoint => {
    const next = at(ring, (i + 1) % n)
    const [dx, dy] = [next[0] - point[0], next[1] - point[1]]
    const length = Math.sqrt(dx * dx + dy * dy)
    // out of a ring that runs clockwise on the screen
    return [dy / length, -dx / length]
  })
  return ring.flatMap((point, i) =>
    corner(point, at(normals, (i + n - 1) % n), at(normals, i), by, deviation),
  )
}

function corner(
  [x, y]: IndexPoint,
  before: IndexPoint,
  after: IndexPoint,
  by: number,
  deviation: number,
): IndexPoint[] {
  const moved = ([nx, ny]: IndexPoint): IndexPoint => [x + by * nx, y + by * ny]
  const sine = before[0] * after[1] - before[1] * after[0]
  const cosine = before[0] * after[0] + before[1] * after[1]
  const turn = Math.atan2(sine, cosine)
  if (turn === 0) return [moved(before)]
  if (turn * by < 0) return [moved(before), [x, y], moved(after)]
  const widest = 2 * Math.acos(Math.max(0, 1 - deviation / Math.abs(by)))
  const chords = Math.max(1, Math.ceil(Math.abs(turn) / widest))
  return Array.from({ length: chords + 1 }, (_, k) => {
    const angle = (turn * k) / chords
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    return moved([before[0] * c - before[1] * s, before[0] * s + before[1] * c])
  })
}
