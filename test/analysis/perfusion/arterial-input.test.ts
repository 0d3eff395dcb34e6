import { describe, expect, it } from 'vitest'
import { arterialInput, broadening } from '#analysis/perfusion/arterial-input.ts'
import { firstPass } from '#analysis/perfusion/first-pass.ts'
import { relaxedShare, type SignalModel } from '#analysis/perfusion/signal.ts'
import { ms } from '#analysis/units/units.ts'
import { beats, bolusAt, valueIn } from './first-passes.ts'

const times = beats(50)
const model: SignalModel = { saturationTime: ms(100), nativeT1: ms(1600), relaxivity: 4.5 }
const signalOf = (peak: number, of: SignalModel = model) =>
  Float64Array.from(times, (time) => 800 * relaxedShare(1000 / 1600 + 4.5 * bolusAt(time, peak), of))

describe('the arterial input', () => {
  it('is the concentration in blood, and its signal as a share of the baseline', () => {
    const signal = signalOf(3)
    const input = valueIn(arterialInput(times, signal, model))
    expect(input.saturated).toBeUndefined()
    expect(input.times).toBe(times)
    times.forEach((time, i) => {
      expect(input.concentration?.[i]).toBeCloseTo(bolusAt(time), 9)
      expect(input.enhancement[i]).toBeCloseTo((signal[i] ?? 0) / (signal[3] ?? 0) - 1, 12)
    })
    expect(times[input.pass.peak]).toBe(12000)
  })

  it('is not converted where nothing says how, and then never called saturated', () => {
    const input = valueIn(arterialInput(times, signalOf(10), undefined))
    expect(input).not.toHaveProperty('concentration')
    expect(input).not.toHaveProperty('saturated')
  })

  it('leaves frames of another kind out of the conversion: they may be brighter than relaxed blood', () => {
    const signal = signalOf(3)
    signal.set([2000, 2000, 2000], 0)
    const input = valueIn(arterialInput(times, signal, model))
    expect(input.pass.baseline[0]).toBe(3)
    expect(input.saturated).toBeUndefined()
    expect(input.concentration?.[0]).toBeCloseTo(0, 9)
    expect(input.enhancement[0]).toBeGreaterThan(10)
  })

  it('is saturated where the peak is nearly relaxed', () => {
    // 1 − e^(−0.1 (0.625 + 4.5 · 6)) = 0.937
    expect(valueIn(arterialInput(times, signalOf(6), model)).saturated).toBe(
      'the peak is 0.94 of the fully relaxed signal',
    )
    const share = 1 - Math.exp(-0.1 * (0.625 + 4.5 * bolusAt(12000, 6)))
    const limit = (saturatedShare: number) =>
      valueIn(arterialInput(times, signalOf(6), model, { saturatedShare })).saturated
    expect(limit(share - 1e-6)).toBeDefined()
    expect(limit(share + 1e-6)).toBeUndefined()
  })

  it('is saturated where the signal is that of relaxed blood or more, and has then no concentration', () => {
    const signal = signalOf(3)
    const top = signal.indexOf(Math.max(...signal))
    signal[top] = 900
    const input = valueIn(arterialInput(times, signal, model))
    expect(input.saturated).toMatch(/^at frame 16 the signal is 1\.1\d of the fully relaxed one$/)
    expect(input).not.toHaveProperty('concentration')
  })

  it('is saturated where it is flat on top though it is far from relaxed', () => {
    const flat = signalOf(3).map((value) => Math.min(value, 300))
    expect(valueIn(arterialInput(times, flat, model)).saturated).toMatch(
      /^the first pass is [12]\.\d\d times as broad on top as a bolus is$/,
    )
    expect(valueIn(arterialInput(times, flat, model, { broadenedBy: 5 })).saturated).toBeUndefined()
  })

  it('is none without a bolus, and refused by an impossible model', () => {
    expect(arterialInput(times, new Float64Array(50).fill(3), model)).toMatchObject({ measured: false })
    expect(arterialInput(times, signalOf(3), { ...model, relaxivity: -1 })).toEqual({
      measured: false,
      reason: 'contradictory-input',
      detail: 'a relaxivity of -1 L/mmol/s',
    })
  })

  it('takes its options of the first pass', () => {
    const late = valueIn(arterialInput(times, signalOf(3), model, { arrivalShare: 0.5 }))
    expect(late.pass.arrival).toBeGreaterThan(valueIn(arterialInput(times, signalOf(3), model)).pass.arrival)
  })
})

