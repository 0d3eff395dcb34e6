/** The noncentral t distribution: what an estimated limit of agreement follows exactly. */
import { logGamma } from './incomplete-gamma.ts'
import { normalBelow } from './normal-distribution.ts'
import { whereReached } from './quantile-search.ts'

/** below exp(-cut) of its peak the density of s adds nothing to a double */
const cut = 42
const mostNodes = 1 << 14

/**
 * The chance that T = (Z + δ) / (χ/√ν) is at most t.
 *
 *   P(T ≤ t) = ∫ Φ(t s − δ) f(s) ds,   s = χ/√ν;   with s = eˣ   f(x) = C exp(ν (x − (e²ˣ − 1) / 2))
 *
 * The integrand falls off at both ends, so the trapezoidal rule gains digits with every halving of its step; it
 * is halved until nothing changes. No series in δ, which underflows beyond δ ≈ 38 (about 370 patients).
 *
 * @throws RangeError unless ν > 0 and all are finite
 */
function noncentralTBelow(t: number, df: number, noncentrality: number): number {
  if (!(df > 0) || !Number.isFinite(t) || !Number.isFinite(noncentrality))
    throw new RangeError(`a noncentral t of ${t}, ${df} degrees of freedom, noncentrality ${noncentrality}`)
  // C of the density in x, its peak being at x = 0: 2 (ν/2)^(ν/2) e^(−ν/2) / Γ(ν/2)
  const peak = 2 * Math.exp((df / 2) * Math.log(df / 2) - df / 2 - logGamma(df / 2))
  const fall = (x: number): number => df * ((Math.exp(2 * x) - 1) / 2 - x)
  const low = -whereReached((x) => fall(-x), cut, [0, 1], 0)
  const high = whereReached(fall, cut, [0, 1], 0)
  const integrand = (x: number): number =>
    peak * Math.exp(-fall(x)) * normalBelow(t * Math.exp(x) - noncentrality)

  let nodes = 64
  let sum = (integrand(low) + integrand(high)) / 2
  for (let i = 1; i < nodes; i++) sum += integrand(low + ((high - low) * i) / nodes)
  let before = (sum * (high - low)) / nodes
  for (;;) {
    for (let i = 0; i < nodes; i++) sum += integrand(low + ((high - low) * (i + 0.5)) / nodes)
    nodes *= 2
    const now = (sum * (high - low)) / nodes
    if (Math.abs(now - before) <= 1e-14 || nodes >= mostNodes) return Math.min(1, now)
    before = now
  }
}

/** The value below which a share p lies. @throws RangeError unless 0 < p < 1 */
export function noncentralTQuantile(p: number, df: number, noncentrality: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a noncentral t quantile of ${p}`)
  return whereReached((t) => noncentralTBelow(t, df, noncentrality), p, [
    noncentrality - 1,
    noncentrality + 1,
  ])
}
