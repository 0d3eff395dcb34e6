/** What would change the numbers of an analysis, on its way to the window that asked. */
import type { UncertaintyBudget } from '#analysis/reading/uncertainty/budget.ts'

export type { UncertaintyBudget } from '#analysis/reading/uncertainty/budget.ts'

export type UncertaintyProgress =
  /** choices made otherwise, of all */
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  /** one for each number that is measured */
  | { readonly kind: 'found'; readonly budgets: readonly UncertaintyBudget[] }
