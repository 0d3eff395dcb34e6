/**
 * Whether a polygon crosses itself, and what to do about it. The area of a crossing polygon is not the area
 * that a reader sees: loops that turn the other way are subtracted.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { Boxes } from './overlap.ts'
import { type Polygon, signedArea } from './polygon.ts'
import { distinct, pointsFrom, type Vertices, verticesFrom } from './vertices.ts'

/** Without points that repeat the one before, and without the first point repeated at the end. */
export const withoutRepeats = (points: Polygon): IndexPoint[] => pointsFrom(distinct(verticesFrom(points)))

/** Whether no two edges meet other than neighbours in their common point. A touch counts as meeting. */
export const isSimple = (points: Polygon): boolean => isSimpleBorder(verticesFrom(points))

/** The same of a border by its vertices. */
export const isSimpleBorder = (vertices: Vertices): boolean => firstCrossing(distinct(vertices)) === undefined

/** The first pair of edges (i, j), i < j, that meet; edge i runs from vertex i to the next. None may repeat. */
function firstCrossing(vertices: Vertices): readonly [number, number] | undefined {
  const n = vertices.length / 2
  const edges = new Boxes(n)
  const x = (vertex: number): number => vertices[2 * vertex] ?? 0
  const y = (vertex: number): number => vertices[2 * vertex + 1] ?? 0
  for (let i = 0; i < n; i++) {
    const next = (i + 1) % n
    edges.set(i, x(i), y(i), x(next), y(next))
  }
  /** Sign of the turn a → b → c. A sign, because a product of two small areas underflows to "touching". */
  const side = (a: number, b: number, c: number): number =>
    Math.sign((x(b) - x(a)) * (y(c) - y(a)) - (x(c) - x(a)) * (y(b) - y(a)))
  let first: readonly [number, number] | undefined
  edges.overlapping((one, other) => {
    const i = Math.min(one, other)
    const j = Math.max(one, other)
    if (j - i < 2 || (i === 0 && j === n - 1)) return
    if (first !== undefined && (i - first[0] || j - first[1]) > 0) return
    const end = (j + 1) % n
    // boxes overlap: the edges meet unless one lies wholly on one side of the other
    if (side(i, i + 1, j) * side(i, i + 1, end) <= 0 && side(j, end, i) * side(j, end, i + 1) <= 0)
      first = [i, j]
  })
  return first
}

/**
 * Mends a drawn loop: wherever the line crosses itself, the smaller of the two loops goes. What is left is
 * simple. Not for imported polygons, which are measured as given.
 */
export function largestLoop(points: Polygon): IndexPoint[] {
  let loop = withoutRepeats(points)
  while (true) {
    const crossing = firstCrossing(verticesFrom(loop))
    if (crossing === undefined) return loop
    const [i, j] = crossing
    const meeting = meetingPoint(at(loop, i), at(loop, i + 1), at(loop, j), at(loop, (j + 1) % loop.length))
    const inner = withoutRepeats([meeting, ...loop.slice(i + 1, j + 1)])
    const outer = withoutRepeats([...loop.slice(0, i + 1), meeting, ...loop.slice(j + 1)])
    // either has fewer points than the whole, so this ends
    loop = Math.abs(signedArea(inner)) > Math.abs(signedArea(outer)) ? inner : outer
  }
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
