/**
 * One group of alike frames put in order: slices along the common normal, phases within each slice, a hole
 * where a phase is missing. What the stack is for is decided later, beside the other stacks of the study.
 */
import { dot, normalised, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { mm } from '../units/units.ts'
import type { Group } from './grouping.ts'
import { median } from './median.ts'
import { type OrderedSlice, orderSlice, placeInPhases } from './phases.ts'
import type { Placed } from './placed.ts'
import {
  heartRateOf,
  medianPhaseTimes,
  type SliceRhythm,
  sliceRhythm,
  stackGating,
  stackRR,
} from './rhythm.ts'
import { clusterPositions, jitterWarning, sliceSpacing } from './slices.ts'
import type { Stack, StackFrame } from './stack.ts'

/** A stack that has neither name nor role yet. */
export type UnnamedStack = Omit<Stack, 'id' | 'role' | 'evidence'>

export interface Assembled {
  readonly stack: UnnamedStack
  /** older acquisitions, to be stacked on their own */
  readonly repeats: readonly Placed[]
  readonly duplicates: readonly StackFrame[]
}

/** Along the common normal. Warnings count slices in this order, as the reader will. */
export type SliceOrder = 'ascending' | 'descending'

/** @returns undefined when every frame has a twin that contradicts it */
export function assemble(
  group: Group,
  inherited: readonly string[],
  order: SliceOrder = 'ascending',
): Assembled | undefined {
  const normal = commonNormal(group)
  const depth = group.map((item) => dot(normal, item.plane.position))
  const ascending = clusterPositions(depth)
  const clusters = order === 'ascending' ? ascending : ascending.reverse()
  const expected = usualCount(clusters.map((cluster) => cluster.length))
  const ordered = clusters.map((cluster) => ({
    depths: cluster.map((index) => at(depth, index)),
    slice: orderSlice(
      cluster.map((index) => at(group, index).frame),
      expected,
    ),
  }))
  const duplicates = ordered.flatMap(({ slice }) => slice.duplicates)
  const repeated = new Set(ordered.flatMap(({ slice }) => slice.repeats))
  const slices = ordered.filter(({ slice }) => slice.frames.length > 0)
  if (slices.length === 0) return undefined

  const positions = slices.map(({ depths }) => mm(median(depths)))
  const spacing = sliceSpacing(positions)
  const rhythms = slices.map(({ slice }) => sliceRhythm(slice.frames, slice.clock === 'trigger'))
  const phaseCount = Math.max(...slices.map(({ slice }) => slice.frames.length))
  const places = placeSlices(
    slices.map(({ slice }) => slice),
    rhythms,
    phaseCount,
  )
  const frames = places.map((phases, s) =>
    Array.from(
      { length: phaseCount },
      (_, phase) => at(slices, s).slice.frames[phases.indexOf(phase)] ?? null,
    ),
  )
  const phaseTimes = medianPhaseTimes(
    places.map((phases, s) =>
      Array.from({ length: phaseCount }, (_, phase) => at(rhythms, s).times?.[phases.indexOf(phase)]),
    ),
    phaseCount,
  )
  const rr = stackRR(rhythms)
  const first = at(at(slices, 0).slice.frames, 0)
  const thickness = first.facts.sliceThickness
  const description = first.instance.seriesDescription?.trim()
  const kept = slices.flatMap(({ slice }) => slice.frames)
  return {
    stack: {
      seriesUids: [...new Set(kept.map(({ instance }) => instance.seriesUid))].sort(),
      ...(description === undefined || description === '' ? {} : { description }),
      frames,
      phaseCount,
      normal,
      positions,
      spacing: spacing.spacing,
      ...(thickness === undefined ? {} : { thickness }),
      irregularity: spacing.irregularity,
      rr,
      heartRate: heartRateOf(rr),
      gating: phaseCount > 1 ? stackGating(rhythms) : 'unknown',
      ...(phaseTimes === undefined ? {} : { phaseTimes }),
      warnings: [
        ...inherited,
        ...spacing.warnings,
        ...slices.flatMap(({ depths }, s) => jitterWarning(depths, s)),
        ...realignedWarnings(
          slices.map(({ slice }) => slice),
          normal,
        ),
        ...phaseWarnings(
          slices.map(({ slice }) => slice),
          phaseCount,
        ),
        ...repeatWarnings(slices.map(({ slice }) => slice)),
        ...droppedWarnings(ordered.map(({ slice }) => slice)),
        ...new Set(phaseCount > 1 ? rhythms.flatMap(({ warnings }) => warnings) : []),
        ...frameOfReferenceWarnings(kept),
      ],
    },
    repeats: group.filter(({ frame }) => repeated.has(frame)),
    duplicates,
  }
}

function commonNormal(group: Group): Vector3 {
  const sum: [number, number, number] = [0, 0, 0]
  for (const { normal } of group) {
    sum[0] += normal[0]
    sum[1] += normal[1]
    sum[2] += normal[2]
  }
  return normalised(sum)
}

/** The most frequent count; of equally frequent ones the smaller, so that a twin never becomes the rule. */
function usualCount(counts: readonly number[]): number {
  const frequency = new Map<number, number>()
  for (const count of counts) frequency.set(count, (frequency.get(count) ?? 0) + 1)
  const [usual] = [...frequency].sort(([a, n], [b, m]) => m - n || a - b)
  return usual?.[0] ?? 0
}

/** Phase index of every frame of every slice. A slice with all phases keeps its order as it is. */
function placeSlices(
  slices: readonly OrderedSlice[],
  rhythms: readonly SliceRhythm[],
  phaseCount: number,
): number[][] {
  const fractions = slices.map(({ frames }, s) => {
    const { times, rr } = at(rhythms, s)
    return frames.map((_, k) =>
      times !== undefined && rr !== undefined ? at(times, k) / rr : (k + 0.5) / phaseCount,
    )
  })
  const whole = fractions.filter((slice) => slice.length === phaseCount)
  const reference = Array.from({ length: phaseCount }, (_, phase) =>
    median(whole.map((slice) => at(slice, phase))),
  )
  return fractions.map((slice) =>
    slice.length === phaseCount ? slice.map((_, phase) => phase) : placeInPhases(slice, reference),
  )
}

function phaseWarnings(slices: readonly OrderedSlice[], phaseCount: number): string[] {
  const warnings = slices.flatMap(({ frames }, s) =>
    frames.length < phaseCount ? [`slice ${s + 1} has ${frames.length} of ${phaseCount} phases`] : [],
  )
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

const repeatWarnings = (slices: readonly OrderedSlice[]): string[] =>
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

const droppedWarnings = (slices: readonly OrderedSlice[]): string[] =>
  slices.flatMap(({ frames, duplicates }) =>
    frames.length > 0
      ? []
      : [`a slice has ${duplicates.length} images that share a place and a time: it is not used at all`],
  )

/** mm; a slice whose corner moved sideways was planned again after the patient or the breath moved */
const realignedFrom = 2

function realignedWarnings(slices: readonly OrderedSlice[], normal: Vector3): string[] {
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

function frameOfReferenceWarnings(frames: readonly StackFrame[]): string[] {
  const named = new Set(frames.flatMap(({ instance }) => instance.frameOfReferenceUid ?? []))
  return named.size > 1
    ? [
        `${frames.length} images name ${named.size} frames of reference: their positions are taken as one space`,
      ]
    : []
}
