/** How far a point lies from a border, in millimetres. */
import type { IndexPoint } from '../geometry/plane.ts'
import { type Mm, mm } from '../units/units.ts'
import type { PixelSize, Polygon } from './polygon.ts'

/** A border in millimetres of its image, x and y in turn: what loops over many points run on. */
export interface BorderLine {
  /** x, y of each vertex; a closed border repeats its first at the end */
  readonly xy: Float64Array
}

/** @throws RangeError for no points: nothing is near to them */
export function borderLine(points: Polygon, pixel: PixelSize, closed = true): BorderLine {
  const [first] = points
  if (first === undefined) throw new RangeError('a border without points has no distance')
  const line = closed ? [...points, first] : points
  const xy = new Float64Array(2 * line.length)
  line.forEach(([column, row], i) => {
    xy[2 * i] = column * pixel.columnSpacing
    xy[2 * i + 1] = row * pixel.rowSpacing
  })
  return { xy }
}

/** @param x, y  mm */
export const squaredDistance = (line: BorderLine, x: number, y: number): number =>
  nearestOn(line, x, y, scratch)

const scratch = new Float64Array(2)

/**
 * The nearest place on a border.
 * @param into  receives its x and y, mm
 * @returns the squared distance to it
 */
export function nearestOn({ xy }: BorderLine, x: number, y: number, into: Float64Array): number {
  let ax = xy[0] ?? 0
  let ay = xy[1] ?? 0
  let least = (x - ax) ** 2 + (y - ay) ** 2
  into[0] = ax
  into[1] = ay
  for (let i = 2; i < xy.length; i += 2) {
    const bx = xy[i] ?? 0
    const by = xy[i + 1] ?? 0
    const ux = bx - ax
    const uy = by - ay
    const squared = ux * ux + uy * uy
    const along = squared > 0 ? ((x - ax) * ux + (y - ay) * uy) / squared : 0
    const share = along < 0 ? 0 : along > 1 ? 1 : along
    const px = ax + share * ux
    const py = ay + share * uy
    const d = (x - px) * (x - px) + (y - py) * (y - py)
    if (d < least) {
      least = d
      into[0] = px
      into[1] = py
    }
    ax = bx
    ay = by
  }
  return least
}

/** Whether a place lies within a closed border, half open in y as `contains` of `polygon.ts`. @param x, y  mm */
export function insideLine({ xy }: BorderLine, x: number, y: number): boolean {
  let inside = false
  for (let i = 2; i < xy.length; i += 2) {
    const ay = xy[i - 1] ?? 0
    const by = xy[i + 1] ?? 0
    if (ay > y === by > y) continue
    const ax = xy[i - 2] ?? 0
    const bx = xy[i] ?? 0
    if (x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside
  }
  return inside
}

/** From a point to the nearest place on a border, mm. */
export const distanceToBorder = (
  line: BorderLine,
  [column, row]: IndexPoint,
  { rowSpacing, columnSpacing }: PixelSize,
): Mm => mm(Math.sqrt(squaredDistance(line, column * columnSpacing, row * rowSpacing)))
