import type { Outcome, Unmeasured } from '#analysis/units/outcome.ts'

/** The value of an outcome that must have one. */
export function known<T>(outcome: Outcome<T>): T {
  if (outcome.measured) return outcome.value
  throw new Error(`unmeasured: ${outcome.reason}, ${outcome.detail ?? 'no detail'}`)
}

/** Reason and detail of an outcome that must have none, or what it has. */
export const refusal = (outcome: Outcome<unknown>): readonly [Unmeasured['reason'], string] | 'measured' =>
  outcome.measured ? 'measured' : [outcome.reason, outcome.detail ?? '']
