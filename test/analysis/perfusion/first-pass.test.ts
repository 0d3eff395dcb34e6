import { describe, expect, it } from 'vitest'
import { crossing, type FirstPass, firstPass, highest, smoothed } from '#analysis/perfusion/first-pass.ts'
import { beats, bolusAt, valueIn } from './first-passes.ts'

/** A foot of ten frames at 100, five frames up by 200 each, five down, and a second pass from frame 20 on. */
const up = [100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 300, 500, 700, 900, 1100]
const down = [950, 800, 650, 500, 400]
const again = [450, 500, 480, 440, 420]
const drawn = Float64Array.from([...up, ...down, ...again])
const times = beats(drawn.length, 1000)
const found = (values: Float64Array, options = {}): FirstPass => valueIn(firstPass(times, values, options))
const reasonOf = (values: Float64Array, options = {}) => firstPass(times, values, options)

describe('a first pass', () => {
  it('is read off a curve of straight lines', () => {
    const pass = found(drawn)
    // frames 0 and 1 are discarded, and the last one before the rise is left out
    expect(pass.baseline).toEqual([2, 8])
    expect(pass.level).toBe(100)
    expect(pass.peak).toBe(14)
    expect(pass.recirculation).toBe(19)
    // 10 % of the smoothed height: (1012.5 − 100)/10 above 100, between frames 9 and 10
    expect(pass.arrival).toBeCloseTo(9000 + (91.25 / 200) * 1000, 9)
  })

  it('does not depend on gain, nor on the moment that times count from', () => {
    const pass = found(drawn)
    const louder = found(drawn.map((value) => 7 * value))
    expect(louder).toEqual({ ...pass, level: 700, arrival: expect.closeTo(pass.arrival, 9) })
    const later = valueIn(
      firstPass(
        times.map((time) => time + 5000),
        drawn,
      ),
    )
    expect(later.arrival).toBeCloseTo(pass.arrival + 5000, 9)
  })

  it('arrives later where more of the height is asked for', () => {
    expect(found(drawn, { arrivalShare: 0.3 }).arrival).toBeCloseTo(10000 + (73.75 / 200) * 1000, 9)
    expect(found(drawn, { arrivalShare: 0.3 }).baseline).toEqual([2, 9])
  })

  it('begins after proton-density frames, which are brighter than those that follow', () => {
    const dense = drawn.slice()
    dense.set([900, 900, 900, 900], 0)
    expect(found(dense).baseline).toEqual([4, 8])
    // let in, they make the baseline scatter so that nothing rises above it
    expect(reasonOf(dense, { steadyWithin: 10 })).toMatchObject({ reason: 'no-arterial-input' })
  })

  it('takes a frame for unsteady when it is more than a quarter above the next ones', () => {
    const at125 = drawn.slice()
    at125[2] = 125
    expect(found(at125).baseline[0]).toBe(2)
    at125[2] = 126
    expect(found(at125).baseline[0]).toBe(3)
  })

  it('never discards more than six frames, and no dark ones', () => {
    const late = drawn.slice()
    late[6] = 200
    expect(found(late).baseline[0]).toBe(2)
    const dark = drawn.slice()
    dark[2] = 20
    expect(found(dark).baseline).toEqual([2, 8])
    const sixth = drawn.slice()
    sixth[5] = 200
    expect(found(sixth).baseline).toEqual([6, 8])
  })

  it('has a baseline of three frames, or none', () => {
    expect(found(drawn, { discardedFrames: 6 }).baseline).toEqual([6, 8])
    expect(reasonOf(drawn, { discardedFrames: 7 })).toEqual({
      measured: false,
      reason: 'no-baseline',
      detail: '2 frames before blood arrives where 3 are needed',
    })
    expect(found(drawn, { discardedFrames: 7, fewestBaseline: 2 }).baseline).toEqual([7, 8])
    expect(reasonOf(drawn, { discardedFrames: 12 })).toEqual({
      measured: false,
      reason: 'no-baseline',
      detail: 'blood peaks at frame 15, 2 frames after the first steady one',
    })
    expect(reasonOf(drawn, { discardedFrames: 10 })).toMatchObject({
      detail: '1 frames before blood arrives where 3 are needed',
    })
  })

  it('must rise above the noise of its baseline by five times', () => {
    // spread of 1 about 100: ±1 in turn
    const noisy = Float64Array.from(drawn, (_, i) => 100 + (i % 2 === 0 ? 1 : -1))
    const peaked = (height: number) => {
      const values = noisy.slice()
      values.set([100 + height, 100 + height, 100 + height], 13)
      return values
    }
    expect(reasonOf(peaked(6), { arrivalShare: 0.5 })).toMatchObject({ measured: true })
    expect(reasonOf(peaked(4), { arrivalShare: 0.5 })).toEqual({
      measured: false,
      reason: 'no-arterial-input',
      detail: 'no bolus rises above the noise of the blood pool',
    })
  })

  it('is none in an even curve, in a falling one, and where there are no numbers', () => {
    expect(reasonOf(new Float64Array(25).fill(5))).toMatchObject({ measured: false })
    expect(reasonOf(drawn.map((_, i) => 1000 - 10 * i))).toMatchObject({ reason: 'no-baseline' })
    expect(reasonOf(new Float64Array(25).fill(Number.NaN))).toMatchObject({ measured: false })
  })

  it('ends with the last frame where no second pass comes', () => {
    const falling = drawn.slice()
    falling.set([380, 360, 340, 320, 300], 20)
    expect(found(falling).recirculation).toBe(24)
  })

  it('does not take a ripple high on the first pass for the second one', () => {
    const ripple = drawn.slice()
    ripple.set([950, 800, 850, 900, 600, 400, 300, 350, 420, 500], 15)
    expect(found(ripple).recirculation).toBe(21)
  })

  it('of a gamma variate peaks where it should and ends before the second pass', () => {
    const frames = beats(60)
    const curve = Float64Array.from(frames, (time) => 50 + 100 * bolusAt(time))
    const pass = valueIn(firstPass(frames, curve))
    expect(frames[pass.peak]).toBe(12000)
    // x³ e^(3(1 − x)) is 0.1 at x = 0.2225
    expect(pass.arrival).toBeGreaterThan(8000 + 0.18 * 4000)
    expect(pass.arrival).toBeLessThan(8000 + 0.28 * 4000)
    expect(frames[pass.recirculation]).toBeGreaterThan(17000)
    expect(frames[pass.recirculation]).toBeLessThan(21000)
  })
})

describe('of a curve', () => {
  it('neighbours are averaged 1 2 1, and ends stay', () => {
    expect([...smoothed(Float64Array.of(4, 8, 0, 4))]).toEqual([4, 5, 3, 4])
  })

  it('the highest place is the first of equals, within the part that is asked for', () => {
    const values = Float64Array.of(9, 1, 5, 5, 7)
    expect(highest(values, 0)).toBe(0)
    expect(highest(values, 1)).toBe(4)
    expect(highest(values, 1, 4)).toBe(2)
    expect(highest(values, 3, 100)).toBe(4)
  })

  it('a level is crossed in proportion between frames, and at the frame where nothing rises', () => {
    const values = Float64Array.of(0, 10, 10, 4)
    expect(crossing([0, 100, 250, 300], values, 0, 2.5)).toBe(25)
    expect(crossing([0, 100, 250, 300], values, 1, 10)).toBe(100)
    expect(crossing([0, 100, 250, 300], values, 2, 7)).toBe(250)
  })
})
