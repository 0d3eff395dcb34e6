/** The part of a picture that is worth looking at: the weighted pixels, and where their tissue may go. */
import type { ImagePlane } from '../geometry/plane.ts'
import type { Mm } from '../units/units.ts'
import { blurred } from './blur.ts'
import type { Region } from './lattice.ts'
import { refined } from './refine.ts'

/** A part of a picture, its brightness in units of the reference's contrast. */
export interface Window extends Region {
  readonly pixels: Float32Array
}

/** The same with a sample halfway between all neighbours: (2 height − 1) × (2 width − 1). */
export interface FineWindow extends Region {
  readonly samples: Float32Array
}

export interface WeightedRegion {
  readonly region: Region
  /** of the region, row by row */
  readonly shares: Float32Array
  /** pixels with a weight */
  readonly count: number
}

/** Weights below this share of the largest count as none, so that a tail of a Gaussian costs no time. */
const leastWeight = 1e-3

/** The smallest rectangle that holds all weights. Undefined when there are none, or one is negative or no number. */
export function weightedRegion(
  weights: Float32Array,
  columns: number,
  rows: number,
): WeightedRegion | undefined {
  let most = 0
  for (const weight of weights) {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) return undefined
    if (weight > most) most = weight
  }
  let [left, right, top, bottom, count] = [columns, -1, rows, -1, 0]
  const counts = (weight: number): boolean => weight > 0 && weight >= leastWeight * most
  weights.forEach((weight, pixel) => {
    if (!counts(weight)) return
    const column = pixel % columns
    const row = Math.floor(pixel / columns)
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
    count++
  })
  if (count === 0) return undefined
  const region = { left, top, width: right - left + 1, height: bottom - top + 1 }
  const shares = cut(weights, columns, region, 1).pixels.map((weight) => (counts(weight) ? weight : 0))
  return { region, shares, count }
}

/** Weighted standard deviation of the brightness in a region: the unit that differences are told in. */
export function contrastIn(
  pixels: Float32Array,
  columns: number,
  { region, shares }: WeightedRegion,
): number {
  const within = cut(pixels, columns, region, 1).pixels
  let sum = 0
  let weighted = 0
  within.forEach((value, i) => {
    const share = shares[i] ?? 0
    sum += share
    weighted += share * value
  })
  const mean = weighted / sum
  let squares = 0
  within.forEach((value, i) => {
    squares += (shares[i] ?? 0) * (value - mean) ** 2
  })
  return Math.sqrt(squares / sum)
}

/** A region with a margin, within the picture. */
export function widened(
  { left, top, width, height }: Region,
  margin: Mm,
  { columns, rows, columnSpacing, rowSpacing }: ImagePlane,
): Region {
  const across = Math.ceil(margin / columnSpacing)
  const down = Math.ceil(margin / rowSpacing)
  const first = { left: Math.max(0, left - across), top: Math.max(0, top - down) }
  return {
    ...first,
    width: Math.min(columns, left + width + across) - first.left,
    height: Math.min(rows, top + height + down) - first.top,
  }
}

/** @param unit  what the values are divided by */
export function cut(pixels: Float32Array, columns: number, region: Region, unit: number): Window {
  const { left, top, width, height } = region
  const part = new Float32Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      part[row * width + column] = (pixels[(top + row) * columns + left + column] ?? 0) / unit
  return { ...region, pixels: part }
}

export function smoothed(
  window: Window,
  sigma: Mm,
  { columnSpacing, rowSpacing }: Pick<ImagePlane, 'columnSpacing' | 'rowSpacing'>,
): Window {
  const { pixels, width, height } = window
  return { ...window, pixels: blurred(pixels, width, height, sigma / columnSpacing, sigma / rowSpacing) }
}

export const fineWindow = ({ pixels, ...region }: Window): FineWindow => ({
  ...region,
  samples: refined(pixels, region.width, region.height),
})
