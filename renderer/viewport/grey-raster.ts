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
  readonly step: number
  readonly count: number
}

/** RGBA in the byte order of all machines that browsers run on. */
const black = 0xff000000
const oneGrey = 0x00010101
const white = 255

/**
 * Bilinear between pixel centres; what lies outside the image, pixel borders included, is black.
 *
 * @param into  RGBA, `across.count` by `down.count` device pixels, from the upper left corner
 */
export function rasterise(
  { values, columns, rows }: GreyImage,
  across: Sampling,
  down: Sampling,
  { low, gain, inverted }: GreyScale,
  into: Uint32Array,
): void {
  const { near, far, weight, first, end } = neighbours(across, columns)
  const line = new Float64Array(columns)
  const scale = (inverted ? -white : white) * gain
  const offset = (inverted ? white : 0) - low * scale
  const width = across.count
  const vertical = neighbours(down, rows)
  into.fill(black)
  for (let y = vertical.first; y < vertical.end; y++) {
    const above = (vertical.near[y] ?? 0) * columns
    const below = (vertical.far[y] ?? 0) * columns
    const part = vertical.weight[y] ?? 0
    for (let column = 0; column < columns; column++) {
      const value = values[above + column] ?? 0
      line[column] = (value + ((values[below + column] ?? 0) - value) * part) * scale + offset
    }
    const row = y * width
    for (let x = first; x < end; x++) {
      const left = line[near[x] ?? 0] ?? 0
      const grey = left + ((line[far[x] ?? 0] ?? 0) - left) * (weight[x] ?? 0)
      const level = grey <= 0 ? 0 : grey >= white ? white : Math.trunc(grey + 0.5)
      into[row + x] = black + level * oneGrey
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
function neighbours({ start, step, count }: Sampling, pixels: number): Neighbours {
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
    const base = Math.floor(index)
    near[k] = Math.min(Math.max(base, 0), last)
    far[k] = Math.min(base + 1, last)
    weight[k] = index - base
  }
  return { near, far, weight, first, end }
}
