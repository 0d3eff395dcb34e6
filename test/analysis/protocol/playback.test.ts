import { describe, expect, it } from 'vitest'
import { beatOf, evenBeat, phaseAt, phasesSkipped } from '#analysis/protocol/playback.ts'
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
