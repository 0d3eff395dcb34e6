/**
 * What runs through the images of one slice. It has to be known before they are put in order: trigger times of a
 * first pass jitter by milliseconds about one delay, and sorted by them the contrast agent would flicker.
 */
import { at } from '../units/at.ts'
import { median } from './median.ts'
import {
  acquisitionSeconds,
  beginsNextDay,
  day,
  elapsedSeconds,
  type Group,
  type Placed,
  placesOf,
  secondsOfDay,
} from './placed.ts'
import { longestRR, shortestRR } from './rhythm.ts'
import type { StackAxis, StackFrame } from './stack.ts'

/** ms; values nearer than this are one */
export const echoTolerance = 0.2
export const inversionTolerance = 1
/** as many echo times at a position are a series of echoes; two are one image each of two kinds */
const fewestEchoes = 3
/** as many inversion times at a position are a recovery curve; fewer are an image that was taken again */
const fewestInversions = 5
const fewestPreparations = 2
/** frames a value, on average, at a position: more is a whole cine for each value */
const imagesPerValue = 2
/** s; images at one position over a longer time are one a beat */
const longerThanBreath = 20
const fewestDynamics = 3
/** share of the images that must have a time of their own */
const mostlyDistinct = 0.8
/** ms; one image a beat at least this far apart: no cine has frames as long */
const shortestBeat = 300
/** share of a beat; images that spread over less are at one and the same phase */
const samePhase = 0.3
/** ms; where nothing says how long the beat is */
const assumedBeat = 1000
/** beats; trigger times beyond run through the examination: Philips writes them so for dynamics */
const wholeBeats = 2

/** Sorted values that differ by more than a tolerance. */
export function distinctValues(values: readonly number[], tolerance: number): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.filter((value, k) => k === 0 || value - at(sorted, k - 1) > tolerance)
}

/** Reads what an axis counts, in ms; undefined where the header does not say it. */
export type AxisReading = (frame: StackFrame) => number | undefined

const readings: Readonly<Record<Exclude<StackAxis, 'dynamic'>, AxisReading>> = {
  phase: ({ facts }) => facts.triggerTime,
  'inversion-time': ({ facts }) => facts.inversionTime,
  'echo-time': ({ facts }) => facts.echoTime,
  'preparation-time': ({ facts }) => facts.preparationTime,
  single: () => undefined,
}

/**
 * How the images of one slice say where they stand on their axis. Dynamics have three clocks, of which a vendor
 * may leave one standing: the first that tells most images of a slice apart is read, for all of them.
 *
 * @param slice  the fullest
 * @param all    images of the stack: where one is from before midnight, those after it are from the next day
 */
export function axisReading(
  axis: StackAxis,
  slice: readonly StackFrame[],
  all: readonly StackFrame[] = slice,
): AxisReading {
  if (axis !== 'dynamic') return readings[axis]
  const clock = dynamicClocks.find(({ of }) => tellsApart(of, slice))
  if (clock === undefined) return readings.single
  return clock.ofDay ? throughMidnight(clock.of, all) : clock.of
}

function throughMidnight(secondsOf: AxisReading, all: readonly StackFrame[]): AxisReading {
  const nextDay = beginsNextDay(all.flatMap((frame) => secondsOf(frame) ?? []))
  return (frame) => {
    const seconds = secondsOf(frame)
    return seconds === undefined ? undefined : 1000 * (seconds < nextDay ? seconds + day : seconds)
  }
}

const dynamicClocks: readonly { readonly of: AxisReading; readonly ofDay: boolean }[] = [
  { of: acquisitionSeconds, ofDay: true },
  { of: ({ facts }) => facts.triggerTime, ofDay: false },
  { of: ({ instance }) => secondsOfDay(instance.contentTime), ofDay: true },
]

const tellsApart = (clock: AxisReading, slice: readonly StackFrame[]): boolean =>
  distinctValues(
    slice.flatMap((frame) => clock(frame) ?? []),
    0,
  ).length >
  mostlyDistinct * slice.length

/**
 * @param group  alike images of one orientation
 * @returns      'phase' where several images at a position have nothing else that tells them apart
 */
export function axisOf(group: Group): StackAxis {
  const places = placesOf(group)
  const fullest = places.reduce((most, place) => (place.length > most.length ? place : most), at(places, 0))
  if (fullest.length === 1) return 'single'
  const valuesOf = (axis: Exclude<StackAxis, 'dynamic'>): number[] =>
    fullest.flatMap(({ frame }) => readings[axis](frame) ?? [])
  const counts = (axis: 'echo-time' | 'inversion-time', tolerance: number, fewest: number): boolean => {
    const found = distinctValues(valuesOf(axis), tolerance).length
    return found >= fewest && fullest.length <= imagesPerValue * found
  }
  const preparations = distinctValues(valuesOf('preparation-time'), inversionTolerance).length
  if (preparations >= fewestPreparations) return 'preparation-time'
  if (counts('inversion-time', inversionTolerance, fewestInversions)) return 'inversion-time'
  if (counts('echo-time', echoTolerance, fewestEchoes)) return 'echo-time'
  return isDynamic(fullest) ? 'dynamic' : 'phase'
}

/** Times of day that go on from beat to beat, while the time after R stands still, runs away or is not given. */
function isDynamic(place: readonly Placed[]): boolean {
  if (place.length < fewestDynamics) return false
  const triggers = place.flatMap(({ frame }) => frame.facts.triggerTime ?? [])
  const beat = beatOf(place)
  if (triggers.length === place.length) {
    const [least, most] = [Math.min(...triggers), Math.max(...triggers)]
    if (most > wholeBeats * beat) return true
    if (most - least > samePhase * beat) return false
  }
  const read = (secondsOf: AxisReading): number[] => place.flatMap(({ frame }) => secondsOf(frame) ?? [])
  const acquired = read(acquisitionSeconds)
  return (
    goesOn(acquired, place.length) ||
    // no time after R, and more than a beat or two: not gated at all
    (triggers.length === 0 && outlasts(acquired, place.length, wholeBeats * beat)) ||
    // one phase only: what tells the images apart can be nothing but the beat
    (triggers.length === place.length &&
      (goesOn(
        read(({ instance }) => secondsOfDay(instance.contentTime)),
        place.length,
      ) ||
        distinctValues(
          read(({ facts }) => facts.temporalPosition),
          0,
        ).length === place.length))
  )
}

function outlasts(seconds: readonly number[], images: number, duration: number): boolean {
  const elapsed = elapsedSeconds(seconds)
  return (
    distinctValues(elapsed, 0).length > mostlyDistinct * images &&
    (Math.max(...elapsed) - Math.min(...elapsed)) * 1000 > duration
  )
}

function goesOn(seconds: readonly number[], images: number): boolean {
  const distinct = distinctValues(elapsedSeconds(seconds), 0)
  if (distinct.length <= mostlyDistinct * images || distinct.length < 2) return false
  const steps = distinct.slice(1).map((value, k) => value - at(distinct, k))
  const lasted = at(distinct, distinct.length - 1) - at(distinct, 0)
  return lasted >= longerThanBreath || median(steps) * 1000 >= shortestBeat
}

function beatOf(place: readonly Placed[]): number {
  const intervals = place
    .flatMap(({ frame }) => frame.facts.nominalInterval ?? [])
    .filter((interval) => interval > shortestRR && interval < longestRR)
  if (intervals.length > 0) return median(intervals)
  const rates = place.flatMap(({ frame }) => frame.facts.heartRate ?? [])
  return rates.length > 0 ? 60_000 / median(rates) : assumedBeat
}
