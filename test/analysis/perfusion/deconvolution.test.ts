import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fAbove } from '#analysis/numerics/f-distribution.ts'
import type { InputCurve } from '#analysis/perfusion/deconvolution.ts'
import { convolveExchange, exponentialsOf, fitExchange } from '#analysis/perfusion/exchange.ts'
import { convolveFermi, fermiResponse, fitFermi } from '#analysis/perfusion/fermi.ts'
import { beats, bolusAt, perfused, valueIn } from './first-passes.ts'

const times = beats(50)
const values = Float64Array.from(times, (time) => bolusAt(time))
const input: InputCurve = { times, values, arrival: 8900, end: 20000 }
/** 1/s: 2 mL/min/g */
const flow = (2 * 1.05) / 60
const plateau = (seconds: number): number => fermiResponse(seconds, 0.9, 5)
const tissue = perfused(times, flow, plateau)

/** k_p, k_i and k_e of a flow of 2 mL/min/g, v_p/(1 − Hct) of 0.15 and PS of 1 mL/min/g */
const rates = [0.23, 0.2, 0.09] as const
const exchanged = (seconds: number): number => {
  const { rates: own, weight } = exponentialsOf(...rates)
  return weight * Math.exp(-own[0] * seconds) + (1 - weight) * Math.exp(-own[1] * seconds)
}

describe('a Fermi function', () => {
  it('is 1 at first, (1 + e^(−kτ₀)) / 2 at its shoulder, and falls to 0', () => {
    expect(fermiResponse(0, 0.7, 3)).toBe(1)
    expect(fermiResponse(3, 0.7, 3)).toBeCloseTo((1 + Math.exp(-2.1)) / 2, 12)
    expect(fermiResponse(60, 0.7, 3)).toBeLessThan(1e-15)
  })

  it('is found again with its flow, steepness and shoulder', () => {
    const fit = valueIn(fitFermi(input, times, tissue))
    expect(fit.mbf).toBeCloseTo(2, 1)
    expect(fit.flow).toBeCloseTo((fit.mbf * 1.05) / 60, 12)
    expect(fit.shape[0]).toBeCloseTo(0.9, 1)
    expect(fit.shape[1]).toBeCloseTo(5, 1)
    expect(fit.delay).toBeLessThan(30)
    expect(fit.residual).toBeLessThan(2e-3)
  })

  it.each([400, 1300, 2200])('is found with a delay of %i ms', (delay) => {
    const fit = valueIn(fitFermi(input, times, perfused(times, flow, plateau, delay)))
    expect(Math.abs(fit.delay - delay)).toBeLessThan(40)
    expect(fit.mbf / 2).toBeGreaterThan(0.98)
    expect(fit.mbf / 2).toBeLessThan(1.02)
  })

  it('convolved with a steady input is its integral', () => {
    const [k, shoulder, seconds] = [0.8, 4, 0.05]
    const into = new Float64Array(201).fill(9)
    convolveFermi(new Float64Array(201).fill(2), seconds, Float64Array.of(k, shoulder), into)
    expect(into[0]).toBe(0)
    for (const n of [1, 40, 200]) {
      const t = n * seconds
      const logs = Math.log((1 + Math.exp(k * (t - shoulder))) / (1 + Math.exp(-k * shoulder)))
      expect(into[n]).toBeCloseTo(2 * (1 + Math.exp(-k * shoulder)) * (t - logs / k), 3)
    }
  })

  it('stays within the ranges that it is given', () => {
    const held = valueIn(fitFermi(input, times, tissue, { steepness: [0.1, 0.4], shoulder: [1, 2] }))
    expect(held.shape[0]).toBeGreaterThanOrEqual(0.1)
    expect(held.shape[0]).toBeLessThanOrEqual(0.4)
    expect(held.shape[1]).toBeGreaterThanOrEqual(1)
    expect(held.shape[1]).toBeLessThanOrEqual(2)
  })

  it('has no plateau to lend to tissue that mixes at once, and finds too little flow there', () => {
    const fit = valueIn(fitFermi(input, times, perfused(times, flow, exchanged)))
    expect(fit.mbf / 2).toBeGreaterThan(0.7)
    expect(fit.mbf / 2).toBeLessThan(0.92)
  })
})

