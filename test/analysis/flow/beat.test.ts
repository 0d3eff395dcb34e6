import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BeatTimes, beatTimes, beatVolumes, integral } from '#analysis/flow/beat.ts'
import { type Ms, ms } from '#analysis/units/units.ts'

const even = (count: number, step: number, first = 0): Ms[] =>
  Array.from({ length: count }, (_, i) => ms(first + i * step))
const beat = (outcome: ReturnType<typeof beatTimes>): BeatTimes => {
  if (!outcome.measured) throw new Error(outcome.detail)
  return outcome.value
}

describe('the beat', () => {
  it('is covered by retrospective phases', () => {
    expect(beatTimes(even(10, 90), ms(900), 'retrospective')).toEqual({
      measured: true,
      value: { times: even(10, 90), rr: 900, uncovered: 0 },
      warnings: [],
    })
  })
  it('without RR is as long as its phases where gating is retrospective, and says so', () => {
    expect(beatTimes(even(10, 90, 20), undefined, 'retrospective')).toMatchObject({
      value: { rr: 900, uncovered: 0 },
      warnings: ['RR is not given: 900 ms from the phases, as of retrospective gating'],
    })
    for (const gating of ['prospective', undefined] as const)
      expect(beatTimes(even(10, 90), undefined, gating)).toMatchObject({ reason: 'no-heart-rate' })
  })
  it('ends before prospective phases do: what is left is held, and said', () => {
    const found = beatTimes(even(10, 80), ms(900), 'prospective')
    expect(found).toMatchObject({
      value: { uncovered: 100 },
      warnings: ['100 ms before the next R wave have no phase: the last flow rate is held until then'],
    })
  })
  it('is taken for prospective where a gap of more than 1.75 steps is left, whatever was said', () => {
    expect(beat(beatTimes(even(10, 80), ms(720 + 140), undefined)).uncovered).toBe(0)
    expect(beat(beatTimes(even(10, 80), ms(720 + 141), undefined)).uncovered).toBe(61)
    expect(beat(beatTimes(even(10, 80), ms(720 + 141), 'retrospective')).uncovered).toBe(61)
    expect(beat(beatTimes(even(10, 80), ms(800), 'prospective')).uncovered).toBe(0)
  })
  it('needs eight phases with times that increase from 0 on within RR', () => {
    expect(beatTimes([], ms(900), undefined)).toMatchObject({ reason: 'no-times' })
    expect(beatTimes([ms(Number.NaN), ...even(9, 90, 90)], ms(900), undefined)).toMatchObject({
      reason: 'no-times',
    })
    expect(beatTimes(even(7, 100), ms(900), undefined)).toMatchObject({
      reason: 'too-few-phases',
      detail: '7 phases where 8 follow a beat',
    })
    expect(beatTimes(even(8, 100), ms(800), undefined)).toMatchObject({ measured: true })
    expect(beatTimes([ms(0), ms(0), ...even(8, 90, 90)], ms(900), undefined)).toMatchObject({
      reason: 'contradictory-input',
      detail: 'phase 2 is at 0 ms, which is not after the phase before',
    })
    expect(beatTimes([ms(-5), ...even(9, 90, 90)], ms(900), undefined)).toMatchObject({
      reason: 'contradictory-input',
    })
    expect(beatTimes(even(10, 90), ms(810), undefined)).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the phases span 810 ms of an RR of 810 ms',
    })
  })
})

describe('the integral over the beat', () => {
  it('of a constant is the constant times RR, covered or not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 10, max: 60 }), { minLength: 9, maxLength: 20 }),
        fc.integer({ min: -50, max: 50 }),
        fc.boolean(),
        (steps, value, prospective) => {
          const times = steps.map((_, i) => ms(steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0)))
          const rr = ms((times.at(-1) ?? 0) + 200)
          const found = beat(beatTimes(times, rr, prospective ? 'prospective' : 'retrospective'))
          expect(
            integral(
              times.map(() => value),
              found,
            ),
          ).toBeCloseTo(value * rr, 6)
        },
      ),
      { seed: 2 },
    )
  })
  it('of uneven phases is that of the straight lines between them, closed over the beat', () => {
    const times = [0, 10, 30, 40, 50, 60, 70, 80].map(ms)
    const value: BeatTimes = { times, rr: ms(100), uncovered: 0 }
    expect(integral([0, 4, 0, 0, 0, 0, 0, 2], value)).toBe(20 + 40 + 10 + 20)
  })
  it('holds the last value over what is not covered', () => {
    const times = [0, 10, 20, 30, 40, 50, 60, 70].map(ms)
    expect(integral([0, 0, 0, 0, 0, 0, 0, 3], { times, rr: ms(100), uncovered: 20 })).toBe(15 + 60 + 15)
  })
})

describe('volumes of a beat', () => {
  it('are in mL, forward less backward is net', () => {
    const times = even(10, 100)
    const found = beatVolumes(
      times.map((_, i) => (i === 3 ? 200 : 0)),
      times.map((_, i) => (i === 6 ? -50 : 0)),
      { times, rr: ms(1000), uncovered: 0 },
    )
    expect(found).toEqual({ forward: 20, backward: 5, net: 15 })
  })
})
