/**
 * Cubic splines by the second derivatives M at their knots.
 *
 *   hᵢ₋₁ Mᵢ₋₁ + 2 (hᵢ₋₁ + hᵢ) Mᵢ + hᵢ Mᵢ₊₁ = 6 [ (yᵢ₊₁ − yᵢ)/hᵢ − (yᵢ − yᵢ₋₁)/hᵢ₋₁ ]
 *
 * y: values at the knots, h: distances between them. Periodic splines solve the cyclic system by Sherman and
 * Morrison's formula, open ones end without curvature (M = 0). Only + − × ÷ are used: every engine gets the same bits.
 *
 * @source de Boor 2001, A Practical Guide to Splines, chapter IV
 */
import { at } from '../units/at.ts'

/** Value between two knots, at a distance `a` from the first of them. */
export function cubicAt(y0: number, y1: number, m0: number, m1: number, h: number, a: number): number {
  const b = h - a
  return (
    (m0 * b * b * b + m1 * a * a * a) / (6 * h) + (y0 / h - (m0 * h) / 6) * b + (y1 / h - (m1 * h) / 6) * a
  )
}

/** First derivative there. */
export function cubicSlopeAt(y0: number, y1: number, m0: number, m1: number, h: number, a: number): number {
  const b = h - a
  return (m1 * a * a - m0 * b * b) / (2 * h) + (y1 - y0) / h - ((m1 - m0) * h) / 6
}

/** Second derivatives of a periodic spline. @param h  from each knot to the next, from the last to the first */
export function periodicSpline(y: readonly number[], h: readonly number[]): number[] {
  const n = y.length
  const before = (i: number) => at(h, (i + n - 1) % n)
  const slope = (i: number) => (at(y, (i + 1) % n) - at(y, i)) / at(h, i)
  const right = y.map((_, i) => 6 * (slope(i) - slope((i + n - 1) % n)))
  const diagonal = y.map((_, i) => 2 * (before(i) + at(h, i)))
  const corner = before(0)
  // the corners as a rank-one change: A = B + u vᵀ, with γ on the first row
  const gamma = -at(diagonal, 0)
  const changed = diagonal.map((d, i) =>
    i === 0 ? d - gamma : i === n - 1 ? d - (corner * corner) / gamma : d,
  )
  const u = y.map((_, i) => (i === 0 ? gamma : i === n - 1 ? corner : 0))
  const off = h.slice(0, n - 1)
  const x = tridiagonal(off, changed, right)
  const z = tridiagonal(off, changed, u)
  const share =
    (at(x, 0) + (corner * at(x, n - 1)) / gamma) / (1 + at(z, 0) + (corner * at(z, n - 1)) / gamma)
  return x.map((value, i) => value - share * at(z, i))
}

/** Second derivatives of an open spline that ends straight. @param h  one shorter than y */
export function naturalSpline(y: readonly number[], h: readonly number[]): number[] {
  if (y.length < 3) return y.map(() => 0)
  const inner = y.slice(1, -1)
  const slope = (i: number) => (at(y, i + 1) - at(y, i)) / at(h, i)
  const bend = tridiagonal(
    h.slice(1, -1),
    inner.map((_, i) => 2 * (at(h, i) + at(h, i + 1))),
    inner.map((_, i) => 6 * (slope(i + 1) - slope(i))),
  )
  return [0, ...bend, 0]
}

/** Solves a symmetric tridiagonal system by elimination. @param off  one shorter than the diagonal */
function tridiagonal(
  off: readonly number[],
  diagonal: readonly number[],
  right: readonly number[],
): number[] {
  const pivot = [...diagonal]
  const solution = [...right]
  for (let i = 1; i < pivot.length; i++) {
    const factor = at(off, i - 1) / at(pivot, i - 1)
    pivot[i] = at(pivot, i) - factor * at(off, i - 1)
    solution[i] = at(solution, i) - factor * at(solution, i - 1)
  }
  for (let i = pivot.length - 1; i >= 0; i--) {
    const known = i + 1 < pivot.length ? at(off, i) * at(solution, i + 1) : 0
    solution[i] = (at(solution, i) - known) / at(pivot, i)
  }
  return solution
}
