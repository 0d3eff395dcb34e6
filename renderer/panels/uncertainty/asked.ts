/** Whose budget a number has its own from, or why it has none. */
import { recordName } from '#analysis/reading/record-name.ts'
import { hasBudgets } from '#analysis/reading/uncertainty/analyses.ts'
import { type BudgetChamber, budgetChambers } from '#analysis/reading/uncertainty/chambers.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import type { Texts } from '../../texts/en/en.ts'
import type { Found, FoundNumber } from '../numbers/found.ts'

/** Why a number has no budget, as the window says it. */
export type NoBudget = keyof Texts['panels']['explanation']['noBudget']

/** A chamber of the read as it is, or an analysis of what is saved of it. */
export type BudgetOf =
  | { readonly chamber: BudgetChamber }
  | { readonly analysis: AnalysisName; readonly part?: string }

export type Asked = { readonly of: BudgetOf } | { readonly none: NoBudget }

/** One text for one budget. */
export const budgetKey = (of: BudgetOf): string =>
  'chamber' in of ? of.chamber : recordName(of.analysis, of.part)

export function askedOf(
  { analysis, part }: Pick<Found, 'analysis' | 'part'>,
  { quantity }: Pick<FoundNumber, 'quantity'>,
): Asked {
  if (analysis === 'volumes') {
    const chamber = budgetChambers.find((one) => quantity.startsWith(`${one}-`))
    return chamber === undefined ? { none: 'of-the-beat' } : { of: { chamber } }
  }
  if (analysis === 'scores') return { none: 'scored' }
  if (!hasBudgets(analysis)) return { none: 'rests-on-others' }
  return { of: part === undefined ? { analysis } : { analysis, part } }
}
