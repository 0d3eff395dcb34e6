/**
 * What blood flow at rest would be at a standard work of the heart.
 *
 *   MBF' = MBF · 10⁴ mmHg/min / (heart rate · systolic pressure)
 *
 * A heart that works more at rest is fed more at rest, and its reserve looks smaller than its vessels allow. The
 * product of rate and pressure follows its consumption of oxygen.
 *
 * @source  Gobel 1978, doi:10.1161/01.CIR.57.3.549, for product and consumption; 10⁴ as the standard is the custom of
 *          the field (unverified)
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

export interface RestWork {
  /** /min, during the first pass at rest */
  readonly heartRate: number
  /** mmHg, of the arm */
  readonly systolicPressure: number
  /** mmHg/min */
  readonly standard?: number
}

export const standardWork = 10_000
/** what a living adult at rest may have: beyond it the unit is wrong, or the number */
export const heartRates = [25, 220] as const
export const pressures = [50, 280] as const

/** By what flow at rest is to be multiplied. @returns unmeasured 'out-of-range' for a rate or pressure of no one */
export function workFactor({
  heartRate,
  systolicPressure,
  standard = standardWork,
}: RestWork): Outcome<number> {
  if (!(heartRate >= heartRates[0] && heartRate <= heartRates[1]))
    return unmeasured('out-of-range', say('perfusion/heart-rate-min-rest', { heartRate }))
  if (!(systolicPressure >= pressures[0] && systolicPressure <= pressures[1]))
    return unmeasured('out-of-range', say('perfusion/systolic-pressure-mmhg', { systolicPressure }))
  return measured(standard / (heartRate * systolicPressure))
}
