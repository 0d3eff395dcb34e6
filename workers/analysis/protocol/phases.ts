/**
 * Phases of one slice: its frames by time after the R wave.
 *
 * ContentTime is when an image was made, which is no order of acquisition (GE's cines come out shuffled), so it
 * follows InstanceNumber; but Philips assigns that at random. Equal trigger times with nothing else to tell the
 * frames apart are two images at one place and time: neither is used until a person decides.
 * @source DICOM PS3.3 C.8.3.1 (Trigger Time)
 */
import { at } from '../units/at.ts'
import { acquisitionSeconds, compareText, secondsOfDay } from './placed.ts'
import type { StackAxis, StackFrame } from './stack.ts'
import type { AxisReading } from './what-varies.ts'

export type Clock =
  | 'trigger'
  | 'phase-number'
  | 'temporal-position'
  | 'acquisition'
  | 'content'
  | 'instance-number'
  | 'series-number'
  | Exclude<StackAxis, 'phase' | 'single'>

interface NamedClock {
  readonly name: Clock
  readonly of: (frame: StackFrame) => number | undefined
}

const phaseClocks: readonly NamedClock[] = [
  { name: 'trigger', of: ({ facts }) => facts.triggerTime },
  { name: 'phase-number', of: ({ facts }) => facts.phaseNumber },
  { name: 'temporal-position', of: ({ facts }) => facts.temporalPosition },
  { name: 'acquisition', of: acquisitionSeconds },
  { name: 'instance-number', of: (image) => (numbersAtRandom(image) ? undefined : numberOf(image)) },
  { name: 'content', of: ({ instance }) => secondsOfDay(instance.contentTime) },
  // better than nothing, and the frames of one object are in order
  { name: 'instance-number', of: numberOf },
  { name: 'series-number', of: ({ instance }) => instance.seriesNumber },
]

/** Times after R say nothing where all images have the same; equal values follow each other as they were acquired. */
function clocksOf(axis: StackAxis, reading: AxisReading): readonly NamedClock[] {
  if (axis === 'phase' || axis === 'single') return phaseClocks
  const untimed = phaseClocks.filter(({ name }) => name !== 'trigger' && name !== 'phase-number')
  const averaged = (frame: StackFrame): number | undefined => {
    const value = reading(frame)
    const second = acquisitionSeconds(frame)
    return value === undefined || second === undefined ? undefined : value + second / 1e7
  }
  return [{ name: axis, of: reading }, { name: axis, of: averaged }, ...untimed]
}

function numberOf({ instance, frame }: StackFrame): number | undefined {
  return instance.instanceNumber === undefined ? undefined : instance.instanceNumber + frame / 1e6
}

const numbersAtRandom = ({ instance: { manufacturer } }: StackFrame): boolean =>
  manufacturer !== undefined && /philips/i.test(manufacturer)

export interface OrderedSlice {
  readonly frames: readonly StackFrame[]
  /** what the order rests on; only 'trigger' gives times after R */
  readonly clock: Clock | 'single'
  /** older acquisitions of the same phases */
  readonly repeats: readonly StackFrame[]
  /** two images at one position and time with nothing to tell which counts */
  readonly duplicates: readonly StackFrame[]
}

/**
 * @param frames    of one slice, in any order
 * @param expected  frames that a slice of this stack usually has
 */
export function orderSlice(
  frames: readonly StackFrame[],
  expected: number,
  axis: StackAxis = 'phase',
  reading: AxisReading = ({ facts }) => facts.triggerTime,
): OrderedSlice {
  const clocks = clocksOf(axis, reading)
  const settled = [...frames].sort(
    (a, b) => compareText(a.sopInstanceUid, b.sopInstanceUid) || a.frame - b.frame,
  )
  if (settled.length <= expected) return orderByClock(settled, clocks) ?? resolveTwins(settled, clocks)
  const runs = acquisitionRuns(settled, expected)
  if (runs !== undefined) {
    const [newest, ...older] = runs
    const ordered = orderByClock(newest, clocks) ?? resolveTwins(newest, clocks)
    return { ...ordered, repeats: [...older.flat(), ...ordered.repeats] }
  }
  // more frames than its neighbours: time of day or number alone do not make a second image a second phase
  const sure =
    axis === 'phase' || axis === 'single' ? clocks.filter(({ name }) => isPhaseClock(name)) : clocks
  return orderByClock(settled, sure) ?? resolveTwins(settled, expected === 1 ? sure : clocks)
}

const isPhaseClock = (name: Clock): boolean =>
  name === 'trigger' || name === 'phase-number' || name === 'temporal-position'

/** By the first clock that every frame carries and no two share. */
function orderByClock(
  frames: readonly StackFrame[],
  allowed: readonly NamedClock[],
): OrderedSlice | undefined {
  if (frames.length === 1) {
    const timed = frames[0]?.facts.triggerTime !== undefined
    return { frames, clock: timed ? 'trigger' : 'single', repeats: [], duplicates: [] }
  }
  for (const clock of allowed) {
    const ordered = sortedBy(frames, clock.of)
    if (ordered?.every(({ time }, k) => k === 0 || time > at(ordered, k - 1).time))
      return { frames: ordered.map(({ frame }) => frame), clock: clock.name, repeats: [], duplicates: [] }
  }
  return undefined
}

