/**
 * What lies of a slice's slab below a valve plane: an exact integral, since slab and plane are both flat.
 *
 *   V = ∬_A max(0, min(g(x, y), w)) dA = ∬_A max(0, g) dA − ∬_A max(0, g − w) dA
 *
 * A: the polygon; g: how far the plane lies above the floor of the slab, linear over the image; w: the slab's
 * thickness. Either integral is that of a linear function over the polygon cut along a line: no pixel is counted
 * and no point of the border is lost. Only + − × ÷ are used, so that it recomputes bit for bit.
 */
import type { Vertices } from '../contours/vertices.ts'

/** value(column, row) = base + perColumn · column + perRow · row */
export interface LinearOnImage {
  readonly base: number
  readonly perColumn: number
  readonly perRow: number
}

export const valueAt = (g: LinearOnImage, column: number, row: number): number =>
  g.base + g.perColumn * column + g.perRow * row

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
export function integralOfPositive(vertices: Vertices, g: LinearOnImage): number {
  let sixfold = 0
  let corners = 0
  let originX = 0
  let originY = 0
  let originG = 0
  let x = 0
  let y = 0
  let value = 0
  let fromX = vertices[vertices.length - 2] ?? 0
  let fromY = vertices[vertices.length - 1] ?? 0
  let a = valueAt(g, fromX, fromY)
  for (let i = 0; i < vertices.length; i += 2) {
    const toX = vertices[i] ?? 0
    const toY = vertices[i + 1] ?? 0
    const b = valueAt(g, toX, toY)
    // up to two corners: where the edge crosses the line, and its end
    for (let corner = 0; corner < 2; corner++) {
      const isEnd = corner === 1
      if (isEnd ? !(b > 0) : a > 0 === b > 0) continue
      const share = isEnd ? 1 : a / (a - b)
      const nextX = isEnd ? toX : fromX + share * (toX - fromX)
      const nextY = isEnd ? toY : fromY + share * (toY - fromY)
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
    fromX = toX
    fromY = toY
    a = b
  }
  return Math.abs(sixfold) / 6
}

/** The integral of the head of this file, in square pixels times the unit of g. @param thickness  w, at least 0 */
export const slabIntegral = (vertices: Vertices, g: LinearOnImage, thickness: number): number =>
  integralOfPositive(vertices, g) - integralOfPositive(vertices, raised(g, -thickness))
