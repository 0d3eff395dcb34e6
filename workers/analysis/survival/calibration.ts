/**
 * Whether as many patients had the event as was predicted.
 *
 * In groups of like predicted risk, the observed risk is 1 − Kaplan-Meier at the horizon. Over all:
 *   observed/expected    (1 − KM(t)) / mean risk
 *   intercept            ln(−ln KM(t)) − ln(−ln(1 − mean risk)): 0 when as many as predicted, above when more
 *   slope                of ln(−ln(1 − risk)) in a Cox regression of follow-up cut at the horizon: 1 when risks
 *                        are as spread as they should be, below when too spread
 *
 * @source van Houwelingen 2000, doi:10.1002/1097-0258(20001230)19:24<3401::AID-SIM554>3.0.CO;2-2; Austin 2020,
 *         doi:10.1002/sim.8570
 */
import type { Interval } from '../numerics/interval.ts'
import { mean } from '../numerics/moments.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { coxRegression } from './cox.ts'
import { stepAt } from './kaplan-meier.ts'
import { curveOf, eventFreeIfReached, type Predicted, refusedPredictions } from './prediction.ts'

/** Without ends where nobody is left, of whose survival Greenwood's formula says nothing. */
export type ObservedRisk = Partial<Interval> & { readonly value: number }

export interface CalibrationGroup {
  readonly n: number
  /** mean predicted risk */
  readonly predicted: number
  readonly observed: Outcome<ObservedRisk>
}

export interface Calibration {
  readonly horizon: number
  readonly groups: readonly CalibrationGroup[]
  readonly expected: number
  readonly observed: ObservedRisk
  readonly ratio: number
  readonly intercept: Outcome<number>
  readonly slope: Outcome<Interval & { readonly value: number; readonly se: number }>
}

/**
 * @param groupCount  of equal size; ten is custom, fewer where events are few
 * @returns unmeasured as `refusedPredictions`, and 'too-few-subjects' for fewer patients than groups
 */
export function calibration(
  patients: readonly Predicted[],
  horizon: number,
  groupCount = 10,
  confidence = 0.95,
): Outcome<Calibration> {
  const refused = refusedPredictions(patients, horizon)
  if (refused !== undefined) return refused
  if (!(groupCount >= 1) || patients.length < groupCount)
    return unmeasured('too-few-subjects', `${patients.length} patients make no ${groupCount} groups`)
  const sorted = patients.toSorted((a, b) => a.risk - b.risk)
  const edge = (group: number): number => Math.round((group * sorted.length) / groupCount)
  const groups = Array.from({ length: groupCount }, (_, g): CalibrationGroup => {
    const members = sorted.slice(edge(g), edge(g + 1))
    const reached = eventFreeIfReached(members, horizon)
    return {
      n: members.length,
      predicted: mean(members.map(({ risk }) => risk)),
      observed: reached.measured ? measured(observedRisk(members, horizon, confidence)) : reached,
    }
  })
  const expected = mean(patients.map(({ risk }) => risk))
  const observed = observedRisk(patients, horizon, confidence)
  return measured({
    horizon,
    groups,
    expected,
    observed,
    ratio: observed.value / expected,
    intercept: interceptOf(observed.value, expected),
    slope: slopeOf(patients, horizon, confidence),
  })
}

/** 1 − KM(t) with its log-log interval, of patients of whom some were followed so long. */
function observedRisk(patients: readonly Predicted[], horizon: number, confidence: number): ObservedRisk {
  const step = stepAt(curveOf(patients, confidence).steps, horizon)
  if (step === undefined) return { value: 0, low: 0, high: 0 }
  const { survival, logLog } = step
  return { value: 1 - survival, ...(logLog && { low: 1 - logLog.high, high: 1 - logLog.low }) }
}

const logLog = (risk: number): number => Math.log(-Math.log1p(-risk))
const isInside = (risk: number): boolean => risk > 0 && risk < 1

const interceptOf = (observed: number, expected: number): Outcome<number> =>
  isInside(observed) && isInside(expected)
    ? measured(logLog(observed) - logLog(expected))
    : unmeasured('out-of-range', `observed risk ${observed}, expected ${expected}: no logarithm`)

function slopeOf(patients: readonly Predicted[], horizon: number, confidence: number): Calibration['slope'] {
  const certain = patients.findIndex(({ risk }) => !isInside(risk))
  if (certain >= 0)
    return unmeasured(
      'out-of-range',
      `the risk of patient ${certain + 1} is ${at(patients, certain).risk}: no logarithm`,
    )
  const cut = patients.map(({ time, event, risk }) => ({
    time: Math.min(time, horizon),
    event: event && time <= horizon,
    x: [logLog(risk)],
  }))
  const fit = coxRegression(cut, ['predicted risk'], { confidence })
  if (!fit.measured) return fit
  const { beta, se, low, high } = at(fit.value.coefficients, 0)
  return measured({ value: beta, se, low: Math.log(low), high: Math.log(high) }, fit.warnings)
}
