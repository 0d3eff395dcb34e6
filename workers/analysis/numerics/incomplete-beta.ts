/** The regularised incomplete beta function: what the t and F distributions rest on. */
import { logGamma } from './incomplete-gamma.ts'

const tiny = 1e-300
/** far more than the fraction needs for a, b below 1e6: it grows with the square root of the larger */
const mostTerms = 20_000

/**
 * I_x(a, b), the chance that a beta variable of shapes a and b is at most x. Lentz' continued fraction on the
 * side of the mean where it converges quickly.
 * @param complement  1 − x where the caller knows it with more digits than the difference has
 * @throws RangeError unless a, b > 0 and 0 <= x <= 1
 * @source Press, Numerical Recipes, §6.4
 */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(x <= 1))
    throw new RangeError(`the incomplete beta function of ${a}, ${b} at ${x}`)
  if (x === 0 || complement === 0) return x === 0 ? 0 : 1
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(complement),
  )
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(a, b, x)) / a
    : 1 - (front * fraction(b, a, complement)) / b
}

function fraction(a: number, b: number, x: number): number {
  const notZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m < mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / notZero(1 + even * d)
    c = notZero(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / notZero(1 + odd * d)
    c = notZero(1 + odd / c)
    const step = d * c
    result *= step
    if (Math.abs(step - 1) < 1e-16) return result
  }
  return result
}
