import { describe, expect, it } from 'vitest'
import type { Beat } from '#analysis/strain/curve.ts'
import { strainRates } from '#analysis/strain/rate.ts'
import { ms } from '#analysis/units/units.ts'

const options = { harmonics: 6, earlyDiastole: 0.5 }
const beatOf = (count: number, esPhase: number, rr = 800, edPhase = 0): Beat => ({
  times: Array.from({ length: count }, (_, k) => ms((k * rr) / count)),
  rr: ms(rr),
  edPhase,
  esPhase,
})
const value = (outcome: { measured: boolean; value?: number; reason?: string }) =>
  outcome.measured ? (outcome.value ?? Number.NaN) : outcome.reason

describe('strain rates', () => {
  it('of a cosine are its slope: −10 % (1 − cos 2πx) falls fastest at a quarter of the beat', () => {
    const beat = beatOf(24, 12)
    const curve = beat.times.map((t) => -10 * (1 - Math.cos((2 * Math.PI * t) / 800)))
    const rates = strainRates(curve, beat, 'shortens', options)
    const fastest = (0.1 * 2 * Math.PI) / 0.8
    expect(value(rates.systolic)).toBeCloseTo(-fastest, 4)
    expect(value(rates.earlyDiastolic)).toBeCloseTo(fastest, 4)
    // from three quarters of the beat on the slope only falls
    expect(value(rates.lateDiastolic)).toBeCloseTo(fastest, 4)
  })

  it('of thickening have the other sign', () => {
    const beat = beatOf(24, 12)
    const curve = beat.times.map((t) => 20 * (1 - Math.cos((2 * Math.PI * t) / 800)))
    const rates = strainRates(curve, beat, 'lengthens', options)
    expect(value(rates.systolic)).toBeCloseTo((0.2 * 2 * Math.PI) / 0.8, 4)
    expect(value(rates.earlyDiastolic)).toBeCloseTo((-0.2 * 2 * Math.PI) / 0.8, 4)
  })

  it('tell early from late filling', () => {
    const beat = beatOf(30, 10, 900)
    const bump = (t: number, centre: number, width: number) => Math.exp(-(((t - centre) / width) ** 2))
    // shortening that comes back two thirds early, then a third late
    const curve = beat.times.map((t) => {
      const early = 1 / (1 + Math.exp(-(t - 420) / 30))
      const late = 1 / (1 + Math.exp(-(t - 780) / 25))
      const contraction = 1 - bump(t, 0, 120) - bump(t, 900, 40) * 0
      return -18 * contraction * (1 - 0.7 * early - 0.3 * late)
    })
    const rates = strainRates(curve, beat, 'shortens', options)
    const [e, a] = [Number(value(rates.earlyDiastolic)), Number(value(rates.lateDiastolic))]
    expect(e).toBeGreaterThan(a)
    expect(a).toBeGreaterThan(0.2)
    const onlyLate = strainRates(curve, beat, 'shortens', { ...options, earlyDiastole: 0.05 })
    expect(value(onlyLate.lateDiastolic)).toBeCloseTo(e, 3)
  })

  it('begin at ED wherever it lies in the list', () => {
    const plain = beatOf(24, 12)
    const curve = plain.times.map((t) => -10 * (1 - Math.cos((2 * Math.PI * t) / 800)))
    const turned = [...curve.slice(18), ...curve.slice(0, 18)]
    const rates = strainRates(turned, beatOf(24, 18, 800, 6), 'shortens', options)
    expect(value(rates.systolic)).toBeCloseTo((-0.1 * 2 * Math.PI) / 0.8, 4)
  })

  it('use fewer harmonics where there are fewer phases', () => {
    const beat = beatOf(7, 3)
    const curve = beat.times.map((t) => -10 * (1 - Math.cos((2 * Math.PI * t) / 800)))
    expect(value(strainRates(curve, beat, 'shortens', options).systolic)).toBeCloseTo(
      (-0.1 * 2 * Math.PI) / 0.8,
      4,
    )
  })

  it('are not told from five phases', () => {
    const beat = beatOf(5, 2)
    const { systolic, earlyDiastolic, lateDiastolic } = strainRates(
      [0, -5, -9, -5, -2],
      beat,
      'shortens',
      options,
    )
    for (const outcome of [systolic, earlyDiastolic, lateDiastolic])
      expect(outcome).toMatchObject({ reason: 'too-few-phases', detail: '5 phases are too few for a slope' })
    expect(strainRates([0, -5, -9, -5, -2, -1], beatOf(6, 2), 'shortens', options).systolic.measured).toBe(
      true,
    )
  })

  it('are not told where a part of the beat was not imaged', () => {
    const times = Array.from({ length: 20 }, (_, k) => ms(k * 30))
    const beat: Beat = { times, rr: ms(900), edPhase: 0, esPhase: 10 }
    const rates = strainRates(
      times.map((t) => -10 * Math.sin(t / 200)),
      beat,
      'shortens',
      options,
    )
    expect(rates.systolic).toMatchObject({
      reason: 'too-few-phases',
      detail: 'no picture for 330 ms of the beat',
    })
  })
})
