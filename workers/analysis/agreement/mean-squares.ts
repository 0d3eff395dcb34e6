/**
 * Analysis of variance of n cases that were each read by the same k readers, one reading a cell.
 *
 *   BMS between cases (n − 1)   WMS within cases (n(k − 1))
 *   JMS between readers (k − 1)   EMS rest ((n − 1)(k − 1))
 */
import { mean } from '../numerics/moments.ts'
import { at } from '../units/at.ts'
import { type Unmeasured, unmeasured } from '../units/outcome.ts'
import { fewestPairs } from './pairs.ts'

export interface MeanSquares {
  readonly cases: number
  readonly readers: number
  readonly between: number
  readonly within: number
  readonly readerBetween: number
  readonly rest: number
}

/**
 * Why this table allows no analysis of variance, or undefined.
 * @param table  one row a case, one column a reader
 */
export function refusedTable(table: readonly (readonly number[])[]): Unmeasured | undefined {
  const readers = table[0]?.length ?? 0
  if (table.length < fewestPairs)
    return unmeasured('too-few-subjects', `${table.length} cases; at least ${fewestPairs} are needed`)
  if (readers < 2) return unmeasured('no-partner', `${readers} readers; at least 2 are needed`)
  for (const [i, row] of table.entries()) {
    if (row.length !== readers)
      return unmeasured(
        'contradictory-input',
        `case ${i + 1} has ${row.length} readings, the first has ${readers}`,
      )
    const odd = row.find((value) => !Number.isFinite(value))
    if (odd !== undefined) return unmeasured('contradictory-input', `case ${i + 1} was read as ${odd}`)
  }
  return undefined
}

/** Sums of deviations from means, so that a constant table gives zeros and not rounding. */
export function meanSquares(table: readonly (readonly number[])[]): MeanSquares {
  const n = table.length
  const k = at(table, 0).length
  const caseMeans = table.map(mean)
  const readerMeans = Array.from({ length: k }, (_, j) => mean(table.map((row) => at(row, j))))
  const grand = mean(caseMeans)
  let within = 0
  let rest = 0
  for (const [i, row] of table.entries())
    for (const [j, value] of row.entries()) {
      within += (value - at(caseMeans, i)) ** 2
      rest += (value - at(caseMeans, i) - at(readerMeans, j) + grand) ** 2
    }
  const squares = (means: readonly number[]): number =>
    means.reduce((sum, value) => sum + (value - grand) ** 2, 0)
  return {
    cases: n,
    readers: k,
    between: (k * squares(caseMeans)) / (n - 1),
    within: within / (n * (k - 1)),
    readerBetween: (n * squares(readerMeans)) / (k - 1),
    rest: rest / ((n - 1) * (k - 1)),
  }
}
