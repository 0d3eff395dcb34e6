/**
 * What lies of a slice's slab below a valve plane: an exact integral, since slab and plane are both flat.
 *
 *   V = ∬_A max(0, min(g(x, y), w)) dA = ∬_A max(0, g) dA − ∬_A max(0, g − w) dA
 *
 * A: the polygon; g: how far the plane lies above the floor of the slab, linear over the image; w: the slab's
 * thickness. Either integral is that of a linear function over the polygon cut along a line: no pixel is counted
 * and no point of the border is lost. Only + − × ÷ are used, so that it recomputes bit for bit.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'

/** value(column, row) = base + perColumn · column + perRow · row */
export interface LinearOnImage {
  readonly base: number
  readonly perColumn: number
  readonly perRow: number
}

export const valueAt = (g: LinearOnImage, point: IndexPoint): number =>
  g.base + g.perColumn * point[0] + g.perRow * point[1]

export const raised = (g: LinearOnImage, by: number): LinearOnImage => ({ ...g, base: g.base + by })

/**
 * ∬ max(0, g) dA over a polygon, in units of g times square pixels.
 *
 * The border is cut where g changes its sign (Sutherland and Hodgman), and what is left is summed as a fan of
 * triangles, each with the mean of g at its corners. Of a border that is not convex the cut leaves edges that
 * run to and fro along the line: their triangles cancel.
 *
 * @returns never negative; 0 for fewer than three points
 */
export function integralOfPositive(points: readonly IndexPoint[], g: LinearOnImage): number {
  let sixfold = 0
  let corners = 0
  let originX = 0
  let originY = 0
  let originG = 0
  let x = 0
  let y = 0
  let value = 0
  let from = points.at(-1)
  if (from === undefined) return 0
  let a = valueAt(g, from)
  for (let i = 0; i < points.length; i++) {
    const to = at(points, i)
    const b = valueAt(g, to)
    // up to two corners: where the edge crosses the line, and its end
    for (let corner = 0; corner < 2; corner++) {
      const isEnd = corner === 1
      if (isEnd ? !(b > 0) : a > 0 === b > 0) continue
      const share = isEnd ? 1 : a / (a - b)
      const nextX = isEnd ? to[0] : from[0] + share * (to[0] - from[0])
      const nextY = isEnd ? to[1] : from[1] + share * (to[1] - from[1])
      const nextG = isEnd ? b : 0
      if (corners === 0) {
        originX = nextX
        originY = nextY
        originG = nextG
      } else {
        const twiceArea = (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY)
        sixfold += twiceArea * (originG + value + nextG)
      }
      corners++
      x = nextX
      y = nextY
      value = nextG
    }
    from = to
    a = b
  }
  return Math.abs(sixfold) / 6
}

/** The integral of the head of this file, in square pixels times the unit of g. @param thickness  w, at least 0 */
export const slabIntegral = (points: readonly IndexPoint[], g: LinearOnImage, thickness: number): number =>
  integralOfPositive(points, g) - integralOfPositive(points, raised(g, -thickness))
