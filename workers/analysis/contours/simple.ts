/**
 * Whether a polygon crosses itself, and what to do about it. The area of a crossing polygon is not the area
 * that a reader sees: loops that turn the other way are subtracted.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { Boxes } from './overlap.ts'
import { type Polygon, signedArea } from './polygon.ts'

/** Without points that repeat the one before, and without the first point repeated at the end. */
export function withoutRepeats(points: Polygon): IndexPoint[] {
  const kept = points.filter((point, i) => i === 0 || !samePoint(point, at(points, i - 1)))
  while (kept.length > 1 && samePoint(at(kept, 0), at(kept, kept.length - 1))) kept.pop()
  return kept
}

const samePoint = (a: IndexPoint, b: IndexPoint): boolean => a[0] === b[0] && a[1] === b[1]

/** Whether no two edges meet other than neighbours in their common point. A touch counts as meeting. */
export const isSimple = (points: Polygon): boolean => firstCrossing(withoutRepeats(points)) === undefined

/** The first pair of edges (i, j), i < j, that meet; edge i runs from point i to the next. */
function firstCrossing(points: Polygon): readonly [number, number] | undefined {
  const n = points.length
  const edges = new Boxes(n)
  for (let i = 0; i < n; i++) {
    const from = at(points, i)
    const to = at(points, (i + 1) % n)
    edges.set(i, from[0], from[1], to[0], to[1])
  }
  let first: readonly [number, number] | undefined
  edges.overlapping((a, b) => {
    const [i, j] = a < b ? [a, b] : [b, a]
    if (j - i < 2 || (i === 0 && j === n - 1)) return
    if (first !== undefined && (i - first[0] || j - first[1]) > 0) return
    if (meet(at(points, i), at(points, i + 1), at(points, j), at(points, (j + 1) % n))) first = [i, j]
  })
  return first
}

/** Edges whose boxes overlap: they meet unless one lies wholly on one side of the other. */
function meet(a: IndexPoint, b: IndexPoint, c: IndexPoint, d: IndexPoint): boolean {
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0
}

/** Sign of the turn a → b → c. A sign, because a product of two small areas underflows to "touching". */
const side = (a: IndexPoint, b: IndexPoint, c: IndexPoint): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))

/**
 * Mends a drawn loop: wherever the line crosses itself, the smaller of the two loops goes. What is left is
 * simple. Not for imported polygons, which are measured as given.
 */
export function largestLoop(points: Polygon): IndexPoint[] {
  let loop = withoutRepeats(points)
  for (let crossing = firstCrossing(loop); crossing !== undefined; crossing = firstCrossing(loop)) {
    const [i, j] = crossing
    const meeting = meetingPoint(at(loop, i), at(loop, i + 1), at(loop, j), at(loop, (j + 1) % loop.length))
    const inner = withoutRepeats([meeting, ...loop.slice(i + 1, j + 1)])
    const outer = withoutRepeats([...loop.slice(0, i + 1), meeting, ...loop.slice(j + 1)])
    // either has fewer points than the whole, so this ends
    loop = Math.abs(signedArea(inner)) > Math.abs(signedArea(outer)) ? inner : outer
  }
  return loop
}

/** Where two edges cross; of edges on one line, an end that they share. */
function meetingPoint(a: IndexPoint, b: IndexPoint, c: IndexPoint, d: IndexPoint): IndexPoint {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]]
  const [vx, vy] = [d[0] - c[0], d[1] - c[1]]
  const turn = ux * vy - uy * vx
  if (turn === 0) return c
  const t = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn
  return [a[0] + t * ux, a[1] + t * uy]
}
