/**
 * Otsu's threshold: where the variance between the two classes that it makes is largest.
 *
 *   σ²(t) = ω₀ ω₁ (μ₁ − μ₀)²      ω: share of the values in a class, μ: its mean
 *
 * Values are counted in bins of equal width from the lowest to the highest; where empty bins make several thresholds
 * equal, the middle one is taken.
 * @source Otsu 1979, doi:10.1109/TSMC.1979.4310076
 */
export interface TwoClasses {
  readonly threshold: number
  readonly lowerMean: number
  readonly upperMean: number
}

/** @returns undefined for fewer than two different values */
export function otsu(values: ArrayLike<number>, bins: number): TwoClasses | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i] ?? 0)
    high = Math.max(high, values[i] ?? 0)
  }
  if (!(high > low)) return undefined
  const width = (high - low) / bins
  const counts = new Float64Array(bins)
  const sums = new Float64Array(bins)
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    const bin = Math.min(bins - 1, Math.floor((value - low) / width))
    counts[bin] = (counts[bin] ?? 0) + 1
    sums[bin] = (sums[bin] ?? 0) + value - low
    total += value - low
  }
  let best = -1
  let first = 0
  let last = 0
  let below = 0
  let sumBelow = 0
  let means: readonly [number, number] = [0, 0]
  // the lowest value lies in the first bin and the highest in the last: neither class is ever empty
  for (let bin = 0; bin < bins - 1; bin++) {
    below += counts[bin] ?? 0
    sumBelow += sums[bin] ?? 0
    const above = values.length - below
    const lower = sumBelow / below
    const upper = (total - sumBelow) / above
    const between = below * above * (upper - lower) ** 2
    if (between > best) {
      best = between
      first = bin
      last = bin
      means = [low + lower, low + upper]
    } else if (counts[bin] === 0 && last === bin - 1) last = bin
  }
  return {
    threshold: low + width * ((first + last) / 2 + 1),
    lowerMean: means[0],
    upperMean: means[1],
  }
}
