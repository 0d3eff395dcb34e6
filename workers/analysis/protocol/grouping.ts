/**
 * What belongs together in space: a SeriesInstanceUID is split into groups of parallel, alike images, and
 * groups of different series that only differ in position (one series a slice) are joined again.
 *
 * FrameOfReferenceUID is no criterion: de-identified exports give every image one of its own.
 */
import { dot, type ImagePlane, length, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { median } from './median.ts'
import { acquisitionSeconds, compareText, type Placed } from './placed.ts'
import { clusterPositions } from './slices.ts'

/** cos 0.5°: planes that differ by less are parallel */
const parallel = 0.999961923
const spacingTolerance = 1e-3
const halfHour = 1800
const day = 86_400
/** mm; a slice that moved sideways by more belongs to another prescription */
const lateralTolerance = 20
/** mm; positions of unknown thickness that are nearer than this are one slice */
const samePlace = 2

/** Alike frames: one orientation, matrix, pixel size and image type. */
export type Group = readonly Placed[]

/** Splits the frames of all series into groups. @param placed  in a settled order */
export function splitSeries(placed: readonly Placed[]): Group[] {
  const bySeries = new Map<string, Placed[]>()
  for (const item of placed) {
    const { instance } = item.frame
    const key = [
      instance.studyUid,
      instance.seriesUid,
      item.plane.rows,
      item.plane.columns,
      kindOf(item),
    ].join('|')
    const same = bySeries.get(key)
    if (same === undefined) bySeries.set(key, [item])
    else same.push(item)
  }
  return [...bySeries.values()]
    .flatMap((alike) => splitByPlane(alike))
    .flatMap((group) => splitByValue(group, ({ frame }) => frame.facts.echoTime, 0.5))
    .flatMap((group) => splitByValue(group, ({ frame }) => frame.facts.inversionTime, 1))
}

/** ImageType without tokens that number images. */
const kindOf = ({ frame }: Placed): string =>
  frame.instance.imageType.filter((token) => !/^\d*$/.test(token.trim())).join('\\')

function splitByPlane(items: readonly Placed[]): Placed[][] {
  const groups: Placed[][] = []
  for (const item of items) {
    const home = groups.find((group) => samePrescription(at(group, 0).plane, item.plane))
    if (home === undefined) groups.push([item])
    else home.push(item)
  }
  return groups
}

function samePrescription(a: ImagePlane, b: ImagePlane): boolean {
  const near = (u: number, v: number) => Math.abs(u - v) <= spacingTolerance * u
  return (
    alongside(a.rowDirection, b.rowDirection) &&
    alongside(a.columnDirection, b.columnDirection) &&
    near(a.rowSpacing, b.rowSpacing) &&
    near(a.columnSpacing, b.columnSpacing)
  )
}

const alongside = (a: Vector3, b: Vector3): boolean => dot(a, b) > parallel * length(a) * length(b)

/**
 * Splits by echo or inversion time where two to four values stand at one position. A value that merely
 * differs between slices does not split (a reader's TI drifts through a stack), and more than four values
 * at a position are an axis of their own (a look-locker series).
 */
function splitByValue(
  group: Group,
  reading: (item: Placed) => number | undefined,
  tolerance: number,
): Group[] {
  const distinct = (items: readonly Placed[]): number[] => {
    const sorted = items.flatMap((item) => reading(item) ?? []).sort((a, b) => a - b)
    return sorted.filter((value, k) => k === 0 || value - at(sorted, k - 1) > tolerance)
  }
  const most = Math.max(...placesOf(group).map((place) => distinct(place).length))
  if (most < 2 || most > 4) return [group]
  const starts = distinct(group)
  const parts = starts.map((start, k) =>
    group.filter((item) => {
      const value = reading(item)
      return value !== undefined && value >= start && value < (starts[k + 1] ?? Number.POSITIVE_INFINITY)
    }),
  )
  return [...parts, group.filter((item) => reading(item) === undefined)].filter((part) => part.length > 0)
}

const placesOf = (group: Group): Placed[][] => {
  const normal = at(group, 0).normal
  return clusterPositions(group.map((item) => dot(normal, item.plane.position))).map((cluster) =>
    cluster.map((index) => at(group, index)),
  )
}

export interface Joined {
  readonly frames: Group
  readonly warnings: readonly string[]
}

/** What decides whether two groups are one stack; grows as groups join it. */
interface Candidate {
  readonly frames: Placed[]
  readonly positions: number[]
  readonly times: number[]
  readonly phases: number
}

/**
 * Joins groups that are one stack spread over several series. Where two of them hold the same slice, the
 * newer acquisition stays and the older one becomes a stack of its own.
 */
export function joinSeries(groups: readonly Group[]): Joined[] {
  const buckets = new Map<string, { candidate: Candidate; warnings: string[] }[]>()
  for (const group of [...groups].sort(newestFirst)) {
    const first = at(group, 0)
    const { rows, columns } = first.plane
    const key = [first.frame.instance.studyUid, rows, columns, kindOf(first), stem(first)].join('|')
    const joined = buckets.get(key) ?? []
    buckets.set(key, joined)
    const candidate = describe(group)
    const relations = joined.map((stack) => relate(stack.candidate, candidate))
    const home = joined[relations.indexOf('extends')]
    if (home !== undefined) {
      home.candidate.frames.push(...candidate.frames)
      home.candidate.positions.push(...candidate.positions)
      home.candidate.times.push(...candidate.times)
      continue
    }
    const repeats = relations.includes('repeats')
    joined.push({
      candidate,
      warnings: repeats ? ['an earlier acquisition of slices that were acquired again'] : [],
    })
  }
  return [...buckets.values()]
    .flat()
    .map(({ candidate, warnings }) => ({ frames: candidate.frames, warnings }))
}

function newestFirst(a: Group, b: Group): number {
  const [first, second] = [at(a, 0).frame, at(b, 0).frame]
  return (
    latest(b) - latest(a) ||
    (second.instance.seriesNumber ?? 0) - (first.instance.seriesNumber ?? 0) ||
    compareText(first.instance.seriesUid, second.instance.seriesUid) ||
    compareText(first.sopInstanceUid, second.sopInstanceUid)
  )
}

const latest = (group: Group): number =>
  group.reduce((newest, item) => Math.max(newest, acquisitionSeconds(item.frame) ?? -1), -1)

function describe(frames: Group): Candidate {
  const normal = at(frames, 0).normal
  const places = placesOf(frames)
  return {
    frames: [...frames],
    positions: places.map((place) => median(place.map((item) => dot(normal, item.plane.position)))),
    times: frames.flatMap((item) => acquisitionSeconds(item.frame) ?? []),
    phases: Math.max(...places.map((place) => place.length)),
  }
}

function relate(stack: Candidate, other: Candidate): 'extends' | 'repeats' | 'apart' {
  const a = at(stack.frames, 0)
  const b = at(other.frames, 0)
  const alike =
    a.frame.instance.seriesUid !== b.frame.instance.seriesUid &&
    samePrescription(a.plane, b.plane) &&
    Math.abs(stack.phases - other.phases) <= Math.max(1, 0.1 * stack.phases) &&
    lateralShift(a.normal, a.plane, b.plane) < lateralTolerance &&
    withinHalfHour(stack.times, other.times)
  if (!alike) return 'apart'
  const reach = a.frame.facts.sliceThickness === undefined ? samePlace : a.frame.facts.sliceThickness / 2
  const touches = other.positions.some((position) =>
    stack.positions.some((taken) => Math.abs(taken - position) < reach),
  )
  if (touches) return 'repeats'
  const several = stack.positions.length > 2 && other.positions.length > 2
  return several && !onOneGrid([...stack.positions, ...other.positions]) ? 'apart' : 'extends'
}

/** Two whole stacks are one only if their slices interlock or follow each other evenly. */
function onOneGrid(positions: readonly number[]): boolean {
  const sorted = [...positions].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((position, k) => position - at(sorted, k))
  const step = median(gaps)
  return gaps.every((gap) => Math.abs(gap - step) <= 0.1 * step)
}

const stem = ({ frame }: Placed): string =>
  (frame.instance.seriesDescription ?? '')
    .trim()
    .toLowerCase()
    .replace(/_(sl|p)\d+$/, '')
    .replace(/[\s_-]*\d+$/, '')

function lateralShift(normal: Vector3, a: ImagePlane, b: ImagePlane): number {
  const d: Vector3 = [
    b.position[0] - a.position[0],
    b.position[1] - a.position[1],
    b.position[2] - a.position[2],
  ]
  const along = dot(d, normal)
  return Math.sqrt(Math.max(0, dot(d, d) - along * along))
}

function withinHalfHour(a: readonly number[], b: readonly number[]): boolean {
  if (a.length === 0 || b.length === 0) return true
  return b.some((time) =>
    a.some((other) => {
      const apart = Math.abs(time - other)
      return Math.min(apart, day - apart) <= halfHour
    }),
  )
}
