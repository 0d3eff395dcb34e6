/**
 * Contours on their way to a thread: all points in one piece of shared memory, beside a table of what they belong to.
 *
 * A beat of contours is some hundred thousand points. Copied as they are, each is an object of its own on either side,
 * which takes ten times as long as the volumes that are made of them; shared, nothing is copied.
 */
import { at } from '../units/at.ts'
import type { Contour } from './contour.ts'
import type { Polygon } from './polygon.ts'
import { contourBy, pointsFrom, type Vertices } from './vertices.ts'

export interface PackedContours {
  readonly rows: readonly PackedContour[]
  /** x and y of every point, contour after contour, the controls of each after its points */
  readonly xy: Float64Array<SharedArrayBuffer>
}

export interface PackedContour extends Omit<Contour, 'points' | 'controls'> {
  /** how many there are */
  readonly points: number
  readonly controls?: number
}

export function packContours(contours: readonly Contour[]): PackedContours {
  const count = contours.reduce(
    (sum, { points, controls }) => sum + points.length + (controls?.length ?? 0),
    0,
  )
  const xy = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT * count))
  let end = 0
  const pack = (points: Polygon): number => {
    for (let i = 0; i < points.length; i++) {
      const point = at(points, i)
      xy[end++] = point[0]
      xy[end++] = point[1]
    }
    return points.length
  }
  const rows = contours.map(
    ({ points, controls, ...rest }): PackedContour => ({
      ...rest,
      points: pack(points),
      ...(controls === undefined ? {} : { controls: pack(controls) }),
    }),
  )
  return { rows, xy }
}

/** The contours that were packed, bit for bit, each on its piece of the shared memory. */
export function unpackContours({
  rows,
  xy,
}: Pick<PackedContours, 'rows'> & { readonly xy: Float64Array }): Contour[] {
  let start = 0
  const unpack = (count: number): Vertices => {
    const end = start + 2 * count
    const vertices = xy.subarray(start, end)
    start = end
    return vertices
  }
  return rows.map(({ points, controls, ...rest }): Contour => {
    const vertices = unpack(points)
    return contourBy(
      vertices,
      controls === undefined ? rest : { ...rest, controls: pointsFrom(unpack(controls)) },
    )
  })
}
