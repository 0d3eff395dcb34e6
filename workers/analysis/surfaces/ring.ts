/**
 * A closed border in the patient, as points at equal distances along it: what surfaces are lofted from. Points run in
 * the positive sense about the direction from base to apex, whichever way the border was drawn, and begin where the
 * ring turns least against the one beside it, wherever the border began.
 */
import type { Polygon } from '../contours/polygon.ts'
import {
  dot,
  type ImagePlane,
  indexToPatient,
  type PatientPoint,
  planeNormal,
  type Vector3,
} from '../geometry/plane.ts'
import { at } from '../units/at.ts'

/** x, y, z of one point after the other, LPS mm. */
export type Ring = Float64Array

/** starts that are tried, to each point of a ring: a twist of less than a quarter of a point cannot be seen */
export const startsPerPoint = 4

export const pointOf = (ring: ArrayLike<number>, k: number): PatientPoint => [
  ring[3 * k] ?? 0,
  ring[3 * k + 1] ?? 0,
  ring[3 * k + 2] ?? 0,
]

export const pointsIn = (ring: ArrayLike<number>): number => ring.length / 3

/**
 * @param axis    unit vector from base to apex
 * @param points  of the ring that is made
 * @returns `points` times `startsPerPoint` places: those of all rings that could begin here
 * @throws  RangeError for a border without length
 */
export function fineRing(border: Polygon, plane: ImagePlane, axis: Vector3, points: number): Ring {
  const turned = signedAreaAbout(border, plane, axis) < 0 ? [...border].reverse() : border
  return evenly(
    turned.map((point) => indexToPatient(plane, point)),
    points * startsPerPoint,
  )
}

/** Twice the area is of no interest, its sign is: positive where the border runs as a screw towards the apex does. */
function signedAreaAbout(border: Polygon, plane: ImagePlane, axis: Vector3): number {
  let twice = 0
  border.forEach(([x, y], i) => {
    const [nextX, nextY] = at(border, (i + 1) % border.length)
    twice += x * nextY - nextX * y
  })
  return dot(planeNormal(plane), axis) < 0 ? -twice : twice
}

function evenly(points: readonly PatientPoint[], count: number): Ring {
  const n = points.length
  const reached = new Float64Array(n + 1)
  points.forEach((p, i) => {
    const q = at(points, (i + 1) % n)
    reached[i + 1] = (reached[i] ?? 0) + Math.hypot(q[0] - p[0], q[1] - p[1], q[2] - p[2])
  })
  const total = reached[n] ?? 0
  if (!(total > 0)) throw new RangeError('no ring along a border without length')
  const ring = new Float64Array(3 * count)
  let edge = 0
  for (let k = 0; k < count; k++) {
    const wanted = (total * k) / count
    while (edge < n - 1 && (reached[edge + 1] ?? 0) <= wanted) edge++
    const [p, q] = [at(points, edge), at(points, (edge + 1) % n)]
    const from = reached[edge] ?? 0
    const span = (reached[edge + 1] ?? 0) - from
    const share = span > 0 ? (wanted - from) / span : 0
    for (const c of [0, 1, 2] as const) ring[3 * k + c] = p[c] + share * (q[c] - p[c])
  }
  return ring
}

/** Mean of the points, which lie evenly along the ring. */
export function middleOf(ring: ArrayLike<number>): PatientPoint {
  const n = pointsIn(ring)
  let [x, y, z] = [0, 0, 0]
  for (let k = 0; k < n; k++) {
    x += ring[3 * k] ?? 0
    y += ring[3 * k + 1] ?? 0
    z += ring[3 * k + 2] ?? 0
  }
  return [x / n, y / n, z / n]
}

/** The ring that begins where the border lies farthest in a direction from its middle. */
export function startingTowards(fine: Ring, direction: Vector3): Ring {
  const middle = middleOf(fine)
  let start = 0
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < pointsIn(fine); k++) {
    const p = pointOf(fine, k)
    const d: Vector3 = [p[0] - middle[0], p[1] - middle[1], p[2] - middle[2]]
    const along = dot(d, direction) / Math.max(1e-9, Math.hypot(...d))
    if (along <= most) continue
    most = along
    start = k
  }
  return from(fine, start)
}

/**
 * The ring whose points face those of another: about their middles, the sum of the products is largest, which is where
 * the sum of squared distances is smallest.
 */
export function facing(fine: Ring, other: Ring): Ring {
  const [middle, otherMiddle] = [middleOf(fine), middleOf(other)]
  const places = pointsIn(fine)
  let start = 0
  let most = Number.NEGATIVE_INFINITY
  for (let shift = 0; shift < places; shift++) {
    let sum = 0
    for (let k = 0; k < pointsIn(other); k++) {
      const i = 3 * ((shift + k * startsPerPoint) % places)
      for (let c = 0; c < 3; c++)
        sum += ((fine[i + c] ?? 0) - (middle[c] ?? 0)) * ((other[3 * k + c] ?? 0) - (otherMiddle[c] ?? 0))
    }
    if (sum <= most) continue
    most = sum
    start = shift
  }
  return from(fine, start)
}

function from(fine: Ring, start: number): Ring {
  const places = pointsIn(fine)
  const ring = new Float64Array(fine.length / startsPerPoint)
  for (let k = 0; k < pointsIn(ring); k++) {
    const i = 3 * ((start + k * startsPerPoint) % places)
    ring.set(fine.subarray(i, i + 3), 3 * k)
  }
  return ring
}
