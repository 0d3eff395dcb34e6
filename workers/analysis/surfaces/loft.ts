/**
 * A closed surface over rings from base to apex. Between two rings it follows a smooth curve through their facing
 * points and through those of the rings beyond (Catmull and Rom, by the distance along the axis); it passes through
 * every ring.
 *
 * At either end it goes on for what the outermost slice stands for in a sum of discs, and no further, since nobody saw
 * more: at the base straight by half a spacing to a flat lid; at the apex into a dome, half an ellipsoid of three
 * quarters of a spacing, which holds just as much.
 *
 *   ⅔ · A · ¾ d = A · ½ d      A: area of the last ring, d: spacing
 *
 * A crescent, whose middle lies in its hollow, has no dome: it ends flat too, after half a spacing.
 */
import { dot, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { Mm } from '../units/units.ts'
import { earTriangles } from './lid.ts'
import type { Mesh } from './mesh.ts'
import { middleOf, pointsIn, type Ring } from './ring.ts'

export interface Loft extends Mesh {
  /** vertices of a row; the rows follow each other from base to apex, then comes the tip */
  readonly around: number
  /**
   * Of each row its place among the rings: 2 is the third of them, 2.25 lies between it and the next. Rows beyond the
   * outermost ring have its place.
   */
  readonly rows: Float32Array
  /** triangles that close it at the apex, counted from the first vertex of the last row */
  readonly end: readonly number[]
  /** triangles of the lid are the last ones, from here on */
  readonly lidFrom: number
}

export interface LoftOptions {
  /** rows between two rings */
  readonly between?: number
  /** rows of the dome below its rim */
  readonly dome?: number
}

/**
 * @param rings    from base to apex, facing each other, with equally many points
 * @param axis     unit vector from base to apex
 * @param spacing  between slices, gap included
 * @throws RangeError for fewer than two rings
 */
export function loft(
  rings: readonly Ring[],
  axis: Vector3,
  spacing: Mm,
  { between = 3, dome = 6 }: LoftOptions = {},
): Loft {
  if (rings.length < 2) throw new RangeError(`${rings.length} ring makes no surface`)
  const around = pointsIn(at(rings, 0))
  const rows: Ring[] = []
  const places: number[] = []
  const add = (ring: Ring, place: number): void => {
    rows.push(ring)
    places.push(place)
  }
  add(moved(at(rings, 0), axis, -spacing / 2), 0)
  const along = rings.map((ring) => dot(middleOf(ring), axis))
  const slopes = slopesOf(rings, along)
  rings.forEach((ring, r) => {
    add(ring, r)
    const next = rings[r + 1]
    if (next === undefined) return
    const span = at(along, r + 1) - at(along, r)
    for (let k = 1; k <= between; k++) {
      const share = k / (between + 1)
      add(hermite(ring, next, at(slopes, r), at(slopes, r + 1), span, share), r + share)
    }
  })
  const last = at(rings, rings.length - 1)
  const flat = onAxisPlane(last, axis)
  const middle = areaMiddle(last, axis, flat)
  const [u, v] = acrossAxis(axis)
  const isHollow = !isInside(flat, dot(middle, u), dot(middle, v))
  const height = isHollow ? spacing / 2 : 0.75 * spacing
  if (isHollow) add(moved(last, axis, height), rings.length - 1)
  for (let k = 1; k < (isHollow ? 0 : dome); k++) {
    const angle = ((Math.PI / 2) * k) / dome
    add(moved(shrunk(last, middle, Math.cos(angle)), axis, height * Math.sin(angle)), rings.length - 1)
  }
  const positions = new Float32Array(3 * (rows.length * around + 1))
  rows.forEach((row, r) => {
    positions.set(row, 3 * r * around)
  })
  // of a flat end the tip belongs to no triangle
  const tip = isHollow ? last.subarray(0, 3) : middle
  positions.set(
    [0, 1, 2].map((c) => (tip[c] ?? 0) + height * (axis[c] ?? 0)),
    3 * rows.length * around,
  )
  const end = isHollow ? earTriangles(flat) : fanOver(around)
  const wall = [...wallTriangles(rows.length, around), ...endTriangles(end, rows.length, around)]
  return {
    positions,
    triangles: Uint32Array.from([...wall, ...lidTriangles(at(rows, 0), axis)]),
    around,
    rows: Float32Array.from(places),
    end,
    lidFrom: wall.length,
  }
}

const moved = (ring: Ring, axis: Vector3, by: number): Ring =>
  ring.map((value, i) => value + by * (axis[i % 3] ?? 0))

const shrunk = (ring: Ring, middle: Vector3, by: number): Ring =>
  ring.map((value, i) => {
    const centre = middle[i % 3] ?? 0
    return centre + by * (value - centre)
  })

/** mm a mm along the axis: of the parabola through a ring and both of its neighbours; straight at the ends. */
function slopesOf(rings: readonly Ring[], along: readonly number[]): readonly Ring[] {
  const secants = rings.slice(1).map((ring, r) => {
    const before = at(rings, r)
    const span = at(along, r + 1) - at(along, r)
    return ring.map((value, i) => (value - (before[i] ?? 0)) / span)
  })
  return rings.map((_, r) => {
    const [before, after] = [secants[r - 1], secants[r]]
    if (before === undefined || after === undefined) return before ?? at(secants, r)
    const [above, below] = [at(along, r) - at(along, r - 1), at(along, r + 1) - at(along, r)]
    return before.map((value, i) => (below * value + above * (after[i] ?? 0)) / (above + below))
  })
}

function hermite(a: Ring, b: Ring, fromA: Ring, toB: Ring, span: number, t: number): Ring {
  const [t2, t3] = [t * t, t * t * t]
  const [wa, wb] = [2 * t3 - 3 * t2 + 1, 3 * t2 - 2 * t3]
  const [va, vb] = [(t3 - 2 * t2 + t) * span, (t3 - t2) * span]
  return a.map((value, i) => wa * value + wb * (b[i] ?? 0) + va * (fromA[i] ?? 0) + vb * (toB[i] ?? 0))
}

/** Two unit vectors across the axis; with it they turn to the right. */
export function acrossAxis(axis: Vector3): readonly [Vector3, Vector3] {
  const [x, y, z] = axis
  // from the coordinate that the axis has least of
  const least =
    Math.abs(x) <= Math.abs(y) && Math.abs(x) <= Math.abs(z) ? 0 : Math.abs(y) <= Math.abs(z) ? 1 : 2
  const e = [0, 1, 2].map((c) => (c === least ? 1 : 0) - (axis[least] ?? 0) * (axis[c] ?? 0))
  const size = Math.hypot(...e)
  const u: Vector3 = [at(e, 0) / size, at(e, 1) / size, at(e, 2) / size]
  return [u, [y * u[2] - z * u[1], z * u[0] - x * u[2], x * u[1] - y * u[0]]]
}

function onAxisPlane(ring: Ring, axis: Vector3): Float64Array {
  const [u, v] = acrossAxis(axis)
  const flat = new Float64Array((2 * ring.length) / 3)
  for (let k = 0; k < pointsIn(ring); k++) {
    const p: Vector3 = [ring[3 * k] ?? 0, ring[3 * k + 1] ?? 0, ring[3 * k + 2] ?? 0]
    flat[2 * k] = dot(p, u)
    flat[2 * k + 1] = dot(p, v)
  }
  return flat
}

/** Whether a point lies inside, by counting the edges that a line from it crosses. */
function isInside(flat: Float64Array, x: number, y: number): boolean {
  let inside = false
  for (let i = 0; i < flat.length; i += 2) {
    const next = (i + 2) % flat.length
    const [ax, ay] = [flat[i] ?? 0, flat[i + 1] ?? 0]
    const [bx, by] = [flat[next] ?? 0, flat[next + 1] ?? 0]
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside
  }
  return inside
}

/** Centre of what a ring encloses. */
function areaMiddle(ring: Ring, axis: Vector3, flat: Float64Array): Vector3 {
  const [x0, y0] = [flat[0] ?? 0, flat[1] ?? 0]
  let [twice, sumX, sumY] = [0, 0, 0]
  for (let i = 0; i < flat.length; i += 2) {
    const next = (i + 2) % flat.length
    const [ax, ay] = [(flat[i] ?? 0) - x0, (flat[i + 1] ?? 0) - y0]
    const [bx, by] = [(flat[next] ?? 0) - x0, (flat[next + 1] ?? 0) - y0]
    const cross = ax * by - bx * ay
    twice += cross
    sumX += cross * (ax + bx)
    sumY += cross * (ay + by)
  }
  const mean = middleOf(ring)
  if (!(Math.abs(twice) > 0)) return mean
  const [u, v] = acrossAxis(axis)
  const du = x0 + sumX / (3 * twice) - dot(mean, u)
  const dv = y0 + sumY / (3 * twice) - dot(mean, v)
  return [mean[0] + du * u[0] + dv * v[0], mean[1] + du * u[1] + dv * v[1], mean[2] + du * u[2] + dv * v[2]]
}

/** Between rows. */
export function wallTriangles(rows: number, around: number): number[] {
  const triangles: number[] = []
  for (let r = 0; r + 1 < rows; r++)
    for (let k = 0; k < around; k++) {
      const next = (k + 1) % around
      const [a, b] = [r * around + k, r * around + next]
      triangles.push(a, b, b + around, a, b + around, a + around)
    }
  return triangles
}

/** @param end  as a loft has it */
export const endTriangles = (end: readonly number[], rows: number, around: number): number[] =>
  end.map((vertex) => vertex + (rows - 1) * around)

/** From the last row to the tip, which comes after it. */
const fanOver = (around: number): number[] =>
  Array.from({ length: around }, (_, k) => [k, (k + 1) % around, around]).flat()

/** Seen from outside, which is from above the base, the ring runs the other way round. */
function lidTriangles(ring: Ring, axis: Vector3): number[] {
  const ears = earTriangles(onAxisPlane(ring, axis))
  const triangles: number[] = []
  for (let i = 0; i < ears.length; i += 3) triangles.push(at(ears, i), at(ears, i + 2), at(ears, i + 1))
  return triangles
}
