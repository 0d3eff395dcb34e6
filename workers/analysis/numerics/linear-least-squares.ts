/**
 * Weighted linear least squares with few unknowns, by the normal equations and Cholesky's factors.
 *
 *   minimise Σ wᵢ (yᵢ − Σⱼ xᵢⱼ βⱼ)²      ⇒      (Xᵀ W X) β = Xᵀ W y
 *
 * The normal equations square the condition of X: give columns of about the same size.
 */

/** a pivot below this share of its diagonal element means that the columns do not tell the unknowns apart */
const singular = 1e-10

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
  const p = right.length
  const l = new Float64Array(p * p)
  for (let j = 0; j < p; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = matrix[j * p + k] ?? 0
      for (let m = 0; m < k; m++) sum -= (l[j * p + m] ?? 0) * (l[k * p + m] ?? 0)
      if (j > k) l[j * p + k] = sum / (l[k * p + k] ?? 1)
      else if (!(sum > singular * (matrix[j * p + j] ?? 0))) return undefined
      else l[j * p + j] = Math.sqrt(sum)
    }
  }
  const x = Float64Array.from(right)
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < j; k++) x[j] = (x[j] ?? 0) - (l[j * p + k] ?? 0) * (x[k] ?? 0)
    x[j] = (x[j] ?? 0) / (l[j * p + j] ?? 1)
  }
  for (let j = p - 1; j >= 0; j--) {
    for (let k = j + 1; k < p; k++) x[j] = (x[j] ?? 0) - (l[k * p + j] ?? 0) * (x[k] ?? 0)
    x[j] = (x[j] ?? 0) / (l[j * p + j] ?? 1)
  }
  return x
}
