/** Borders whose area, centre and length are known. */

import type { FiledContour } from '#analysis/contours/file.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'

export const square = { rowSpacing: mm(1), columnSpacing: mm(1) }
export const tall = { rowSpacing: mm(2), columnSpacing: mm(0.5) }

export const ring = (
  radius: number,
  count: number,
  [cx, cy]: IndexPoint = [100, 100],
  squeeze = 1,
): IndexPoint[] =>
  Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count
    return [cx + radius * Math.cos(angle), cy + squeeze * radius * Math.sin(angle)]
  })

/** Area of the polygon of n points on a circle. */
export const ringArea = (radius: number, count: number): number =>
  (count / 2) * radius * radius * Math.sin((2 * Math.PI) / count)

/** A ring of 24 points, 20 pixels from (100, 100), as a contour file has it. */
export const filedRing = (sopInstanceUid: string): FiledContour => ({
  sopInstanceUid,
  border: 'lv-endocardial',
  space: 'pixel',
  points: ring(20, 24),
})
