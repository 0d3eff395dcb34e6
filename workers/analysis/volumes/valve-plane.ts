/**
 * The plane of a valve at one phase, from points on its annulus that long-axis views show.
 *
 *   h = h₀ + a u + b v      least squares over the points
 *
 * u, v: millimetres across the short-axis stack; h: height along its normal, towards the base. Heights are what
 * slices are cut by, so the residuals are taken along them. The mitral annulus is no plane (its saddle is some
 * millimetres high): the residual is reported.
 */
import { dot, type ImagePlane, indexToPatient, type PatientPoint, type Vector3 } from '../geometry/plane.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type UnmeasuredReason, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import type { LinearOnImage } from './slab.ts'

/**
 * What two points of one view say of a valve that no other view shows:
 *   'fitted'          no plane: three points or more in at least two views make one
 *   'square-to-view'  the plane through both that stands square to the view. That the annulus leans neither way across
 *                     the view is an assumption without a source: its numbers are given beside others, never for them
 */
export const valvePlaneRules = ['fitted', 'square-to-view'] as const
export type ValvePlaneRule = (typeof valvePlaneRules)[number]

/** Directions of a short-axis stack: across, and up towards the base. */
export interface StackAxes {
  readonly across: Vector3
  readonly down: Vector3
  /** unit vector from apex to base */
  readonly up: Vector3
}

export interface ValvePlane {
  /** on the plane: the mean of the points, by its places along the three directions, mm */
  readonly centre: readonly [u: number, v: number, height: number]
  /** rise of the plane per millimetre across and down */
  readonly slope: readonly [a: number, b: number]
  /** root mean square of the points' distances from the plane, along the stack's normal */
  readonly residual: Mm
  readonly points: number
}

/** a plane that leans further than this (tan 60°) cuts no heart across */
const steepest = 1.7320508075688772
/** points spread less than this (root mean square) across their main direction lie on a line */
const leastSpread = 2
/** the saddle of a mitral annulus and a hand's tremor stay below this */
const largestResidual = 5

/**
 * The directions of a stack whose slice 0 is the most basal.
 *
 * @returns unmeasured 'single-slice' when one slice cannot say where the base is; 'no-geometry' when no image
 *          of the stack says where it lies
 */
export function stackAxes(stack: Pick<Stack, 'frames' | 'positions' | 'normal'>): Outcome<StackAxes> {
  const { positions, normal, frames } = stack
  if (positions.length < 2) return unmeasured('single-slice', say('volumes/one-slice-does-not-say'))
  const plane = frames.flat().find((frame) => frame?.facts.plane !== undefined)?.facts.plane
  if (plane === undefined) return unmeasured('no-geometry', say('volumes/no-image-stack-says-lies'))
  const ascending = at(positions, 0) < at(positions, positions.length - 1)
  const up: Vector3 = ascending ? [-normal[0], -normal[1], -normal[2]] : normal
  return measured({ across: plane.rowDirection, down: plane.columnDirection, up })
}

/** Height of a point above the patient's origin, along the stack towards the base. */
export const heightOf = ({ up }: StackAxes, point: PatientPoint): number => dot(up, point)

/** mm to either side of the view: any length spans the same plane */
const besideView = 20

export type Valve = 'mitral' | 'tricuspid'

const missingPlane: Readonly<Record<Valve, UnmeasuredReason>> = {
  mitral: 'valve-plane-missing',
  tricuspid: 'tricuspid-plane-missing',
}

/** As `fitValvePlane`, of two points of one view. @param normal  unit vector square to the view */
export function valvePlaneSquareTo(
  normal: Vector3,
  points: readonly [PatientPoint, PatientPoint],
  axes: StackAxes,
  valve: Valve,
): Outcome<ValvePlane> {
  const moved = (p: PatientPoint, by: number): PatientPoint => [
    p[0] + by * normal[0],
    p[1] + by * normal[1],
    p[2] + by * normal[2],
  ]
  const found = fitValvePlane(
    points.flatMap((point) => [moved(point, besideView), moved(point, -besideView)]),
    axes,
    valve,
  )
  if (!found.measured) return found
  const plane = { ...found.value, points: points.length }
  return measured(plane, [...found.warnings, say('volumes/valve-plane-square-to-view')])
}

/**
 * @param points  of the annulus at one phase, LPS mm: two a view from at least two views
 * @returns unmeasured 'valve-plane-missing' for fewer than three points or points on one line, of the tricuspid valve
 *          'tricuspid-plane-missing';
 *          'contradictory-input' for points that are no numbers or a plane that leans by more than 60°
 */
export function fitValvePlane(
  points: readonly PatientPoint[],
  axes: StackAxes,
  valve: Valve,
): Outcome<ValvePlane> {
  if (points.length < 3)
    return unmeasured(
      missingPlane[valve],
      say('volumes/points-valve-make-no-plane', { points: points.length }),
    )
  if (points.some((point) => point.some((value) => !Number.isFinite(value))))
    return unmeasured('contradictory-input', say('volumes/point-valve-no-finite-number'))
  const places = points.map((p) => [dot(axes.across, p), dot(axes.down, p), heightOf(axes, p)] as const)
  const mean = (k: 0 | 1 | 2): number => places.reduce((sum, place) => sum + place[k], 0) / places.length
  const centre = [mean(0), mean(1), mean(2)] as const
  let [uu, uv, vv, uh, vh] = [0, 0, 0, 0, 0]
  for (const place of places) {
    const [u, v, h] = [place[0] - centre[0], place[1] - centre[1], place[2] - centre[2]]
    uu += u * u
    uv += u * v
    vv += v * v
    uh += u * h
    vh += v * h
  }
  const determinant = uu * vv - uv * uv
  // determinant / trace is the smaller of the two spreads squared, or a little more
  if (!(determinant > leastSpread * leastSpread * points.length * (uu + vv)))
    return unmeasured(missingPlane[valve], say('volumes/points-valve-lie-one-line'))
  const slope = [(uh * vv - vh * uv) / determinant, (vh * uu - uh * uv) / determinant] as const
  if (slope[0] * slope[0] + slope[1] * slope[1] > steepest * steepest)
    return unmeasured('contradictory-input', say('volumes/valve-plane-leans-more-60'))
  const squares = places.reduce((sum, [u, v, h]) => {
    const off = h - centre[2] - slope[0] * (u - centre[0]) - slope[1] * (v - centre[1])
    return sum + off * off
  }, 0)
  const residual = mm(Math.sqrt(squares / places.length))
  return measured({ centre, slope, residual, points: points.length }, [
    ...(residual > largestResidual ? [say('volumes/points-valve-lie-mm-off', { residual })] : []),
  ])
}

/** How far the plane lies above each pixel of an image of the stack, towards the base; negative below. */
export function riseOver({ centre, slope }: ValvePlane, axes: StackAxes, image: ImagePlane): LinearOnImage {
  const above = (point: PatientPoint): number =>
    centre[2] +
    slope[0] * (dot(axes.across, point) - centre[0]) +
    slope[1] * (dot(axes.down, point) - centre[1]) -
    heightOf(axes, point)
  const base = above(indexToPatient(image, [0, 0]))
  return {
    base,
    perColumn: above(indexToPatient(image, [1, 0])) - base,
    perRow: above(indexToPatient(image, [0, 1])) - base,
  }
}
