import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { riseOf } from '#analysis/perfusion/upslope.ts'
import { beats, bolusAt, valueIn } from './first-passes.ts'

/** 0 until 5 s, 2 per second until 8 s, 1 per second until 12 s, then down by 1 per second. */
const ramp = (time: number): number => {
  const s = time / 1000
  if (s <= 5) return 0
  if (s <= 8) return 2 * (s - 5)
  return s <= 12 ? 6 + (s - 8) : 10 - (s - 12)
}
const times = beats(25, 1000)
const values = Float64Array.from(times, ramp)
const window = { arrival: 5000, end: 20000, points: 3 }

describe('an upslope', () => {
  it('is that of the steepest straight line, per second', () => {
    const rise = valueIn(riseOf(times, values, window))
    expect(rise.upslope).toBeCloseTo(2, 12)
    expect(rise.steepest).toEqual([5, 7])
    expect(valueIn(riseOf(times, values, { ...window, points: 4 })).steepest).toEqual([5, 8])
    // five points: Σ(t − t̄)(v − v̄) / Σ(t − t̄)² of 0 2 4 6 7 over a second each
    expect(valueIn(riseOf(times, values, { ...window, points: 5 })).upslope).toBeCloseTo(18 / 10, 12)
  })

  it('goes by real times where a beat was skipped', () => {
    const uneven = times.map((time, i) => (i > 6 ? time + 1000 : time))
    const line = Float64Array.from(uneven, ramp)
    expect(valueIn(riseOf(uneven, line, window)).upslope).toBeCloseTo(2, 9)
  })

  it('is sought from the frame before arrival to the peak', () => {
    const early = values.slice()
    early.set([0, 50, 0], 1)
    expect(valueIn(riseOf(times, early, window)).upslope).toBeCloseTo(2, 12)
    const late = values.slice()
    late.set([5, 40, 90], 18)
    expect(valueIn(riseOf(times, late, { ...window, end: 17000 })).upslope).toBeCloseTo(2, 12)
    expect(valueIn(riseOf(times, late, { ...window, end: 30000 })).upslope).toBeGreaterThan(30)
  })

  it('takes fewer frames where fewer are left before the peak, and needs three', () => {
    const quick = Float64Array.from(times, (_, i) => (i === 6 ? 4 : i === 7 ? 9 : 0))
    const rise = valueIn(riseOf(times, quick, { arrival: 5500, end: 20000, points: 5 }))
    expect(rise.steepest).toEqual([5, 7])
    expect(rise.upslope).toBeCloseTo(4.5, 12)
    expect(riseOf(times, quick, { arrival: 6500, end: 20000, points: 5 })).toEqual({
      measured: false,
      reason: 'too-few-points',
      detail: '2 frames from arrival to peak',
    })
  })

  it('is none of a curve that never rises', () => {
    for (const none of [values.map(() => 0), values.map((v) => -v), values.map(() => Number.NaN)])
      expect(riseOf(times, none, window)).toEqual({
        measured: false,
        reason: 'no-enhancement',
        detail: 'the curve does not rise above its baseline',
      })
  })

  it('grows with the curve and stays where the curve is moved in time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: 0, max: 4000 }),
        (gain, later) => {
          const curve = Float64Array.from(times, (time) => gain * bolusAt(time, 3, 5000))
          const moved = times.map((time) => time + later)
          const one = valueIn(riseOf(times, curve, window))
          const two = valueIn(riseOf(moved, curve, { arrival: 5000 + later, end: 20000 + later, points: 3 }))
          expect(two.upslope).toBeCloseTo(one.upslope, 8)
          expect(two.peakTime).toBeCloseTo(one.peakTime + later, 6)
          expect(two.halfTime).toBeCloseTo(one.halfTime + later, 6)
          expect(one.upslope / gain).toBeCloseTo(
            valueIn(
              riseOf(
                times,
                Float64Array.from(times, (t) => bolusAt(t, 3, 5000)),
                window,
              ),
            ).upslope,
            8,
          )
        },
      ),
      { seed: 7, numRuns: 25 },
    )
  })
})

describe('the times of a rise', () => {
  it('are those of its top and of half of its height', () => {
    const rise = valueIn(riseOf(times, values, window))
    // the top of 9 10 9, smoothed to 9 9.5 9, is a parabola about 12 s; half of 9.5 lies between 6.5 (7 s) and 5.75
    expect(rise.height).toBeCloseTo(9.5, 12)
    expect(rise.peak).toBe(12)
    expect(rise.peakTime).toBeCloseTo(12000, 9)
    expect(rise.halfTime).toBeCloseTo(7000 + ((4.75 - 4) / (5.75 - 4)) * 1000, 9)
  })

  it('lie between frames where the top does', () => {
    // 10 − (t − 10.3)² about the top: smoothing takes the same from each
    const round = Float64Array.from(times, (time) => Math.max(0, 10 - (time / 1000 - 10.3) ** 2))
    expect(valueIn(riseOf(times, round, window)).peakTime).toBeCloseTo(10300, 6)
    const uneven = times.map((time, i) => (i > 10 ? time + 500 : time))
    const bent = Float64Array.from(uneven, (time) => 100 - (time / 1000 - 10.3) ** 2)
    expect(valueIn(riseOf(uneven, bent, { ...window, arrival: 3000 })).peakTime).toBeGreaterThan(10000)
  })

  it('of a curve that is still rising at its end are those of the last frame', () => {
    const rising = Float64Array.from(times, (time) => time / 1000)
    const rise = valueIn(riseOf(times, rising, { arrival: 5000, end: 60000, points: 3 }))
    expect(rise.peak).toBe(24)
    expect(rise.peakTime).toBe(24000)
  })
})
