/**
 * What belongs together within one SeriesInstanceUID: parallel, alike images of one kind. Vendors put scouts
 * beside cines, magnitude beside velocity images, both echoes, rest beside stress into one series.
 */
import { dot, type ImagePlane, length, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { median } from './median.ts'
import { acquisitionSeconds, elapsedSeconds, type Group, type Placed, placesOf } from './placed.ts'
import { componentOf } from './signal.ts'
import type { StackFrame } from './stack.ts'
import { axisOf, distinctValues, inversionTolerance } from './what-varies.ts'

/** cos 0.5°: planes that differ by less are parallel */
const parallel = 0.999961923
const spacingTolerance = 1e-3

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
      instance.pixels.samplesPerPixel,
      kindOf(item),
      componentOf(item.frame) ?? '',
      velocityKey(item.frame),
    ].join('|')
    const same = bySeries.get(key)
    if (same === undefined) bySeries.set(key, [item])
    else same.push(item)
  }
  return [...bySeries.values()]
    .flatMap((alike) => splitByPlane(alike))
    .flatMap((group) => splitByValue(group, 'echo-time', ({ frame }) => frame.facts.echoTime, echoSplit))
    .flatMap((group) =>
      splitByValue(group, 'inversion-time', ({ frame }) => frame.facts.inversionTime, inversionTolerance),
    )
    .flatMap((group) => splitByPause(group))
}

/** ms; echoes of one image differ by more, a scanner's rounding by less */
const echoSplit = 0.5

/** ImageType without tokens that number images. */
export const kindOf = ({ frame }: Placed): string =>
  frame.instance.imageType.filter((token) => !/^\d*$/.test(token.trim())).join('\\')

/** Which way and how fast: encodings of three directions may share a series. */
function velocityKey({ facts }: StackFrame): string {
  if (facts.venc === undefined) return ''
  const direction = facts.velocityDirection?.map((part) => Math.abs(part).toFixed(1)).join(',') ?? ''
  return `${facts.venc.toFixed(0)}/${facts.velocityAxis ?? ''}/${direction}`
}

function splitByPlane(items: readonly Placed[]): Placed[][] {
  const groups: Placed[][] = []
  for (const item of items) {
    const home = groups.find((group) => samePrescription(at(group, 0).plane, item.plane))
    if (home === undefined) groups.push([item])
    else home.push(item)
  }
  return groups
}

/** One orientation and one pixel size. */
export function samePrescription(a: ImagePlane, b: ImagePlane): boolean {
  const near = (u: number, v: number) => Math.abs(u - v) <= spacingTolerance * u
  return (
    alongside(a.rowDirection, b.rowDirection) &&
    alongside(a.columnDirection, b.columnDirection) &&
    near(a.rowSpacing, b.rowSpacing) &&
    near(a.columnSpacing, b.columnSpacing)
  )
}

export const alongside = (a: Vector3, b: Vector3): boolean => dot(a, b) > parallel * length(a) * length(b)

/**
 * Splits by echo or inversion time where several values stand at one position and are not what runs through its
 * images. A value that merely differs between slices does not split: a reader's TI drifts through a stack.
 */
function splitByValue(
  group: Group,
  axis: 'echo-time' | 'inversion-time',
  reading: (item: Placed) => number | undefined,
  tolerance: number,
): Group[] {
  const distinct = (items: readonly Placed[]): number[] =>
    distinctValues(
      items.flatMap((item) => reading(item) ?? []),
      tolerance,
    )
  const places = placesOf(group)
  const most = Math.max(...places.map((place) => distinct(place).length))
  if (most < 2 || axisOf(group) === axis) return [group]
  // as many values as images, and yet no axis of their own: a number that jitters
  if (most > mostKinds) return [group]
  const starts = distinct(group)
  const parts = starts.map((start, k) =>
    group.filter((item) => {
      const value = reading(item)
      return value !== undefined && value >= start && value < (starts[k + 1] ?? Number.POSITIVE_INFINITY)
    }),
  )
  return [...parts, group.filter((item) => reading(item) === undefined)].filter((part) => part.length > 0)
}

/** images of one slice that a technologist takes one after the other, each in its own way */
const mostKinds = 12
/** s; a first pass is over, and the next begins after minutes */
const shortestPause = 60
/** images at a position: a first pass has as many, and so have both parts of a series that holds two */
const fewestOfFirstPass = 15

/** A series that goes on after a pause of a minute or more is two: stress and rest in one. */
function splitByPause(group: Group): Group[] {
  if (axisOf(group) !== 'dynamic') return [group]
  const times = group.map(({ frame }) => acquisitionSeconds(frame))
  const known = times.flatMap((time) => time ?? [])
  if (known.length < group.length) return [group]
  const elapsed = elapsedSeconds(known)
  const sorted = distinctValues(elapsed, 0)
  const steps = sorted.slice(1).map((value, k) => value - at(sorted, k))
  if (steps.length === 0) return [group]
  const longest = Math.max(...steps)
  if (longest < Math.max(shortestPause, 10 * median(steps))) return [group]
  const resumed = at(sorted, steps.indexOf(longest) + 1)
  const parts = [
    group.filter((_, k) => at(elapsed, k) < resumed),
    group.filter((_, k) => at(elapsed, k) >= resumed),
  ]
  const whole = parts.every((part) => placesOf(part).some((place) => place.length >= fewestOfFirstPass))
  return whole ? parts.flatMap((part) => splitByPause(part)) : [group]
}
