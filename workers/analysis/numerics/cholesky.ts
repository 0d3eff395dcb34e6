/**
 * A = L Lᵀ of a symmetric, positive definite matrix, and systems solved by it: small ones, as fits and regressions
 * have them. Matrices are p × p, row by row.
 */

/** What is left of a diagonal element, as its share, below which its column follows from those before it. */
const dependent = 1e-10

/**
 * @param matrix  of which the lower triangle is read
 * @param into    p × p, its lower triangle becomes L
 * @returns undefined, or the number of the first column that depends on those before it: A is not positive definite,
 *          and `into` is not L
 */
export function cholesky(matrix: Float64Array, p: number, into: Float64Array): number | undefined {
  for (let i = 0; i < p; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * p + j] ?? 0
      for (let k = 0; k < j; k++) rest -= (into[i * p + k] ?? 0) * (into[j * p + k] ?? 0)
      if (j < i) into[i * p + j] = rest / (into[j * p + j] ?? 1)
      else if (rest > dependent * (matrix[i * p + i] ?? 0)) into[i * p + i] = Math.sqrt(rest)
      else return i
    }
  return undefined
}

/** @returns x of L Lᵀ x = right */
export function choleskySolve(lower: Float64Array, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right)
  const p = x.length
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - (lower[i * p + k] ?? 0) * (x[k] ?? 0)
    x[i] = (x[i] ?? 0) / (lower[i * p + i] ?? 1)
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) x[i] = (x[i] ?? 0) - (lower[k * p + i] ?? 0) * (x[k] ?? 0)
    x[i] = (x[i] ?? 0) / (lower[i * p + i] ?? 1)
  }
  return x
}
