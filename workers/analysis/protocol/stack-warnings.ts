/** What is odd about a stack, as sentences for a person. Slices and phases count from 1. */
import { dot, type Vector3 } from '../geometry/plane.ts'
import type { OrderedSlice } from './phases.ts'
import type { StackAxis, StackFrame } from './stack.ts'
import { distinctValues } from './what-varies.ts'

const axisNames: Readonly<Record<StackAxis, string>> = {
  phase: 'phases',
  dynamic: 'dynamics',
  'inversion-time': 'inversion times',
  'echo-time': 'echoes',
  'preparation-time': 'preparation times',
  single: 'images',
}

export function phaseWarnings(
  slices: readonly OrderedSlice[],
  phaseCount: number,
  axis: StackAxis,
): string[] {
  const name = axisNames[axis]
  const warnings = slices.flatMap(({ frames }, s) =>
    frames.length < phaseCount ? [`slice ${s + 1} has ${frames.length} of ${phaseCount} ${name}`] : [],
  )
  if (axis !== 'phase') {
    const clocks = [...new Set(slices.map(({ clock }) => clock))].filter((clock) => clock !== axis)
    if (phaseCount > 1 && clocks.length > 0)
      warnings.push(
        `${name} are ordered by ${clocks.join(' and ')}: the header does not say them for each image`,
      )
    return warnings
  }
  const stated = slices[0]?.frames[0]?.instance.cardiacNumberOfImages
  if (stated !== undefined && stated > 1 && phaseCount > 1 && stated !== phaseCount)
    warnings.push(`the header says ${stated} phases, ${phaseCount} were found`)
  if (phaseCount > 1) {
    const clocks = [...new Set(slices.map(({ clock }) => clock))].filter((clock) => clock !== 'trigger')
    if (clocks.length > 0)
      warnings.push(`phases are ordered by ${clocks.join(' and ')}: trigger times are missing or repeated`)
  }
  return warnings
}

export const repeatWarnings = (slices: readonly OrderedSlice[]): string[] =>
  slices.flatMap(({ repeats, duplicates }, s) => [
    ...(repeats.length > 0
      ? [
          `slice ${s + 1} was acquired again: the newer images are used, the earlier ones are a stack of their own`,
        ]
      : []),
    ...(duplicates.length > 0
      ? [`slice ${s + 1} has ${duplicates.length} images that share a place and a time: none of them is used`]
      : []),
  ])

export const droppedWarnings = (slices: readonly OrderedSlice[]): string[] =>
  slices.flatMap(({ frames, duplicates }) =>
    frames.length > 0
      ? []
      : [`a slice has ${duplicates.length} images that share a place and a time: it is not used at all`],
  )

/** Of images with a venc; which one is right nobody can say. */
export function vencWarnings(frames: readonly StackFrame[]): string[] {
  const vencs = distinctValues(
    frames.flatMap(({ facts }) => facts.venc ?? []),
    0.5,
  )
  return vencs.length > 1
    ? [`the images name ${vencs.length} velocity encodings: ${vencs.join(', ')} cm/s`]
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
    return moved ? [`the images of slice ${s + 1} were realigned between phases`] : []
  })
}

export function frameOfReferenceWarnings(frames: readonly StackFrame[]): string[] {
  const named = new Set(frames.flatMap(({ instance }) => instance.frameOfReferenceUid ?? []))
  return named.size > 1
    ? [
        `${frames.length} images name ${named.size} frames of reference: their positions are taken as one space`,
      ]
    : []
}
