/** Contours from one image to another, and between an image and the patient. */
import {
  type ImagePlane,
  type IndexPoint,
  indexToPatient,
  type PatientPoint,
  patientToIndex,
} from '../geometry/plane.ts'
import type { ImageKey } from '../protocol/facts.ts'
import { type Mm, mm } from '../units/units.ts'
import type { Contour } from './contour.ts'
import { centroid, type Polygon } from './polygon.ts'

/** LPS millimetres of a border's points. */
export const borderInPatient = (points: Polygon, plane: ImagePlane): PatientPoint[] =>
  points.map((point) => indexToPatient(plane, point))

export interface Projected {
  readonly points: readonly IndexPoint[]
  /** farthest that a point lay from the plane, without sign */
  readonly farthest: Mm
}

/** Pixel coordinates of patient points, dropped straight onto a plane. */
export function projectOnto(plane: ImagePlane, points: readonly PatientPoint[]): Projected {
  const projected = points.map((point) => patientToIndex(plane, point))
  return {
    points: projected.map(({ index }) => index),
    farthest: mm(projected.reduce((most, { distance }) => Math.max(most, Math.abs(distance)), 0)),
  }
}

export interface CopyChange {
  /** about the centroid; 0.95 for the next slice towards the apex */
  readonly scale?: number
  /** pixels of the target image */
  readonly offset?: IndexPoint
}

/**
 * A contour on a neighbouring slice or phase: carried along the normal in patient space, so that images with
 * other corners or pixel sizes get it at the same place, then scaled and moved.
 */
export function copyContour(
  contour: Contour,
  from: ImagePlane,
  to: { readonly image: ImageKey; readonly plane: ImagePlane },
  change: CopyChange = {},
): Contour {
  const carry = (points: Polygon) => projectOnto(to.plane, borderInPatient(points, from)).points
  const carried = carry(contour.points)
  const middle = centroid(carried)
  const place = (points: Polygon) =>
    shifted(scaled(points, change.scale ?? 1, middle), change.offset ?? [0, 0])
  const { controls, ...rest } = contour
  return {
    ...rest,
    image: to.image,
    points: place(carried),
    ...(controls === undefined ? {} : { controls: place(carry(controls)) }),
    origin: 'copied',
  }
}

/** Points moved by (columns, rows). */
export const shifted = (points: Polygon, [dx, dy]: IndexPoint): IndexPoint[] =>
  points.map(([x, y]) => [x + dx, y + dy])

/** Points scaled about a centre. */
const scaled = (points: Polygon, by: number, [cx, cy]: IndexPoint): IndexPoint[] =>
  points.map(([x, y]) => [cx + by * (x - cx), cy + by * (y - cy)])
