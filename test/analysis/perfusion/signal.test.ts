import { describe, expect, it } from 'vitest'
import {
  concentrationOf,
  modelFlaw,
  rateOfShare,
  relaxedFromBaseline,
  relaxedShare,
  type SignalModel,
} from '#analysis/perfusion/signal.ts'
import { ms } from '#analysis/units/units.ts'
import { valueIn } from './first-passes.ts'

const model: SignalModel = { saturationTime: ms(100), nativeT1: ms(1000), relaxivity: 4.5 }
const pulsed = (pulsesToCentre: number): SignalModel => ({
  ...model,
  readout: { flipAngle: 60, repetitionTime: ms(10), pulsesToCentre },
})

describe('signal of saturation recovery', () => {
  it('is 1 − e⁻¹ where the saturation time is one T1', () => {
    expect(relaxedShare(10, model)).toBeCloseTo(1 - Math.exp(-1), 12)
    expect(relaxedShare(20, model)).toBeCloseTo(1 - Math.exp(-2), 12)
  })

  it('follows each read-out pulse: two of 60° halve what is left twice', () => {
    const rate = 5
    const decay = Math.exp(-0.05)
    const first = 1 - Math.exp(-(0.1 - 0.02) * rate)
    const second = first * 0.5 * decay + 1 - decay
    expect(relaxedShare(rate, pulsed(2))).toBeCloseTo(second * 0.5 * decay + 1 - decay, 12)
    expect(relaxedShare(rate, pulsed(0))).toBeCloseTo(relaxedShare(rate, model), 12)
  })

  it.each([model, pulsed(3)])('is turned back into its rate', (of) => {
    for (const rate of [0, 0.5, 1, 3, 10, 30])
      expect(rateOfShare(relaxedShare(rate, of), of)).toBeCloseTo(rate, 7)
  })

  it('at full relaxation has no rate', () => {
    expect(rateOfShare(1, model)).toBeUndefined()
    expect(rateOfShare(Number.NaN, model)).toBeUndefined()
    expect(rateOfShare(1, pulsed(3))).toBeUndefined()
    // pulses keep the signal below full relaxation: what is above that no rate gives
    expect(rateOfShare(relaxedShare(500, pulsed(3)), pulsed(3))).toBeUndefined()
  })
})

describe('the concentration', () => {
  it('follows from rates: (R1 − 1/T1) / r1', () => {
    const relaxed = 2000
    const signal = Float64Array.from([0, 0.2, 1, 4], (c) => relaxed * relaxedShare(1 + 4.5 * c, model))
    const { values, largestShare } = valueIn(concentrationOf(signal, relaxed, model))
    expect([...values]).toEqual([0, 0.2, 1, 4].map((c) => expect.closeTo(c, 9)))
    expect(largestShare).toBeCloseTo(1 - Math.exp(-0.1 * 19), 12)
  })

  it('does not depend on the gain where S∞ comes from the baseline', () => {
    const shares = [0, 1, 2].map((c) => relaxedShare(1 + 4.5 * c, model))
    for (const gain of [1, 250]) {
      const signal = Float64Array.from(shares, (share) => gain * share)
      const relaxed = relaxedFromBaseline(signal[0] ?? 0, model)
      expect(relaxed).toBeCloseTo(gain, 9)
      expect(valueIn(concentrationOf(signal, relaxed, model)).values[2]).toBeCloseTo(2, 9)
    }
  })

  it('of a signal below the baseline is below 0: noise is not cut off', () => {
    const signal = Float64Array.of(0)
    expect(valueIn(concentrationOf(signal, 1000, model)).values[0]).toBeCloseTo(-1 / 4.5, 9)
  })

  it('of a signal as large as S∞ is none, and says at which frame', () => {
    const signal = Float64Array.of(100, 1200)
    expect(concentrationOf(signal, 1000, model)).toEqual({
      measured: false,
      reason: 'saturated-input',
      detail: 'at frame 2 the signal is 1.20 of the fully relaxed one',
    })
  })

  it('without S∞ is none', () => {
    for (const relaxed of [0, -1, Number.NaN])
      expect(concentrationOf(Float64Array.of(1), relaxed, model)).toEqual({
        measured: false,
        reason: 'no-baseline',
        detail: `a fully relaxed signal of ${relaxed}`,
      })
  })

  it.each([
    [{ saturationTime: ms(0) }, 'a saturation time of 0 ms'],
    [{ nativeT1: ms(0) }, 'a native T1 of 0 ms'],
    [{ relaxivity: 0 }, 'a relaxivity of 0 L/mmol/s'],
    [{ relaxivity: Number.NaN }, 'a relaxivity of NaN L/mmol/s'],
    [
      { readout: { flipAngle: 12, repetitionTime: ms(10), pulsesToCentre: 10 } },
      '10 pulses of 10 ms within a saturation time of 100 ms',
    ],
  ])('of the impossible model %j is refused', (wrong, detail) => {
    const impossible = { ...model, ...wrong }
    expect(modelFlaw(impossible)).toBe(detail)
    expect(concentrationOf(Float64Array.of(1), 10, impossible)).toEqual({
      measured: false,
      reason: 'contradictory-input',
      detail,
    })
  })

  it('of nine pulses where ten would fit is possible', () => {
    expect(modelFlaw(pulsed(9))).toBeUndefined()
    expect(modelFlaw(model)).toBeUndefined()
  })
})
