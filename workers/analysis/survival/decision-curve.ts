/**
 * What a model is worth to whoever treats from a threshold of risk on: true positives, less false ones at the
 * odds of the threshold, per patient.
 *
 *   NB(p) = P(r ≥ p) (1 − KM(t | r ≥ p)) − P(r ≥ p) KM(t | r ≥ p) · p/(1 − p)
 *
 * @source Vickers & Elkin 2006, doi:10.1177/0272989X06295361; survival: Vickers 2008, doi:10.1186/1472-6947-8-53
 */
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { decisionMethod } from './methods.ts'
import { eventFree, eventFreeIfReached, type Predicted, refusedPredictions } from './prediction.ts'

export interface DecisionPoint {
  readonly threshold: number
  /** patients at or above it */
  readonly positive: number
  readonly model: Outcome<number>
  /** everybody treated; nobody is 0 */
  readonly all: number
}

export interface DecisionCurve {
  readonly method: string
  readonly version: string
  readonly horizon: number
  readonly points: readonly DecisionPoint[]
}

/** 1 to 50 % in steps of 1 %: the thresholds at which a defibrillator is argued about, and then some */
export const usualThresholds: readonly number[] = Array.from({ length: 50 }, (_, i) => (i + 1) / 100)

/** @returns unmeasured as `refusedPredictions`, 'out-of-range' for a threshold that is not between 0 and 1 */
export function decisionCurve(
  patients: readonly Predicted[],
  horizon: number,
  thresholds: readonly number[] = usualThresholds,
): Outcome<DecisionCurve> {
  const refused = refusedPredictions(patients, horizon)
  if (refused !== undefined) return refused
  const odd = thresholds.find((threshold) => !(threshold > 0 && threshold < 1))
  if (odd !== undefined) return unmeasured('out-of-range', `a threshold of ${odd}`)
  const benefit = (treated: number, free: number, threshold: number): number =>
    (treated / patients.length) * (1 - free - (free * threshold) / (1 - threshold))
  // sorted once: what is left of a sorted list is sorted
  const sorted = patients.toSorted((a, b) => a.time - b.time)
  const ofAll = eventFree(sorted, horizon)
  const modelAt = (threshold: number, treated: readonly Predicted[]): Outcome<number> => {
    if (treated.length === 0) return measured(0)
    const free = eventFreeIfReached(treated, horizon)
    return free.measured
      ? measured(benefit(treated.length, free.value, threshold))
      : unmeasured(
          'out-of-range',
          `of ${treated.length} at or above ${threshold}, none was followed to ${horizon}`,
        )
  }
  const points = thresholds.map((threshold): DecisionPoint => {
    const treated = sorted.filter(({ risk }) => risk >= threshold)
    return {
      threshold,
      positive: treated.length,
      model: modelAt(threshold, treated),
      all: benefit(patients.length, ofAll, threshold),
    }
  })
  return measured({ ...decisionMethod, horizon, points })
}
