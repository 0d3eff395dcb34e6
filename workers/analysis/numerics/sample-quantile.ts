/** Quantiles of a sample. */
import { at } from '../units/at.ts'

/**
 * Linear between order statistics, as R's default (type 7) and NumPy's.
 * @param sorted  ascending, at least one
 * @throws RangeError unless 0 <= p <= 1
 * @source Hyndman & Fan 1996, definition 7
 */
export function quantile(sorted: readonly number[], p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile of ${p}`)
  const place = p * (sorted.length - 1)
  const below = Math.floor(place)
  const low = at(sorted, below)
  return low + (place - below) * (at(sorted, Math.min(below + 1, sorted.length - 1)) - low)
}
