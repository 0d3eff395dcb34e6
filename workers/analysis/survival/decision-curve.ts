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
import { eventFree, type Predicted, reaches, refusedPredictions } from './prediction.ts'

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
  const benefit = (treated: readonly Predicted[], threshold: number): number => {
    const free = eventFree(treated, horizon)
    return (treated.length / patients.length) * (1 - free - (free * threshold) / (1 - threshold))
  }
  const points = thresholds.map((threshold): DecisionPoint => {
    const treated = patients.filter(({ risk }) => risk >= threshold)
    const model =
      treated.length === 0
        ? measured(0)
        : reaches(treated, horizon)
          ? measured(benefit(treated, threshold))
          : unmeasured(
              'out-of-range',
              `of ${treated.length} at or above ${threshold}, none was followed to ${horizon}`,
            )
    return { threshold, positive: treated.length, model, all: benefit(patients, threshold) }
  })
  return measured({ ...decisionMethod, horizon, points })
}
