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
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
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
  const views = viewsOf(planes.map(({ normal }) => normal))
  const angles = views.map(([first]) => planeAngle(at(planes, first).normal, axis))
  const scores = views.map((members, v) => {
    const said = members.map((k) => planeInText(at(planes, k).text))
    return names.map((name) => fitOf(at(angles, v), name) + (said.includes(name) ? textWeight : 0))
  })
  const best = bestNames(scores)
  const named = views.map((_, v) => namedView(at(angles, v), at(scores, v), best, best[v]))
  return planes.map((_, k) =>
    at(
      named,
      views.findIndex((members) => members.includes(k)),
    ),
  )
}

/** Indices of planes that are the same view. */
function viewsOf(normals: readonly Vector3[]): (readonly [number, ...number[]])[] {
  const views: [number, ...number[]][] = []
  normals.forEach((normal, k) => {
    const view = views.find(([first]) => Math.abs(dot(at(normals, first), normal)) > sameView)
    if (view === undefined) views.push([k])
    else view.push(k)
  })
  return views
}

/** How well an angle fits a name: 3 where it is the view's own, 0 at that of the neighbour. */
const fitOf = (angle: number, name: LongAxisPlane): number =>
  geometryWeight * (1 - difference(angle, longAxisAngles[name]) / apart)

/** @param best  index of the name of every view, this one's own `chosen` among them */
function namedView(
  angle: number,
  scores: readonly number[],
  best: readonly (number | undefined)[],
  chosen: number | undefined,
): NamedPlane {
  const where = say('stacks/contains-long-axis', { angle })
  if (chosen === undefined)
    return { plane: 'lax', angle, fit: 0, text: say('stacks/fits-no-one-view-best', { where }) }
  // a name that another view bears is no rival
  const rival = Math.max(0, ...scores.filter((_, k) => !best.includes(k)))
  const fit = Math.round(100 * fitOf(angle, at(names, chosen))) / 100
  return at(scores, chosen) - rival >= margin
    ? { plane: at(names, chosen), angle, fit, text: say('stacks/septal-direction', { where }) }
    : { plane: 'lax', angle, fit, text: say('stacks/fits-no-one-view-best', { where }) }
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
