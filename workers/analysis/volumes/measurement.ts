/**
 * A measurement as it is recorded, exported and sent: a quantity from a closed list with its UCUM unit, the
 * method and version that made it, or the reason why there is none.
 */
import type { Papillaries } from '../contours/contour.ts'
import type { Outcome, UnmeasuredReason } from '../units/outcome.ts'

export const quantityUnits = {
  'lv-edv': 'mL',
  'lv-esv': 'mL',
  'lv-sv': 'mL',
  'lv-ef': '%',
  'lv-mass-ed': 'g',
  'lv-mass-es': 'g',
  'lv-co': 'L/min',
  'lv-ci': 'L/min/m2',
  'lv-edv-index': 'mL/m2',
  'lv-esv-index': 'mL/m2',
  'lv-sv-index': 'mL/m2',
  'lv-mass-ed-index': 'g/m2',
  'heart-rate': '/min',
  rr: 'ms',
  bsa: 'm2',
} as const

export type QuantityName = keyof typeof quantityUnits

export type Measurement = MeasuredQuantity | UnmeasuredQuantity

export interface MeasuredQuantity {
  readonly quantity: QuantityName
  readonly scope?: string
  readonly value: number
  readonly unit: (typeof quantityUnits)[QuantityName]
  readonly method: string
  readonly version: string
  /** the convention that the number was made with, where it depends on one */
  readonly papillaries?: Papillaries
  readonly warnings: readonly string[]
}

export interface UnmeasuredQuantity {
  readonly quantity: QuantityName
  readonly scope?: string
  readonly unmeasured: UnmeasuredReason
  readonly detail?: string
}

export const isMeasured = (m: Measurement): m is MeasuredQuantity => 'value' in m

export interface Method {
  readonly method: string
  readonly version: string
  readonly papillaries?: Papillaries
}

/** An outcome as it is recorded. @param warnings  beside those that the outcome itself carries */
export function measurement(
  quantity: QuantityName,
  outcome: Outcome<number>,
  by: Method,
  warnings: readonly string[] = [],
): Measurement {
  if (!outcome.measured)
    return {
      quantity,
      unmeasured: outcome.reason,
      ...(outcome.detail === undefined ? {} : { detail: outcome.detail }),
    }
  return {
    quantity,
    value: outcome.value,
    unit: quantityUnits[quantity],
    ...by,
    warnings: [...new Set([...outcome.warnings, ...warnings])],
  }
}
