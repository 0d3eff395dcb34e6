/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations: each turns a plane so that one
 * element off the diagonal becomes 0, until none is left.
 *
 * @source Golub and Van Loan, Matrix Computations, section 8.5 (cyclic Jacobi)
 */

export interface SymmetricEigen {
  /** largest first */
  readonly values: Float64Array
  /** the vector of value k at [k · n … k · n + n − 1], of length 1 */
  readonly vectors: Float64Array
}

/** sweeps over all planes; a matrix of 100 × 100 takes about eight */
const mostSweeps = 30
/** ends when what is off the diagonal is this share of the whole */
const small = 1e-14

/** @param matrix  n × n, row by row, symmetric; left as it is */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const a = Float64Array.from(matrix)
  // rows are the vectors
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  const whole = Math.sqrt(a.reduce((sum, x) => sum + x * x, 0))
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a, n) > small * whole; sweep++)
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q)
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => (a[j * n + j] ?? 0) - (a[i * n + i] ?? 0),
  )
  const vectors = new Float64Array(n * n)
  order.forEach((from, to) => {
    vectors.set(v.subarray(from * n, from * n + n), to * n)
  })
  return { values: Float64Array.from(order, (i) => a[i * n + i] ?? 0), vectors }
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += (a[i * n + j] ?? 0) ** 2
  return Math.sqrt(2 * sum)
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q] ?? 0
  if (apq === 0) return
  const theta = ((a[q * n + q] ?? 0) - (a[p * n + p] ?? 0)) / (2 * apq)
  // the smaller of the two angles
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  const turn = (of: Float64Array, i: number, j: number): void => {
    const x = of[i] ?? 0
    const y = of[j] ?? 0
    of[i] = c * x - s * y
    of[j] = s * x + c * y
  }
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q)
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k)
  for (let k = 0; k < n; k++) turn(v, p * n + k, q * n + k)
}
