/**
 * One group of alike frames put in order: slices along the common normal, phases within each slice, a hole
 * where a phase is missing. What the stack is for is decided later, beside the other stacks of the study.
 */
import { dot, normalised, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { type Ms, mm, ms } from '../units/units.ts'
import { median } from './median.ts'
import { type OrderedSlice, orderSlice, placeInPhases } from './phases.ts'
import type { Group, Placed } from './placed.ts'
import {
  dynamicRhythm,
  heartRateOf,
  medianPhaseTimes,
  type SliceRhythm,
  sliceRhythm,
  stackCoverage,
  stackGating,
  stackRR,
  stillRhythm,
} from './rhythm.ts'
import { componentOf, isMotionCorrected } from './signal.ts'
import { clusterPositions, jitterWarning, sliceSpacing } from './slices.ts'
import type { Stack, StackAxis, StackComponent, StackFrame } from './stack.ts'
import {
  droppedWarnings,
  frameOfReferenceWarnings,
  phaseWarnings,
  realignedWarnings,
  repeatWarnings,
  vencWarnings,
} from './stack-warnings.ts'
import { type AxisReading, axisOf, axisReading } from './what-varies.ts'

/** A stack of which only its name and what it is for are not known yet. */
export type UnnamedStack = Omit<
  Stack,
  'id' | 'role' | 'seriesClass' | 'plane' | 'contrast' | 'evidence' | 'confidence' | 'question'
>

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
  const axis = axisOf(group)
  const reading = axisReading(
    axis,
    longestOf(clusters).map((index) => at(group, index).frame),
    group.map(({ frame }) => frame),
  )
  const ordered = clusters.map((cluster) => ({
    depths: cluster.map((index) => at(depth, index)),
    slice: orderSlice(
      cluster.map((index) => at(group, index).frame),
      expected,
      axis,
      reading,
    ),
  }))
  const duplicates = ordered.flatMap(({ slice }) => slice.duplicates)
  const repeated = new Set(ordered.flatMap(({ slice }) => slice.repeats))
  const slices = ordered.filter(({ slice }) => slice.frames.length > 0)
  if (slices.length === 0) return undefined

  const positions = slices.map(({ depths }) => mm(median(depths)))
  const spacing = sliceSpacing(positions)
  const counts = slices.map(({ slice }) => countsOf(slice.frames, reading))
  const rhythms = slices.map(({ slice }, s) => rhythmOf(slice, axis, counts[s]))
  const phaseCount = Math.max(...slices.map(({ slice }) => slice.frames.length))
  const counted = counts.flatMap((values) => (values === undefined ? [] : [values]))
  const fractions = slices.map(({ slice }, s) =>
    axis === 'phase'
      ? beatFractions(slice, at(rhythms, s), phaseCount)
      : at(
          counted.length === slices.length ? counted : slices.map((one) => evenly(one.slice, phaseCount)),
          s,
        ),
  )
  const places = placeSlices(fractions, phaseCount)
  const frames = places.map((phases, s) =>
    Array.from(
      { length: phaseCount },
      (_, phase) => at(slices, s).slice.frames[phases.indexOf(phase)] ?? null,
    ),
  )
  const alongAxis = (of: (slice: number) => readonly number[] | undefined): readonly Ms[] | undefined =>
    medianPhaseTimes(
      places.map((phases, s) =>
        Array.from({ length: phaseCount }, (_, phase) => of(s)?.[phases.indexOf(phase)]),
      ),
      phaseCount,
    )
  const phaseTimes =
    axis === 'phase' || axis === 'single' ? alongAxis((s) => at(rhythms, s).times) : undefined
  const axisTimes =
    axis === 'phase'
      ? phaseTimes
      : axis === 'single'
        ? undefined
        : fromFirst(
            axis,
            alongAxis((s) => counts[s]),
          )
  const coverage = axis === 'phase' ? stackCoverage(rhythms) : undefined
  const component = commonComponent(slices.flatMap(({ slice }) => slice.frames))
  const rr = stackRR(rhythms)
  const first = at(at(slices, 0).slice.frames, 0)
  const thickness = first.facts.sliceThickness
  const description = first.instance.seriesDescription?.trim()
  const kept = slices.flatMap(({ slice }) => slice.frames)
  return {
    stack: {
      seriesUids: [...new Set(kept.map(({ instance }) => instance.seriesUid))].sort(),
      ...(description === undefined || description === '' ? {} : { description }),
      ...(component === undefined ? {} : { component }),
      motionCorrected: isMotionCorrected(first),
      ...(first.facts.venc === undefined ? {} : { venc: first.facts.venc }),
      frames,
      phaseCount,
      axis: phaseCount === 1 ? 'single' : axis,
      ...(axisTimes === undefined ? {} : { axisTimes }),
      normal,
      positions,
      spacing: spacing.spacing,
      ...(thickness === undefined ? {} : { thickness }),
      irregularity: spacing.irregularity,
      jitter: mm(Math.max(...slices.map(({ depths }) => Math.max(...depths) - Math.min(...depths)))),
      rr,
      heartRate: heartRateOf(rr),
      gating: phaseCount > 1 ? stackGating(rhythms) : 'unknown',
      ...(coverage === undefined ? {} : { coverage }),
      arrhythmia: rhythms.some(({ arrhythmia }) => arrhythmia),
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
          axis,
        ),
        ...repeatWarnings(slices.map(({ slice }) => slice)),
        ...droppedWarnings(ordered.map(({ slice }) => slice)),
        ...new Set(phaseCount > 1 ? rhythms.flatMap(({ warnings }) => warnings) : []),
        ...vencWarnings(kept),
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

/** The fullest slice: what tells its frames apart tells those of the others apart. */
const longestOf = (clusters: readonly (readonly number[])[]): readonly number[] =>
  clusters.reduce((most, cluster) => (cluster.length > most.length ? cluster : most))

/** What the axis counts, in ms and in the order of the frames; undefined where a frame does not say it. */
function countsOf(frames: readonly StackFrame[], reading: AxisReading): readonly number[] | undefined {
  const values = frames.flatMap((frame) => reading(frame) ?? [])
  return values.length < frames.length ? undefined : values
}

function rhythmOf(
  { frames, clock }: OrderedSlice,
  axis: StackAxis,
  counts: readonly number[] | undefined,
): SliceRhythm {
  if (axis === 'phase' || axis === 'single') return sliceRhythm(frames, clock === 'trigger')
  return axis === 'dynamic' ? dynamicRhythm(frames, counts ?? []) : stillRhythm(frames)
}

/** Dynamics count from the first one. */
const fromFirst = (axis: StackAxis, values: readonly Ms[] | undefined): readonly Ms[] | undefined =>
  axis === 'dynamic' ? values?.map((value) => ms(value - at(values, 0))) : values

const evenly = ({ frames }: OrderedSlice, phaseCount: number): number[] =>
  frames.map((_, k) => (k + 0.5) / phaseCount)

/** Slices have beats of their own: their phases are alike at like fractions of them. */
function beatFractions(slice: OrderedSlice, { times, rr }: SliceRhythm, phaseCount: number): number[] {
  return times !== undefined && rr !== undefined ? times.map((time) => time / rr) : evenly(slice, phaseCount)
}

/** Phase index of every frame of every slice. A slice with all phases keeps its order as it is. */
function placeSlices(fractions: readonly (readonly number[])[], phaseCount: number): number[][] {
  const whole = fractions.filter((slice) => slice.length === phaseCount)
  const reference = Array.from({ length: phaseCount }, (_, phase) =>
    median(whole.map((slice) => at(slice, phase))),
  )
  return fractions.map((slice) =>
    slice.length === phaseCount ? slice.map((_, phase) => phase) : placeInPhases(slice, reference),
  )
}

function commonComponent(frames: readonly StackFrame[]): StackComponent | undefined {
  const [first, ...others] = new Set(frames.map((frame) => componentOf(frame)))
  return others.length === 0 ? first : undefined
}
