/**
 * Weighted linear least squares with few unknowns, by the normal equations and Cholesky's factors.
 *
 *   minimise Σ wᵢ (yᵢ − Σⱼ xᵢⱼ βⱼ)²      ⇒      (Xᵀ W X) β = Xᵀ W y
 *
 * The normal equations square the condition of X: give columns of about the same size.
 */
import { cholesky, choleskySolve } from './cholesky.ts'

/**
 * @param design   n × p, row by row
 * @param values   n
 * @param weights  n, not negative; without them all are 1
 * @returns p coefficients; undefined when the columns are linearly dependent or there are too few rows
 */
export function linearLeastSquares(
  design: Float64Array,
  values: Float64Array,
  weights?: Float64Array,
): Float64Array | undefined {
  const n = values.length
  const p = n > 0 ? design.length / n : 0
  if (!(p >= 1) || n < p) return undefined
  const normal = new Float64Array(p * p)
  const right = new Float64Array(p)
  for (let i = 0; i < n; i++) {
    const w = weights === undefined ? 1 : (weights[i] ?? 0)
    if (w === 0) continue
    for (let j = 0; j < p; j++) {
      const xw = w * (design[i * p + j] ?? 0)
      right[j] = (right[j] ?? 0) + xw * (values[i] ?? 0)
      for (let k = 0; k <= j; k++)
        normal[j * p + k] = (normal[j * p + k] ?? 0) + xw * (design[i * p + k] ?? 0)
    }
  }
  return solveSymmetric(normal, right)
}

/**
 * Solves A x = b for a symmetric, positive definite A by Cholesky's factors.
 *
 * @param matrix  p × p, of which the lower triangle is read
 * @returns undefined when A is singular or not positive
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const lower = new Float64Array(matrix.length)
  return cholesky(matrix, right.length, lower) === undefined ? choleskySolve(lower, right) : undefined
}
