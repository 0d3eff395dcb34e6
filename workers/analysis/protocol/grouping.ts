/**
 * What belongs together across series: groups that only differ in position (one series a slice) or in time (one
 * series a phase) are one stack.
 *
 * FrameOfReferenceUID is no criterion: de-identified exports give every image one of its own.
 */
import { dot, type ImagePlane, type Vector3 } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { median } from './median.ts'
import { acquisitionSeconds, compareText, type Group, type Placed, placesOf } from './placed.ts'
import { componentOf, isInverted, isSpinEcho, isSteadyState, unitOf } from './signal.ts'
import { kindOf, samePrescription } from './splitting.ts'
import type { StackAxis } from './stack.ts'
import { axisOf } from './what-varies.ts'

/** s; a stack is acquired within it */
const halfHour = 1800
/** s; of recovery curves and first passes: those before and after contrast or stress lie further apart */
const tenMinutes = 600
const day = 86_400
/** mm; a slice that moved sideways by more belongs to another prescription */
const lateralTolerance = 20
/** mm; positions of unknown thickness that are nearer than this are one slice */
const samePlace = 2

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
  readonly axis: StackAxis
}

/**
 * Joins groups that are one stack spread over several series. Where two of them hold the same slice, the
 * newer acquisition stays and the older one becomes a stack of its own.
 */
export function joinSeries(groups: readonly Joined[]): Joined[] {
  const buckets = new Map<string, { candidate: Candidate; warnings: string[] }[]>()
  for (const { frames: group, warnings } of groups.toSorted((a, b) => newestFirst(a.frames, b.frames))) {
    const candidate = describe(group)
    const key = `${likeness(at(group, 0))}|${candidate.axis}`
    const joined = buckets.get(key) ?? []
    buckets.set(key, joined)
    const relations = joined.map((stack) => relate(stack.candidate, candidate))
    const home = joined[relations.indexOf('extends')]
    if (home !== undefined) {
      home.candidate.frames.push(...candidate.frames)
      home.candidate.positions.push(...candidate.positions)
      home.candidate.times.push(...candidate.times)
      home.warnings.push(...warnings)
      continue
    }
    // of a first pass or a map the same slices are taken again on purpose: at rest, after contrast
    const repeats =
      relations.includes('repeats') && (candidate.axis === 'phase' || candidate.axis === 'single')
    joined.push({
      candidate,
      warnings: [...warnings, ...(repeats ? [say('stacks/earlier-acquisition-slices-acquired-again')] : [])],
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
    axis: axisOf(frames),
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
    within(longestOf(stack.axis), stack.times, other.times)
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

/** What images of one stack have in common besides their plane, whatever series they came in. */
export function likeness(item: Placed): string {
  const { frame, plane } = item
  const { instance, facts } = frame
  return [
    instance.studyUid,
    plane.rows,
    plane.columns,
    kindOf(item),
    stem(item),
    componentOf(frame) ?? '',
    isSpinEcho(frame) ? 'SE' : '',
    isSteadyState(frame) ? 'SS' : '',
    isInverted(frame) ? 'IR' : '',
    instance.acquisitionType ?? '',
    instance.pixels.samplesPerPixel,
    unitOf(frame) ?? '',
    instance.contrastAgent === undefined ? '' : 'agent',
    facts.venc?.toFixed(0) ?? '',
  ].join('|')
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

const longestOf = (axis: StackAxis): number =>
  axis === 'inversion-time' || axis === 'dynamic' ? tenMinutes : halfHour

function within(seconds: number, a: readonly number[], b: readonly number[]): boolean {
  if (a.length === 0 || b.length === 0) return true
  return b.some((time) =>
    a.some((other) => {
      const apart = Math.abs(time - other)
      return Math.min(apart, day - apart) <= seconds
    }),
  )
}
