/**
 * Draws a frame in grey on the processor: the same interpolation as the shader of `grey-program.ts`, for machines
 * whose WebGL is missing or would run on the processor all the same, at several times the cost.
 */

import type { GreyScale } from './picture.ts'

/** One float or integer a pixel, row by row. */
export interface GreyImage {
  readonly values: ArrayLike<number>
  readonly columns: number
  readonly rows: number
}

/** Index coordinate of each device pixel's centre along one side of the canvas: `start + step · k`. */
export interface Sampling {
  readonly start: number
  /** negative where the image is mirrored or turned round */
  readonly step: number
  readonly count: number
}

export interface Laying {
  readonly across: Sampling
  readonly down: Sampling
  /** `across` counts rows and `down` columns: the image is turned by a quarter */
  readonly swapped: boolean
  /** interpolated between pixel centres, or each pixel as a square */
  readonly smooth: boolean
}

/**
 * RGBA in the byte order of all machines that browsers run on, as signed numbers: beyond 31 bits they would be reckoned
 * with as fractions.
 */
const black = 0xff000000 | 0
const oneGrey = 0x00010101
const white = 255

/**
 * Bilinear between pixel centres, or the nearest pixel; what lies outside the image, pixel borders included, is
 * black.
 *
 * @param into  RGBA, `across.count` by `down.count` device pixels, from the upper left corner
 */
export function rasterise(
  { values, columns, rows }: GreyImage,
  { across, down, swapped, smooth }: Laying,
  { low, gain, inverted }: GreyScale,
  into: Uint32Array,
): void {
  const [wide, high] = swapped ? [rows, columns] : [columns, rows]
  const [stepAcross, stepDown] = swapped ? [columns, 1] : [1, columns]
  const { near, far, weight, first, end } = neighbours(across, wide, smooth)
  const line = new Float64Array(wide)
  const scale = (inverted ? -white : white) * gain
  const offset = (inverted ? white : 0) - low * scale
  const width = across.count
  const vertical = neighbours(down, high, smooth)
  const written = new Int32Array(into.buffer, into.byteOffset, into.length)
  written.fill(black)
  for (let y = vertical.first; y < vertical.end; y++) {
    const above = (vertical.near[y] ?? 0) * stepDown
    const below = (vertical.far[y] ?? 0) * stepDown
    const part = vertical.weight[y] ?? 0
    for (let k = 0; k < wide; k++) {
      const value = values[above + k * stepAcross] ?? 0
      line[k] = (value + ((values[below + k * stepAcross] ?? 0) - value) * part) * scale + offset
    }
    const row = y * width
    for (let x = first; x < end; x++) {
      const left = line[near[x] ?? 0] ?? 0
      const grey = left + ((line[far[x] ?? 0] ?? 0) - left) * (weight[x] ?? 0)
      const level = grey <= 0 ? 0 : grey >= white ? white : (grey + 0.5) | 0
      written[row + x] = black | (level * oneGrey)
    }
  }
}

interface Neighbours {
  readonly near: Uint32Array
  readonly far: Uint32Array
  /** of the far one */
  readonly weight: Float64Array
  /** device pixels within the image: from `first`, before `end` */
  readonly first: number
  readonly end: number
}

/** The two pixels between which each device pixel lies, along one side. */
function neighbours({ start, step, count }: Sampling, pixels: number, smooth: boolean): Neighbours {
  const near = new Uint32Array(count)
  const far = new Uint32Array(count)
  const weight = new Float64Array(count)
  const last = pixels - 1
  let first = count
  let end = 0
  for (let k = 0; k < count; k++) {
    const index = start + step * k
    if (index < -0.5 || index > last + 0.5) continue
    first = Math.min(first, k)
    end = k + 1
    const base = Math.floor(smooth ? index : index + 0.5)
    near[k] = Math.min(Math.max(base, 0), last)
    far[k] = Math.min(base + 1, last)
    weight[k] = smooth ? index - base : 0
  }
  return { near, far, weight, first, end }
}