function sortedBy(
  frames: readonly StackFrame[],
  timeOf: (frame: StackFrame) => number | undefined,
): { frame: StackFrame; time: number }[] | undefined {
  const timed = frames.flatMap((frame) => {
    const time = timeOf(frame)
    return time === undefined ? [] : [{ frame, time }]
  })
  return timed.length === frames.length ? timed.sort((a, b) => a.time - b.time) : undefined
}

/** Frames that share a time: the newer acquisition counts; without one to tell, none does. */
function resolveTwins(frames: readonly StackFrame[], allowed: readonly NamedClock[]): OrderedSlice {
  const clock = allowed.find(({ name, of }) => {
    const ordered = name === 'instance-number' ? undefined : sortedBy(frames, of)
    return ordered?.some(({ time }, k) => k > 0 && time > at(ordered, k - 1).time)
  })
  const groups = new Map<number, StackFrame[]>()
  for (const frame of frames) {
    const time = clock?.of(frame) ?? 0
    groups.set(time, [...(groups.get(time) ?? []), frame])
  }
  const kept: StackFrame[] = []
  const repeats: StackFrame[] = []
  const duplicates: StackFrame[] = []
  for (const [, twins] of [...groups].sort(([a], [b]) => a - b)) {
    const byAge = [...twins].sort(newerFirst)
    const [newest, next] = byAge
    if (newest === undefined) continue
    if (next !== undefined && newerFirst(newest, next) === 0) duplicates.push(...byAge)
    else {
      kept.push(newest)
      repeats.push(...byAge.slice(1))
    }
  }
  return { frames: kept, clock: clock?.name ?? 'single', repeats, duplicates }
}

/**
 * Splits a slice that was acquired more than once into its acquisitions, newest first. The key is the first
 * of series, acquisition number and acquisition time that gives parts no larger than a usual slice.
 */
function acquisitionRuns(
  frames: readonly StackFrame[],
  expected: number,
): [StackFrame[], ...StackFrame[][]] | undefined {
  if (expected < 2) return undefined
  const keys: ((frame: StackFrame) => string | number | undefined)[] = [
    ({ instance }) => instance.seriesUid,
    ({ instance }) => instance.acquisitionNumber,
    acquisitionSeconds,
  ]
  for (const keyOf of keys) {
    const runs = new Map<string | number | undefined, StackFrame[]>()
    for (const frame of frames) runs.set(keyOf(frame), [...(runs.get(keyOf(frame)) ?? []), frame])
    const parts = [...runs.values()]
    if (parts.length < 2 || runs.has(undefined)) continue
    if (parts.some((part) => part.length > expected || part.length < 0.8 * expected)) continue
    const [newest, ...older] = parts.sort((a, b) => newerFirst(at(a, 0), at(b, 0)))
    if (newest !== undefined) return [newest, ...older]
  }
  return undefined
}

function newerFirst(a: StackFrame, b: StackFrame): number {
  const time = (acquisitionSeconds(b) ?? -1) - (acquisitionSeconds(a) ?? -1)
  const number = (b.instance.acquisitionNumber ?? -1) - (a.instance.acquisitionNumber ?? -1)
  return time || number
}

const mostPhasesPlaced = 200

/**
 * Places the frames of a slice that has fewer than the stack into its phases, in order, each as near as
 * can be to its own fraction of the RR; the phases that nothing is near to stay holes.
 *
 * @param fractions  of the frames, ascending
 * @param reference  fraction of each phase of the stack, ascending, at least as many
 * @returns          phase index of each frame, strictly ascending
 */
export function placeInPhases(fractions: readonly number[], reference: readonly number[]): number[] {
  const frames = fractions.length
  const phases = reference.length
  // no cine has hundreds of phases; long series without a beat keep their order
  if (phases > mostPhasesPlaced) return fractions.map((_, k) => k)
  // cost[i][k]: least total distance of the first i frames within the first k phases
  const cost = Array.from({ length: frames + 1 }, (_, i) =>
    new Array<number>(phases + 1).fill(i === 0 ? 0 : Number.POSITIVE_INFINITY),
  )
  const distance = (i: number, k: number) => Math.abs(at(fractions, i - 1) - at(reference, k - 1))
  for (let i = 1; i <= frames; i++) {
    for (let k = i; k <= phases; k++) {
      const skip = at(at(cost, i), k - 1)
      const take = at(at(cost, i - 1), k - 1) + distance(i, k)
      at(cost, i)[k] = Math.min(skip, take)
    }
  }
  const placed: number[] = []
  let k = phases
  for (let i = frames; i > 0; i--) {
    while (k > i && at(at(cost, i), k - 1) <= at(at(cost, i), k)) k--
    placed.unshift(k - 1)
    k--
  }
  return placed
}
