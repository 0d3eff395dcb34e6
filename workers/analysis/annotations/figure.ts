/**
 * Lengths, angles and areas of what is laid on an image, in millimetres and degrees whether pixels are square or not.
 */
import { boundsOf, distance, type PixelSize, type Polygon, polygonArea } from '../contours/polygon.ts'
import { mended } from '../contours/region.ts'
import { isSimple } from '../contours/simple.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Degrees, degrees, type Mm, type Mm2, mm2 } from '../units/units.ts'
import type { Annotation } from './annotation.ts'

/** Between the two ends. @throws RangeError for fewer than two points */
export const lengthOf = (points: Polygon, pixel: PixelSize): Mm =>
  distance(at(points, 0), at(points, 1), pixel)

/**
 * The angle at the second point between the arms to the first and to the third, from 0° to 180°.
 *
 *   φ = atan2(|u × v|, u · v)
 *
 * which keeps its digits near 0° and 180°, where the arc cosine of the scalar product loses half of them.
 *
 * @returns unmeasured 'too-few-points' where an arm has no length
 * @throws RangeError for fewer than three points
 */
export function angleOf(points: Polygon, { rowSpacing, columnSpacing }: PixelSize): Outcome<Degrees> {
  const [column, row] = at(points, 1)
  const arm = ([x, y]: IndexPoint) => [(x - column) * columnSpacing, (y - row) * rowSpacing] as const
  const [ux, uy] = arm(at(points, 0))
  const [vx, vy] = arm(at(points, 2))
  if ((ux === 0 && uy === 0) || (vx === 0 && vy === 0))
    return unmeasured('too-few-points', say('values/arm-angle-no-length'))
  const across = Math.abs(ux * vy - uy * vx)
  return measured(degrees((180 / Math.PI) * Math.atan2(across, ux * vx + uy * vy)))
}

interface HalfAxes {
  readonly centre: IndexPoint
  /** from the centre to the second end of the first axis, and to the end of the other */
  readonly u: IndexPoint
  readonly v: IndexPoint
}

function halfAxes(points: Polygon): HalfAxes {
  const [a, b, side] = [at(points, 0), at(points, 1), at(points, 2)]
  const centre: IndexPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  return {
    centre,
    u: [b[0] - centre[0], b[1] - centre[1]],
    v: [side[0] - centre[0], side[1] - centre[1]],
  }
}

const chords = 128
/** A polygon of so many corners on an ellipse encloses less by the sinc of its step; this much farther out, as much. */
const outwards = Math.sqrt((2 * Math.PI) / chords / Math.sin((2 * Math.PI) / chords))

/**
 * What a region is bounded by, as a polygon without a repeated end. That of an ellipse encloses exactly what the ellipse
 * does; a freehand region is measured as it was drawn, with what it crossed of itself mended.
 */
export function outlineOf({ kind, points }: Pick<Annotation, 'kind' | 'points'>): Polygon {
  if (kind !== 'ellipse') {
    return isSimple(points) ? points : mended(points)
  }
  const { centre, u, v } = halfAxes(points)
  return Array.from({ length: chords }, (_, k): IndexPoint => {
    const turn = (2 * Math.PI * k) / chords
    const [x, y] = [outwards * Math.cos(turn), outwards * Math.sin(turn)]
    return [centre[0] + x * u[0] + y * v[0], centre[1] + x * u[1] + y * v[1]]
  })
}

/**
 * Area of a region. Of an ellipse
 *
 *   A = π |u × v|      u, v: halves of its axes
 */
export function regionArea(
  figure: Pick<Annotation, 'kind' | 'points'>,
  pixel: PixelSize,
  outline: Polygon = outlineOf(figure),
): Mm2 {
  if (figure.kind !== 'ellipse') return polygonArea(outline, pixel)
  const { u, v } = halfAxes(figure.points)
  return mm2(Math.PI * Math.abs(u[0] * v[1] - u[1] * v[0]) * pixel.rowSpacing * pixel.columnSpacing)
}

/**
 * The ellipse that fills an upright box on the image, its first axis along the rows.
 * @param a,b  opposite corners
 */
export function ellipseInBox(a: IndexPoint, b: IndexPoint): readonly IndexPoint[] {
  const { left, right, top, bottom } = boundsOf([a, b])
  const middle: IndexPoint = [(left + right) / 2, (top + bottom) / 2]
  return [
    [left, middle[1]],
    [right, middle[1]],
    [middle[0], top],
  ]
}

/**
 * The ends of both axes: the two of the first, the stored one of the other and the one opposite.
 */
export function ellipseEnds(points: Polygon): readonly IndexPoint[] {
  const { centre, v } = halfAxes(points)
  return [at(points, 0), at(points, 1), at(points, 2), [centre[0] - v[0], centre[1] - v[1]]]
}

/**
 * The ellipse with one of its four ends (as `ellipseEnds` counts them) somewhere else. The end across from it stays
 * where it is. An end of the first axis turns the ellipse with it; of the other it changes the breadth. The axes stay at
 * right angles in the patient, where pixels are not square too.
 */
export function ellipseWithEnd(
  points: Polygon,
  end: number,
  to: IndexPoint,
  { rowSpacing, columnSpacing }: PixelSize,
): readonly IndexPoint[] {
  const scaled = ([x, y]: IndexPoint): IndexPoint => [x * columnSpacing, y * rowSpacing]
  const unscaled = ([x, y]: IndexPoint): IndexPoint => [x / columnSpacing, y / rowSpacing]
  const [a, b, c, d] = ellipseEnds(points).map(scaled)
  if (a === undefined || b === undefined || c === undefined || d === undefined) return points
  const hand = scaled(to)
  const breadth = length(difference(c, d)) / 2
  const along = unit(difference(b, a)) ?? [1, 0]
  const make = (from: IndexPoint, till: IndexPoint, half: number): readonly IndexPoint[] => {
    const [x, y] = unit(difference(till, from)) ?? along
    const middle: IndexPoint = [(from[0] + till[0]) / 2, (from[1] + till[1]) / 2]
    // the side that the stored end was on
    const side = across(along, difference(c, a)) < 0 ? -1 : 1
    return [from, till, [middle[0] - side * y * half, middle[1] + side * x * half]].map((point) =>
      unscaled([point[0] ?? 0, point[1] ?? 0]),
    )
  }
  if (end === 0) return make(hand, b, breadth)
  if (end === 1) return make(a, hand, breadth)
  const still = end === 2 ? d : c
  const normal: IndexPoint = [-along[1], along[0]]
  const reach = dot(difference(hand, still), normal)
  const shift: IndexPoint = [still[0] + (normal[0] * reach) / 2, still[1] + (normal[1] * reach) / 2]
  const half = length(difference(b, a)) / 2
  const from: IndexPoint = [shift[0] - along[0] * half, shift[1] - along[1] * half]
  const till: IndexPoint = [shift[0] + along[0] * half, shift[1] + along[1] * half]
  return make(from, till, Math.abs(reach) / 2)
}

const difference = (a: IndexPoint, b: IndexPoint): IndexPoint => [a[0] - b[0], a[1] - b[1]]
const dot = (a: IndexPoint, b: IndexPoint): number => a[0] * b[0] + a[1] * b[1]
const across = (a: IndexPoint, b: IndexPoint): number => a[0] * b[1] - a[1] * b[0]
const length = (a: IndexPoint): number => Math.sqrt(dot(a, a))

function unit(a: IndexPoint): IndexPoint | undefined {
  const l = length(a)
  return l > 0 ? [a[0] / l, a[1] / l] : undefined
}
