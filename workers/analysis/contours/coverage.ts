/**
 * Masks from polygons, with the exact share of every pixel that lies inside.
 *
 * Each edge adds its signed area to the pixels it passes and its height to the next column; the running sum
 * along a row is then the coverage. The sum over the image is the polygon's area, to rounding, and stays so
 * when the polygon moves by a fraction of a pixel. Pixel (c, r) reaches from c − ½ to c + ½.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { type Polygon, signedArea } from './polygon.ts'

/** rounding noise of the running sum: a share this small is none */
const noise = 1e-12

/**
 * Share of each pixel inside the polygon, row by row. What lies outside the image is cut off.
 * @returns rows × columns values from 0 to 1; where a polygon overlaps itself, up to the winding number
 */
export function coverage(points: Polygon, rows: number, columns: number): Float64Array {
  // a row of the accumulator has two columns more: what is right of the image flows out there
  const width = columns + 2
  const sums = new Float64Array(rows * width)
  const shifted = points.map(([x, y]): IndexPoint => [x + 0.5, y + 0.5])
  shifted.forEach((from, i) => {
    addClipped(sums, rows, columns, from, at(shifted, (i + 1) % shifted.length))
  })
  const sign = signedArea(points) < 0 ? -1 : 1
  const result = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    let inside = 0
    for (let column = 0; column < columns; column++) {
      inside += sums[row * width + column] ?? 0
      const share = sign * inside
      result[row * columns + column] = Math.abs(share) < noise ? 0 : share
    }
  }
  return result
}

/** Pixels of which at least half lie inside: 1, others 0. */
export const binaryMask = (points: Polygon, rows: number, columns: number): Uint8Array =>
  Uint8Array.from(coverage(points, rows, columns), (share) => (share >= 0.5 ? 1 : 0))

/** Cuts an edge at the sides of the image; what is left of it counts as running along the left side. */
function addClipped(sums: Float64Array, rows: number, columns: number, a: IndexPoint, b: IndexPoint): void {
  const cuts = [0, 1]
  for (const side of [0, columns]) {
    const share = (side - a[0]) / (b[0] - a[0])
    if (share > 0 && share < 1) cuts.push(share)
  }
  cuts.sort((p, q) => p - q)
  const on = (share: number): IndexPoint =>
    share === 1 ? b : [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
  for (let k = 1; k < cuts.length; k++) {
    const [p, q] = [on(at(cuts, k - 1)), on(at(cuts, k))]
    const clamp = ([x, y]: IndexPoint): IndexPoint => [Math.max(0, Math.min(columns, x)), y]
    addEdge(sums, rows, columns + 2, clamp(p), clamp(q))
  }
}

function addEdge(sums: Float64Array, rows: number, width: number, a: IndexPoint, b: IndexPoint): void {
  if (a[1] === b[1]) return
  // the turn of `signedArea`: an edge that runs up has the inside on its right
  const direction = a[1] > b[1] ? 1 : -1
  const [high, low] = a[1] < b[1] ? [a, b] : [b, a]
  const slope = (low[0] - high[0]) / (low[1] - high[1])
  const first = Math.max(0, Math.floor(high[1]))
  const last = Math.min(rows, Math.ceil(low[1]))
  for (let row = first; row < last; row++) {
    const top = Math.max(high[1], row)
    const bottom = Math.min(low[1], row + 1)
    if (!(bottom > top)) continue
    const xTop = high[0] + (top - high[1]) * slope
    const xBottom = high[0] + (bottom - high[1]) * slope
    addSpan(
      sums,
      row * width,
      width,
      Math.min(xTop, xBottom),
      Math.max(xTop, xBottom),
      direction * (bottom - top),
    )
  }
}

/** Spreads an edge's height within one row over the columns from `left` to `right` that it crosses. */
function addSpan(
  sums: Float64Array,
  start: number,
  width: number,
  left: number,
  right: number,
  height: number,
): void {
  const add = (column: number, value: number): void => {
    const index = start + Math.max(0, Math.min(width - 1, column))
    sums[index] = (sums[index] ?? 0) + value
  }
  const firstColumn = Math.floor(left)
  const lastColumn = Math.ceil(right) - 1
  if (lastColumn <= firstColumn) {
    // share of the pixel right of the edge's middle
    const inside = height * (firstColumn + 1 - (left + right) / 2)
    add(firstColumn, inside)
    add(firstColumn + 1, height - inside)
    return
  }
  let before = 0
  for (let column = firstColumn; column <= lastColumn; column++) {
    // height of the edge left of the column's right side, and what of it the column itself sees
    const reach = Math.min(right, column + 1)
    const entry = Math.max(left, column)
    const part = (height * (reach - entry)) / (right - left)
    const own = part * (column + 1 - (reach + entry) / 2)
    add(column, before + own)
    before = part - own
  }
  add(lastColumn + 1, before)
}
