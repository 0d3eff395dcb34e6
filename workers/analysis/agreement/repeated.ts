/**
 * Limits of agreement where cases were read several times by both: the replicates of one case are more alike
 * than cases are, so the spread is put together from its two parts.
 *
 *   s²  = s²(d̄ᵢ) + (1 − 1/m_h) s²_w      d̄ᵢ: mean difference of case i; m_h: harmonic mean of replicates
 *   s²_w within cases, Σ(mᵢ − 1) degrees of freedom
 *
 * The interval of each limit is recovered from those of the variances (MOVER).
 * @source Bland & Altman 2007, doi:10.1080/10543400701329422; Zou 2013, doi:10.1177/0962280211402548
 */
import { chiSquaredQuantile } from '../numerics/chi-squared-distribution.ts'
import { type Estimate, estimateAround, type Interval } from '../numerics/interval.ts'
import { mean, variance } from '../numerics/moments.ts'
import { normalQuantile } from '../numerics/normal-distribution.ts'
import { tQuantile } from '../numerics/t-distribution.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type LimitOptions, limitOptions } from './limits.ts'
import { repeatedBlandAltmanMethod } from './methods.ts'
import { byCase, differences, fewestPairs, type Pair } from './pairs.ts'

export interface RepeatedBlandAltman {
  readonly method: string
  readonly version: string
  readonly options: LimitOptions
  readonly cases: number
  readonly pairs: number
  /** mean over cases, each counted once */
  readonly bias: Estimate
  /** of differences between cases, replicates averaged away */
  readonly betweenSd: number
  readonly withinSd: number
  readonly sd: number
  readonly lower: Interval & { readonly value: number }
  readonly upper: Interval & { readonly value: number }
}

/**
 * @param pairs  several of one case are its replicates, taken together in time
 * @returns unmeasured 'too-few-subjects' for fewer than three cases or when no case was read twice,
 *          'contradictory-input' for a number that is not finite
 */
export function repeatedBlandAltman(
  pairs: readonly Pair[],
  options: Partial<LimitOptions> = {},
): Outcome<RepeatedBlandAltman> {
  const used = limitOptions(options)
  const odd = pairs.find(({ a, b }) => !Number.isFinite(a - b))
  if (odd !== undefined)
    return unmeasured('contradictory-input', `case ${odd.case} was read as ${odd.a} and ${odd.b}`)
  const cases = byCase(pairs).map(differences)
  const n = cases.length
  if (n < fewestPairs) return unmeasured('too-few-subjects', `${n} cases; at least ${fewestPairs} are needed`)
  const withinDegrees = pairs.length - n
  if (withinDegrees === 0) return unmeasured('too-few-subjects', 'no case was read more than once')

  const means = cases.map(mean)
  const ofMeans = variance(means)
  const within =
    cases.reduce((sum, list) => sum + (list.length > 1 ? variance(list) * (list.length - 1) : 0), 0) /
    withinDegrees
  const share = 1 - mean(cases.map((list) => 1 / list.length))
  const total = ofMeans + share * within
  const bias = estimateAround(
    mean(means),
    Math.sqrt(ofMeans / n),
    tQuantile((1 + used.confidence) / 2, n - 1),
  )
  const parts = [
    { part: ofMeans, degrees: n - 1 },
    { part: share * within, degrees: withinDegrees },
  ]
  const spread = varianceInterval(total, parts, used.confidence)
  const sd = Math.sqrt(total)
  const z = normalQuantile((1 + used.confidence) / 2)
  const half = used.multiplier * sd
  // how far the limit's end lies from the limit: the bias and the spread each go their own way
  const towards = Math.hypot(z * bias.se, half - used.multiplier * Math.sqrt(spread.low))
  const away = Math.hypot(z * bias.se, used.multiplier * Math.sqrt(spread.high) - half)
  const [lower, upper] = [bias.value - half, bias.value + half]
  return measured({
    ...repeatedBlandAltmanMethod,
    options: used,
    cases: n,
    pairs: pairs.length,
    bias,
    betweenSd: Math.sqrt(Math.max(0, ofMeans - (1 - share) * within)),
    withinSd: Math.sqrt(within),
    sd,
    lower: { value: lower, low: lower - away, high: lower + towards },
    upper: { value: upper, low: upper - towards, high: upper + away },
  })
}

function varianceInterval(
  total: number,
  parts: readonly { readonly part: number; readonly degrees: number }[],
  confidence: number,
): Interval {
  const reach = (p: number): number =>
    Math.hypot(...parts.map(({ part, degrees }) => part * (1 - degrees / chiSquaredQuantile(p, degrees))))
  return {
    low: Math.max(0, total - reach((1 + confidence) / 2)),
    high: total + reach((1 - confidence) / 2),
  }
}