describe('the breadth of a first pass', () => {
  /** of a curve every 10 ms, whose top and foot are those of the formula */
  const fine = Array.from({ length: 4000 }, (_, i) => 10 * i)
  const breadth = (of: (time: number) => number, by = fine): number => {
    const curve = Float64Array.from(by, of)
    const peak = curve.indexOf(Math.max(...curve))
    return broadening(by, curve, {
      baseline: [0, 5],
      level: 0,
      arrival: 0,
      peak,
      recirculation: by.length - 1,
    })
  }
  const bell = (time: number, spread: number): number => Math.exp(-0.5 * ((time - 20000) / spread) ** 2)

  it('of a bell is √(ln 0.9 / ln 0.5) / 0.39, however broad and high', () => {
    const expected = Math.sqrt(Math.log(0.9) / Math.log(0.5)) / 0.39
    for (const spread of [500, 2000, 4000])
      for (const height of [1, 7]) expect(breadth((t) => height * bell(t, spread))).toBeCloseTo(expected, 3)
  })

  it('of gamma variates of shape 1 to 8 is 1 to 3 %', () => {
    for (const shape of [1, 2, 3, 5, 8]) {
      const x = (time: number): number => Math.max(0, (time - 5000) / 4000)
      const found = breadth((t) => x(t) ** shape * Math.exp(shape * (1 - x(t))))
      expect(found).toBeGreaterThan(0.96)
      expect(found).toBeLessThan(1)
    }
  })

  it('of a trapezoid is that of its lines', () => {
    // up within 2 s, 4 s of top, down within 4 s: 4.6 s wide at 0.9 and 7 s at half of the height
    const trapezoid = (t: number): number =>
      Math.min(1, Math.max(0, (t - 5000) / 2000, 0), Math.max(0, (15000 - t) / 4000))
    expect(breadth(trapezoid)).toBeCloseTo(4.6 / 7 / 0.39, 3)
    const seconds = Array.from({ length: 25 }, (_, i) => 1000 * i)
    expect(breadth(trapezoid, seconds)).toBeCloseTo(4.6 / 7 / 0.39, 9)
  })

  it('counts a dent on top in', () => {
    const dented = (t: number): number => bell(t, 3000) - 0.4 * bell(t, 1000)
    expect(breadth(dented)).toBeGreaterThan(1.3)
  })

  it('of a curve that ends high ends with it', () => {
    const step = Float64Array.of(0, 0, 0, 1, 1, 1)
    const pass = { baseline: [0, 1], level: 0, arrival: 0, peak: 3, recirculation: 5 } as const
    // from 2.9 s and from 2.5 s on to the last frame
    expect(broadening([0, 1000, 2000, 3000, 4000, 5000], step, pass)).toBeCloseTo(2.1 / 2.5 / 0.39, 9)
  })

  it('grows the lower the top is cut off, at any heart rate', () => {
    for (const rr of [600, 850, 1000]) {
      const frames = beats(40, rr)
      const breadths = [4, 0.85 * 3, 0.7 * 3].map((limit) => {
        const curve = Float64Array.from(frames, (time) => Math.min(bolusAt(time), limit))
        return broadening(frames, curve, valueIn(firstPass(frames, curve)))
      })
      expect(breadths[0]).toBeLessThan(1.05)
      expect(breadths[1]).toBeGreaterThan(1.3)
      expect(breadths[2]).toBeGreaterThan(1.45)
    }
  })
})
