/** What is odd about a stack, as sentences for a person. Slices and phases count from 1. */
import { dot, type Vector3 } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import type { OrderedSlice } from './phases.ts'
import type { StackAxis, StackFrame } from './stack.ts'
import { distinctValues } from './what-varies.ts'

const axisNames: Readonly<Record<StackAxis, string>> = {
  phase: 'phases',
  dynamic: 'dynamics',
  'inversion-time': say('stacks/inversion-times'),
  'echo-time': 'echoes',
  'preparation-time': say('stacks/preparation-times'),
  single: 'images',
}

export function phaseWarnings(
  slices: readonly OrderedSlice[],
  phaseCount: number,
  axis: StackAxis,
): string[] {
  const name = axisNames[axis]
  const warnings = slices.flatMap(({ frames }, s) =>
    frames.length < phaseCount
      ? [say('stacks/slice-incomplete', { s: s + 1, frames: frames.length, phaseCount, name })]
      : [],
  )
  if (axis !== 'phase') {
    const clocks = [...new Set(slices.map(({ clock }) => clock))].filter((clock) => clock !== axis)
    if (phaseCount > 1 && clocks.length > 0)
      warnings.push(say('stacks/ordered-header-does-not-say', { name, clocks: clocks.join(' and ') }))
    return warnings
  }
  const stated = slices[0]?.frames[0]?.instance.cardiacNumberOfImages
  if (stated !== undefined && stated > 1 && phaseCount > 1 && stated !== phaseCount)
    warnings.push(say('stacks/header-says-phases-found', { stated, phaseCount }))
  if (phaseCount > 1) {
    const clocks = [...new Set(slices.map(({ clock }) => clock))].filter((clock) => clock !== 'trigger')
    if (clocks.length > 0)
      warnings.push(say('stacks/phases-ordered-trigger-times-missing', { clocks: clocks.join(' and ') }))
  }
  return warnings
}

export const repeatWarnings = (slices: readonly OrderedSlice[]): string[] =>
  slices.flatMap(({ repeats, duplicates }, s) => [
    ...(repeats.length > 0 ? [say('stacks/slice-acquired-again-newer-images', { s: s + 1 })] : []),
    ...(duplicates.length > 0
      ? [say('stacks/slice-images-share-place-time', { s: s + 1, duplicates: duplicates.length })]
      : []),
  ])

export const droppedWarnings = (slices: readonly OrderedSlice[]): string[] =>
  slices.flatMap(({ frames, duplicates }) =>
    frames.length > 0
      ? []
      : [say('stacks/slice-images-share-place-time-not', { duplicates: duplicates.length })],
  )

/** Of images with a venc; which one is right nobody can say. */
export function vencWarnings(frames: readonly StackFrame[]): string[] {
  const vencs = distinctValues(
    frames.flatMap(({ facts }) => facts.venc ?? []),
    0.5,
  )
  return vencs.length > 1
    ? [say('stacks/images-name-velocity-encodings-cm', { vencs: vencs.length, listed: vencs.join(', ') })]
    : []
}

/** mm; a slice whose corner moved sideways was planned again after the patient or the breath moved */
const realignedFrom = 2

export function realignedWarnings(slices: readonly OrderedSlice[], normal: Vector3): string[] {
  return slices.flatMap(({ frames }, s) => {
    const corners = frames.flatMap(({ facts }) => (facts.plane === undefined ? [] : [facts.plane.position]))
    const first = corners[0]
    if (first === undefined) return []
    const moved = corners.some((corner) => {
      const d: Vector3 = [corner[0] - first[0], corner[1] - first[1], corner[2] - first[2]]
      const along = dot(d, normal)
      return Math.sqrt(Math.max(0, dot(d, d) - along * along)) > realignedFrom
    })
    return moved ? [say('stacks/images-slice-realigned-between-phases', { s: s + 1 })] : []
  })
}

export function frameOfReferenceWarnings(frames: readonly StackFrame[]): string[] {
  const named = new Set(frames.flatMap(({ instance }) => instance.frameOfReferenceUid ?? []))
  return named.size > 1
    ? [say('stacks/images-name-frames-reference-their', { frames: frames.length, named: named.size })]
    : []
}
