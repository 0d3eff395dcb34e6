/** Student's t distribution, of any positive degrees of freedom. */
import { incompleteBeta } from './incomplete-beta.ts'
import { whereReached } from './quantile-search.ts'

/** The chance of a value at least as far from 0 on either side: the P value of a t test. */
export function tTwoSided(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) throw new RangeError(`a t of ${t} with ${df} degrees of freedom`)
  if (!Number.isFinite(t)) return 0
  const square = t * t
  return incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square))
}

/** The value below which a share p lies. @throws RangeError unless 0 < p < 1 and df > 0 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a t quantile of ${p}`)
  if (p === 0.5) return 0
  if (p < 0.5) return -tQuantile(1 - p, df)
  return whereReached((t) => -tTwoSided(t, df), -2 * (1 - p), [0, 4], 0)
}
