/**
 * Which long-axis plane is which: by the angle at which it cuts the short axis.
 *
 *   d = n × a,  angle of d from the mid septum, +90° anterior, folded to (−90°, 90°] because d has no sign
 *   4-chamber −30°, 3-chamber +30°, 2-chamber 90°
 *
 * The septum is not seen here; where the right ventricle usually lies, made upright on the axis, stands for it.
 * That is a few ten degrees off in a rotated heart, so planes are named together: the set of names with the
 * least total difference, text breaking ties. Beyond 30° the names of all three would move on by one.
 */
import { cross, dot, normalised, type Vector3 } from '../geometry/plane.ts'
import { planeInText } from './language.ts'

export const longAxisAngles = { '4ch': -30, '3ch': 30, '2ch': 90 } as const
export type LongAxisPlane = keyof typeof longAxisAngles
const names = ['4ch', '3ch', '2ch'] as const

const geometryWeight = 3
const textWeight = 1.5
/** degrees between neighbouring planes: a plane as far off as that is the neighbour */
const apart = 60
/** cos 12°: planes nearer than this are the same view, acquired again */
const sameView = 0.978
/** least lead of the best name over the second best for one plane */
const margin = 0.5

export interface NamedPlane {
  readonly plane: LongAxisPlane | 'lax'
  /** degrees from the septal direction, in (−90, 90] */
  readonly angle: number
  /** how well the angle alone fits the name, at most 3 */
  readonly fit: number
  readonly text: string
}

/**
 * @param planes  that contain the axis
 * @param axis    unit vector from base to apex
 */
export function nameLongAxisPlanes(
  planes: readonly { readonly normal: Vector3; readonly text: string }[],
  axis: Vector3,
): NamedPlane[] {
  const views: number[][] = []
  planes.forEach((plane, k) => {
    const view = views.find(([first]) => {
      const other = first === undefined ? undefined : planes[first]
      return other !== undefined && Math.abs(dot(other.normal, plane.normal)) > sameView
    })
    if (view === undefined) views.push([k])
    else view.push(k)
  })
  const scored = views.map((members) => {
    const angle = planeAngle(planes[members[0] ?? 0]?.normal ?? axis, axis)
    const named = members.flatMap((k) => planeInText(planes[k]?.text ?? '') ?? [])
    const scores = names.map(
      (name) =>
        geometryWeight * (1 - difference(angle, longAxisAngles[name]) / apart) +
        (named.includes(name) ? textWeight : 0),
    )
    return { members, angle, scores }
  })
  const best = bestNames(scored.map(({ scores }) => scores))
  const result: NamedPlane[] = planes.map(() => ({ plane: 'lax', angle: 0, fit: 0, text: '' }))
  scored.forEach(({ members, angle, scores }, v) => {
    const chosen = best[v]
    const plane = chosen === undefined ? undefined : names[chosen]
    const score = chosen === undefined ? 0 : (scores[chosen] ?? 0)
    const rival = Math.max(...scores.filter((_, k) => k !== chosen && !best.includes(k)), 0)
    const decided = plane !== undefined && score > 0 && score - rival >= margin
    const fit =
      plane === undefined ? 0 : geometryWeight * (1 - difference(angle, longAxisAngles[plane]) / apart)
    for (const k of members)
      result[k] = {
        plane: decided ? plane : 'lax',
        angle,
        fit: Math.round(fit * 100) / 100,
        text: decided
          ? `contains the long axis at ${angle.toFixed(0)}° from the septal direction`
          : `contains the long axis at ${angle.toFixed(0)}°, which fits no one view best`,
      }
  })
  return result
}

/** From the left ventricle to the right one: patient right, and a little to the front and down. LPS. */
const usualSeptum: Vector3 = normalised([-0.892, -0.229, -0.213])

/** Degrees of a direction across the axis, from the septal side towards anterior, in (−90, 90]. */
export function acrossAngle(d: Vector3, axis: Vector3): number {
  const septal = upright(usualSeptum, axis)
  const anterior = cross(septal, axis)
  return folded((Math.atan2(dot(d, anterior), dot(d, septal)) * 180) / Math.PI)
}

/** Degrees of a long-axis plane in the short-axis plane, as above. */
const planeAngle = (normal: Vector3, axis: Vector3): number =>
  acrossAngle(normalised(cross(normal, axis)), axis)

/** A direction without sign, in (−90, 90]. */
export const folded = (degrees: number): number => {
  const within = degrees - 180 * Math.round(degrees / 180)
  return within === -90 ? 90 : within
}

function upright(v: Vector3, axis: Vector3): Vector3 {
  const along = dot(v, axis)
  return normalised([v[0] - along * axis[0], v[1] - along * axis[1], v[2] - along * axis[2]])
}

/** Between two directions without sign, 0 to 90°. */
function difference(a: number, b: number): number {
  const d = Math.abs(a - b) % 180
  return Math.min(d, 180 - d)
}

/** For each view the index of its name, each name at most once, such that the total score is highest. */
function bestNames(scores: readonly (readonly number[])[]): (number | undefined)[] {
  let best: { total: number; names: (number | undefined)[] } = { total: -1, names: [] }
  const walk = (view: number, names: (number | undefined)[], total: number): void => {
    const row = scores[view]
    if (row === undefined) {
      if (total > best.total) best = { total, names: [...names] }
      return
    }
    row.forEach((score, name) => {
      if (!names.includes(name)) walk(view + 1, [...names, name], total + Math.max(0, score))
    })
    walk(view + 1, [...names, undefined], total)
  }
  walk(0, [], 0)
  return best.names
}
