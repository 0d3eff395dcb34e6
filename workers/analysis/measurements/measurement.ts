/**
 * A measurement as it is recorded, exported and sent: a quantity from a closed list with its UCUM unit, the
 * method and version that made it, or the reason why there is none.
 */
import type { Papillaries } from '../contours/contour.ts'
import type { Outcome, UnmeasuredReason } from '../units/outcome.ts'
import { type QuantityName, quantityUnits } from './quantities/quantities.ts'
import { type Scope, scopeText } from './scope.ts'

export { type QuantityName, quantityUnits } from './quantities/quantities.ts'

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

/** The same, said of a part; of an empty scope it stays as it is. */
export function scoped(scope: Scope, m: Measurement): Measurement {
  const text = scopeText(scope)
  return text === '' ? m : { ...m, scope: text }
}
