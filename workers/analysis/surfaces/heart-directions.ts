/**
 * The directions by which a heart is looked at: along its axis, towards the septum, towards the anterior wall. They are
 * at right angles to each other, and from the apex the septum lies left of the anterior wall, as in a bull's-eye.
 */
import { cross, dot, normalised, type PatientPoint, type Vector3 } from '../geometry/plane.ts'

export interface HeartDirections {
  /** unit vectors, LPS */
  readonly apex: Vector3
  readonly septum: Vector3
  readonly anterior: Vector3
  /** what says where the septum is */
  readonly by: 'right-ventricle' | 'insertion-points' | 'body'
}

export interface SeptumSigns {
  /** middles of both ventricles, where both are drawn */
  readonly ventricles?: { readonly left: PatientPoint; readonly right: PatientPoint } | undefined
  /** middle of the LV on the slice where the insertion points of the RV are marked, and the points */
  readonly insertions?:
    | { readonly centre: PatientPoint; readonly anterior: PatientPoint; readonly inferior: PatientPoint }
    | undefined
}

/** The RV lies to the right and in front of the LV: what is left to go by where neither of them is marked. */
const usualSeptum: Vector3 = [-0.8, -0.6, 0]

/** @param apex  unit vector from base to apex */
export function heartDirections(apex: Vector3, { ventricles, insertions }: SeptumSigns): HeartDirections {
  const marked = insertions && across(apex, toBoth(insertions))
  if (marked) return directions(apex, marked, 'insertion-points')
  const drawn = ventricles && across(apex, minus(ventricles.right, ventricles.left))
  if (drawn) return directions(apex, drawn, 'right-ventricle')
  const usual = across(apex, usualSeptum) ?? across(apex, [0, -1, 0]) ?? across(apex, [0, 0, 1])
  if (!usual) throw new RangeError('an axis leaves two directions across it')
  return directions(apex, usual, 'body')
}

const directions = (apex: Vector3, septum: Vector3, by: HeartDirections['by']): HeartDirections => ({
  apex,
  septum,
  anterior: cross(septum, apex),
  by,
})

const minus = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]

function toBoth({ centre, anterior, inferior }: NonNullable<SeptumSigns['insertions']>): Vector3 {
  const [a, b] = [minus(anterior, centre), minus(inferior, centre)]
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

/** mm, or of unit vectors their sine: shorter than that it points nowhere */
const nowhere = 0.1

function across(axis: Vector3, direction: Vector3): Vector3 | undefined {
  const along = dot(axis, direction)
  const rest = minus(direction, [along * axis[0], along * axis[1], along * axis[2]])
  return Math.hypot(...rest) < nowhere ? undefined : normalised(rest)
}
