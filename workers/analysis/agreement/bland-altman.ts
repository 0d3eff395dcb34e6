/**
 * Agreement of two readings of the same cases: bias, limits of agreement, and whether the method fits the data
 * (differences that grow with the size, differences that are not normal).
 * @source Bland & Altman, Lancet 1986;i:307; Stat Methods Med Res 1999;8:135, doi:10.1177/096228029900800204
 */
import { type Estimate, estimateAround } from '../numerics/interval.ts'
import { crossProduct, isConstant, mean, variance } from '../numerics/moments.ts'
import { tQuantile, tTwoSided } from '../numerics/t-distribution.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import {
  exactFactors,
  type FactorsOf,
  type Limit,
  type LimitOptions,
  limitOptions,
  limitPrecision,
  limitsOfAgreement,
} from './limits.ts'
import { blandAltmanMethod } from './methods.ts'
import { differences, type Pair, pairMeans, refusedPairs } from './pairs.ts'
import { type Normality, shapiroWilk } from './shapiro-wilk.ts'

export interface BlandAltmanOptions extends LimitOptions {
  /** `ratio`: differences of logarithms, for spreads that grow with the size; results are ratios a/b */
  readonly scale: 'difference' | 'ratio'
  /** P below which a slope or a departure from normality is named in a warning: 0.05 */
  readonly significance: number
}

/** All filled in. @throws RangeError for shares outside 0 to 1 */
export function blandAltmanOptions(options: Partial<BlandAltmanOptions>): BlandAltmanOptions {
  const { scale = 'difference', significance = 0.05 } = options
  return { ...limitOptions(options), scale, significance }
}

export interface BlandAltman {
  readonly method: string
  readonly version: string
  readonly options: BlandAltmanOptions
  readonly n: number
  /** a − b, in the unit of the readings; of the scale `ratio` all these are differences of logarithms */
  readonly bias: Estimate
  readonly sd: number
  readonly lower: Limit
  readonly upper: Limit
  /** ± how many `sd` a limit is known to with this n */
  readonly precision: number
  /** of the scale `ratio`: geometric mean of a/b and its limits */
  readonly ratio?: { readonly bias: number; readonly lower: number; readonly upper: number }
  readonly proportional: Outcome<ProportionalBias>
  readonly normality: Outcome<Normality>
  /** Pearson's, of the two readings: printed because it is asked for; it is no measure of agreement */
  readonly correlation: Outcome<number>
}

/** How the difference grows with the mean of the two readings: d = intercept + slope · mean. */
export interface ProportionalBias {
  readonly slope: Estimate
  readonly intercept: number
  readonly p: number
}

/**
 * @param pairs      readings in one unit, one pair a case
 * @param factorsOf  `rememberedFactors()` where many quantities of as many cases are compared
 * @returns unmeasured 'too-few-subjects', 'contradictory-input' (see `refusedPairs`), 'out-of-range' for a
 *          ratio of readings that are not positive; warnings name a slope and a departure from normality
 */
export function blandAltman(
  pairs: readonly Pair[],
  options: Partial<BlandAltmanOptions> = {},
  factorsOf: FactorsOf = exactFactors,
): Outcome<BlandAltman> {
  const used = blandAltmanOptions(options)
  const refused = refusedPairs(pairs)
  if (refused !== undefined) return refused
  const lowest = pairs.find(({ a, b }) => !(Math.min(a, b) > 0))
  if (used.scale === 'ratio' && lowest !== undefined)
    return unmeasured('out-of-range', `case ${lowest.case} has no logarithm: ${lowest.a} and ${lowest.b}`)
  const compared =
    used.scale === 'ratio'
      ? pairs.map((pair) => ({ ...pair, a: Math.log(pair.a), b: Math.log(pair.b) }))
      : pairs
  const d = differences(compared)
  const n = d.length
  const bias = mean(d)
  const sd = isConstant(d) ? 0 : Math.sqrt(variance(d))
  const { lower, upper } = limitsOfAgreement(bias, sd, n, used, factorsOf)
  const proportional = proportionalBias(compared, used.confidence)
  const normality = shapiroWilk(d)
  return measured(
    {
      ...blandAltmanMethod,
      options: used,
      n,
      bias: estimateAround(bias, sd / Math.sqrt(n), tQuantile((1 + used.confidence) / 2, n - 1)),
      sd,
      lower,
      upper,
      precision: limitPrecision(n, used.confidence),
      ...(used.scale === 'ratio' ? { ratio: ratios(bias, lower, upper) } : {}),
      proportional,
      normality,
      correlation: correlation(compared),
    },
    [
      ...(sd === 0 ? ['all differences are equal: the limits have no width'] : []),
      ...(proportional.measured && proportional.value.p < used.significance
        ? [
            `the difference changes with the size (slope ${proportional.value.slope.value.toPrecision(2)}, P ${proportional.value.p.toPrecision(2)}): limits hold for the middle of the range only`,
          ]
        : []),
      ...(normality.measured && normality.value.p < used.significance
        ? [
            `the differences are not normal (Shapiro-Wilk W ${normality.value.w.toFixed(3)}, P ${normality.value.p.toPrecision(2)}): the limits' intervals are approximate`,
          ]
        : []),
    ],
  )
}

const ratios = (bias: number, lower: Limit, upper: Limit): NonNullable<BlandAltman['ratio']> => ({
  bias: Math.exp(bias),
  lower: Math.exp(lower.value),
  upper: Math.exp(upper.value),
})

/** Least squares of the difference on the mean. @returns unmeasured 'no-spread' when all means are equal */
export function proportionalBias(pairs: readonly Pair[], confidence: number): Outcome<ProportionalBias> {
  const [x, y] = [pairMeans(pairs), differences(pairs)]
  const degrees = pairs.length - 2
  if (degrees < 1) return unmeasured('too-few-subjects', `${pairs.length} pairs allow no slope`)
  if (isConstant(x)) return unmeasured('no-spread', 'the means of all cases are equal')
  const squares = crossProduct(x, x)
  const slope = isConstant(y) ? 0 : crossProduct(x, y) / squares
  const intercept = mean(y) - slope * mean(x)
  const residuals = x.map((value, i) => (y[i] ?? Number.NaN) - intercept - slope * value)
  const left = residuals.reduce((sum, r) => sum + r * r, 0)
  const se = isConstant(y) ? 0 : Math.sqrt(left / degrees / squares)
  return measured({
    slope: estimateAround(slope, se, tQuantile((1 + confidence) / 2, degrees)),
    intercept,
    p: slope === 0 ? 1 : tTwoSided(slope / se, degrees),
  })
}

function correlation(pairs: readonly Pair[]): Outcome<number> {
  const [a, b] = [pairs.map((pair) => pair.a), pairs.map((pair) => pair.b)]
  if (isConstant(a) || isConstant(b)) return unmeasured('no-spread', 'a reader gave all cases one value')
  return measured(crossProduct(a, b) / Math.sqrt(crossProduct(a, a) * crossProduct(b, b)))
}
