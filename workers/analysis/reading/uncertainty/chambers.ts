/** What would change the numbers of a chamber, made otherwise choice by choice (`budget.ts`). */
import type { VolumesInput, VolumesOptions } from '../../volumes/volumes.ts'
import { atrialBudgets } from './atria.ts'
import type { Progress, UncertaintyBudget } from './budget.ts'
import { ventricleBudgets } from './ventricles.ts'

export const budgetChambers = ['lv', 'rv', 'la', 'ra'] as const
export type BudgetChamber = (typeof budgetChambers)[number]

/**
 * @param input    of the read, whatever is in the hand
 * @param options  that the read was measured with
 * @param progress  choices made otherwise, of all
 * @returns one for each quantity that is measured; empty where none is
 */
export const uncertaintyOf = (
  input: VolumesInput,
  options: Partial<VolumesOptions>,
  chamber: BudgetChamber = 'lv',
  progress?: Progress,
): readonly UncertaintyBudget[] =>
  chamber === 'lv' || chamber === 'rv'
    ? ventricleBudgets(input, options, chamber, progress)
    : atrialBudgets(input, options, chamber, progress)
