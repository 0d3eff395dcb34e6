/** Where a contour that was drawn on one image is cut by another: so that it is seen there too. */
import {
  dot,
  type ImagePlane,
  type IndexPoint,
  indexToPatient,
  type PatientPoint,
  patientToIndex,
  planeNormal,
  type Vector3,
} from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { Contour } from './contour.ts'

/**
 * Points of the plane `onto` that the line passes through, in index coordinates of `onto`; those beside its image are
 * left out. A line that only lies in the plane, or touches it, crosses it nowhere.
 *
 * @param from  that the contour lies in
 */
export function crossings(
  { points, closed }: Pick<Contour, 'points' | 'closed'>,
  from: ImagePlane,
  onto: ImagePlane,
): readonly IndexPoint[] {
  const normal = planeNormal(onto)
  const places = points.map((point) => indexToPatient(from, point))
  const heights = places.map((place) => dot(normal, difference(place, onto.position)))
  const found: IndexPoint[] = []
  for (let k = closed ? 0 : 1; k < points.length; k++) {
    const before = (k + points.length - 1) % points.length
    const [a, b] = [at(heights, before), at(heights, k)]
    if (a < 0 === b < 0) continue
    const share = a / (a - b)
    const { index } = patientToIndex(onto, between(at(places, before), at(places, k), share))
    if (isOn(onto, index)) found.push(index)
  }
  return found
}

const difference = (a: PatientPoint, b: PatientPoint): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]

const between = (a: PatientPoint, b: PatientPoint, share: number): PatientPoint => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  a[2] + share * (b[2] - a[2]),
]

/** An image reaches half a pixel beyond the centres of its outer ones. */
const isOn = ({ rows, columns }: ImagePlane, [column, row]: IndexPoint): boolean =>
  column >= -0.5 && row >= -0.5 && column <= columns - 0.5 && row <= rows - 0.5
