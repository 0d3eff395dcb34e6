/**
 * What each stack of a study is for, with the evidence for it. Geometry decides; text breaks ties.
 */
import { dot, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { SliceOrder, UnnamedStack } from './assemble.ts'
import { containing, crossing, type HeartAxis, heartAxis } from './axis.ts'
import { describedAs, kindOfStack } from './kind.ts'
import { planeInText } from './language.ts'
import { nameLongAxisPlanes } from './long-axis.ts'
import type { Evidence, SeriesRole } from './stack.ts'

interface Role {
  readonly role: SeriesRole
  readonly evidence: readonly Evidence[]
}

export interface Assigned extends Role {
  /** which way round the slices of a stack across the heart's axis begin at the base */
  readonly order: SliceOrder
}

/** The role of every stack of a study. @param stacks  slices ascending along their normals */
export function assignRoles(stacks: readonly UnnamedStack[]): Assigned[] {
  const kinds = stacks.map((stack) => kindOfStack(stack, stacks))
  const cines = stacks.flatMap((stack, index) => (at(kinds, index).kind === 'cine' ? [{ stack, index }] : []))
  const views = cines.map(({ stack }) => ({
    normal: stack.normal,
    positions: stack.positions,
    text: textOf(stack),
  }))
  const axis = heartAxis(views)
  const planes = axis === undefined ? views.map(({ text }) => roleByText(text)) : rolesByAxis(views, axis)
  const roles = new Map(cines.map(({ index }, k) => [index, at(planes, k)]))
  return stacks.map((stack, index) => {
    const { kind, evidence } = at(kinds, index)
    const found = roles.get(index)
    const role = found?.role ?? (kind === 'scout' ? 'scout' : 'other')
    const order = axis === undefined ? 'ascending' : baseFirst(stack, axis.direction)
    return { role, evidence: [...evidence, ...(found?.evidence ?? [])], order }
  })
}

const textOf = (stack: UnnamedStack): string => {
  const first = stack.frames.flat().find((frame) => frame !== null)
  return first == null ? '' : describedAs(first)
}

interface View {
  readonly normal: Vector3
  readonly positions: readonly number[]
  readonly text: string
}

function rolesByAxis(views: readonly View[], axis: HeartAxis): Role[] {
  const tilt = views.map(({ normal }) => Math.abs(dot(normal, axis.direction)))
  const long = views.flatMap((_, k) => (at(tilt, k) < containing ? [k] : []))
  const names = nameLongAxisPlanes(
    long.map((k) => at(views, k)),
    axis.direction,
  )
  return views.map((view, k) => {
    const name = names[long.indexOf(k)]
    if (name !== undefined)
      return {
        role: name.role,
        evidence: [
          { rule: 'long-axis', weight: name.fit, text: name.text },
          ...textEvidence(view, name.role),
        ],
      }
    if (at(tilt, k) > crossing) return acrossAxis(views, k, axis)
    return {
      role: 'other',
      evidence: [
        {
          rule: 'oblique',
          weight: 3,
          text: 'neither along nor across the long axis: an outflow or valve plane',
        },
      ],
    }
  })
}

/** Short axis, unless it lies off the stack's end, where only the valve and the outflow tract are. */
function acrossAxis(views: readonly View[], k: number, axis: HeartAxis): Role {
  const view = at(views, k)
  const main = axis.stack === undefined ? undefined : at(views, axis.stack)
  if (main !== undefined && axis.stack !== k && view.positions.length < 3) {
    const sign = dot(main.normal, view.normal) < 0 ? -1 : 1
    const reach = [Math.min(...main.positions), Math.max(...main.positions)] as const
    const step = (reach[1] - reach[0]) / (main.positions.length - 1)
    const within = view.positions.some((p) => sign * p > reach[0] - step && sign * p < reach[1] + step)
    if (!within)
      return {
        role: 'other',
        evidence: [
          { rule: 'beyond-stack', weight: 2, text: 'parallel to the short axis but beyond its stack' },
        ],
      }
  }
  const stack = axis.stack === k
  return {
    role: 'cine-sax',
    evidence: [
      stack
        ? { rule: 'short-axis-stack', weight: 3, text: axis.text }
        : { rule: 'short-axis', weight: 2, text: 'square to the long axis' },
      ...textEvidence(view, 'cine-sax'),
    ],
  }
}

/** Without an axis only the words are left. */
function roleByText(text: string): Role {
  const named = planeInText(text)
  if (named === undefined || named === 'scout')
    return { role: 'other', evidence: [{ rule: 'no-axis', weight: 0, text: 'no plane tells the long axis' }] }
  return {
    role: named,
    evidence: [{ rule: 'text', weight: 1.5, text: `only the description says so: ${text.trim()}` }],
  }
}

function textEvidence({ text }: View, role: SeriesRole): Evidence[] {
  const named = planeInText(text)
  if (named === undefined) return []
  return [
    named === role
      ? { rule: 'text', weight: 1.5, text: `the description agrees: ${text.trim()}` }
      : { rule: 'text', weight: -1.5, text: `the description says otherwise: ${text.trim()}` },
  ]
}

/** Slices across the axis run from base to apex. */
function baseFirst({ normal }: UnnamedStack, axis: Vector3): SliceOrder {
  const along = dot(normal, axis)
  return along < -crossing ? 'descending' : 'ascending'
}