describe('two-compartment exchange', () => {
  it('without exchange is one exponential', () => {
    expect(exponentialsOf(0.3, 0, 0.1)).toEqual({ rates: [0.3, expect.closeTo(0.1, 12)], weight: 1 })
    expect(exponentialsOf(0.1, 0, 0.3).weight).toBeCloseTo(0, 12)
    expect(exponentialsOf(0.2, 0, 0.2)).toEqual({ rates: [0.2, expect.closeTo(0.2, 12)], weight: 1 })
  })

  it('has rates whose sum and product are those of its matrix, and falls by k_p at first', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 2, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.double({ min: 0.002, max: 0.5, noNaN: true }),
        (plasma, leaving, returning) => {
          const {
            rates: [fast, slow],
            weight,
          } = exponentialsOf(plasma, leaving, returning)
          expect(fast + slow).toBeCloseTo(plasma + leaving + returning, 9)
          expect(fast * slow).toBeCloseTo(plasma * returning, 9)
          expect(weight * fast + (1 - weight) * slow).toBeCloseTo(plasma, 9)
          expect(fast).toBeGreaterThanOrEqual(slow)
        },
      ),
      { seed: 3, numRuns: 50 },
    )
  })

  it('convolved with a steady input, and with a rising one, is as its exponentials say', () => {
    const { rates: own, weight } = exponentialsOf(...rates)
    const parts = [
      [own[0], weight],
      [own[1], 1 - weight],
    ] as const
    const seconds = 0.4
    const steady = new Float64Array(51).fill(7)
    convolveExchange(new Float64Array(51).fill(3), seconds, Float64Array.from(rates), steady)
    const rising = new Float64Array(51).fill(7)
    convolveExchange(
      Float64Array.from(rising, (_, i) => i * seconds),
      seconds,
      Float64Array.from(rates),
      rising,
    )
    for (const n of [0, 1, 7, 50]) {
      const t = n * seconds
      const sum = (of: (rate: number) => number) =>
        parts.reduce((all, [rate, share]) => all + share * of(rate), 0)
      expect(steady[n]).toBeCloseTo(
        sum((rate) => (3 * (1 - Math.exp(-rate * t))) / rate),
        9,
      )
      expect(rising[n]).toBeCloseTo(
        sum((rate) => t / rate - (1 - Math.exp(-rate * t)) / rate ** 2),
        9,
      )
    }
  })

  it('is found again with its flow and its rates', () => {
    const fit = valueIn(fitExchange(input, times, perfused(times, flow, exchanged)))
    expect(fit.mbf / 2).toBeGreaterThan(0.97)
    expect(fit.mbf / 2).toBeLessThan(1.03)
    rates.forEach((rate, i) => {
      expect((fit.shape[i] ?? 0) / rate).toBeGreaterThan(0.85)
      expect((fit.shape[i] ?? 0) / rate).toBeLessThan(1.15)
    })
    expect(fit.residual).toBeLessThan(2e-3)
  })

  it('is fitted 15 s beyond the recirculation minimum, a Fermi function only to it', () => {
    expect(Math.max(...valueIn(fitExchange(input, times, tissue)).times)).toBe(35200 - 800)
    expect(Math.max(...valueIn(fitFermi(input, times, tissue)).times)).toBe(20000)
    expect(Math.max(...valueIn(fitFermi(input, times, tissue, { afterMinimum: 1600 })).times)).toBe(21600)
  })

  it('stays within the ranges that it is given', () => {
    const held = valueIn(
      fitExchange(input, times, perfused(times, flow, exchanged), {
        plasmaRate: [0.1, 0.15],
        leavingRate: [0.05, 0.06],
        returningRate: [0.02, 0.03],
      }),
    )
    const within = [
      [0.1, 0.15],
      [0.05, 0.06],
      [0.02, 0.03],
    ] as const
    within.forEach(([low, high], i) => {
      expect(held.shape[i]).toBeGreaterThanOrEqual(low)
      expect(held.shape[i]).toBeLessThanOrEqual(high)
    })
  })
})

