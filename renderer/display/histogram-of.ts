/** How often each brightness occurs in an image. */
import { rangeIn } from '#analysis/annotations/image-values.ts'

export interface Histogram {
  /** smallest and largest value */
  readonly low: number
  readonly high: number
  /** of equal width, from `low` to `high` */
  readonly counts: readonly number[]
}

export const binCount = 128

/** @returns a single full bin for an image of one value */
export function histogramOf(values: ArrayLike<number>): Histogram {
  const { low, high } = rangeIn(values)
  const counts = new Array<number>(binCount).fill(0)
  if (!(low <= high)) return { low: 0, high: 1, counts }
  const perValue = high > low ? binCount / (high - low) : 0
  for (let i = 0; i < values.length; i++) {
    const bin = Math.min(binCount - 1, Math.floor(((values[i] ?? 0) - low) * perValue))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { low, high: high > low ? high : low + 1, counts }
}

/**
 * Heights from 0 to 1 by the square root, so that tissue is seen beside air. The largest bin is left out of the
 * scale: in most images it is air alone.
 */
export function heightsOf({ counts }: Histogram): readonly number[] {
  const [, second = 1] = counts.toSorted((a, b) => b - a)
  return counts.map((count) => Math.min(1, Math.sqrt(count / Math.max(1, second))))
}
