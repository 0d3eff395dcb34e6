/**
 * Segment 17: the wall below the tip of the cavity, which only long-axis views show. Its thickness is the way from
 * the endocardial point farthest along the long axis to the epicardium, along that axis.
 */
import type { Polygon } from '../contours/polygon.ts'
import { dot, type ImagePlane, type IndexPoint, indexToPatient, type Vector3 } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { reach } from './wall-motion.ts'

/** Both borders of one long-axis view at one phase; open ones run from valve to valve. */
export interface LongAxisWall {
  readonly plane: ImagePlane
  readonly endocardial: Polygon
  readonly epicardial: Polygon
}

/**
 * The mean over the views.
 * @param baseToApex  unit vector in LPS
 * @returns unmeasured 'no-contours' without a view, 'contours-cross' where the tip of the cavity lies beyond the
 *   epicardium
 */
export function apicalThickness(views: readonly LongAxisWall[], baseToApex: Vector3): Outcome<Mm> {
  if (views.length === 0) return unmeasured('no-contours', say('segments/segment-17-measured-long-axis'))
  const found: number[] = []
  for (const { plane, endocardial, epicardial } of views) {
    const along = (point: IndexPoint): number => dot(indexToPatient(plane, point), baseToApex)
    if (endocardial.length === 0 || epicardial.length < 2)
      return unmeasured('degenerate-contour', say('segments/long-axis-border-no-points'))
    const tip = endocardial.reduce(
      (farthest, point) => (along(point) > along(farthest) ? point : farthest),
      at(endocardial, 0),
    )
    const scale = ([x, y]: IndexPoint): IndexPoint => [x * plane.columnSpacing, y * plane.rowSpacing]
    const axis: IndexPoint = [dot(baseToApex, plane.rowDirection), dot(baseToApex, plane.columnDirection)]
    const size = Math.sqrt(axis[0] ** 2 + axis[1] ** 2)
    // an open border is closed at the valve by its last edge, which lies behind the ray
    const way =
      size > 0 ? reach(scale(tip), [axis[0] / size, axis[1] / size], epicardial.map(scale)) : undefined
    if (way === undefined)
      return unmeasured('contours-cross', say('segments/tip-cavity-lies-beyond-epicardial'))
    found.push(way)
  }
  return measured(mm(found.reduce((sum, way) => sum + way, 0) / found.length))
}
