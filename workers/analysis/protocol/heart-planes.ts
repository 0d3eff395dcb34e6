/**
 * How each stack of a study cuts the heart, with the evidence for it. Geometry decides: planes are named by how
 * they lie to the long axis and to each other. Text breaks ties.
 */
import { dot, type Vector3 } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { containing, crossing, type HeartAxis, heartAxis, usualAxis } from './axis.ts'
import { outflowInText, planeInText } from './language.ts'
import {
  acrossAngle,
  folded,
  type LongAxisPlane,
  longAxisAngles,
  type NamedPlane,
  nameLongAxisPlanes,
} from './long-axis.ts'
import { median } from './median.ts'
import type { Evidence, HeartPlane } from './stack.ts'

export interface View {
  readonly normal: Vector3
  readonly positions: readonly number[]
  readonly text: string
  /** views of a beat come first: they are planned with most care, and the others follow them */
  readonly leads: boolean
}

export interface Planed {
  readonly plane: HeartPlane
  readonly evidence: readonly Evidence[]
  /** 0 to 1 */
  readonly confidence: number
}

const geometryWeight = 3
const textWeight = 1.5
const priorWeight = 1
/** cos 32° to the usual axis: what a short axis alone must reach, where nothing else tells the axis */
const usualShortAxis = 0.85
/** spacings; a single slice this far off the stack's end is its next slice */
const nextSlice = 1.1
/** degrees; a long-axis plane as near to a named one is the same view */
const sameView = 20

/** @returns one for each view, in their order; `axis` where some views tell it */
export function planesOfStudy(views: readonly View[]): {
  readonly planes: readonly Planed[]
  readonly axis: HeartAxis | undefined
} {
  const leading = views.flatMap((view, k) => (view.leads ? [k] : []))
  const pick = (indices: readonly number[]): View[] => indices.map((k) => at(views, k))
  const axis = axisOf(views, leading)
  if (axis === undefined) return { planes: views.map(withoutAxis), axis }
  const named = namesOf(pick(leading), axis.direction)
  const followed = views.map((view, k) =>
    view.leads ? named[leading.indexOf(k)] : nearest(view, pick(leading), named, axis.direction),
  )
  // those that no view of a beat is near to are named among themselves
  const left = views.flatMap((view, k) => (!view.leads && followed[k] === undefined ? [k] : []))
  const among = namesOf(pick(left), axis.direction)
  const septum = offsetOf(named)
  const planes = views.map((_, k) => planeOf(views, k, axis, followed[k] ?? among[left.indexOf(k)], septum))
  return { planes, axis }
}

/**
 * A stack across the axis tells it better than planes along it, among which may be outflow tracts; of like
 * things those of a beat tell it better than still pictures.
 */
function axisOf(views: readonly View[], leading: readonly number[]): HeartAxis | undefined {
  const ofLeading = heartAxis(leading.map((k) => at(views, k)))
  if (ofLeading?.stack !== undefined) return { ...ofLeading, stack: at(leading, ofLeading.stack) }
  const ofAll = heartAxis(views)
  return ofAll?.stack === undefined ? (ofLeading ?? ofAll) : ofAll
}

type Names = readonly (NamedPlane | undefined)[]

const isLongAxis = ({ normal }: View, axis: Vector3): boolean => Math.abs(dot(normal, axis)) < containing

/** Names of those that contain the axis; undefined for the others. */
function namesOf(views: readonly View[], axis: Vector3): Names {
  const long = views.filter((view) => isLongAxis(view, axis))
  const names = nameLongAxisPlanes(long, axis)
  return views.map((view) => names[long.indexOf(view)])
}

/** The name of the nearest view of a beat, where it is near. */
function nearest(view: View, leaders: readonly View[], names: Names, axis: Vector3): NamedPlane | undefined {
  if (!isLongAxis(view, axis)) return undefined
  const near = leaders.flatMap((leader, k) => {
    const name = names[k]
    if (name === undefined || name.plane === 'lax') return []
    const apart = (Math.acos(Math.min(1, Math.abs(dot(leader.normal, view.normal)))) * 180) / Math.PI
    return apart <= sameView ? [{ name, apart }] : []
  })
  const [closest] = near.sort((a, b) => a.apart - b.apart)
  return closest === undefined
    ? undefined
    : {
        ...closest.name,
        text: say('stacks/within-cine', { apart: closest.apart, plane: closest.name.plane }),
      }
}

/** Degrees by which the septum is turned from where it usually lies, as the named planes have it. */
function offsetOf(names: Names): number {
  const offsets = names.flatMap((name) =>
    name === undefined || name.plane === 'lax' ? [] : [folded(name.angle - longAxisAngles[name.plane])],
  )
  return offsets.length === 0 ? 0 : median(offsets)
}

