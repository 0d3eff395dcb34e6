/** Whose budget a number has its own from, or why it has none. */
import type { BudgetChamber } from '#analysis/reading/uncertainty/chambers.ts'
import type { Texts } from '../../texts/en/en.ts'
import type { Found, FoundNumber } from '../numbers/found.ts'

/** Why a number has no budget, as the window says it. */
export type NoBudget = keyof Texts['panels']['explanation']['noBudget']

export type Asked = { readonly of: BudgetChamber } | { readonly none: NoBudget }

const chamberOf: Readonly<Record<string, BudgetChamber>> = { lv: 'lv', rv: 'rv', la: 'la', ra: 'ra' }

export function askedOf(analysis: Found['analysis'], { quantity }: Pick<FoundNumber, 'quantity'>): Asked {
  if (analysis !== 'volumes') return { none: 'other-analysis' }
  const chamber = chamberOf[quantity.split('-', 1)[0] ?? '']
  return chamber === undefined ? { none: 'of-the-beat' } : { of: chamber }
}
