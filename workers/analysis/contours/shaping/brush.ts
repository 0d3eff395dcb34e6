/**
 * Areas painted and erased with a disc. A stroke is all places that the disc passed: the convex hull of the disc at
 * either end of each straight piece, which adds its length times the disc's breadth to the disc's area.
 */
import type { IndexPoint } from '../../geometry/plane.ts'
import { mm } from '../../units/units.ts'
import type { PixelSize, Polygon } from '../polygon.ts'
import { difference, union } from '../region.ts'
import { simplifiedWithin } from '../simplify.ts'
import type { Disc } from './nudge.ts'

/** A circle of 48 chords strays 0.2 % of its radius from the true one. */
const chords = 48

/** far below what a pixel can tell; keeps an area that is painted for long from gathering points */
const tolerance = mm(0.04)

/** All places that the disc passes on its straight way. */
export function stroke({ centre, radius }: Disc, to: IndexPoint, pixel: PixelSize): IndexPoint[] {
  const dx = (to[0] - centre[0]) * pixel.columnSpacing
  const dy = (to[1] - centre[1]) * pixel.rowSpacing
  const ahead = Math.atan2(dy, dx)
  // half a circle round either end, from across the way to across it
  const half = (middle: IndexPoint, from: number): IndexPoint[] =>
    Array.from({ length: chords / 2 + 1 }, (_, k) => {
      const angle = from + (2 * Math.PI * k) / chords
      return [
        middle[0] + (radius * Math.cos(angle)) / pixel.columnSpacing,
        middle[1] + (radius * Math.sin(angle)) / pixel.rowSpacing,
      ]
    })
  return [...half(to, ahead - Math.PI / 2), ...half(centre, ahead + Math.PI / 2)]
}

/** The area and the stroke together: the largest piece, without holes. */
export const painted = (area: Polygon, brushed: Polygon, pixel: PixelSize): IndexPoint[] =>
  largest(union(area.length > 0 ? [area] : [], [brushed]), pixel)

/** The area without the stroke: the largest piece, without holes; no points when nothing is left. */
export const erased = (area: Polygon, brushed: Polygon, pixel: PixelSize): IndexPoint[] =>
  largest(difference([area], [brushed]), pixel)

function largest([ring]: readonly Polygon[], pixel: PixelSize): IndexPoint[] {
  return ring === undefined ? [] : simplifiedWithin(ring, pixel, { tolerance })
}
