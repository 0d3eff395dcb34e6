/**
 * A stack that came as one series for each of its phases, echoes or inversion times: many series of one image a
 * slice, all at the same slices. Put together again, with a warning, because nobody could measure it in pieces.
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { type Joined, likeness } from './grouping.ts'
import { acquisitionSeconds, elapsedSeconds, type Group, type Placed, placesOf } from './placed.ts'
import { samePrescription } from './splitting.ts'
import type { StackAxis, StackFrame } from './stack.ts'
import { axisOf, distinctValues } from './what-varies.ts'

/** series at a place; fewer may be an image that was taken again */
const fewest: Readonly<Record<Exclude<StackAxis, 'single'>, number>> = {
  phase: 8,
  dynamic: 20,
  'inversion-time': 5,
  'echo-time': 3,
  'preparation-time': 2,
}
/** without a time after R only many series at one place are a beat: a beat has at least as many phases */
const fewestUntimed = 12
/** s; one recovery curve takes a breath, and images with other inversion times follow minutes later */
const oneBreath = 60
const names: Readonly<Record<Exclude<StackAxis, 'single'>, string>> = {
  phase: 'phase',
  dynamic: 'dynamic',
  'inversion-time': say('stacks/inversion-time'),
  'echo-time': 'echo',
  'preparation-time': say('stacks/preparation-time'),
}

/** @param groups  as `splitSeries` gives them  @returns the same, those of one series a phase joined */
export function joinPhaseSeries(groups: readonly Group[]): Joined[] {
  const buckets = new Map<string, Group[][]>()
  const result: Joined[] = []
  for (const group of groups) {
    if (placesOf(group).some((place) => place.length > 1)) {
      result.push({ frames: group, warnings: [] })
      continue
    }
    const key = likeness(at(group, 0))
    const families = buckets.get(key) ?? []
    buckets.set(key, families)
    const home = families.find((family) => isParallel(at(family, 0), group))
    if (home === undefined) families.push([group])
    else home.push(group)
  }
  for (const family of [...buckets.values()].flat()) result.push(...joinedFamily(family))
  return result
}

const isParallel = (a: Group, b: Group): boolean => samePrescription(at(a, 0).plane, at(b, 0).plane)

function joinedFamily(family: readonly Group[]): Joined[] {
  const apart = family.map((frames): Joined => ({ frames, warnings: [] }))
  if (family.length < fewest['preparation-time']) return apart
  const together = family.flat()
  const places = placesOf(together)
  const fullest = places.reduce((most, place) => (place.length > most.length ? place : most), at(places, 0))
  const axis = axisOf(together)
  if (axis === 'single' || fullest.length < fewest[axis]) return apart
  // every series has its image at (nearly) every slice: slices of different series that merely touch do not
  if (fullest.length < mostOf * family.length && places.length > 1 && !isOneImageEach(family)) return apart
  if (seriesAt(fullest) < fullest.length || !isOneAcquisition(axis, fullest)) return apart
  return [
    {
      frames: together,
      warnings: [say('stacks/series-one-each-put-together', { family: family.length, axis: names[axis] })],
    },
  ]
}

const mostOf = 0.8
const isOneImageEach = (family: readonly Group[]): boolean => family.every((group) => group.length === 1)

const seriesAt = (place: readonly Placed[]): number =>
  new Set(place.map(({ frame }) => frame.instance.seriesUid)).size

function isOneAcquisition(axis: StackAxis, place: readonly Placed[]): boolean {
  const of = (reading: (frame: StackFrame) => number | undefined): number[] =>
    place.flatMap(({ frame }) => reading(frame) ?? [])
  if (axis === 'phase') {
    const triggers = of(({ facts }) => facts.triggerTime)
    if (triggers.length < place.length) return triggers.length === 0 && place.length >= fewestUntimed
    return distinctValues(triggers, 0).length > mostOf * place.length
  }
  if (axis !== 'inversion-time') return true
  const times = elapsedSeconds(of(acquisitionSeconds))
  return times.length === 0 || Math.max(...times) - Math.min(...times) <= oneBreath
}
