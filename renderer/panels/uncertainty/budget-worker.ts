/** The page's own thread for what would change the numbers of a chamber: each choice made otherwise is a measurement of its own. */
import type { UncertaintyBudget } from '#analysis/reading/uncertainty/budget.ts'
import { type BudgetChamber, uncertaintyOf } from '#analysis/reading/uncertainty/chambers.ts'
import type { VolumesInput, VolumesOptions } from '#analysis/volumes/volumes.ts'

export interface BudgetTask {
  readonly input: VolumesInput
  readonly options: Partial<VolumesOptions>
  readonly chamber: BudgetChamber
}

export type BudgetNews =
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  | { readonly kind: 'found'; readonly budgets: readonly UncertaintyBudget[] }

const tell = (news: BudgetNews): void => postMessage(news)

addEventListener('message', ({ data }: MessageEvent<BudgetTask>) => {
  const { input, options, chamber } = data
  const budgets = uncertaintyOf(input, options, chamber, (done, total) =>
    tell({ kind: 'working', done, total }),
  )
  tell({ kind: 'found', budgets })
})
