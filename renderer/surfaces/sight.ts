/** From where a heart is looked at: the views that everybody knows, and what fits into the picture. */
import type { PatientPoint, Vector3 } from '#analysis/geometry/plane.ts'
import type { HeartDirections } from '#analysis/surfaces/heart-directions.ts'
import { type Camera, lookFrom, type PictureSize } from '../viewport/surfaces/camera.ts'

export const standpoints = ['anterior', 'lateral', 'inferior', 'septum', 'apex', 'base'] as const
export type Standpoint = (typeof standpoints)[number]

export interface Extent {
  readonly middle: PatientPoint
  /** mm from there to the farthest vertex */
  readonly reach: number
}

const minus = (v: Vector3): Vector3 => [-v[0], -v[1], -v[2]]
const sum = (a: Vector3, b: Vector3, by = 1): Vector3 => [
  a[0] + by * b[0],
  a[1] + by * b[1],
  a[2] + by * b[2],
]

/** share of the picture that the heart fills */
const filled = 0.92

/** With the base above, except along the axis: then the anterior wall is above, as in a bull's-eye. */
export function cameraAt(
  standpoint: Standpoint,
  { apex, septum, anterior }: HeartDirections,
  { middle, reach }: Extent,
  size: PictureSize,
): Camera {
  const towards: Readonly<Record<Standpoint, Vector3>> = {
    anterior,
    lateral: minus(septum),
    inferior: minus(anterior),
    septum,
    apex,
    base: minus(apex),
  }
  const isAlong = standpoint === 'apex' || standpoint === 'base'
  return lookFrom(middle, towards[standpoint], isAlong ? anterior : minus(apex), halfFor(reach, size))
}

/** From in front and a little from the side and from above: all of the shape at once. */
export const firstCamera = (
  { apex, septum, anterior }: HeartDirections,
  { middle, reach }: Extent,
  size: PictureSize,
): Camera =>
  lookFrom(middle, sum(sum(anterior, septum, 0.35), apex, -0.35), minus(apex), halfFor(reach, size))

/** Of a picture that is higher than wide, the width is what must hold it. */
const halfFor = (reach: number, { width, height }: PictureSize): number =>
  (reach / filled) * Math.max(1, height / width)

/** Of all vertices: the middle of their box along the heart's own directions, and the farthest from it. */
export function extentOf(
  shapes: readonly Float32Array[],
  { apex, septum, anterior }: HeartDirections,
): Extent | undefined {
  if (shapes.every(({ length }) => length === 0)) return undefined
  let middle: PatientPoint = [0, 0, 0]
  for (const axis of [apex, septum, anterior]) {
    const [low, high] = rangeAlong(shapes, axis)
    middle = sum(middle, axis, (low + high) / 2)
  }
  let squared = 0
  for (const positions of shapes)
    for (let i = 0; i < positions.length; i += 3)
      squared = Math.max(
        squared,
        ((positions[i] ?? 0) - middle[0]) ** 2 +
          ((positions[i + 1] ?? 0) - middle[1]) ** 2 +
          ((positions[i + 2] ?? 0) - middle[2]) ** 2,
      )
  return { middle, reach: Math.sqrt(squared) }
}

function rangeAlong(shapes: readonly Float32Array[], axis: Vector3): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const positions of shapes)
    for (let i = 0; i < positions.length; i += 3) {
      const along =
        (positions[i] ?? 0) * axis[0] + (positions[i + 1] ?? 0) * axis[1] + (positions[i + 2] ?? 0) * axis[2]
      low = Math.min(low, along)
      high = Math.max(high, along)
    }
  return [low, high]
}
