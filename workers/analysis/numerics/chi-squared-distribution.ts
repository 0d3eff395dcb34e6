/** The chi-squared distribution, of any positive degrees of freedom. */
import { lowerGamma, upperGamma } from './incomplete-gamma.ts'
import { whereReached } from './quantile-search.ts'

/** The chance of a value above x: the P value of a chi-squared test. @throws RangeError for x < 0 or df <= 0 */
export const chiSquaredAbove = (x: number, df: number): number => upperGamma(df / 2, x / 2)

/** @throws RangeError unless 0 < p < 1 and df > 0 */
export function chiSquaredQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a chi-squared quantile of ${p}`)
  return whereReached((x) => lowerGamma(df / 2, x / 2), p, [0, df], 0)
}
