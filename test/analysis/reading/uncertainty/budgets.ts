/** Numbers of a budget, by name: a test that asks for one that is not there fails. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { UncertaintyBudget, UncertaintySource, Variation } from '#analysis/reading/uncertainty/budget.ts'

export function budgetOf(
  budgets: readonly UncertaintyBudget[],
  quantity: QuantityName,
  scope?: string,
): UncertaintyBudget {
  const found = budgets.find((one) => one.quantity === quantity && one.scope === scope)
  if (!found) throw new Error(`no budget of ${quantity} ${scope ?? ''}`)
  return found
}

export function varied(budget: UncertaintyBudget, variation: Variation): number {
  const found = budget.lines.flatMap((line) => line.varied).find((one) => one.variation === variation)
  if (!found?.outcome.measured) throw new Error(`${variation} is not measured: ${JSON.stringify(found)}`)
  return found.outcome.value
}

export function rangeOf(budget: UncertaintyBudget, source: UncertaintySource) {
  const range = budget.lines.find((line) => line.source === source)?.range
  if (!range) throw new Error(`${budget.quantity} has no range by ${source}`)
  return range
}
