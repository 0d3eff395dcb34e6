/**
 * Lines with fewer points: by a distance that nothing may stray, for keeping, or by the area that each point stands
 * for, for drawing. Never for measuring, which takes the polygon as it is.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { type Mm, mm } from '../units/units.ts'
import type { PixelSize, Polygon } from './polygon.ts'

/**
 * The fewest points that Douglas and Peucker's halving keeps so that no point left out lies farther from the line
 * than the tolerance. A closed line is halved at its first point and the one farthest from it, and keeps both.
 *
 * @source Douglas and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727, unverified
 */
export function simplifiedWithin(
  points: Polygon,
  pixel: PixelSize,
  { tolerance = mm(0.1), closed = true }: { readonly tolerance?: Mm; readonly closed?: boolean } = {},
): IndexPoint[] {
  const n = points.length
  if (n < 3) return [...points]
  const line = closed ? [...points, at(points, 0)] : [...points]
  const xy = line.map(([x, y]): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing])
  const kept = new Set<number>([0, line.length - 1])
  const spans: [number, number][] = [[0, line.length - 1]]
  if (closed) {
    const far = farthest(xy, 0, line.length - 1).index
    kept.add(far)
    spans.splice(0, 1, [0, far], [far, line.length - 1])
  }
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const { index, distance } = farthest(xy, ...span)
    if (!(distance > tolerance)) continue
    kept.add(index)
    spans.push([span[0], index], [index, span[1]])
  }
  return points.filter((_, i) => kept.has(i))
}

/** Of the points between two, the one farthest from the straight line that joins them. */
function farthest(xy: Polygon, from: number, to: number): { index: number; distance: number } {
  const [ax, ay] = at(xy, from)
  const [bx, by] = at(xy, to)
  const [ux, uy] = [bx - ax, by - ay]
  const squared = ux * ux + uy * uy
  let best = { index: from, distance: -1 }
  for (let i = from + 1; i < to; i++) {
    const [x, y] = at(xy, i)
    const t = squared > 0 ? Math.max(0, Math.min(1, ((x - ax) * ux + (y - ay) * uy) / squared)) : 0
    const distance = Math.sqrt((x - ax - t * ux) ** 2 + (y - ay - t * uy) ** 2)
    if (distance > best.distance) best = { index: i, distance }
  }
  return best
}

/**
 * A closed line of as many points, without those whose triangles with their neighbours are smallest. The last three
 * stay.
 *
 * @source Visvalingam and Whyatt 1993, doi:10.1179/000870493786962263, unverified
 */
export function simplifiedTo(points: Polygon, count: number): IndexPoint[] {
  const line = [...points]
  while (line.length > Math.max(3, count)) {
    const n = line.length
    const areas = line.map((point, i) => triangle(at(line, (i + n - 1) % n), point, at(line, (i + 1) % n)))
    line.splice(areas.indexOf(Math.min(...areas)), 1)
  }
  return line
}

const triangle = ([ax, ay]: IndexPoint, [bx, by]: IndexPoint, [cx, cy]: IndexPoint): number =>
  Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
