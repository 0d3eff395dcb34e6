import { describe, expect, it } from 'vitest'
import { beatOf, courseOf, evenBeat, phaseAt, phasesSkipped } from '#analysis/protocol/playback.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { ms } from '#analysis/units/units.ts'

const rr = (value: number) => measured({ median: ms(value), low: ms(value), high: ms(value) })
const beat = (value: number, phases: number) => evenBeat(phases, ms(value))

describe('a cine', () => {
  it('at 75/min shows each of 20 phases for 40 ms and starts again after 800 ms', () => {
    const b = beat(800, 20)
    expect([0, 39.9, 40, 799, 800, 840, 8 * 800 + 41].map((t) => phaseAt(b, t))).toEqual([
      0, 0, 1, 19, 0, 1, 1,
    ])
  })

  it('holds each phase as long as its trigger times say', () => {
    const outcome = beatOf({ phaseCount: 3, phaseTimes: [ms(10), ms(110), ms(410)], rr: rr(1000) })
    if (!outcome.measured) throw new Error('no beat')
    expect(outcome.value.starts).toEqual([0, 100, 400])
    expect([99, 100, 399, 400, 999, 1000].map((t) => phaseAt(outcome.value, t))).toEqual([0, 1, 1, 2, 2, 0])
  })

  it('runs at half speed in twice the time', () => {
    expect(phaseAt(beat(800, 20), 80, 0.5)).toBe(1)
  })

  it('goes on from the phase that was on the screen', () => {
    expect(phaseAt(beat(800, 20), 40, 1, 18)).toBe(19)
    expect(phaseAt(beat(800, 20), 80, 1, 18)).toBe(0)
  })

  it('keeps the heart rate over an hour of uneven frames', () => {
    const b = beat(60_000 / 73, 30)
    expect(phaseAt(b, 3_600_000)).toBe(0)
    expect(phaseAt(b, 3_600_000 - 1)).toBe(29)
  })

  it('with no known heart rate has no true speed', () => {
    expect(beatOf({ phaseCount: 20, rr: unmeasured('no-heart-rate') })).toEqual({
      measured: false,
      reason: 'no-heart-rate',
    })
  })

  it('counts the phases that no frame showed', () => {
    const b = beat(800, 20)
    expect(phasesSkipped(b, 0, 16)).toBe(0)
    expect(phasesSkipped(b, 30, 50)).toBe(0)
    expect(phasesSkipped(b, 30, 130)).toBe(2)
    expect(phasesSkipped(b, 30, 830)).toBe(19)
  })
})

describe('a part of the beat', () => {
  const systole = courseOf(beat(800, 20), { part: { from: 18, to: 3 } })

  it('reaches over the R wave: from phase 19 of 20 to phase 4 are six phases and 240 ms', () => {
    expect(systole.phases).toEqual([18, 19, 0, 1, 2, 3])
    expect(systole.duration).toBeCloseTo(240, 9)
    expect([0, 80, 239, 240].map((t) => systole.phases[phaseAt(systole, t)])).toEqual([18, 0, 3, 18])
  })

  it('runs there and back without standing at its ends', () => {
    const back = courseOf(beat(800, 20), { part: { from: 0, to: 3 }, bounce: true })
    expect(back.phases).toEqual([0, 1, 2, 3, 2, 1])
    expect(back.duration).toBeCloseTo(240, 9)
  })

  it('keeps the length of each phase, also of uneven ones', () => {
    const outcome = beatOf({ phaseCount: 3, phaseTimes: [ms(10), ms(110), ms(410)], rr: rr(1000) })
    if (!outcome.measured) throw new Error('no beat')
    expect(courseOf(outcome.value, { part: { from: 1, to: 2 } })).toMatchObject({
      starts: [0, 300],
      duration: 900,
    })
    expect(courseOf(outcome.value, { bounce: true })).toMatchObject({
      phases: [0, 1, 2, 1],
      starts: [0, 100, 400, 1000],
      duration: 1300,
    })
  })

  it('of the whole beat is the beat, and of one phase stands still', () => {
    const whole = beat(800, 20)
    expect(courseOf(whole)).toMatchObject({ duration: whole.duration })
    expect(courseOf(whole, { part: { from: 4, to: 4 }, bounce: true }).phases).toEqual([4])
  })

  it('that the beat does not have is refused', () => {
    expect(() => courseOf(beat(800, 20), { part: { from: 0, to: 20 } })).toThrow(RangeError)
  })
})
