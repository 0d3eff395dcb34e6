/** Symmetric positive definite systems as regressions have them: lists of rows, and a name for what is wrong. */
import { at } from '../units/at.ts'
import { cholesky, choleskySolve } from './cholesky.ts'

export type Matrix = readonly (readonly number[])[]

export interface PositiveDefinite {
  /** x of A x = b */
  solve(b: readonly number[]): number[]
  inverse(): number[][]
}

/**
 * @param matrix  square and symmetric, n rows; only the lower half is looked at
 * @returns the number of the first column that depends on the ones before, where A is not positive definite
 */
export function positiveDefinite(matrix: Matrix): PositiveDefinite | { readonly dependent: number } {
  const n = matrix.length
  const lower = new Float64Array(n * n)
  const dependent = cholesky(
    Float64Array.from({ length: n * n }, (_, q) => at(at(matrix, Math.floor(q / n)), q % n)),
    n,
    lower,
  )
  if (dependent !== undefined) return { dependent }
  const solve = (b: readonly number[]): number[] => [...choleskySolve(lower, b)]
  const unit = (j: number): number[] => Array.from({ length: n }, (_, i) => (i === j ? 1 : 0))
  return { solve, inverse: () => Array.from({ length: n }, (_, j) => solve(unit(j))) }
}

/** xᵀ A y, or xᵀ x without a matrix between. */
export const dot = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, value, i) => sum + value * at(y, i), 0)
