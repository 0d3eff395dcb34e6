/**
 * How much two readings of one case differ by themselves.
 *
 *   s_w = √(Σ (a − b)² / 2n)           RC = z √2 s_w, z = 1.96: 95 % of two readings differ by less
 *   CoV, root mean square = 100 √(½ mean(((a − b)/m)²)),   m = (a + b)/2
 *   CoV, logarithmic     = 100 (exp √(Var(ln a − ln b)/2) − 1): a constant ratio between readers is left out
 *
 * @source Bland & Altman 1999, doi:10.1177/096228029900800204; BMJ 1996;313:744, doi:10.1136/bmj.313.7059.744
 */

import { chiSquaredQuantile } from '../numerics/chi-squared-distribution.ts'
import type { Interval } from '../numerics/interval.ts'
import { isConstant, mean, variance } from '../numerics/moments.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Percent, percent } from '../units/units.ts'
import { type LimitOptions, limitOptions } from './limits.ts'
import { repeatabilityMethod } from './methods.ts'
import { type Pair, refusedPairs } from './pairs.ts'

export interface Repeatability {
  readonly method: string
  readonly version: string
  readonly options: { readonly multiplier: number; readonly confidence: number }
  /** within-subject standard deviation, with its χ² interval of n degrees of freedom */
  readonly within: Interval & { readonly value: number }
  /** repeatability coefficient */
  readonly coefficient: Interval & { readonly value: number }
  readonly variationRms: Outcome<Percent>
  readonly variationLog: Outcome<Percent>
}

/** @returns unmeasured as `refusedPairs`; the coefficients of variation are 'out-of-range' unless all are positive */
export function repeatability(
  pairs: readonly Pair[],
  options: Partial<LimitOptions> = {},
): Outcome<Repeatability> {
  const { multiplier, confidence } = limitOptions(options)
  const refused = refusedPairs(pairs)
  if (refused !== undefined) return refused
  const n = pairs.length
  const squares = pairs.reduce((sum, { a, b }) => sum + (a - b) ** 2, 0) / 2
  const within = {
    value: Math.sqrt(squares / n),
    low: Math.sqrt(squares / chiSquaredQuantile((1 + confidence) / 2, n)),
    high: Math.sqrt(squares / chiSquaredQuantile((1 - confidence) / 2, n)),
  }
  const scale = multiplier * Math.SQRT2
  return measured({
    ...repeatabilityMethod,
    options: { multiplier, confidence },
    within,
    coefficient: { value: scale * within.value, low: scale * within.low, high: scale * within.high },
    ...variations(pairs),
  })
}

function variations(pairs: readonly Pair[]): Pick<Repeatability, 'variationRms' | 'variationLog'> {
  const lowest = pairs.find(({ a, b }) => !(Math.min(a, b) > 0))
  if (lowest !== undefined) {
    const none = unmeasured(
      'out-of-range',
      `case ${lowest.case} was read as ${lowest.a} and ${lowest.b}; a coefficient of variation is of positive numbers`,
    )
    return { variationRms: none, variationLog: none }
  }
  const relative = mean(pairs.map(({ a, b }) => ((a - b) / ((a + b) / 2)) ** 2))
  const logs = pairs.map(({ a, b }) => Math.log(a / b))
  const ofLogs = isConstant(logs) ? 0 : variance(logs)
  return {
    variationRms: measured(percent(100 * Math.sqrt(relative / 2))),
    variationLog: measured(percent(100 * Math.expm1(Math.sqrt(ofLogs / 2)))),
  }
}
