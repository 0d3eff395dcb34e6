/** A picture to measure on: modality values, after slope and intercept, with their place in the patient. */
import type { ImagePlane } from '../geometry/plane.ts'
import type { ImageKey } from '../protocol/facts.ts'
import { say } from '../sentences/say.ts'

export interface MeasuredImage extends ImageKey {
  readonly plane: ImagePlane
  /** rows × columns, row by row */
  readonly pixels: Float32Array
}

/**
 * The value between pixel centres, bilinear; beyond the outermost centres the nearest pixel's.
 *
 * @param column, row  pixel centres at integers
 */
export function sample(
  { plane, pixels }: Pick<MeasuredImage, 'plane' | 'pixels'>,
  column: number,
  row: number,
): number {
  const { columns, rows } = plane
  const c = Math.min(Math.max(column, 0), columns - 1)
  const r = Math.min(Math.max(row, 0), rows - 1)
  const c0 = Math.min(Math.floor(c), Math.max(columns - 2, 0))
  const r0 = Math.min(Math.floor(r), Math.max(rows - 2, 0))
  const c1 = Math.min(c0 + 1, columns - 1)
  const r1 = Math.min(r0 + 1, rows - 1)
  const u = c - c0
  const v = r - r0
  const value = (y: number, x: number): number => pixels[y * columns + x] ?? 0
  return (
    (1 - v) * ((1 - u) * value(r0, c0) + u * value(r0, c1)) +
    v * ((1 - u) * value(r1, c0) + u * value(r1, c1))
  )
}

/** Why an image cannot be measured on, as a sentence; undefined when it can. */
export function unusable({ plane, pixels }: Pick<MeasuredImage, 'plane' | 'pixels'>): string | undefined {
  if (pixels.length !== plane.rows * plane.columns)
    return say('images/pixels-do-not-fill-rows', {
      pixels: pixels.length,
      rows: plane.rows,
      columns: plane.columns,
    })
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of pixels) {
    if (!Number.isFinite(value)) return say('images/pixel-no-finite-number')
    if (value < low) low = value
    if (value > high) high = value
  }
  return low === high ? say('images/all-pixels', { low }) : undefined
}
