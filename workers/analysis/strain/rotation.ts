/**
 * Rotation of slices and torsion between them.
 *
 *   φ(t) = mean over the points of ∠(p(t) − c(t)) − ∠(p(0) − c(0))      c: mean of the points
 *
 * Positive when the slice turns counter-clockwise for somebody who looks from the apex to the base. Twist is the
 * rotation of the apical minus that of the basal slices, torsion the same per centimetre between them.
 *
 * @source Voigt 2015, doi:10.1093/ehjci/jeu184: rotation, twist and torsion with this sign
 */
import { dot, type ImagePlane, planeNormal, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { Line } from './outline.ts'

/** Degrees by phase, 0 at ED. */
export type RotationCurve = readonly number[]

/** @param baseToApex  unit vector, LPS */
export function rotationOf(
  phases: readonly Line[],
  plane: ImagePlane,
  edPhase: number,
  baseToApex: Vector3,
): RotationCurve {
  // angles grow from columns towards rows: clockwise for whoever looks along the normal. Who looks from the apex
  // looks against the direction from base to apex
  const sign = dot(planeNormal(plane), baseToApex) < 0 ? -1 : 1
  const before = directions(at(phases, edPhase), plane)
  return phases.map((line) => {
    let sum = 0
    const now = directions(line, plane)
    for (let i = 0; i < now.length; i += 2) {
      const [ax, ay, bx, by] = [before[i] ?? 0, before[i + 1] ?? 0, now[i] ?? 0, now[i + 1] ?? 0]
      sum += Math.atan2(ax * by - ay * bx, ax * bx + ay * by)
    }
    return ((sign * sum) / (now.length / 2)) * (180 / Math.PI)
  })
}

/** From the mean of the points to each of them, mm. */
function directions(line: Line, { columnSpacing, rowSpacing }: ImagePlane): Float64Array {
  const count = line.length / 2
  let [x, y] = [0, 0]
  for (let i = 0; i < line.length; i += 2) {
    x += (line[i] ?? 0) / count
    y += (line[i + 1] ?? 0) / count
  }
  return line.map((value, i) => (i % 2 === 0 ? (value - x) * columnSpacing : (value - y) * rowSpacing))
}
