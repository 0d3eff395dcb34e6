import { describe, expect, it } from 'vitest'
import type { FrameFacts } from '#analysis/protocol/facts.ts'
import { median } from '#analysis/protocol/median.ts'
import { elapsedSeconds, secondsOfDay } from '#analysis/protocol/placed.ts'
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
} from '#analysis/protocol/rhythm.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { beatsPerMinute, ms } from '#analysis/units/units.ts'
import { frameOf } from './sights.ts'

const frames = (count: number, facts: (k: number) => Partial<FrameFacts>): StackFrame[] =>
  Array.from({ length: count }, (_, k) => {
    const frame = frameOf()
    return { ...frame, facts: { ...frame.facts, ...facts(k) } }
  })
/** Stamped at their start, or in their middle. */
const timed = (rr: number, facts: Partial<FrameFacts> = {}, offset = 0): StackFrame[] =>
  frames(20, (k) => ({ triggerTime: ms(((k + offset) * rr) / 20), ...facts }))

describe('the beat of one slice', () => {
  it('is the interval of the header where that can be a beat, without a word', () => {
    for (const offset of [0, 0.5]) {
      const found = sliceRhythm(timed(800, { nominalInterval: ms(810) }, offset), true)
      expect(found).toMatchObject({ rr: 810, gating: 'retrospective', arrhythmia: false, warnings: [] })
      expect(found.coverage).toBeCloseTo(800 / 810, 12)
      expect(found.times).toHaveLength(20)
    }
    const still = frames(1, () => ({ nominalInterval: ms(810) }))
    expect(sliceRhythm(still, false)).toEqual({ rr: 810, gating: 'unknown', arrhythmia: false, warnings: [] })
  })

  it('is what the frames run through where it cannot: 300 and 2000 ms are no beats', () => {
    for (const nominal of [300, 2000, 0, 5000])
      expect(sliceRhythm(timed(900, { nominalInterval: ms(nominal) }), true)).toMatchObject({
        rr: 900,
        warnings: [
          `nominal interval ${nominal} ms is no RR and was not used`,
          'RR from the times of the frames: the header has no interval',
        ],
      })
    for (const nominal of [301, 1999])
      expect(sliceRhythm(timed(900, { nominalInterval: ms(nominal) }), true).rr).toBe(nominal)
  })

  it('of frames that begin later than one step counts from R', () => {
    // a delay of 300 ms before the first frame is a part of the beat
    const late = frames(20, (k) => ({ triggerTime: ms(300 + 20 * k) }))
    expect(sliceRhythm(late, true).rr).toBe(700)
    const soon = frames(20, (k) => ({ triggerTime: ms(20 + 20 * k) }))
    expect(sliceRhythm(soon, true).rr).toBe(400)
  })

  it('of frames that end early is that of the heart rate', () => {
    const early = timed(700, { heartRate: beatsPerMinute(60) })
    expect(sliceRhythm(early, true)).toMatchObject({
      rr: 1000,
      coverage: 0.7,
      gating: 'prospective',
      warnings: ['RR from the heart rate in the header: the frames end before the beat does'],
    })
    expect(sliceRhythm(timed(950, { heartRate: beatsPerMinute(60) }), true)).toMatchObject({
      rr: 950,
      gating: 'retrospective',
    })
    expect(sliceRhythm(timed(949, { heartRate: beatsPerMinute(60) }), true)).toMatchObject({
      rr: 1000,
      gating: 'prospective',
    })
    // a rate of nothing is none
    expect(sliceRhythm(timed(700, { heartRate: beatsPerMinute(0) }), true)).toMatchObject({
      rr: 700,
      gating: 'unknown',
    })
    expect(sliceRhythm(timed(700), true)).not.toHaveProperty('coverage')
  })

  it('that disagrees with the heart rate by more than a tenth is named', () => {
    const rated = (rate: number) =>
      sliceRhythm(timed(1000, { nominalInterval: ms(1000), heartRate: beatsPerMinute(rate) }), true).warnings
    expect(rated(66)).toEqual([])
    expect(rated(67)).toEqual(["the header's heart rate is 67/min, its RR means 60/min"])
    expect(rated(55)).toEqual([])
    expect(rated(54)).toEqual(["the header's heart rate is 54/min, its RR means 60/min"])
  })

  it('without times after R has no times, no coverage and no gating', () => {
    expect(sliceRhythm(timed(800), false)).toEqual({ gating: 'unknown', arrhythmia: false, warnings: [] })
    const one = frames(1, () => ({ triggerTime: ms(50) }))
    expect(sliceRhythm(one, true)).toEqual({
      times: [50],
      gating: 'unknown',
      arrhythmia: false,
      warnings: [],
    })
    const some = frames(5, (k) => (k === 2 ? {} : { triggerTime: ms(100 * k) }))
    expect(sliceRhythm(some, true)).not.toHaveProperty('times')
  })

  it('varies too much from three tenths of it on', () => {
    const varied = (low: number, high: number) =>
      sliceRhythm(timed(1000, { nominalInterval: ms(1000), lowRR: ms(low), highRR: ms(high) }), true)
    expect(varied(850, 1150).arrhythmia).toBe(false)
    expect(varied(849, 1150)).toMatchObject({
      arrhythmia: true,
      warnings: ['RR varied from 849 to 1150 ms during a slice: arrhythmia?'],
    })
    const half = sliceRhythm(timed(1000, { nominalInterval: ms(1000), highRR: ms(1900) }), true)
    expect(half.arrhythmia).toBe(false)
    expect(sliceRhythm(timed(1000, { lowRR: ms(400), heartRate: beatsPerMinute(60) }), true).arrhythmia).toBe(
      false,
    )
    // measured against the beat that the frames run through where no other is known
    expect(sliceRhythm(timed(500, { lowRR: ms(400), highRR: ms(560) }), true).arrhythmia).toBe(true)
    expect(stillRhythm(frames(2, () => ({ lowRR: ms(400), highRR: ms(900) }))).arrhythmia).toBe(false)
  })
})

