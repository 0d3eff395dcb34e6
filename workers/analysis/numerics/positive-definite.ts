/** Symmetric positive definite systems by Cholesky's decomposition: small ones, as regressions have them. */
import { at } from '../units/at.ts'

export type Matrix = readonly (readonly number[])[]

export interface PositiveDefinite {
  /** x of A x = b */
  solve(b: readonly number[]): number[]
  inverse(): number[][]
}

/** What is left of a diagonal element, as its share, below which the column depends on those before it. */
const dependent = 1e-10

/**
 * A = L Lᵀ.
 * @param matrix  square and symmetric; only the lower half is looked at
 * @returns the number of the first column that depends on the ones before, where A is not positive definite
 */
export function positiveDefinite(matrix: Matrix): PositiveDefinite | { readonly dependent: number } {
  const n = matrix.length
  const lower: number[][] = []
  for (let i = 0; i < n; i++) {
    const row: number[] = []
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : at(lower, j)
      let rest = at(at(matrix, i), j)
      for (let k = 0; k < j; k++) rest -= at(row, k) * at(other, k)
      if (j < i) row.push(rest / at(other, j))
      else if (rest > dependent * at(at(matrix, i), i)) row.push(Math.sqrt(rest))
      else return { dependent: i }
    }
    lower.push(row)
  }
  const solve = (b: readonly number[]): number[] => {
    const y: number[] = []
    for (let i = 0; i < n; i++) {
      let rest = at(b, i)
      for (let k = 0; k < i; k++) rest -= at(at(lower, i), k) * at(y, k)
      y.push(rest / at(at(lower, i), i))
    }
    const x = [...y]
    for (let i = n - 1; i >= 0; i--) {
      let rest = at(y, i)
      for (let k = i + 1; k < n; k++) rest -= at(at(lower, k), i) * at(x, k)
      x[i] = rest / at(at(lower, i), i)
    }
    return x
  }
  const unit = (j: number): number[] => Array.from({ length: n }, (_, i) => (i === j ? 1 : 0))
  return { solve, inverse: () => Array.from({ length: n }, (_, j) => solve(unit(j))) }
}

/** xᵀ A y, or xᵀ x without a matrix between. */
export const dot = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, value, i) => sum + value * at(y, i), 0)
