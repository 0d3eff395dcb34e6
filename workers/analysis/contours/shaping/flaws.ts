/**
 * What may be wrong with a border, told while it is drawn. None of it keeps the hand from going on: a reader may have
 * reasons.
 */
import type { IndexPoint } from '../../geometry/plane.ts'
import { at } from '../../units/at.ts'
import { type Mm, mm } from '../../units/units.ts'
import { centroid, contains, distance, type PixelSize, type Polygon, signedArea } from '../polygon.ts'
import { isSimple } from '../simple.ts'

export type Flaw =
  | { readonly kind: 'crosses-itself' }
  | { readonly kind: 'epi-inside-endo' }
  | { readonly kind: 'jump'; readonly by: 'place'; readonly distance: Mm }
  | { readonly kind: 'jump'; readonly by: 'size'; readonly ratio: number }

/** mm that the centre of a border may lie from those beside it; a slice is 8 to 10 mm thick, a heart tilts by less */
export const farthestCentre = mm(10)
/** times that a border may be as large, or as small, as the nearest in size of those beside it */
export const largestRatio = 1.8

/** @param closed  an open line is not closed for it */
export const crossesItself = (points: Polygon, closed: boolean): boolean =>
  closed ? points.length > 3 && !isSimple(points) : openLineCrosses(points)

function openLineCrosses(points: Polygon): boolean {
  for (let i = 0; i + 1 < points.length; i++)
    for (let j = i + 2; j + 1 < points.length; j++)
      if (meet(at(points, i), at(points, i + 1), at(points, j), at(points, j + 1))) return true
  return false
}

const side = ([ax, ay]: IndexPoint, [bx, by]: IndexPoint, [px, py]: IndexPoint): number =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))

const meet = (a: IndexPoint, b: IndexPoint, c: IndexPoint, d: IndexPoint): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0

/** Whether the inner border leaves the outer one by more than a touch. */
export const leaves = (inner: Polygon, outer: Polygon): boolean =>
  inner.filter((point) => !contains(outer, point)).length > touching * inner.length

/** of the points: borders that are drawn along each other share some */
const touching = 0.02

/** How far a closed border lies from those beside it, in place or else in size; undefined where it fits one of them. */
export function jump(points: Polygon, beside: readonly Polygon[], pixel: PixelSize): Flaw | undefined {
  const area = Math.abs(signedArea(points))
  if (beside.length === 0 || area === 0) return undefined
  const middle = centroid(points)
  const nearest = Math.min(...beside.map((other) => distance(middle, centroid(other), pixel)))
  if (nearest > farthestCentre) return { kind: 'jump', by: 'place', distance: mm(nearest) }
  const ratios = beside.map((other) => area / Math.abs(signedArea(other)))
  const ratio = ratios.reduce((best, one) =>
    Math.abs(Math.log(one)) < Math.abs(Math.log(best)) ? one : best,
  )
  return Math.max(ratio, 1 / ratio) > largestRatio ? { kind: 'jump', by: 'size', ratio } : undefined
}
