/** What relaxation times are mapped from, and the maps as a scanner makes them. */

import { randomBits, uniform } from '../numerics/random.ts'
import { at } from '../units/at.ts'
import { type Ms, mm, ms } from '../units/units.ts'
import type { Acquisition } from './acquisition.ts'
import type { ImageAttributes, MapKind } from './attributes.ts'
import { shortAxisPlane, threeLevels } from './planes.ts'
import type { HeartPreset } from './presets.ts'
import { attributesBy, minutes, type PlannedSeries, storedMagnitude } from './series.ts'
import { stillTime } from './timing.ts'

/** 5(3)3: five beats after the first inversion, three for recovery, three after the second. */
export const molliScheme = { first: 5, pause: 3, second: 3 } as const
/** ms from the inversion to the first picture after it */
const firstInversion = 120
const secondInversion = 200
/** relative standard deviation of the time between two beats */
const arrhythmia = 0.015

/** Inversion times and times of the pictures from the first one, in the order in which they are taken. */
export function molliTimes(rr: Ms, seed: number, slice: number): readonly { inversion: Ms; taken: Ms }[] {
  const bits = randomBits(seed, 900 + slice)
  // the sum of twelve uniform numbers is close enough to normal for a heart
  const beat = (): number =>
    rr * (1 + arrhythmia * (Array.from({ length: 12 }, () => uniform(bits)).reduce((a, b) => a + b) - 6))
  const times: { inversion: Ms; taken: Ms }[] = []
  let taken = 0
  for (const [count, begins] of [
    [molliScheme.first, firstInversion],
    [molliScheme.second, secondInversion],
  ] as const) {
    let inversion: number = begins
    for (let i = 0; i < count; i++) {
      times.push({ inversion: ms(Math.round(10 * inversion) / 10), taken: ms(taken) })
      const next = beat()
      inversion += next
      taken += next
    }
    for (let i = 0; i < molliScheme.pause; i++) taken += beat()
  }
  return times
}

const t2Preparations = [0, 25, 55].map(ms)
const echoTimes = Array.from({ length: 8 }, (_, echo) => ms(2.2 + 2.2 * echo))
const mapSlope: Readonly<Record<MapKind, number>> = { t1: 1, t2: 0.1, t2star: 0.1 }

/** seconds between slices of one series, for the patient to breathe */
const betweenSlices = 20_000

interface Mapping {
  readonly preset: HeartPreset
  readonly acquisition: Acquisition
  readonly seed: number
}

function stack({ preset, acquisition }: Mapping, levels: readonly number[] = threeLevels(preset)) {
  const [basal, middle] = threeLevels(preset)
  return {
    planes: levels.map((level) => shortAxisPlane(mm(level), acquisition)),
    thickness: acquisition.sliceThickness,
    ...(levels.length > 1 ? { spacing: mm(basal - middle) } : {}),
  }
}

const readout = (rr: Ms) => ({
  ...storedMagnitude,
  rr,
  triggerTime: ms(stillTime * rr),
  repetitionTime: ms(2.7),
  echoTime: ms(1.1),
  flipAngle: 35,
})

/** Eight pictures of each of three slices, and the T1 map of them. */
export function t1Series(
  mapping: Mapping,
  agent: 'native' | 'post',
  starts: number,
): readonly PlannedSeries[] {
  const { rr } = mapping.acquisition
  const contrast = agent === 'post' ? ('late' as const) : ('none' as const)
  const planes = stack(mapping)
  const stream = agent === 'post' ? 10 : 0
  const times = planes.planes.map((_, slice) => molliTimes(rr, mapping.seed, stream + slice))
  const acquired = (slice: number): number => minutes(starts) + slice * betweenSlices
  const raw = attributesBy(planes.planes.length, at(times, 0).length, (slice, phase): ImageAttributes => {
    const { inversion, taken } = at(at(times, slice), phase)
    return {
      ...readout(rr),
      kind: 'molli',
      contrast,
      acquired: ms(acquired(slice) + taken),
      inversionTime: inversion,
    }
  })
  const suffix = agent === 'post' ? 'post' : 'native'
  return [
    {
      role: `molli-${suffix}`,
      name: `molli-${suffix}`,
      description: `MOLLI ${suffix}`,
      ...planes,
      phases: at(times, 0).length,
      attributes: raw,
    },
    mapOf(mapping, 't1', `t1-${suffix}-map`, `T1 map ${suffix}`, contrast, starts + 1.5),
  ]
}

/** Three preparations of each of three slices, and the T2 map of them. */
export function t2Series(mapping: Mapping, starts: number): readonly PlannedSeries[] {
  const { rr } = mapping.acquisition
  const planes = stack(mapping)
  return [
    {
      role: 't2prep',
      name: 't2prep',
      description: 'T2 prep',
      ...planes,
      phases: t2Preparations.length,
      attributes: attributesBy(planes.planes.length, t2Preparations.length, (slice, phase) => ({
        ...readout(rr),
        kind: 't2-preparation',
        acquired: ms(minutes(starts) + slice * betweenSlices + 3 * phase * rr),
        preparationTime: at(t2Preparations, phase),
      })),
    },
    mapOf(mapping, 't2', 't2-map', 'T2 map', 'none', starts + 1.2),
  ]
}

/** Eight echoes of the middle slice, and the T2* map of them. */
export function t2starSeries(mapping: Mapping, starts: number): readonly PlannedSeries[] {
  const { rr } = mapping.acquisition
  const middle = [threeLevels(mapping.preset)[1]]
  return [
    {
      role: 't2star',
      name: 't2star',
      description: 'T2star multi echo',
      ...stack(mapping, middle),
      phases: echoTimes.length,
      attributes: attributesBy(1, echoTimes.length, (_, phase) => ({
        ...readout(rr),
        kind: 'multi-echo',
        acquired: ms(minutes(starts)),
        repetitionTime: ms(19),
        flipAngle: 20,
        echoTime: at(echoTimes, phase),
      })),
    },
    mapOf(mapping, 't2star', 't2star-map', 'T2star map', 'none', starts + 0.5, middle),
  ]
}

function mapOf(
  mapping: Mapping,
  map: MapKind,
  role: 't1-native-map' | 't1-post-map' | 't2-map' | 't2star-map',
  description: string,
  contrast: ImageAttributes['contrast'],
  starts: number,
  levels?: readonly number[],
): PlannedSeries {
  const planes = stack(mapping, levels)
  return {
    role,
    name: role,
    description,
    ...planes,
    phases: 1,
    attributes: attributesBy(planes.planes.length, 1, (slice) => ({
      ...readout(mapping.acquisition.rr),
      kind: 'map',
      map,
      contrast,
      slope: mapSlope[map],
      acquired: ms(minutes(starts) + slice * betweenSlices),
    })),
  }
}
