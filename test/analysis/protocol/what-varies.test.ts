import { describe, expect, it } from 'vitest'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { framesOf } from '#analysis/protocol/placed.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { axisOf, axisReading, distinctValues } from '#analysis/protocol/what-varies.ts'
import { beatsPerMinute, ms } from '#analysis/units/units.ts'
import { instance } from '../synthetic.ts'

type Says = (k: number) => {
  readonly facts?: Partial<FrameFacts>
  readonly instance?: Partial<InstanceFacts>
}
/** Images at one place. */
const at = (count: number, says: Says = () => ({}), place = 0) =>
  framesOf(
    Array.from({ length: count }, (_, k) =>
      instance({ uid: `${place}.${k + 100}`, position: [0, 0, place], ...says(k) }),
    ),
  ).placed
const axis = (count: number, says?: Says) => axisOf(at(count, says))

const clock = (seconds: number): string => {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(seconds / 3600)}${two((seconds / 60) % 60)}${two(seconds % 60)}.${String(Math.round((seconds % 1) * 1000)).padStart(3, '0')}`
}
/** Every `step` seconds from ten o'clock on. */
const acquired =
  (step: number, facts: Partial<FrameFacts> = {}): Says =>
  (k) => ({
    facts: { ...facts, acquisitionTime: clock(36_000 + k * step) },
  })

it('values within a tolerance are one', () => {
  expect(distinctValues([3, 1, 2, 1.1], 0.2)).toEqual([1, 2, 3])
  expect(distinctValues([1, 1.5, 2], 0.5)).toEqual([1])
  expect(distinctValues([], 1)).toEqual([])
  expect(distinctValues([2, 2], 0)).toEqual([2])
})

describe('what runs through the images of a slice', () => {
  it('is nothing where each slice has one', () => {
    expect(axis(1)).toBe('single')
    expect(axisOf([...at(1), ...at(1, undefined, 10)])).toBe('single')
  })

  it('is told by the fullest slice', () => {
    const preparations: Says = (k) => ({ facts: { preparationTime: ms(25 * k) } })
    expect(axisOf([...at(1), ...at(3, preparations, 10), ...at(2, undefined, 20)])).toBe('preparation-time')
    expect(axisOf([...at(4), ...at(3, preparations, 10)])).toBe('phase')
  })

  it('is a T2 preparation from two lengths on, more than a millisecond apart', () => {
    const of = (...times: number[]) =>
      axis(times.length, (k) => ({ facts: { preparationTime: ms(times[k] ?? 0) } }))
    expect(of(0, 25)).toBe('preparation-time')
    expect(of(25, 26)).toBe('phase')
    expect(of(0, 25, 25, 25, 25)).toBe('preparation-time')
  })

  it('is inversion times from five on, with at most two images each', () => {
    const of = (count: number, different: number) =>
      axis(count, (k) => ({ facts: { inversionTime: ms(100 + 50 * (k % different)) } }))
    expect(of(5, 5)).toBe('inversion-time')
    expect(of(4, 4)).toBe('phase')
    expect(of(10, 5)).toBe('inversion-time')
    expect(of(11, 5)).toBe('phase')
    expect(axis(5, (k) => ({ facts: { inversionTime: ms(100 + k) } }))).toBe('phase')
  })

  it('is echo times from three on, with at most two images each', () => {
    const of = (count: number, different: number) =>
      axis(count, (k) => ({ facts: { echoTime: ms(2 + 3 * (k % different)) } }))
    expect(of(3, 3)).toBe('echo-time')
    expect(of(2, 2)).toBe('phase')
    expect(of(6, 3)).toBe('echo-time')
    expect(of(7, 3)).toBe('phase')
    expect(axis(3, (k) => ({ facts: { echoTime: ms(2 + 0.2 * k) } }))).toBe('phase')
    // preparations before inversions before echoes
    const all: Says = (k) => ({ facts: { echoTime: ms(2 + k), inversionTime: ms(100 * k + 1) } })
    expect(axis(5, all)).toBe('inversion-time')
    expect(axis(5, (k) => ({ facts: { ...all(k).facts, preparationTime: ms(20 * k) } }))).toBe(
      'preparation-time',
    )
  })
})

describe('dynamics', () => {
  it('go on from beat to beat while the time after R stands still', () => {
    const still = { triggerTime: ms(120), nominalInterval: ms(800) }
    expect(axis(3, acquired(0.301, still))).toBe('dynamic')
    expect(axis(3, acquired(0.299, still))).toBe('phase')
    expect(axis(2, acquired(0.8, still))).toBe('phase')
    // faster than a beat, over 20 s
    expect(axis(202, acquired(0.1, still))).toBe('dynamic')
    expect(axis(200, acquired(0.1, still))).toBe('phase')
    // more than four fifths must have a time of their own
    const shared =
      (doubled: number): Says =>
      (k) => ({
        facts: { ...still, acquisitionTime: clock(36_000 + 0.8 * Math.max(0, k - doubled)) },
      })
    expect(axis(10, shared(1))).toBe('dynamic')
    expect(axis(10, shared(2))).toBe('phase')
  })

  it('are none where the time after R runs through three tenths of a beat', () => {
    const running =
      (span: number, facts: Partial<FrameFacts> = {}): Says =>
      (k) => ({
        facts: {
          triggerTime: ms((span * k) / 9),
          acquisitionTime: clock(36_000 + k),
          ...facts,
        },
      })
    const beat = { nominalInterval: ms(800) }
    expect(axis(10, running(240, beat))).toBe('dynamic')
    expect(axis(10, running(241, beat))).toBe('phase')
    // by the rate, and by an assumed second where nothing is said; an interval that is none is not used
    expect(axis(10, running(239, { heartRate: beatsPerMinute(75) }))).toBe('dynamic')
    expect(axis(10, running(241, { heartRate: beatsPerMinute(75) }))).toBe('phase')
    expect(axis(10, running(300))).toBe('dynamic')
    expect(axis(10, running(301))).toBe('phase')
    for (const nominal of [300, 2000])
      expect(axis(10, running(299, { nominalInterval: ms(nominal) }))).toBe('dynamic')
    expect(axis(10, running(95, { nominalInterval: ms(301) }))).toBe('phase')
    expect(axis(10, running(599, { nominalInterval: ms(1999) }))).toBe('dynamic')
    // a first one that lacks its time decides nothing
    expect(
      axis(10, (k) => ({
        facts: { ...(k === 0 ? {} : { triggerTime: ms(50 * k) }), acquisitionTime: clock(36_000 + k) },
      })),
    ).toBe('dynamic')
  })

  it('are there where times after R run beyond two beats', () => {
    const running =
      (last: number): Says =>
      (k) => ({
        facts: { triggerTime: ms((last * k) / 4), nominalInterval: ms(800) },
      })
    expect(axis(5, running(1600))).toBe('phase')
    expect(axis(5, running(1601))).toBe('dynamic')
  })

  it('without gating outlast two beats', () => {
    const untimed =
      (step: number): Says =>
      (k) => ({ facts: { acquisitionTime: clock(36_000 + k * step) } })
    expect(axis(41, untimed(0.05))).toBe('phase')
    expect(axis(42, untimed(0.05))).toBe('dynamic')
    // with a time after R on one of them it is gated
    expect(
      axis(42, (k) => ({
        facts: { ...(k === 0 ? { triggerTime: ms(0) } : {}), acquisitionTime: clock(36_000 + k * 0.05) },
      })),
    ).toBe('phase')
    const shared: Says = (k) => ({ facts: { acquisitionTime: clock(36_000 + Math.floor(k / 2) * 0.2) } })
    expect(axis(42, shared)).toBe('phase')
  })

  it('at one time after R are told by the moment of making, or by their number, all different', () => {
    const still = { triggerTime: ms(120) }
    expect(axis(5, (k) => ({ facts: still, instance: { contentTime: clock(36_000 + k) } }))).toBe('dynamic')
    expect(axis(5, (k) => ({ instance: { contentTime: clock(36_000 + k) } }))).toBe('phase')
    expect(axis(5, (k) => ({ facts: { ...still, temporalPosition: k } }))).toBe('dynamic')
    expect(axis(5, (k) => ({ facts: { ...still, temporalPosition: Math.min(k, 3) } }))).toBe('phase')
    expect(axis(5, (k) => ({ facts: { temporalPosition: k } }))).toBe('phase')
  })

  it('go on through midnight', () => {
    const late: Says = (k) => ({
      facts: { triggerTime: ms(5), acquisitionTime: clock((86_398 + k) % 86_400) },
    })
    expect(axis(5, late)).toBe('dynamic')
  })
})

describe('where an image stands on its axis', () => {
  const frames = (count: number, says: Says): StackFrame[] => at(count, says).map(({ frame }) => frame)
  const read = (axisName: Parameters<typeof axisReading>[0], images: readonly StackFrame[], all = images) =>
    images.map(axisReading(axisName, images, all))

  it('is read from the field that the axis is named after', () => {
    const one = frames(1, () => ({
      facts: { triggerTime: ms(1), inversionTime: ms(2), echoTime: ms(3), preparationTime: ms(4) },
    }))
    expect(
      (['phase', 'inversion-time', 'echo-time', 'preparation-time', 'single'] as const).map(
        (name) => read(name, one)[0],
      ),
    ).toEqual([1, 2, 3, 4, undefined])
  })

  it('of dynamics is read from the first clock that tells most of them apart, in ms', () => {
    expect(read('dynamic', frames(3, acquired(0.8)))).toEqual([36_000_000, 36_000_800, 36_001_600])
    const trigger: Says = (k) => ({ facts: { triggerTime: ms(900 * k), acquisitionTime: '100000' } })
    expect(read('dynamic', frames(3, trigger))).toEqual([0, 900, 1800])
    const made: Says = (k) => ({ instance: { contentTime: clock(k) }, facts: { triggerTime: ms(5) } })
    expect(read('dynamic', frames(3, made))).toEqual([0, 1000, 2000])
    expect(
      read(
        'dynamic',
        frames(3, () => ({})),
      ),
    ).toEqual([undefined, undefined, undefined])
    // one image without a time is left without one; of five, four different ones are not most
    const some: Says = (k) => (k === 9 ? {} : acquired(1)(k))
    expect(read('dynamic', frames(10, some)).filter((value) => value === undefined)).toHaveLength(1)
    expect(
      read(
        'dynamic',
        frames(5, (k) => acquired(1)(Math.min(k, 3))),
      ).filter((value) => value !== undefined),
    ).toEqual([])
  })

  it('after midnight is on the next day, where any image of the stack is from before', () => {
    const after = frames(3, (k) => ({ facts: { acquisitionTime: clock(k) } }))
    const before = frames(1, () => ({ facts: { acquisitionTime: clock(86_399) } }))
    expect(read('dynamic', after)).toEqual([0, 1000, 2000])
    expect(read('dynamic', after, [...before, ...after])).toEqual([86_400_000, 86_401_000, 86_402_000])
  })
})
