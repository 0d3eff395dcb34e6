/**
 * What a patient with the mean of every covariate would survive.
 *
 *   ΔH(t) = Σ_events 1 / Σ_R e^β(x − x̄)      by the tie rule of the fit;  S₀(t) = e^−H(t)
 *
 * @source Breslow 1972; Efron 1977, doi:10.1080/01621459.1977.10480613
 */
import { at } from '../units/at.ts'
import { eachEvent, linearPredictors, type RiskSets, type TieRule } from './partial-likelihood.ts'

export interface BaselinePoint {
  readonly time: number
  /** cumulative */
  readonly hazard: number
  readonly survival: number
}

/** @param sets  of covariates with mean 0 @returns one point for each event time, ascending */
export function baselineHazard(sets: RiskSets, beta: readonly number[], ties: TieRule): BaselinePoint[] {
  const predictors = linearPredictors(sets, beta)
  const first = beta.reduce((sum, b, k) => sum + b * (sets.x[k] ?? 0), 0)
  const largest = first - (predictors[0] ?? 0)
  const steps: { time: number; hazard: number }[] = []
  eachEvent(sets, predictors, ties, ({ time, weight }) => {
    const hazard = weight * Math.exp(-largest)
    const last = steps.at(-1)
    if (last?.time === time) last.hazard += hazard
    else steps.push({ time, hazard })
  })
  let hazard = 0
  return steps.reverse().map((step) => {
    hazard += step.hazard
    return { time: step.time, hazard, survival: Math.exp(-hazard) }
  })
}

/** H₀ at a time: that of the last event at or before it, 0 before the first. */
export function hazardAt(baseline: readonly BaselinePoint[], time: number): number {
  let low = 0
  let high = baseline.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(baseline, middle).time <= time) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : at(baseline, low - 1).hazard
}

/** S(t | x) = exp(−H₀(t) e^βx). */
export const survivalGiven = (
  baseline: readonly BaselinePoint[],
  time: number,
  linearPredictor: number,
): number => Math.exp(-hazardAt(baseline, time) * Math.exp(linearPredictor))
