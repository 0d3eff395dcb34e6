/** Fisher's F distribution, of any positive degrees of freedom. */
import { incompleteBeta } from './incomplete-beta.ts'
import { whereReached } from './quantile-search.ts'

/** The chance of a value above f: the P value of an F test. @throws RangeError for f < 0 or degrees <= 0 */
export function fAbove(f: number, over: number, under: number): number {
  if (!(f >= 0)) throw new RangeError(`an F of ${f}`)
  if (f === Infinity) return 0
  const scale = under + over * f
  return incompleteBeta(under / 2, over / 2, under / scale, (over * f) / scale)
}

/**
 * @param over   degrees of freedom of the numerator
 * @param under  and of the denominator
 * @throws RangeError unless 0 < p < 1
 */
export function fQuantile(p: number, over: number, under: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`an F quantile of ${p}`)
  return whereReached((f) => -fAbove(f, over, under), p - 1, [0, 4], 0)
}
