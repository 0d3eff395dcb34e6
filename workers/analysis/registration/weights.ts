/** Which pixels a registration listens to: those of the tissue that is followed and a rim around it. */
import type { Polygon } from '../contours/polygon.ts'
import type { ImagePlane } from '../geometry/plane.ts'
import type { Mm } from '../units/units.ts'

export interface Rim {
  /** how far beyond the border pixels count in full */
  readonly margin: Mm
  /** standard deviation of the Gaussian by which their weight falls beyond that */
  readonly fall: Mm
}

/** Widths beyond which the Gaussian counts as 0. */
const tail = 3.7

/**
 * 1 inside a closed border and up to `margin` outside of it, then falling: what lies beyond (lung, liver) moves
 * otherwise and would drag the tissue along.
 *
 * @param border  closed, in pixels of the image
 * @returns rows × columns
 */
export function weightsInside(border: Polygon, plane: ImagePlane, rim: Rim): Float32Array {
  return weightsBy(border, true, plane, rim)
}

/** The same on both sides of an open line. */
export function weightsAlong(line: Polygon, plane: ImagePlane, rim: Rim): Float32Array {
  return weightsBy(line, false, plane, rim)
}

function weightsBy(border: Polygon, closed: boolean, plane: ImagePlane, { margin, fall }: Rim): Float32Array {
  const { rows, columns, rowSpacing, columnSpacing } = plane
  const weights = new Float32Array(rows * columns)
  const x = Float64Array.from(border, ([column]) => column * columnSpacing)
  const y = Float64Array.from(border, ([, row]) => row * rowSpacing)
  const far = margin + tail * fall
  const firstRow = Math.max(0, Math.ceil((y.reduce((a, b) => Math.min(a, b)) - far) / rowSpacing))
  const lastRow = Math.min(rows - 1, Math.floor((y.reduce((a, b) => Math.max(a, b)) + far) / rowSpacing))
  const firstColumn = Math.max(0, Math.ceil((x.reduce((a, b) => Math.min(a, b)) - far) / columnSpacing))
  const lastColumn = Math.min(
    columns - 1,
    Math.floor((x.reduce((a, b) => Math.max(a, b)) + far) / columnSpacing),
  )
  for (let row = firstRow; row <= lastRow; row++)
    for (let column = firstColumn; column <= lastColumn; column++) {
      const beyond = distanceTo(x, y, closed, column * columnSpacing, row * rowSpacing) - margin
      weights[row * columns + column] =
        beyond <= 0 ? 1 : beyond > tail * fall ? 0 : Math.exp((-beyond * beyond) / (2 * fall * fall))
    }
  return weights
}

/** From a point to a line, mm; 0 inside a closed one. */
function distanceTo(x: Float64Array, y: Float64Array, closed: boolean, px: number, py: number): number {
  const count = x.length
  let least = count === 1 ? (px - (x[0] ?? 0)) ** 2 + (py - (y[0] ?? 0)) ** 2 : Number.POSITIVE_INFINITY
  let isInside = false
  for (let i = closed ? 0 : 1; i < count; i++) {
    const before = i === 0 ? count - 1 : i - 1
    const ax = x[before] ?? 0
    const ay = y[before] ?? 0
    const bx = x[i] ?? 0
    const by = y[i] ?? 0
    if (ay > py !== by > py && px < ax + ((py - ay) * (bx - ax)) / (by - ay)) isInside = !isInside
    const dx = bx - ax
    const dy = by - ay
    const square = dx * dx + dy * dy
    const along = square > 0 ? Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / square)) : 0
    const ex = px - ax - along * dx
    const ey = py - ay - along * dy
    least = Math.min(least, ex * ex + ey * ey)
  }
  return closed && isInside ? 0 : Math.sqrt(least)
}
