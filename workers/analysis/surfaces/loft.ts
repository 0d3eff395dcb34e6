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
 *
 * Where somebody saw more, it ends there (`ends.ts`): in the marked tip, with sections between it and the last ring
 * whose areas follow those of the two last rings, and in the plane of the valve, to which the first ring is carried
 * straight on, or where the wall meets it below that ring.
 */
import { dot, type PatientPoint, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { Mm } from '../units/units.ts'
import { cutAt, type RiseOver } from './base-cut.ts'
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
  /** where it ends at the apex; below the last ring */
  readonly tip?: PatientPoint | undefined
  /** to the plane where it ends at the base; that lies above the last ring everywhere */
  readonly rise?: RiseOver | undefined
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
  { between = 3, dome = 6, tip, rise }: LoftOptions = {},
): Loft {
  if (rings.length < 2) throw new RangeError(`${rings.length} ring makes no surface`)
  const around = pointsIn(at(rings, 0))
  const rows: Ring[] = []
  const places: number[] = []
  const add = (ring: Ring, place: number): void => {
    rows.push(ring)
    places.push(place)
  }
  add(rise ? carriedOn(at(rings, 0), axis, rise) : moved(at(rings, 0), axis, -spacing / 2), 0)
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
  const isHollow = tip === undefined && !isInside(flat, dot(middle, u), dot(middle, v))
  const height = isHollow ? spacing / 2 : 0.75 * spacing
  const end = tip ?? along3(isHollow ? [last[0] ?? 0, last[1] ?? 0, last[2] ?? 0] : middle, axis, height)
  const towards = tip && sectionsTowards(tip, rings, axis, middle)
  if (isHollow) add(moved(last, axis, height), rings.length - 1)
  for (let k = 1; k < (isHollow ? 0 : dome); k++) {
    const angle = ((Math.PI / 2) * k) / dome
    const row = towards
      ? towards(last, Math.cos(angle) ** 2)
      : moved(shrunk(last, middle, Math.cos(angle)), axis, height * Math.sin(angle))
    add(row, rings.length - 1)
  }
  const positions = new Float32Array(3 * (rows.length * around + 1))
  rows.forEach((row, r) => {
    positions.set(row, 3 * r * around)
  })
  // of a flat end the tip belongs to no triangle
  positions.set(end, 3 * rows.length * around)
  if (rise) cutAt(rise, positions, rows.length, around)
  const ending = isHollow ? earTriangles(flat) : fanOver(around)
  const wall = [...wallTriangles(rows.length, around), ...endTriangles(ending, rows.length, around)]
  return {
    positions,
    triangles: Uint32Array.from([...wall, ...lidTriangles(positions.subarray(0, 3 * around), axis)]),
    around,
    rows: Float32Array.from(places),
    end: ending,
    lidFrom: wall.length,
  }
}

const along3 = (p: Vector3, axis: Vector3, by: number): PatientPoint => [
  p[0] + by * axis[0],
  p[1] + by * axis[1],
  p[2] + by * axis[2],
]

/** Straight up to the plane; a point above it stays, and is cut off. */
function carriedOn(ring: Ring, axis: Vector3, rise: RiseOver): Ring {
  const row = new Float64Array(ring)
  for (let i = 0; i < row.length; i += 3) {
    const up = Math.max(0, rise(row[i] ?? 0, row[i + 1] ?? 0, row[i + 2] ?? 0))
    for (let c = 0; c < 3; c++) row[i + c] = (row[i + c] ?? 0) - up * (axis[c] ?? 0)
  }
  return row
}

/**
 * Sections between the last ring and a tip: as its contour, smaller. Their areas are the parabola that an ellipsoid, a
 * paraboloid and a cone have along their axis, as where volumes are closed at the tip (`volumes/apex.ts`):
 *
 *   A(t) = α t + β t²      t: height above the tip
 *
 * @returns the section at a share of the height, 1 at the ring and 0 at the tip
 */
function sectionsTowards(
  tip: PatientPoint,
  rings: readonly Ring[],
  axis: Vector3,
  middle: Vector3,
): (last: Ring, share: number) => Ring {
  const [last, before] = [at(rings, rings.length - 1), at(rings, rings.length - 2)]
  const way: Vector3 = [tip[0] - middle[0], tip[1] - middle[1], tip[2] - middle[2]]
  const depth = dot(way, axis)
  const upper = depth + dot(middleOf(last), axis) - dot(middleOf(before), axis)
  const area = Math.abs(areaOn(onAxisPlane(last, axis)))
  const above = Math.abs(areaOn(onAxisPlane(before, axis)))
  const beta = (above / upper - area / depth) / (upper - depth)
  const alpha = area / depth - beta * depth
  // areas that grow faster than those of a cone would leave nothing above the tip
  const areaAt = (t: number): number => (alpha > 0 ? alpha * t + beta * t * t : (area * t) / depth)
  return (ring, share) => {
    const size = Math.sqrt(Math.max(0, areaAt(share * depth)) / area)
    return shrunk(ring, middle, size).map((value, i) => value + (1 - share) * (way[i % 3] ?? 0))
  }
}

/** mm², positive where it turns as the directions across the axis do. */
function areaOn(flat: Float64Array): number {
  let twice = 0
  for (let i = 0; i < flat.length; i += 2) {
    const next = (i + 2) % flat.length
    twice += (flat[i] ?? 0) * (flat[next + 1] ?? 0) - (flat[next] ?? 0) * (flat[i + 1] ?? 0)
  }
  return twice / 2
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

function onAxisPlane(ring: ArrayLike<number>, axis: Vector3): Float64Array {
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
function lidTriangles(ring: ArrayLike<number>, axis: Vector3): number[] {
  const ears = earTriangles(onAxisPlane(ring, axis))
  const triangles: number[] = []
  for (let i = 0; i < ears.length; i += 3) triangles.push(at(ears, i), at(ears, i + 2), at(ears, i + 1))
  return triangles
}
