/** How good predicted risks were, by every measure of it. */
import type { Outcome } from '../units/outcome.ts'
import { type Calibration, calibration } from './calibration.ts'
import { type DecisionCurve, decisionCurve } from './decision-curve.ts'
import { type BrierScore, brierScore, type Predicted, timeDependentAuc } from './prediction.ts'

export interface PerformanceOptions {
  readonly confidence: number
  /** of calibration: as many as there are events to fill them, ten by custom */
  readonly calibrationGroups: number
  /** of the decision curve, each between 0 and 1 */
  readonly thresholds: readonly number[]
}

export interface HorizonPerformance {
  readonly horizon: number
  readonly brier: Outcome<BrierScore>
  readonly auc: Outcome<number>
  readonly calibration: Outcome<Calibration>
  readonly decision: Outcome<DecisionCurve>
}

/** Each part is unmeasured as `brierScore`, `timeDependentAuc`, `calibration` and `decisionCurve` say. */
export const performanceAt = (
  patients: readonly Predicted[],
  horizon: number,
  { confidence, calibrationGroups, thresholds }: PerformanceOptions,
): HorizonPerformance => ({
  horizon,
  brier: brierScore(patients, horizon),
  auc: timeDependentAuc(patients, horizon),
  calibration: calibration(patients, horizon, calibrationGroups, confidence),
  decision: decisionCurve(patients, horizon, thresholds),
})