/** @param name  of a plane that contains the axis, and of no other */
function planeOf(
  views: readonly View[],
  k: number,
  axis: HeartAxis,
  name: NamedPlane | undefined,
  septum: number,
): Planed {
  const view = at(views, k)
  if (name !== undefined) return namedLongAxis(view, name)
  const tilt = Math.abs(dot(view.normal, axis.direction))
  return tilt > crossing ? acrossAxis(views, k, axis) : outflow(view, axis.direction, septum)
}

function namedLongAxis(view: View, name: NamedPlane): Planed {
  return planed(name.plane, [
    { rule: 'long-axis', weight: name.fit, text: name.text },
    ...textEvidence(view, name.plane),
  ])
}

/** Short axis, unless it lies off the stack's end, where only the valve and the outflow tract are. */
function acrossAxis(views: readonly View[], k: number, axis: HeartAxis): Planed {
  const view = at(views, k)
  const main = axis.stack === undefined ? undefined : at(views, axis.stack)
  if (main !== undefined && view.positions.length < 3) {
    const sign = dot(main.normal, view.normal) < 0 ? -1 : 1
    const reach = [Math.min(...main.positions), Math.max(...main.positions)] as const
    const step = (nextSlice * (reach[1] - reach[0])) / (main.positions.length - 1)
    const within = view.positions.some((p) => sign * p > reach[0] - step && sign * p < reach[1] + step)
    if (!within)
      return planed('oblique', [
        { rule: 'beyond-stack', weight: 2, text: say('stacks/parallel-short-axis-but-beyond') },
      ])
  }
  return planed('sax', [
    axis.stack === k
      ? { rule: 'short-axis-stack', weight: geometryWeight, text: axis.text }
      : { rule: 'short-axis', weight: 2, text: say('stacks/square-long-axis') },
    ...textEvidence(view, 'sax'),
  ])
}

/**
 * Aslant to the axis: by where the normal points across it. The view of the right outflow tract is upright and
 * looks along the septum; that of the left one stands between it and the front wall, upright on the 3-chamber
 * view. Windows about a typical heart of the phantom; unverified on patients, so of little weight.
 */
const outflowAngles = { rvot: [-28, 28], lvot: [28, 85] } as const
const outflowWeight = 1.5

function outflow(view: View, axis: Vector3, septum: number): Planed {
  const along = dot(view.normal, axis)
  const across: Vector3 = [
    view.normal[0] - along * axis[0],
    view.normal[1] - along * axis[1],
    view.normal[2] - along * axis[2],
  ]
  const angle = folded(acrossAngle(across, axis) - septum)
  const said = outflowInText(view.text)
  const shown = (['rvot', 'lvot'] as const).find((tract) => {
    const [from, to] = outflowAngles[tract]
    return angle >= from && angle < to
  })
  const plane = said ?? shown
  if (plane === undefined)
    return planed('oblique', [
      {
        rule: 'oblique',
        weight: geometryWeight,
        text: say('stacks/neither-along-nor-across-long'),
      },
    ])
  return planed(plane, [
    {
      rule: 'outflow',
      weight: shown === plane ? outflowWeight : 0,
      text: say('stacks/aslant-long-axis-normal-septal', { angle }),
    },
    ...(said === undefined
      ? []
      : [
          {
            rule: 'text',
            weight: textWeight,
            text: say('stacks/description-agrees', { text: view.text.trim() }),
          },
        ]),
  ])
}

/** Without an axis only the words are left, and the way hearts usually lie. */
function withoutAxis(view: View): Planed {
  const named = planeInText(view.text)
  if (named !== undefined && named !== 'scout')
    return planed(named, [
      {
        rule: 'text',
        weight: textWeight,
        text: say('stacks/only-description-says', { text: view.text.trim() }),
      },
    ])
  if (!view.leads && Math.abs(dot(view.normal, usualAxis)) > usualShortAxis)
    return planed('sax', [
      { rule: 'usual-axis', weight: priorWeight, text: say('stacks/square-way-hearts-usually-lie') },
    ])
  return planed('unknown', [{ rule: 'no-axis', weight: 0, text: say('stacks/no-plane-tells-long-axis') }])
}

function textEvidence({ text }: View, plane: LongAxisPlane | 'sax' | 'lax'): Evidence[] {
  const named = planeInText(text)
  if (named === undefined) return []
  return [
    named === plane
      ? { rule: 'text', weight: textWeight, text: say('stacks/description-agrees', { text: text.trim() }) }
      : {
          rule: 'text',
          weight: -textWeight,
          text: say('stacks/description-says-otherwise', { text: text.trim() }),
        },
  ]
}

/** Log-odds of all evidence against none. */
function planed(plane: HeartPlane, evidence: readonly Evidence[]): Planed {
  const total = evidence.reduce((sum, { weight }) => sum + weight, 0)
  return { plane, evidence, confidence: 1 / (1 + Math.exp(-total)) }
}
