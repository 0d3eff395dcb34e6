/**
 * How far a fitted time constant may be off, from the residuals of its own fit.
 *
 *   Var θ = σ² (JᵀJ)⁻¹     σ² = SSR / (n − p)     Var T = gᵀ Var θ g,   g = ∂T/∂θ
 *
 * θ is (a, b, ln τ), or (b, ln τ) where the model has no offset. With the Look-Locker correction T1 = −τ (1 + b/a)
 * the errors of a and b count too. To first order, as every propagated error; the residuals are taken as even noise.
 *
 * @source Kellman 2013, doi:10.1186/1532-429X-15-56: SD maps of T1 by propagation
 */
import { type ExponentialFit, type ExponentialShape, parametersOf } from './exponential.ts'

/** @returns standard deviation in the unit of the times; undefined where the samples do not determine it */
export type PrecisionOf = (fit: ExponentialFit) => number | undefined

/**
 * @param lookLocker  the number is −τ (1 + b/a), else τ
 * @returns a function that allocates nothing; undefined when no sample is left to judge the noise by
 */
export function precisionOf(
  times: readonly number[],
  shape: ExponentialShape,
  lookLocker: boolean,
): PrecisionOf | undefined {
  const n = times.length
  const p = parametersOf(shape)
  if (n <= p) return undefined
  const t = Float64Array.from(times)
  const row = new Float64Array(p)
  const normal = new Float64Array(p * p)
  const gradient = new Float64Array(p)

  return (fit) => {
    const { a, b, tau } = fit
    normal.fill(0)
    for (let i = 0; i < n; i++) {
      const x = (t[i] ?? 0) / tau
      const e = Math.exp(-x)
      // the column of ln τ; an image without preparation lies at infinity and knows nothing of τ
      row[p - 1] = e > 0 ? b * e * x : 0
      row[p - 2] = shape === 'saturation' ? 1 - e : e
      if (p === 3) row[0] = 1
      for (let u = 0; u < p; u++)
        for (let v = 0; v <= u; v++)
          normal[u * p + v] = (normal[u * p + v] ?? 0) + (row[u] ?? 0) * (row[v] ?? 0)
    }
    gradient.fill(0)
    gradient[p - 1] = lookLocker ? -tau * (1 + b / a) : tau
    if (lookLocker) {
      gradient[0] = (tau * b) / (a * a)
      gradient[1] = -tau / a
    }
    const form = inverseForm(normal, gradient, p)
    return form === undefined ? undefined : Math.sqrt((fit.ssr / (n - p)) * form)
  }
}

/** a pivot this much smaller than its diagonal is rounding: the columns depend on each other */
const singular = 1e-12

/**
 * gᵀ N⁻¹ g by Cholesky: N = L Lᵀ, L y = g, the answer is yᵀy. Writes over both.
 * @param normal  lower triangle, row by row
 */
function inverseForm(normal: Float64Array, g: Float64Array, p: number): number | undefined {
  let form = 0
  for (let u = 0; u < p; u++) {
    for (let v = 0; v <= u; v++) {
      const whole = normal[u * p + v] ?? 0
      let rest = whole
      for (let w = 0; w < v; w++) rest -= (normal[u * p + w] ?? 0) * (normal[v * p + w] ?? 0)
      if (u > v) normal[u * p + v] = rest / (normal[v * p + v] ?? 0)
      else if (rest > singular * whole) normal[u * p + u] = Math.sqrt(rest)
      else return undefined
    }
    let y = g[u] ?? 0
    for (let w = 0; w < u; w++) y -= (normal[u * p + w] ?? 0) * (g[w] ?? 0)
    y /= normal[u * p + u] ?? 0
    g[u] = y
    form += y * y
  }
  return form
}
