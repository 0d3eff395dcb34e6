/** A number that was recorded beside the same number made again. */
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { measured, type Outcome, type UnmeasuredReason, unmeasured } from '#analysis/units/outcome.ts'
import type { Recomputed } from '#contract/views.ts'

export type Comparison = Recomputed['comparisons'][number]

export const sameQuantity =
  (m: Measurement) =>
  ({ quantity, scope }: Measurement): boolean =>
    m.quantity === quantity && m.scope === scope

export function retired(recorded: Measurement): Comparison {
  return isMeasured(recorded)
    ? { ...namesOf(recorded), recorded: recorded.value, unit: recorded.unit, agreement: 'retired' }
    : { ...namesOf(recorded), agreement: 'retired' }
}

/** Made now, and not recorded. */
export const appeared = (m: Measurement): Comparison => ({
  ...namesOf(m),
  ...(isMeasured(m) ? { recomputed: m.value, unit: m.unit } : {}),
  agreement: 'differs',
})

const namesOf = ({ quantity, scope }: Measurement): Pick<Comparison, 'quantity' | 'scope'> =>
  scope === undefined ? { quantity } : { quantity, scope }

/** Other engines differ in the last bit of some functions; no number that matters differs by more than this. */
const relativeTolerance = 1e-9

export function compared(recorded: Measurement, again: Measurement | undefined): Comparison {
  const before = isMeasured(recorded) ? { recorded: recorded.value, unit: recorded.unit } : {}
  const now = again && isMeasured(again) ? { recomputed: again.value } : {}
  const agreement = agreementOf(outcomeOf(recorded), again && outcomeOf(again))
  return { ...namesOf(recorded), ...before, ...now, agreement }
}

const outcomeOf = (m: Measurement): Outcome<number> =>
  isMeasured(m) ? measured(m.value) : unmeasured(m.unmeasured, m.detail)

/** Before a missing plane of the tricuspid valve had a reason of its own, one reason stood for either valve. */
const sameReason = (recorded: UnmeasuredReason, again: UnmeasuredReason): boolean =>
  recorded === again || (recorded === 'valve-plane-missing' && again === 'tricuspid-plane-missing')

export function agreementOf(
  recorded: Outcome<number>,
  again: Outcome<number> | undefined,
): Comparison['agreement'] {
  if (!again) return 'differs'
  if (!recorded.measured || !again.measured)
    return !recorded.measured && !again.measured && sameReason(recorded.reason, again.reason)
      ? 'both-unmeasured'
      : 'differs'
  if (Object.is(recorded.value, again.value)) return 'bit-for-bit'
  const most = relativeTolerance * Math.max(Math.abs(recorded.value), Math.abs(again.value))
  return Math.abs(recorded.value - again.value) <= most ? 'within-1e-9' : 'differs'
}