describe('blood flow by deconvolution', () => {
  it('does not depend on the unit of concentration', () => {
    const base = valueIn(fitFermi(input, times, tissue))
    const louder = { ...input, values: values.map((value) => 50 * value) }
    const fit = valueIn(
      fitFermi(
        louder,
        times,
        tissue.map((value) => 50 * value),
      ),
    )
    expect(fit.mbf).toBeCloseTo(base.mbf, 4)
    expect(fit.residual).toBeCloseTo(base.residual, 5)
  })

  it('is twice as high where twice as much arrives', () => {
    const base = valueIn(fitFermi(input, times, tissue))
    const fit = valueIn(
      fitFermi(
        input,
        times,
        tissue.map((value) => 2 * value),
      ),
    )
    expect(fit.mbf).toBeCloseTo(2 * base.mbf, 4)
  })

  it('does not depend on the moment that times count from', () => {
    const base = valueIn(fitFermi(input, times, tissue))
    const later = times.map((time) => time + 4000)
    const moved = { times: later, values, arrival: 12900, end: 24000 }
    const fit = valueIn(fitFermi(moved, later, tissue))
    expect(fit.mbf).toBeCloseTo(base.mbf, 6)
    expect(fit.delay).toBe(base.delay)
    expect(fit.times).toEqual(base.times.map((time) => time + 4000))
  })

  it('is of the same tissue where its frames lie between those of the blood', () => {
    const between = times.map((time) => time + 340)
    const fit = valueIn(fitFermi(input, between, perfused(between, flow, plateau)))
    expect(fit.mbf / 2).toBeGreaterThan(0.97)
    expect(fit.mbf / 2).toBeLessThan(1.03)
  })

  it('grows with the flow', () => {
    const found = [0.5, 1, 2, 3, 4].map(
      (mbf) => valueIn(fitFermi(input, times, perfused(times, (mbf * 1.05) / 60, plateau))).mbf,
    )
    found.forEach((mbf, i) => {
      expect(mbf / ([0.5, 1, 2, 3, 4][i] ?? 0)).toBeCloseTo(1, 1)
    })
  })

  it('is per gram by the density of the muscle', () => {
    const base = valueIn(fitFermi(input, times, tissue))
    expect(valueIn(fitFermi(input, times, tissue, { density: 2.1 })).mbf).toBeCloseTo(base.mbf / 2, 9)
  })

  it('gives back the curve that it fits, at the frames from 1 s before arrival to the end', () => {
    const base = valueIn(fitFermi(input, times, tissue))
    expect(base.times[0]).toBe(8000)
    expect(base.times.at(-1)).toBe(20000)
    base.fitted.forEach((value, k) => {
      expect(value).toBeCloseTo(tissue[10 + k] ?? Number.NaN, 2)
    })
  })

  it('needs eight frames', () => {
    const until = (end: number) => fitFermi({ ...input, end }, times, tissue)
    expect(until(13600).measured).toBe(true)
    expect(until(13599)).toEqual({
      measured: false,
      reason: 'too-few-points',
      detail: '7 frames in the first pass where 8 are needed',
    })
  })

  it('is none where no agent comes, or what comes is no curve of tissue', () => {
    for (const nothing of [tissue.map(() => 0), tissue.map((value) => -value), tissue.map(() => Number.NaN)])
      expect(fitFermi(input, times, nothing)).toEqual({
        measured: false,
        reason: 'no-enhancement',
        detail: 'no contrast agent reaches the tissue',
      })
    const saw = Float64Array.from(times, (_, i) => (i % 2 === 0 ? 0.5 : 0))
    expect(fitFermi(input, times, saw)).toMatchObject({
      reason: 'fit-failed',
      detail: expect.stringMatching(/^the fit misses the curve by [2-9]\d % of its height$/),
    })
  })

  it('beyond its bound is none', () => {
    const base = valueIn(fitFermi(input, times, tissue))
    expect(fitFermi(input, times, tissue, { largestFlow: 1.5 })).toEqual({
      measured: false,
      reason: 'fit-failed',
      detail: 'a blood flow of 2.0 mL/min/g is beyond 1.5',
    })
    expect(fitFermi(input, times, tissue, { largestFlow: base.mbf }).measured).toBe(true)
  })

  it('looks for delays no longer than it is told to', () => {
    const late = perfused(times, flow, plateau, 1600)
    expect(valueIn(fitFermi(input, times, late, { longestDelay: 500 })).delay).toBeLessThanOrEqual(500)
    expect(valueIn(fitFermi(input, times, late, { longestDelay: 0 })).delay).toBe(0)
  })
})

