/**
 * Smooth borders through control points: a cubic spline in the plane with centripetal parameter.
 *
 *   uᵢ₊₁ = uᵢ + √|Pᵢ₊₁ − Pᵢ|
 *   hᵢ₋₁ Mᵢ₋₁ + 2 (hᵢ₋₁ + hᵢ) Mᵢ + hᵢ Mᵢ₊₁ = 6 [ (yᵢ₊₁ − yᵢ)/hᵢ − (yᵢ − yᵢ₋₁)/hᵢ₋₁ ]
 *
 * M: second derivative at the controls, y: either coordinate, h: parameter of a segment. Closed curves solve
 * the cyclic system (Sherman-Morrison), open ones end without curvature (M = 0). The centripetal parameter
 * keeps unevenly spaced controls from making loops. The curve is measured as the polygon made here, whose
 * vertices include every control, so that a handle lies on its line.
 *
 * Accuracy: eight controls on a circle miss its radius by at most 0.12 %.
 * @source Lee 1989, "Choosing nodes in parametric curve interpolation" (centripetal parameter)
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { distance, type PixelSize, type Polygon } from './polygon.ts'

/**
 * Vertices of a drawn border. A circle of 96 vertices encloses 0.07 % less than the true circle: well below
 * the 2 to 3 % by which readers differ, and small enough to send and redraw while dragging.
 */
export const contourVertices = 96

/**
 * A closed curve through the controls, as a polygon without a repeated end.
 *
 * @param controls  in order round the border; fewer than three distinct ones enclose nothing and come back
 * @param pixel     so that the parameter is in millimetres where pixels are not square
 */
export function closedSpline(controls: Polygon, pixel: PixelSize, vertices = contourVertices): IndexPoint[] {
  const points = distinct(controls, pixel, true)
  if (points.length < 3) return points
  const lengths = points.map((p, i) => distance(p, at(points, (i + 1) % points.length), pixel))
  const h = lengths.map((d) => Math.sqrt(d))
  const bend = [0, 1].map((k) =>
    cyclicBend(
      points.map((p) => coordinate(p, k)),
      h,
    ),
  )
  return sample(points, [...points.slice(1), at(points, 0)], lengths, h, [...bend], vertices)
}

/** An open curve through the controls, ends included. Two controls make a straight line, one a point. */
export function openSpline(controls: Polygon, pixel: PixelSize, vertices = contourVertices): IndexPoint[] {
  const points = distinct(controls, pixel, false)
  if (points.length < 2) return points
  const lengths = points.slice(1).map((p, i) => distance(at(points, i), p, pixel))
  const h = lengths.map((d) => Math.sqrt(d))
  const bend = [0, 1].map((k) =>
    openBend(
      points.map((p) => coordinate(p, k)),
      h,
    ),
  )
  const curve = sample(points.slice(0, -1), points.slice(1), lengths, h, bend, vertices - 1)
  return [...curve, at(points, points.length - 1)]
}

const coordinate = (point: IndexPoint, k: number): number => (k === 0 ? point[0] : point[1])

/** Without controls that lie on the one before: a segment of no length has no parameter. */
function distinct(controls: Polygon, pixel: PixelSize, closed: boolean): IndexPoint[] {
  const kept: IndexPoint[] = []
  for (const point of controls) {
    const last = kept.at(-1)
    if (last === undefined || distance(last, point, pixel) > 0) kept.push(point)
  }
  while (closed && kept.length > 1 && distance(at(kept, 0), at(kept, kept.length - 1), pixel) === 0)
    kept.pop()
  return kept
}

/** Polygon of all segments; each gets vertices in proportion to its length, at least its start. */
function sample(
  starts: Polygon,
  ends: Polygon,
  lengths: readonly number[],
  h: readonly number[],
  bend: readonly (readonly number[])[],
  vertices: number,
): IndexPoint[] {
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const curve: IndexPoint[] = []
  let along = 0
  starts.forEach((start, i) => {
    const left = starts.length - i - 1
    along += at(lengths, i)
    const upTo = Math.max(curve.length + 1, Math.min(Math.round((vertices * along) / total), vertices - left))
    const count = upTo - curve.length
    const end = at(ends, i)
    const next = (i + 1) % at(bend, 0).length
    for (let k = 0; k < count; k++) {
      if (k === 0) curve.push(start)
      else {
        const a = (at(h, i) * k) / count
        const point = [0, 1].map((c) =>
          cubic(
            coordinate(start, c),
            coordinate(end, c),
            at(at(bend, c), i),
            at(at(bend, c), next),
            at(h, i),
            a,
          ),
        )
        curve.push([at(point, 0), at(point, 1)])
      }
    }
  })
  return curve
}

/** Value of one segment at parameter a from its start. */
function cubic(y0: number, y1: number, m0: number, m1: number, h: number, a: number): number {
  const b = h - a
  return (
    (m0 * b * b * b + m1 * a * a * a) / (6 * h) + (y0 / h - (m0 * h) / 6) * b + (y1 / h - (m1 * h) / 6) * a
  )
}

/** Second derivatives at the controls of a closed curve. */
function cyclicBend(y: readonly number[], h: readonly number[]): number[] {
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

/** Second derivatives at the controls of an open curve that ends straight. */
function openBend(y: readonly number[], h: readonly number[]): number[] {
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
