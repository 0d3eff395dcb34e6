/** Means and spreads of plain numbers. */

/** @throws RangeError of no numbers */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the mean of no numbers')
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Σ (x − x̄)² / (n − 1), in two passes. @throws RangeError of fewer than two numbers */
export function variance(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError(`the variance of ${values.length} numbers`)
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1)
}

/** Σ (x − x̄)(y − ȳ) */
export function crossProduct(x: readonly number[], y: readonly number[]): number {
  const [centreX, centreY] = [mean(x), mean(y)]
  return x.reduce((sum, value, i) => sum + (value - centreX) * ((y[i] ?? Number.NaN) - centreY), 0)
}

/** Spread that is only rounding: below this share of the values' own size, numbers count as equal. */
const rounding = 1e-12

/** All the same but for rounding of the last digits. */
export function isConstant(values: readonly number[]): boolean {
  const first = values[0]
  if (first === undefined) return true
  const size = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  return values.every((value) => Math.abs(value - first) <= rounding * size)
}
