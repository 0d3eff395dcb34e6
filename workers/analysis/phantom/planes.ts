/**
 * Where the phantom lies in the patient and which planes are imaged.
 *
 * The long axis points from base to apex towards the patient's left, front and feet, the septum towards the
 * right, so that views can be told from their geometry as in a real study.
 */
import {
  cross,
  dot,
  type ImagePlane,
  normalised,
  type PatientPoint,
  type Vector3,
} from '../geometry/plane.ts'
import { type Mm, mm } from '../units/units.ts'
import type { Acquisition } from './acquisition.ts'
import { radians } from './motion.ts'
import type { HeartPreset } from './presets.ts'

/** Base to apex in LPS, as it lies in most people. */
const baseToApex: Vector3 = normalised([0.62, -0.57, -0.53])
const patientRight: Vector3 = [-1, 0, 0]

/** Axes of the heart frame (see `presets.ts`) in LPS. */
const axisZ: Vector3 = [-baseToApex[0], -baseToApex[1], -baseToApex[2]]
const axisX: Vector3 = normalised(without(patientRight, axisZ))
const axisY: Vector3 = cross(axisZ, axisX)
/** mm from the middle of the chest; the heart lies left of the midline and in front. */
const heartOrigin: PatientPoint = [38, -18, 0]

export const heartFrame = { origin: heartOrigin, x: axisX, y: axisY, z: axisZ } as const

/** The part of `a` that is orthogonal to the unit vector `b`. */
function without(a: Vector3, b: Vector3): Vector3 {
  const along = dot(a, b)
  return [a[0] - along * b[0], a[1] - along * b[1], a[2] - along * b[2]]
}

const combine = (x: number, y: number, z: number): Vector3 => [
  x * axisX[0] + y * axisY[0] + z * axisZ[0],
  x * axisX[1] + y * axisY[1] + z * axisZ[1],
  x * axisX[2] + y * axisY[2] + z * axisZ[2],
]

/** A direction of the heart frame in the patient. */
export const heartDirection = ([x, y, z]: Vector3): Vector3 => combine(x, y, z)

/** @param point  mm in the heart frame */
export function heartToPatient(point: Vector3): PatientPoint {
  const p = combine(...point)
  return [heartOrigin[0] + p[0], heartOrigin[1] + p[1], heartOrigin[2] + p[2]]
}

export function patientToHeart(point: PatientPoint): Vector3 {
  const d: Vector3 = [point[0] - heartOrigin[0], point[1] - heartOrigin[1], point[2] - heartOrigin[2]]
  return [dot(d, axisX), dot(d, axisY), dot(d, axisZ)]
}

/** Seen from the apex: right ventricle left, anterior wall on top. */
export const shortAxisPlane = (level: Mm, { matrix, pixelSpacing }: Acquisition): ImagePlane =>
  centredPlane(heartToPatient([0, 0, level]), combine(-1, 0, 0), combine(0, -1, 0), matrix, pixelSpacing)

/** Of a basal, a middle and an apical slice, evenly spaced: the middles of the thirds of the cavity's length. */
export const threeLevels = ({ base, endocardium }: HeartPreset): readonly [Mm, Mm, Mm] => {
  const level = (share: number): Mm => mm(base - share * (base + endocardium.length))
  return [level(1 / 6), level(1 / 2), level(5 / 6)]
}

/** The angle of each view's septal or anterior half in the heart frame, degrees. */
export const longAxisAngles = { '2ch': 90, '3ch': 30, '4ch': -30 } as const
export type LongAxisView = keyof typeof longAxisAngles
export const longAxisViews: readonly LongAxisView[] = ['2ch', '3ch', '4ch']

/** Through the axis: base on top, septal or anterior side left. */
export function longAxisPlane(
  view: LongAxisView,
  preset: HeartPreset,
  { matrix, pixelSpacing }: Acquisition,
): ImagePlane {
  const angle = radians(longAxisAngles[view])
  const middle = (preset.base - preset.epicardium.length) / 2 + 12
  return centredPlane(
    heartToPatient([0, 0, middle]),
    combine(-Math.cos(angle), -Math.sin(angle), 0),
    combine(0, 0, -1),
    matrix,
    pixelSpacing,
  )
}

export const scoutOrientations = ['axial', 'coronal', 'sagittal'] as const
export type ScoutOrientation = (typeof scoutOrientations)[number]

const scoutAxes: Readonly<Record<ScoutOrientation, readonly [row: Vector3, column: Vector3]>> = {
  axial: [
    [1, 0, 0],
    [0, 1, 0],
  ],
  coronal: [
    [1, 0, 0],
    [0, 0, -1],
  ],
  sagittal: [
    [0, 1, 0],
    [0, 0, -1],
  ],
}

const scoutFieldOfView = 400
const scoutSpacing = 25

/** Scouts through the middle of the heart and beside it, at half the resolution of the cine or so. */
export function scoutPlanes(
  orientation: ScoutOrientation,
  { matrix, scoutSlices }: Acquisition,
): readonly ImagePlane[] {
  const [row, column] = scoutAxes[orientation]
  const normal = cross(row, column)
  return Array.from({ length: scoutSlices }, (_, i) => {
    const offset = (i - (scoutSlices - 1) / 2) * scoutSpacing
    const through = dot(heartOrigin, normal) + offset
    const centre: PatientPoint = [through * normal[0], through * normal[1], through * normal[2]]
    return centredPlane(centre, row, column, matrix, mm(scoutFieldOfView / matrix))
  })
}

/** Square to a direction, which points out of the picture; patient left on the right as far as that goes. */
export function planeAcross(
  centre: PatientPoint,
  direction: Vector3,
  matrix: number,
  spacing: Mm,
): ImagePlane {
  const row = normalised(without([1, 0, 0], direction))
  return centredPlane(centre, row, cross(direction, row), matrix, spacing)
}

function centredPlane(
  centre: PatientPoint,
  row: Vector3,
  column: Vector3,
  matrix: number,
  spacing: Mm,
): ImagePlane {
  const half = ((matrix - 1) / 2) * spacing
  return {
    position: [
      centre[0] - half * (row[0] + column[0]),
      centre[1] - half * (row[1] + column[1]),
      centre[2] - half * (row[2] + column[2]),
    ],
    rowDirection: row,
    columnDirection: column,
    rowSpacing: spacing,
    columnSpacing: spacing,
    rows: matrix,
    columns: matrix,
  }
}
