/** Rows of numbers that a paper or another program states, each to its last digit. */
import type { Outcome } from '#analysis/units/outcome.ts'
import type { TruthAnalysis, TruthRow } from '../row.ts'

export interface Stated {
  readonly quantity: string
  readonly unit?: string
  readonly truth: number
  readonly measured: number | undefined
  /** half of the last printed digit */
  readonly within: number
}

/** @returns the rows of one analysis: of a case, as a source states them */
export const statedRows =
  (analysis: TruthAnalysis) =>
  (name: string, source: string, stated: readonly Stated[]): TruthRow[] =>
    stated.map(({ quantity, unit = '1', truth, measured, within }) => ({
      analysis,
      quantity,
      case: name,
      unit,
      truth,
      measured,
      tolerance: { absolute: within },
      source,
    }))

/** A row without a number fails: an outcome that was not measured needs no error of its own. */
export const valueIn = <T>(outcome: Outcome<T>): T | undefined =>
  outcome.measured ? outcome.value : undefined