describe('the beat of dynamics and of single images', () => {
  it('is that of the header, and else the time from one dynamic to the next', () => {
    const times = [0, 900, 1800, 2700]
    expect(
      dynamicRhythm(
        frames(4, () => ({ nominalInterval: ms(850) })),
        times,
      ),
    ).toEqual({
      rr: 850,
      gating: 'unknown',
      arrhythmia: false,
      warnings: [],
    })
    expect(
      dynamicRhythm(
        frames(4, () => ({})),
        times,
      ),
    ).toEqual({
      rr: 900,
      gating: 'unknown',
      arrhythmia: false,
      warnings: ['RR from the times between dynamics: the header has no interval'],
    })
    for (const step of [300, 2000])
      expect(
        dynamicRhythm(
          frames(3, () => ({})),
          [0, step, 2 * step],
        ),
      ).toEqual({
        gating: 'unknown',
        arrhythmia: false,
        warnings: [],
      })
    for (const step of [301, 1999])
      expect(
        dynamicRhythm(
          frames(3, () => ({})),
          [0, step, 2 * step],
        ).rr,
      ).toBe(step)
    expect(
      dynamicRhythm(
        frames(3, () => ({})),
        [],
      ),
    ).toEqual({ gating: 'unknown', arrhythmia: false, warnings: [] })
    expect(
      dynamicRhythm(
        frames(1, () => ({})),
        [7],
      ),
    ).not.toHaveProperty('rr')
  })

  it('was skipped where the next came more than 1.6 steps later', () => {
    const skipped = (last: number) =>
      dynamicRhythm(
        frames(5, () => ({ nominalInterval: ms(1000) })),
        [0, 1000, 2000, 3000, 3000 + last],
      ).warnings
    expect(skipped(1600)).toEqual([])
    expect(skipped(1601)).toEqual(['1 times the next dynamic came late: beats were skipped'])
  })

  it('of single images is that of the header, of its rate where it has no interval', () => {
    expect(
      stillRhythm(frames(3, () => ({ nominalInterval: ms(850), heartRate: beatsPerMinute(60) }))),
    ).toEqual({
      rr: 850,
      gating: 'unknown',
      arrhythmia: false,
      warnings: [],
    })
    expect(stillRhythm(frames(3, () => ({ heartRate: beatsPerMinute(60) }))).rr).toBe(1000)
    expect(stillRhythm(frames(3, () => ({})))).toEqual({ gating: 'unknown', arrhythmia: false, warnings: [] })
    expect(
      stillRhythm(
        frames(3, () => ({
          nominalInterval: ms(50),
          lowRR: ms(500),
          highRR: ms(1000),
          heartRate: beatsPerMinute(60),
        })),
      ),
    ).toEqual({
      rr: 1000,
      gating: 'unknown',
      arrhythmia: true,
      warnings: [
        'nominal interval 50 ms is no RR and was not used',
        'RR varied from 500 to 1000 ms during a slice: arrhythmia?',
      ],
    })
  })

  it('is the median of the values that the images name', () => {
    expect(stillRhythm(frames(3, (k) => ({ nominalInterval: ms([800, 1000, 850][k] ?? 0) }))).rr).toBe(850)
  })
})

