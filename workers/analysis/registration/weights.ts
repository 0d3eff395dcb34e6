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
  const ring = pathOf(border, true, plane)
  return weightsBy(ring, plane, rim, (x, y) => (holds(ring, x, y) ? 0 : distanceTo(ring, x, y)))
}

/** The same on both sides of an open line. */
export function weightsAlong(line: Polygon, plane: ImagePlane, rim: Rim): Float32Array {
  const path = pathOf(line, false, plane)
  return weightsBy(path, plane, rim, (x, y) => distanceTo(path, x, y))
}

/**
 * 1 between two closed borders and up to `margin` beyond either, then falling: blood streams and fat slides past the
 * wall, so that only their edge with it tells where it is.
 *
 * @param inner, outer  closed, in pixels of the image, the one inside the other
 * @returns rows × columns
 */
export function weightsBetween(inner: Polygon, outer: Polygon, plane: ImagePlane, rim: Rim): Float32Array {
  const cavity = pathOf(inner, true, plane)
  const whole = pathOf(outer, true, plane)
  return weightsBy(whole, plane, rim, (x, y) => {
    if (holds(cavity, x, y)) return distanceTo(cavity, x, y)
    return holds(whole, x, y) ? 0 : distanceTo(whole, x, y)
  })
}

/** A line in millimetres from the first pixel. */
interface Path {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly closed: boolean
}

const pathOf = (points: Polygon, closed: boolean, { columnSpacing, rowSpacing }: ImagePlane): Path => ({
  x: Float64Array.from(points, ([column]) => column * columnSpacing),
  y: Float64Array.from(points, ([, row]) => row * rowSpacing),
  closed,
})

/** @param beyond  how far a point, mm, lies outside of what counts in full; asked near the path only */
function weightsBy(
  path: Path,
  { rows, columns, rowSpacing, columnSpacing }: ImagePlane,
  { margin, fall }: Rim,
  beyond: (x: number, y: number) => number,
): Float32Array {
  const weights = new Float32Array(rows * columns)
  const far = margin + tail * fall
  const [left, right] = within(path.x, far, columnSpacing, columns)
  const [top, bottom] = within(path.y, far, rowSpacing, rows)
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const distance = beyond(column * columnSpacing, row * rowSpacing) - margin
      weights[row * columns + column] =
        distance <= 0 ? 1 : distance > tail * fall ? 0 : Math.exp((-distance * distance) / (2 * fall * fall))
    }
  return weights
}

/** The first and the last pixel that lies no farther than `far` from some places, within the picture. */
function within(
  places: Float64Array,
  far: number,
  spacing: number,
  count: number,
): readonly [first: number, last: number] {
  const least = places.reduce((a, b) => Math.min(a, b))
  const most = places.reduce((a, b) => Math.max(a, b))
  return [
    Math.max(0, Math.ceil((least - far) / spacing)),
    Math.min(count - 1, Math.floor((most + far) / spacing)),
  ]
}

/** Whether a ray along the row leaves a closed path an odd number of times. */
function holds({ x, y }: Path, px: number, py: number): boolean {
  let isInside = false
  for (let i = 0, before = x.length - 1; i < x.length; before = i++) {
    const [ax, ay, bx, by] = [x[before] ?? 0, y[before] ?? 0, x[i] ?? 0, y[i] ?? 0]
    if (ay > py !== by > py && px < ax + ((py - ay) * (bx - ax)) / (by - ay)) isInside = !isInside
  }
  return isInside
}

/** From a point to the nearest point of a path, mm. */
function distanceTo({ x, y, closed }: Path, px: number, py: number): number {
  const count = x.length
  const [ox, oy] = [px - (x[0] ?? 0), py - (y[0] ?? 0)]
  let least = ox * ox + oy * oy
  for (let i = closed ? 0 : 1; i < count; i++) {
    const before = i === 0 ? count - 1 : i - 1
    const ax = x[before] ?? 0
    const ay = y[before] ?? 0
    const dx = (x[i] ?? 0) - ax
    const dy = (y[i] ?? 0) - ay
    const square = dx * dx + dy * dy
    const along = square > 0 ? Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / square)) : 0
    const ex = px - ax - along * dx
    const ey = py - ay - along * dy
    least = Math.min(least, ex * ex + ey * ey)
  }
  return Math.sqrt(least)
}