describe('the delay of a region', () => {
  const late = perfused(times, flow, plateau, 1400)
  const fitted = (curve: Float64Array, expected: number, options = {}) =>
    valueIn(fitFermi(input, times, curve, options, expected))

  it('is that of its wall where its own is near', () => {
    expect(fitted(late, 1300).delay).toBe(1300)
    expect(fitted(late, 1150).delay).toBe(1150)
  })

  it('is its own where that is far and fits better', () => {
    expect(Math.abs(fitted(late, 600).delay - 1400)).toBeLessThan(40)
    expect(Math.abs(fitted(late, 1300, { delayTolerance: 50 }).delay - 1400)).toBeLessThan(40)
  })

  it('is that of its wall where noise hides which fits better', () => {
    const noisy = late.map((value, i) => value + (i % 3 === 0 ? 0.06 : -0.03))
    expect(fitted(noisy, 1000).delay).toBe(1000)
    expect(fitted(noisy, 1000, { delaySignificance: 1 }).delay).toBeGreaterThan(1000)
  })

  it('is decided by an F test of one delay more, with two of shape, a flow and a delay taken from the frames', () => {
    const noisy = late.map((value, i) => value + (i % 3 === 0 ? 0.02 : -0.01))
    const own = valueIn(fitFermi(input, times, noisy))
    const known = fitted(noisy, 900, { delayTolerance: 1e6 })
    expect(known.delay).toBe(900)
    const freedom = own.times.length - 4
    const ratio = (known.residual ** 2 - own.residual ** 2) / (own.residual ** 2 / freedom)
    const chance = fAbove(ratio, 1, freedom)
    expect(chance).toBeGreaterThan(1e-9)
    expect(chance).toBeLessThan(0.5)
    expect(fitted(noisy, 900, { delaySignificance: chance * 1.001 }).delay).toBe(own.delay)
    expect(fitted(noisy, 900, { delaySignificance: chance * 0.999 }).delay).toBe(900)
  })

  it('is its own only beyond the tolerance', () => {
    const { delay } = valueIn(fitFermi(input, times, late))
    expect(fitted(late, 900, { delayTolerance: delay - 900 }).delay).toBe(900)
    expect(fitted(late, 900, { delayTolerance: delay - 900.001 }).delay).toBe(delay)
  })
})

describe('an input that ends before the tissue, or begins when blood arrives', () => {
  it('is held at its last and at its first frame', () => {
    const short = { ...input, times: times.slice(0, 27), values: values.slice(0, 27) }
    const held = { ...input, values: values.map((value, i) => (i < 27 ? value : (values[26] ?? 0))) }
    const curve = perfused(times, flow, exchanged)
    const [ended, kept] = [
      valueIn(fitExchange(short, times, curve)),
      valueIn(fitExchange(held, times, curve)),
    ]
    // the slope at the last frame is that of fewer neighbours
    expect(ended.mbf / kept.mbf).toBeCloseTo(1, 2)
    expect((ended.fitted.at(-1) ?? 0) / (kept.fitted.at(-1) ?? 1)).toBeCloseTo(1, 3)
    const [first = 0] = values.slice(12, 13)
    const late = { ...input, times: times.slice(12), values: values.slice(12) }
    const padded = { ...input, values: values.map((value, i) => (i < 12 ? first : value)) }
    const [cut, whole] = [valueIn(fitFermi(late, times, tissue)), valueIn(fitFermi(padded, times, tissue))]
    expect(cut.mbf / whole.mbf).toBeCloseTo(1, 1)
  })
})