describe('the beat of a stack', () => {
  const slice = (one: Partial<SliceRhythm>): SliceRhythm => ({
    gating: 'retrospective',
    arrhythmia: false,
    warnings: [],
    ...one,
  })

  it('is the median of its slices, with the lowest and the highest', () => {
    const rr = stackRR([slice({ rr: 900 }), slice({ rr: 800 }), slice({}), slice({ rr: 1000 })])
    expect(rr).toMatchObject({ value: { median: 900, low: 800, high: 1000 } })
    expect(heartRateOf(rr)).toMatchObject({ value: 60_000 / 900 })
    expect(stackRR([slice({})])).toEqual({ measured: false, reason: 'no-heart-rate' })
    expect(heartRateOf(stackRR([]))).toEqual({ measured: false, reason: 'no-heart-rate' })
  })

  it('is prospective from one such slice, retrospective only if all are, else unknown', () => {
    const of = (...gatings: SliceRhythm['gating'][]) =>
      stackGating(gatings.map((gating) => slice({ gating })))
    expect(of('retrospective', 'prospective', 'unknown')).toBe('prospective')
    expect(of('retrospective', 'retrospective')).toBe('retrospective')
    expect(of('retrospective', 'unknown')).toBe('unknown')
  })

  it('is covered as far as in the least covered slice, where all are known', () => {
    expect(stackCoverage([slice({ coverage: 0.9 }), slice({ coverage: 0.7 })])).toBe(0.7)
    expect(stackCoverage([slice({ coverage: 0.9 }), slice({})])).toBeUndefined()
    expect(stackCoverage([])).toBeUndefined()
  })

  it('has at each phase the median time of the slices that have it, and none where one phase has none', () => {
    expect(
      medianPhaseTimes(
        [
          [0, 40],
          [10, undefined],
          [20, 44],
        ],
        2,
      ),
    ).toEqual([10, 42])
    expect(medianPhaseTimes([[0], [10]], 2)).toBeUndefined()
    expect(medianPhaseTimes([], 0)).toEqual([])
  })
})

describe('times of day', () => {
  it('are seconds after midnight, of hours alone too', () => {
    expect(secondsOfDay('010203.5')).toBe(3723.5)
    expect(secondsOfDay(' 0102 ')).toBe(3720)
    expect(secondsOfDay('23')).toBe(82_800)
    expect(secondsOfDay('010203.')).toBe(3723)
    for (const none of [undefined, '', '1', '01:02', '0102x', 'x0102', '010203.5x'])
      expect(secondsOfDay(none)).toBeUndefined()
  })

  it('go on through midnight where they lie more than half a day apart', () => {
    expect(elapsedSeconds([86_390, 5, 40_000])).toEqual([86_390, 86_405, 126_400])
    expect(elapsedSeconds([100, 43_300])).toEqual([100, 43_300])
    expect(elapsedSeconds([100, 43_301])).toEqual([86_500, 43_301])
  })
})

it('the median of an even number of values is the mean of the middle two, and of none there is none', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([2, 2.5, 7])
  expect(() => median([])).toThrow('no values have no median')
})
