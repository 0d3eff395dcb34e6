/**
 * A line that gives way where it is pulled, as a wire does: most at the place that is held, less along it to both sides,
 * and not at all farther away.
 *
 *   p′ = p + (1 − (s/R)²)² · d      s: way along the line from the place that is held, R: reach, d: pull
 */
import { nearestOnBorder } from '../contours/hit.ts'
import { distance, type PixelSize, type Polygon } from '../contours/polygon.ts'
import { simplifiedWithin } from '../contours/simplify.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { type Mm, mm } from '../units/units.ts'

/** of the whole way round that moves, to either side */
const reach = 1 / 6
/** of the reach between two corners: fewer would bend in straight pieces */
const step = 1 / 8
/** far below what a pixel can tell */
const closeness = mm(0.05)

/**
 * A closed line, pulled at the place of it that is nearest to `held`.
 *
 * @param by  pixels, like the points
 * @returns the same line where it has no length
 */
export function pulled(points: Polygon, held: IndexPoint, by: IndexPoint, pixel: PixelSize): Polygon {
  const round = lengthRound(points, pixel)
  const place = nearestOnBorder(points, held, true)
  if (!place || !(round > 0)) return points
  const fine = subdivided(points, place.edge, place.point, mm(round * reach * step), pixel)
  const ways = waysAlong(fine.points, pixel)
  const start = at(ways, fine.held)
  const moved = fine.points.map((point, k): IndexPoint => {
    const along = Math.abs(at(ways, k) - start)
    const share = Math.min(along, round - along) / (round * reach)
    const weight = share < 1 ? (1 - share * share) ** 2 : 0
    return [point[0] + weight * by[0], point[1] + weight * by[1]]
  })
  return simplifiedWithin(moved, pixel, { tolerance: closeness })
}

const lengthRound = (points: Polygon, pixel: PixelSize): Mm =>
  mm(
    points.reduce<number>(
      (sum, point, k) => sum + distance(point, at(points, (k + 1) % points.length), pixel),
      0,
    ),
  )

/** From the first point to each. */
function waysAlong(points: Polygon, pixel: PixelSize): readonly number[] {
  let way = 0
  return points.map((point, k) => {
    if (k > 0) way += distance(at(points, k - 1), point, pixel)
    return way
  })
}

/** The same line with more corners, one of them the place that is held. */
function subdivided(
  points: Polygon,
  edge: number,
  held: IndexPoint,
  longest: Mm,
  pixel: PixelSize,
): { readonly points: readonly IndexPoint[]; readonly held: number } {
  const fine: IndexPoint[] = []
  let index = 0
  const add = (from: IndexPoint, to: IndexPoint): void => {
    const pieces = Math.max(1, Math.ceil(distance(from, to, pixel) / longest))
    for (let k = 0; k < pieces; k++)
      fine.push([from[0] + ((to[0] - from[0]) * k) / pieces, from[1] + ((to[1] - from[1]) * k) / pieces])
  }
  points.forEach((point, k) => {
    const next = at(points, (k + 1) % points.length)
    if (k !== edge) {
      add(point, next)
      return
    }
    add(point, held)
    index = fine.length
    add(held, next)
  })
  return { points: fine, held: index }
}
