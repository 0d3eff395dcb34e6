import { describe, expect, it } from 'vitest'
import { arterialInput } from '#analysis/perfusion/arterial-input.ts'
import { firstPass } from '#analysis/perfusion/first-pass.ts'
import {
  concentrationOf,
  relaxedFromBaseline,
  relaxedShare,
  type SignalModel,
} from '#analysis/perfusion/signal.ts'
import { perfusionSlice } from '#analysis/perfusion/slice.ts'
import { riseOf } from '#analysis/perfusion/upslope.ts'
import { bolus, saturationRecovery } from '#analysis/phantom/perfusion-model.ts'
import { ms } from '#analysis/units/units.ts'
import { beats, firstPassPicture } from '../../truth/perfusion/model.ts'

const times = beats(60, 850)
const model: SignalModel = { saturationTime: ms(100), nativeT1: ms(1600), relaxivity: 4.5 }
const signalOf = (peak: number) =>
  Float64Array.from(times, (time) => 1000 * saturationRecovery(bolus({ peak })(time), model))

describe('signal of saturation recovery', () => {
  it('gives back the concentration that made it', () => {
    const signal = signalOf(3)
    const found = concentrationOf(signal, relaxedFromBaseline(signal[0] ?? 0, model), model)
    if (!found.measured) throw new Error(found.detail)
    for (const [i, time] of times.entries())
      expect(found.value.values[i]).toBeCloseTo(bolus({ peak: 3 })(time), 6)
  })
  it('with a read-out of no pulses is the plain equation', () => {
    const readout = { flipAngle: 12, repetitionTime: ms(2), pulsesToCentre: 0 }
    expect(relaxedShare(2, { ...model, readout })).toBeCloseTo(relaxedShare(2, model), 12)
  })
  it('of an impossible model, or at full relaxation, gives none', () => {
    expect(concentrationOf(Float64Array.of(1), 1000, { ...model, relaxivity: 0 })).toMatchObject({
      reason: 'contradictory-input',
    })
    expect(concentrationOf(Float64Array.of(1000), 1000, model)).toMatchObject({ reason: 'saturated-input' })
    expect(concentrationOf(Float64Array.of(1), 0, model)).toMatchObject({ reason: 'no-baseline' })
  })
})

describe('the arterial input', () => {
  it('of 10 mmol/L is saturated, of 3 is not', () => {
    expect(arterialInput(times, signalOf(10), model)).toMatchObject({
      value: { saturated: expect.any(String) },
    })
    const usual = arterialInput(times, signalOf(3), model)
    expect(usual.measured && usual.value.saturated).toBeUndefined()
  })
  it('that never comes, or is there from the start, is none', () => {
    expect(firstPass(times, new Float64Array(60).fill(5))).toMatchObject({ measured: false })
    const early = Float64Array.from(times, (time) => bolus({ arrival: 0 })(time))
    expect(firstPass(times, early)).toMatchObject({ reason: 'no-baseline' })
  })
})

describe('an upslope', () => {
  it('of a straight rise is its slope by real times, though a beat was skipped', () => {
    const uneven = times.map((time, i) => (i > 14 ? time + 850 : time))
    const line = Float64Array.from(uneven, (time) => Math.min(Math.max(time - 8000, 0), 9000) / 1000)
    const found = riseOf(uneven, line, { arrival: 8000, end: 30000, points: 5 })
    expect(found.measured && found.value.upslope).toBeCloseTo(1, 6)
  })
})

describe('a slice that cannot be measured', () => {
  const made = firstPassPicture({
    size: 48,
    pixel: 4,
    blood: bolus(),
    flows: Array.from({ length: 6 }, () => [1, 1] as const),
    times: beats(24, 850),
  })
  const slice = { ...made, drawnOn: 0 }
  it('is refused by its reason', () => {
    expect(perfusionSlice({ ...slice, frames: [] })).toMatchObject({ reason: 'no-images' })
    expect(perfusionSlice({ ...slice, frames: made.frames.slice(0, 19) })).toMatchObject({
      reason: 'too-few-phases',
    })
    expect(perfusionSlice({ ...slice, times: made.times.map(() => ms(3)) })).toMatchObject({
      reason: 'contradictory-input',
    })
    expect(perfusionSlice({ ...slice, times: made.times.map((t) => ms(t - 1)) })).toMatchObject({
      reason: 'contradictory-input',
    })
    const bad = (value: number) =>
      made.frames.map((f, i) =>
        i === 2 ? { ...f, pixels: new Float32Array(f.pixels.length).fill(value) } : f,
      )
    expect(perfusionSlice({ ...slice, frames: bad(0) })).toMatchObject({ reason: 'unusable-images' })
    expect(perfusionSlice({ ...slice, frames: bad(Number.NaN) })).toMatchObject({ reason: 'unusable-images' })
  })
})
