/**
 * Limits of agreement and how well they are known.
 *
 *   d̄ ± m s                       m = z = 1.959964 for 95 %, printed as 1.96; 2 in the paper of 1986
 *   1986   ± t √(3 s²/n)
 *   1999   ± t s √(1/n + z²/(2(n − 1)))
 *   exact  d̄ + c s,  c = t'(α/2; n − 1, z√n)/√n   and with 1 − α/2: t' noncentral
 *
 * The exact interval is for the centile of the population that the limit estimates (97.5 % of the differences
 * lie below the upper one), whatever m was set to.
 * @source Bland & Altman, Lancet 1986;i:307 and Stat Methods Med Res 1999;8:135, doi:10.1177/096228029900800204;
 *         Carkeet 2015, doi:10.1097/OPX.0000000000000513
 */
import type { Estimate, Interval } from '../numerics/interval.ts'
import { estimateAround } from '../numerics/interval.ts'
import { noncentralTQuantile } from '../numerics/noncentral-t-distribution.ts'
import { normalQuantile } from '../numerics/normal-distribution.ts'
import { tQuantile } from '../numerics/t-distribution.ts'

export interface LimitOptions {
  /** share of the differences that the limits are to hold: 0.95 */
  readonly coverage: number
  /** standard deviations from the bias to a limit: the normal quantile of the coverage unless a paper wants 2 */
  readonly multiplier: number
  /** of every interval: 0.95 */
  readonly confidence: number
}

/** All filled in. @throws RangeError for shares outside 0 to 1 */
export function limitOptions({
  coverage = 0.95,
  confidence = 0.95,
  multiplier = normalQuantile((1 + coverage) / 2),
}: Partial<LimitOptions> = {}): LimitOptions {
  return { coverage, confidence, multiplier }
}

export interface Limit {
  readonly value: number
  /** of 1986, for comparison with older papers */
  readonly simple: Estimate
  /** of 1999 */
  readonly approximate: Estimate
  readonly exact: Interval
}

/** How far, in standard deviations, the ends of the exact interval lie from the bias. */
export interface ExactFactors {
  readonly inner: number
  readonly outer: number
}

/** @throws RangeError for n < 2 or shares outside 0 to 1 */
export function exactFactors(n: number, coverage: number, confidence: number): ExactFactors {
  if (!(n >= 2)) throw new RangeError(`limits of agreement of ${n} differences`)
  const noncentrality = normalQuantile((1 + coverage) / 2) * Math.sqrt(n)
  const factor = (p: number): number => noncentralTQuantile(p, n - 1, noncentrality) / Math.sqrt(n)
  return { inner: factor((1 - confidence) / 2), outer: factor((1 + confidence) / 2) }
}

export type FactorsOf = typeof exactFactors

/** `exactFactors` that looks for the noncentral t once for each n: hundreds of quantities have the same few. */
export function rememberedFactors(): FactorsOf {
  const known = new Map<string, ExactFactors>()
  return (n, coverage, confidence) => {
    const key = `${n} ${coverage} ${confidence}`
    const factors = known.get(key) ?? exactFactors(n, coverage, confidence)
    known.set(key, factors)
    return factors
  }
}

/** @param sd  of the differences, n − 1 in the denominator */
export function limitsOfAgreement(
  bias: number,
  sd: number,
  n: number,
  { multiplier, coverage, confidence }: LimitOptions,
  factorsOf: FactorsOf,
): { readonly lower: Limit; readonly upper: Limit } {
  const t = tQuantile((1 + confidence) / 2, n - 1)
  const z = normalQuantile((1 + coverage) / 2)
  const simple = sd * Math.sqrt(3 / n)
  const approximate = sd * Math.sqrt(1 / n + (z * z) / (2 * (n - 1)))
  const { inner, outer } = factorsOf(n, coverage, confidence)
  const around = (value: number, exact: Interval): Limit => ({
    value,
    simple: estimateAround(value, simple, t),
    approximate: estimateAround(value, approximate, t),
    exact,
  })
  return {
    lower: around(bias - multiplier * sd, { low: bias - outer * sd, high: bias - inner * sd }),
    upper: around(bias + multiplier * sd, { low: bias + inner * sd, high: bias + outer * sd }),
  }
}

/**
 * Cases that make the approximate interval of a limit no wider than ± `halfWidth` standard deviations of the
 * differences: n = 3 (z / halfWidth)², rounded up. With 50 cases a limit is known to ± 0.48 SD.
 * @throws RangeError unless halfWidth > 0
 * @source Bland & Altman 1986
 */
export function casesForLimits(halfWidth: number, confidence = 0.95): number {
  if (!(halfWidth > 0)) throw new RangeError(`a half width of ${halfWidth}`)
  return Math.ceil(3 * (normalQuantile((1 + confidence) / 2) / halfWidth) ** 2)
}

/** ± how many standard deviations of the differences a limit is known to with n cases. */
export const limitPrecision = (n: number, confidence = 0.95): number =>
  normalQuantile((1 + confidence) / 2) * Math.sqrt(3 / n)
