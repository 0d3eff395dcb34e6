/**
 * Where an image lies in the patient.
 *
 *   P = IPP + c·Δc·X + r·Δr·Y        X = IOP[0..2] along a row, Y = IOP[3..5] down a column
 *
 * Patient points are LPS in millimetres. Index points are (column, row), 0-based, pixel centres at integers.
 * @source DICOM PS3.3 C.7.6.2.1.1
 */
import type { Mm } from '../units/units.ts'

export type Vector3 = readonly [number, number, number]

declare const space: unique symbol
/** (column, row) in pixels; pixel centres at integers. */
export type IndexPoint = readonly [number, number] & { readonly [space]?: 'index' }
/** (x, y, z) in LPS millimetres. */
export type PatientPoint = Vector3 & { readonly [space]?: 'patient' }

export interface ImagePlane {
  /** centre of the first pixel */
  readonly position: PatientPoint
  /** unit vector along a row (increasing column) */
  readonly rowDirection: Vector3
  /** unit vector down a column (increasing row) */
  readonly columnDirection: Vector3
  /** PixelSpacing[0]: between rows, vertical */
  readonly rowSpacing: Mm
  /** PixelSpacing[1]: between columns, horizontal */
  readonly columnSpacing: Mm
  readonly rows: number
  readonly columns: number
}

export const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

export const cross = (a: Vector3, b: Vector3): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

export const length = (a: Vector3): number => Math.sqrt(dot(a, a))

/** @throws RangeError for the null vector: the caller has a bug */
export function normalised(a: Vector3): Vector3 {
  const l = length(a)
  if (!(l > 0)) throw new RangeError('a null vector has no direction')
  return [a[0] / l, a[1] / l, a[2] / l]
}

/** Unit vector X × Y: out of the image, away from whoever looks at it. */
export const planeNormal = (plane: ImagePlane): Vector3 =>
  normalised(cross(plane.rowDirection, plane.columnDirection))

/** The formula above. @returns LPS millimetres, also for points beyond the image */
export function indexToPatient(plane: ImagePlane, [column, row]: IndexPoint): PatientPoint {
  const u = column * plane.columnSpacing
  const v = row * plane.rowSpacing
  const { position: p, rowDirection: x, columnDirection: y } = plane
  return [p[0] + u * x[0] + v * y[0], p[1] + u * x[1] + v * y[1], p[2] + u * x[2] + v * y[2]]
}

/** Orthogonal projection onto the plane; `distance` (mm, signed along the normal) says how far off it was. */
export function patientToIndex(plane: ImagePlane, point: PatientPoint): { index: IndexPoint; distance: Mm } {
  const d: Vector3 = [
    point[0] - plane.position[0],
    point[1] - plane.position[1],
    point[2] - plane.position[2],
  ]
  return {
    index: [
      dot(d, plane.rowDirection) / plane.columnSpacing,
      dot(d, plane.columnDirection) / plane.rowSpacing,
    ],
    distance: dot(d, planeNormal(plane)) as Mm,
  }
}
