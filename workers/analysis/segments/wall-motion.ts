/**
 * How far the endocardium has moved inwards since end-diastole, along the chord that it left from.
 *
 * Positive inwards; negative where the end-systolic cavity reaches beyond the end-diastolic border, as in dyskinesia.
 * The heart's own movement counts as motion unless the centroids of both borders are laid upon one another.
 *
 * @source Sheehan 1986, doi:10.1161/01.CIR.74.2.293, whose chords stand on the line midway between the endocardium of
 *   both phases (abstract read), and whose silhouettes stay where they are (read on the page of her laboratory). Ours
 *   stand on the middle of the end-diastolic wall, so that thickness and motion are of one place
 */
import type { Chord } from '../contours/centreline.ts'
import { centroid, contains, type PixelSize, type Polygon } from '../contours/polygon.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { type Mm, mm } from '../units/units.ts'

export const motionReferences = ['fixed', 'centroid'] as const
export type MotionReference = (typeof motionReferences)[number]

/**
 * @param chords  of the end-diastolic wall
 * @returns one a chord; undefined where the chord's line does not meet the end-systolic border
 */
export function inwardMotion(
  chords: readonly Chord[],
  endDiastole: Polygon,
  endSystole: Polygon,
  pixel: PixelSize,
  reference: MotionReference,
): readonly (Mm | undefined)[] {
  const scale = ([x, y]: IndexPoint): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing]
  const [cx, cy] =
    reference === 'fixed' ? [0, 0] : shiftBetween(endSystole.map(scale), endDiastole.map(scale))
  const later = endSystole.map(scale).map(([x, y]): IndexPoint => [x + cx, y + cy])
  return chords.map((chord) => {
    const from = scale(chord.endocardial)
    const outer = scale(chord.epicardial)
    const [dx, dy] = [from[0] - outer[0], from[1] - outer[1]]
    const length = Math.sqrt(dx * dx + dy * dy)
    if (!(length > 0)) return undefined
    const inward: IndexPoint = [dx / length, dy / length]
    const sign = contains(later, from) ? -1 : 1
    const way = reach(from, [sign * inward[0], sign * inward[1]], later)
    return way === undefined ? undefined : mm(sign * way)
  })
}

function shiftBetween(from: Polygon, to: Polygon): IndexPoint {
  const [a, b] = [centroid(from), centroid(to)]
  return [b[0] - a[0], b[1] - a[1]]
}

/** Distance along a ray to the first edge of a closed line. */
export function reach(from: IndexPoint, direction: IndexPoint, line: Polygon): number | undefined {
  let first: number | undefined
  for (let i = 0; i < line.length; i++) {
    const a = at(line, i)
    const b = at(line, (i + 1) % line.length)
    const [vx, vy] = [b[0] - a[0], b[1] - a[1]]
    const cross = direction[0] * vy - direction[1] * vx
    if (cross === 0) continue
    const [wx, wy] = [a[0] - from[0], a[1] - from[1]]
    const along = (wx * vy - wy * vx) / cross
    const share = (wx * direction[1] - wy * direction[0]) / cross
    if (along >= 0 && share >= 0 && share <= 1 && (first === undefined || along < first)) first = along
  }
  return first
}
