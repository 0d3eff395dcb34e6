/**
 * Contours on their way to a thread: all points in one piece of shared memory, beside a table of what they belong to.
 *
 * A beat of contours is some hundred thousand points. Copied as they are, each is an object of its own on either side,
 * which takes ten times as long as the volumes that are made of them; shared, nothing is copied.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import type { Contour } from './contour.ts'
import type { Polygon } from './polygon.ts'

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
    for (const [x, y] of points) {
      xy[end++] = x
      xy[end++] = y
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

/** The contours that were packed, bit for bit. */
export function unpackContours({ rows, xy }: PackedContours): Contour[] {
  let start = 0
  const unpack = (count: number): IndexPoint[] => {
    const points: IndexPoint[] = []
    for (const end = start + 2 * count; start < end; start += 2)
      points.push([xy[start] ?? 0, xy[start + 1] ?? 0])
    return points
  }
  return rows.map(
    ({ points, controls, ...rest }): Contour => ({
      ...rest,
      points: unpack(points),
      ...(controls === undefined ? {} : { controls: unpack(controls) }),
    }),
  )
}
