/**
 * Borders that are given in the patient, in one plane's millimetres: two readers' points of one image come into
 * the same coordinates, whatever images they were drawn on.
 */
import type { Polygon } from '../contours/polygon.ts'
import { cross, dot, length, normalised, type PatientPoint, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'

/** How far points may lie off a common plane: what rounding of exported coordinates makes is far less. */
const offPlane = 1

export interface Flattened {
  readonly polygons: readonly Polygon[]
  /** of the farthest point from the plane */
  readonly farthest: Mm
}

/**
 * The plane is the first border's, by Newell's normal; axes lie in it.
 * @param borders  of one image, at least three points each
 * @returns unmeasured 'degenerate-contour' when the first border spans no plane, 'no-geometry' when a point lies
 *          more than 1 mm off it
 */
export function flattened(borders: readonly (readonly PatientPoint[])[]): Outcome<Flattened> {
  const first = at(borders, 0)
  const origin = at(first, 0)
  const relative = (p: PatientPoint): Vector3 => [p[0] - origin[0], p[1] - origin[1], p[2] - origin[2]]
  let normal: Vector3 = [0, 0, 0]
  first.forEach((point, i) => {
    const turn = cross(relative(point), relative(at(first, (i + 1) % first.length)))
    normal = [normal[0] + turn[0], normal[1] + turn[1], normal[2] + turn[2]]
  })
  const reach = Math.max(...first.map((point) => length(relative(point))))
  // twice the area, beside that of a square: what is less is the rounding of points on a line
  if (!(length(normal) > 1e-9 * reach * reach))
    return unmeasured('degenerate-contour', 'a border spans no plane')
  const up = normalised(normal)
  // any axis that is not along the normal: the one that it is least along
  const least = [0, 1, 2].reduce((best, k) => (Math.abs(at(up, k)) < Math.abs(at(up, best)) ? k : best), 0)
  const x = normalised(cross(up, [least === 0 ? 1 : 0, least === 1 ? 1 : 0, least === 2 ? 1 : 0]))
  const y = cross(up, x)
  let farthest = 0
  const polygons = borders.map((points) =>
    points.map((point): readonly [number, number] => {
      const p = relative(point)
      farthest = Math.max(farthest, Math.abs(dot(p, up)))
      return [dot(p, x), dot(p, y)]
    }),
  )
  return farthest > offPlane
    ? unmeasured('no-geometry', `points lie up to ${farthest.toFixed(1)} mm off the plane of the image`)
    : measured({ polygons, farthest: mm(farthest) })
}
