/**
 * Late enhancement on the surface of a cine: by direction from the middle of the wall, what share of the wall there is
 * scar or obstruction. Directions bridge the shift of a breath and the phase at which late enhancement is taken, which
 * positions would not. Between two slices of late enhancement it is the mean by the distance to each; beyond the
 * outermost it holds for half of their spacing and no further.
 */
import { dot, type ImagePlane, indexToPatient, type PatientPoint, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { acrossAxis } from './loft.ts'
import { middleOf, pointOf, pointsIn, type Ring } from './ring.ts'
import { noValues, type Values } from './values.ts'

/** What late enhancement found on one slice; `index` and `share` as of the pixels of the wall. */
export interface ScarredWall {
  readonly plane: ImagePlane
  readonly index: Uint32Array
  readonly share: Float64Array
  /** 0 where the wall is remote */
  readonly state: Uint8Array
}

export interface ScarProfile {
  /** mm along the axis */
  readonly place: number
  /** % of the wall, by direction */
  readonly scarred: Float64Array
}

/** of 6°: some three millimetres of a wall, two of its pixels */
const wedges = 60

export const scarProfiles = (walls: readonly ScarredWall[], axis: Vector3): readonly ScarProfile[] =>
  walls
    .filter(({ index }) => index.length > 0)
    .map((wall) => profileOf(wall, axis))
    .sort((a, b) => a.place - b.place)

function profileOf({ plane, index, share, state }: ScarredWall, axis: Vector3): ScarProfile {
  const points = Array.from(index, (pixel) =>
    indexToPatient(plane, [pixel % plane.columns, Math.floor(pixel / plane.columns)]),
  )
  const sum = share.reduce((total, value) => total + value, 0)
  const middle = [0, 1, 2].map((c) =>
    points.reduce((total, point, i) => total + (share[i] ?? 0) * at(point, c), 0),
  )
  const centre: PatientPoint = [at(middle, 0) / sum, at(middle, 1) / sum, at(middle, 2) / sum]
  const wall = new Float64Array(wedges)
  const scar = new Float64Array(wedges)
  points.forEach((point, i) => {
    const angle = angleOf(point, centre, axis)
    const wedge = Math.floor(angle) % wedges
    wall[wedge] = (wall[wedge] ?? 0) + (share[i] ?? 0)
    if (state[i] !== 0) scar[wedge] = (scar[wedge] ?? 0) + (share[i] ?? 0)
  })
  const round = (values: Float64Array, k: number): number => {
    const next = (by: number): number => values[(k + by + wedges) % wedges] ?? 0
    return next(-1) + 2 * next(0) + next(1)
  }
  const scarred = wall.map((_, k) => {
    const here = round(wall, k)
    return here > 0 ? (100 * round(scar, k)) / here : 0
  })
  return { place: dot(centre, axis), scarred }
}

/** In wedges. */
function angleOf(point: PatientPoint, centre: PatientPoint, axis: Vector3): number {
  const [u, v] = acrossAxis(axis)
  const d: Vector3 = [point[0] - centre[0], point[1] - centre[1], point[2] - centre[2]]
  const turn = Math.atan2(dot(d, v), dot(d, u)) / (2 * Math.PI)
  return (turn < 0 ? turn + 1 : turn) * wedges
}

/** @param profiles  from base to apex, as `scarProfiles` gives them */
export function scarOnRing(ring: Ring, axis: Vector3, profiles: readonly ScarProfile[]): Values {
  const n = pointsIn(ring)
  const values = noValues(n)
  const centre = middleOf(ring)
  const weights = weightsAt(profiles, dot(centre, axis))
  if (weights.length === 0) return values
  for (let k = 0; k < n; k++) {
    const angle = angleOf(pointOf(ring, k), centre, axis)
    values.value[k] = weights.reduce((sum, { profile, weight }) => sum + weight * inWedge(profile, angle), 0)
    values.known[k] = 1
  }
  return values
}

/** Between the middles of the two nearest wedges. */
function inWedge({ scarred }: ScarProfile, angle: number): number {
  const from = Math.floor(angle - 0.5)
  const share = angle - 0.5 - from
  const value = (k: number): number => scarred[(k + wedges) % wedges] ?? 0
  return (1 - share) * value(from) + share * value(from + 1)
}

interface Weighed {
  readonly profile: ScarProfile
  readonly weight: number
}

function weightsAt(profiles: readonly ScarProfile[], place: number): readonly Weighed[] {
  const below = profiles.findIndex((profile) => profile.place >= place)
  const [before, after] = [profiles[below < 0 ? profiles.length - 1 : below - 1], profiles[below]]
  if (before && after && below > 0) {
    const share = (place - before.place) / (after.place - before.place)
    return [
      { profile: before, weight: 1 - share },
      { profile: after, weight: share },
    ]
  }
  const end = below < 0 ? before : after
  const [first, second] = below < 0 ? profiles.slice(-2) : profiles
  const reach = first && second ? Math.abs(second.place - first.place) / 2 : 0
  return end && Math.abs(place - end.place) <= reach + rounding ? [{ profile: end, weight: 1 }] : []
}

/** mm */
const rounding = 1e-3
