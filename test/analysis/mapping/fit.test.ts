/** Relaxation times from signals whose model is known. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyFit, exponentialFitter, parametersOf, rSquaredOf } from '#analysis/mapping/exponential.ts'
import { type RelaxationModel, relaxationModelNames, relaxationModels } from '#analysis/mapping/models.ts'
import { pixelFitter } from '#analysis/mapping/pixel-fit.ts'
import { precisionOf } from '#analysis/mapping/precision.ts'
import { usualRelaxation } from '#analysis/mapping/relaxation-options.ts'
import { normalNumbers, randomBits } from '#analysis/numerics/random.ts'
import { type Ms, ms } from '#analysis/units/units.ts'
import { decaySignal, molliSignal, molliTimes, recoverySignal } from '../../truth/relaxation-images.ts'

const sorted = (times: readonly Ms[]): Ms[] => times.toSorted((a, b) => a - b)

function fitted(model: RelaxationModel, times: readonly Ms[], signal: readonly number[], more: object = {}) {
  const fitter = pixelFitter(times, { ...usualRelaxation, model, ...more })
  const fit = fitter.empty()
  fitter.fit(Float64Array.from(signal), fit)
  return fit
}

describe('MOLLI', () => {
  it('gives 1000 ms for the printed signal of A 100, B 190, T1* 1111.11 ms', () => {
    const times = [120, 200, 1120, 1200, 2120, 2200, 3120, 4120].map(ms)
    const signal = [-70.5492, -58.7013, 30.6599, 35.4769, 71.8084, 73.7668, 88.5382, 95.34]
    for (const [data, mode] of [
      [signal, 'signed'],
      [signal.map(Math.abs), 'magnitude'],
    ] as const) {
      const fit = fitted('molli', times, data, { signal: mode })
      expect(fit.value).toBeCloseTo(1000, 2)
      expect(fit.tau).toBeCloseTo(1111.111, 2)
      expect(fit.a).toBeCloseTo(100, 3)
      expect(fit.b).toBeCloseTo(-190, 3)
      expect(fit.status).toBe('fitted')
      expect(fit.flips).toBe(mode === 'magnitude' ? 2 : 0)
      expect(fit.rSquared).toBeCloseTo(1, 9)
      expect(fit.samples).toBe(8)
    }
  })

  it('recovers any T1 from 400 to 2000 ms from magnitudes without noise, to a part in a million', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 400, max: 2000, noNaN: true }),
        fc.double({ min: 1.6, max: 2, noNaN: true }),
        fc.double({ min: 1, max: 5000, noNaN: true }),
        (t1, ratio, a) => {
          const times = sorted(molliTimes)
          const signal = times.map((t) => Math.abs(molliSignal(t1, a, ratio * a, t)))
          const fit = fitted('molli', times, signal)
          expect(Math.abs(fit.value / t1 - 1)).toBeLessThan(1e-6)
          expect(fit.flips).toBe(times.filter((t) => molliSignal(t1, a, ratio * a, t) < 0).length)
        },
      ),
      { seed: 3, numRuns: 60 },
    )
  })

  it('does not depend on the gain of the image, and its error does in no way either', () => {
    const times = sorted(molliTimes)
    const noise = normalNumbers(randomBits(5, 1), new Float32Array(8))
    const signal = times.map((t, i) => Math.abs(molliSignal(1100, 100, 190, t) + 3 * (noise[i] ?? 0)))
    const one = fitted('molli', times, signal)
    const other = fitted(
      'molli',
      times,
      signal.map((v) => 37 * v),
    )
    expect(other.value).toBeCloseTo(one.value, 5)
    expect(other.sd).toBeCloseTo(one.sd, 5)
    expect(other.rSquared).toBeCloseTo(one.rSquared, 9)
  })

  it('is the same in an image whose signal is a thousandth, or a thousand times as much', () => {
    const times = sorted(molliTimes)
    const signal = times.map((t) => Math.abs(molliSignal(1100, 100, 190, t)))
    for (const gain of [1e-6, 1e-3, 1e3, 1e6]) {
      const fit = fitted(
        'molli',
        times,
        signal.map((v) => gain * v),
      )
      expect(fit).toMatchObject({ status: 'fitted', flips: 2 })
      expect(fit.value).toBeCloseTo(1100, 4)
      expect(fit.a / gain).toBeCloseTo(100, 6)
      expect(fit.b / gain).toBeCloseTo(-190, 6)
    }
  })

  it('restores every sign that it may, up to the last', () => {
    const times = sorted(molliTimes)
    // nulls at T1 · ln 1.9 / 0.9: after 1, 2, 3, 4 and 5 of the samples
    for (const [t1, flips] of [
      [270, 1],
      [900, 2],
      [1620, 3],
      [1700, 4],
      [3030, 5],
    ] as const) {
      const atZero = (t1 * Math.log(1.9)) / 0.9
      expect(times.filter((t) => t < atZero)).toHaveLength(flips)
      const fit = fitted(
        'molli',
        times,
        times.map((t) => Math.abs(molliSignal(t1, 100, 190, t))),
      )
      expect(fit.flips).toBe(flips)
      expect(fit.value / t1).toBeCloseTo(1, 8)
    }
  })

  it('counts its sums of squares over the signal with its signs restored', () => {
    const times = sorted(molliTimes)
    const clean = times.map((t) => molliSignal(1000, 100, 190, t))
    const off = [1, -1, 1, -1, 1, -1, 1, -1]
    const turned = clean.map((v, i) => v + (off[i] ?? 0))
    const fit = fitted('molli', times, turned.map(Math.abs))
    const mean = turned.reduce((sum, v) => sum + v, 0) / 8
    expect(fit.spread).toBeCloseTo(
      turned.reduce((sum, v) => sum + (v - mean) ** 2, 0),
      8,
    )
    expect(fit.ssr).toBeCloseTo(
      turned.reduce((sum, v, i) => sum + (v - fit.a - fit.b * Math.exp(-(times[i] ?? 0) / fit.tau)) ** 2, 0),
      8,
    )
    expect(fit.ssr).toBeLessThan(8)
    expect(fit.ssr).toBeGreaterThan(4)
    expect(fit.rSquared).toBeCloseTo(1 - fit.ssr / fit.spread, 12)
  })

  it('restores no more signs than it may', () => {
    const times = sorted(molliTimes)
    const signal = times.map((t) => Math.abs(molliSignal(1900, 100, 190, t)))
    expect(fitted('molli', times, signal).flips).toBe(4)
    expect(fitted('molli', times, signal, { flips: 1 }).flips).toBeLessThanOrEqual(1)
    expect(fitted('molli', times, signal, { flips: 1 }).value).not.toBeCloseTo(1900, 0)
  })
})

describe('the other models', () => {
  it('recover saturation recovery, with the image without preparation at infinity', () => {
    const times = [100, 250, 400, 550, 700, 850, 1000, Number.POSITIVE_INFINITY].map(ms)
    const three = times.map((t) => recoverySignal(1180, 100, 92, t))
    expect(fitted('sasha-3', times, three)).toMatchObject({ status: 'fitted' })
    expect(fitted('sasha-3', times, three).value).toBeCloseTo(1180, 4)
    expect(fitted('sasha-3', times, three).b).toBeCloseTo(-92, 4)
    const two = times.map((t) => recoverySignal(1180, 100, 100, t))
    const fit = fitted('sasha-2', times, two)
    expect(fit.value).toBeCloseTo(1180, 4)
    expect(fit.a).toBeCloseTo(100, 6)
    expect(fit.b).toBeCloseTo(-100, 6)
    // taken as complete, an incomplete saturation shortens T1
    expect(fitted('sasha-2', times, three).value).toBeLessThan(1150)
  })

  it('recover T2, and are 8.28 ms off when a floor of a tenth is left out', () => {
    const times = [0, 25, 55].map(ms)
    const clean = times.map((t) => decaySignal(50, 200, 0, t))
    expect(fitted('t2-2', times, clean).value).toBeCloseTo(50, 6)
    expect(fitted('t2-2', times, clean).b).toBeCloseTo(200, 6)
    expect(fitted('t2-2', times, clean).a).toBe(0)
    const four = [0, 25, 55, 90].map(ms)
    const floor = four.map((t) => decaySignal(50, 200, 20, t))
    const fit = fitted('t2-3', four, floor)
    expect(fit.value).toBeCloseTo(50, 5)
    expect(fit.a).toBeCloseTo(20, 5)
    expect(fitted('t2-2', four, floor).value).toBeGreaterThan(55)
  })

  it('are least squares: no nearby curve leaves less', () => {
    const times = [0, 10, 20, 35, 50, 80].map(ms)
    const noise = normalNumbers(randomBits(8, 2), new Float32Array(6))
    const signal = times.map((t, i) => decaySignal(45, 200, 15, t) + 4 * (noise[i] ?? 0))
    for (const model of ['t2-2', 't2-3'] as const) {
      const { a, b, tau, ssr } = fitted(model, times, signal)
      const left = (da: number, db: number, dt: number) =>
        times.reduce(
          (sum, t, i) => sum + ((signal[i] ?? 0) - a - da - (b + db) * Math.exp(-t / (tau + dt))) ** 2,
          0,
        )
      expect(left(0, 0, 0)).toBeCloseTo(ssr, 8)
      for (const d of [-0.05, 0.05]) {
        if (model === 't2-3') expect(left(d, 0, 0)).toBeGreaterThan(ssr)
        expect(left(0, d, 0)).toBeGreaterThan(ssr)
        expect(left(0, 0, d)).toBeGreaterThan(ssr)
      }
    }
  })

  it('leave out late echoes that are noise, down to three, and keep all of a clean decay', () => {
    const times = [2, 4, 6, 8, 10, 12, 14, 16].map(ms)
    const clean = times.map((t) => decaySignal(12, 100, 0, t))
    expect(fitted('t2star-truncated', times, clean)).toMatchObject({ samples: 8 })
    expect(fitted('t2star-truncated', times, clean).value).toBeCloseTo(12, 6)
    const floor = times.map((t) => Math.max(decaySignal(4, 100, 0, t), 12))
    const all = fitted('t2star-all', times, floor)
    const cut = fitted('t2star-truncated', times, floor)
    expect(all.samples).toBe(8)
    expect(all.value).toBeGreaterThan(4.5)
    expect(cut.value).toBeCloseTo(4, 0)
    expect(cut.samples).toBeLessThan(6)
    expect(cut.rSquared).toBeGreaterThanOrEqual(0.995)
    const never = fitted('t2star-truncated', times, [100, 40, 90, 30, 80, 20, 10, 5], {
      truncation: { leastRSquared: 2, fewestEchoes: 4 },
      leastRSquared: -10,
    })
    expect(never.samples).toBe(4)
    const offset = times.map((t) => decaySignal(5, 100, 9, t))
    expect(fitted('t2star-offset', times, offset).value).toBeCloseTo(5, 5)
  })
})

describe('every model', () => {
  const all: readonly (readonly [RelaxationModel, readonly number[], number, number, number])[] = [
    ['molli', sorted(molliTimes), 300, 2000, 0],
    ['sasha-3', [100, 250, 400, 550, 700, 850, 1000, 1e9], 300, 2000, 0],
    ['sasha-2', [100, 250, 400, 550, 700, 850, 1000, 1e9], 300, 2000, 0],
    ['t2-2', [0, 20, 40, 60, 90], 20, 150, 0],
    ['t2-3', [0, 20, 40, 60, 90], 20, 150, 9],
    ['t2star-truncated', [2, 4, 6, 8, 10, 12, 14, 16], 4, 40, 0],
    ['t2star-offset', [2, 4, 6, 8, 10, 12, 14, 16], 4, 40, 9],
    ['t2star-all', [2, 4, 6, 8, 10, 12, 14, 16], 4, 40, 0],
  ]
  const signalOf = (model: RelaxationModel, value: number, floor: number) => (time: number) => {
    if (model === 'molli') return Math.abs(molliSignal(value, 100, 190, time))
    if (model.startsWith('sasha')) return recoverySignal(value, 100, 100, time)
    return decaySignal(value, 100, floor, time)
  }
  it.each(all)('%s gives the time of its own signal to ten digits', (model, times, from, to, floor) => {
    for (let k = 0; k <= 150; k++) {
      const truth = from + ((to - from) * k) / 150
      const fit = fitted(model, times.map(ms), times.map(signalOf(model, truth, floor)))
      expect(Math.abs(fit.value / truth - 1)).toBeLessThan(1e-10)
      expect(fit.rSquared).toBeGreaterThan(1 - 1e-12)
    }
  })
})

describe('a pixel without a number', () => {
  const times = sorted(molliTimes)
  it('has a T1 beyond the range of its model', () => {
    const of = (t1: number) =>
      fitted(
        'molli',
        times,
        times.map((t) => molliSignal(t1, 100, 190, t)),
        { signal: 'signed' },
      )
    expect(of(3990).status).toBe('fitted')
    expect(of(4200).status).toBe('out-of-range')
    expect(of(30000).status).toBe('out-of-range')
    expect(of(51).status).toBe('fitted')
    expect(of(40).status).toBe('out-of-range')
  })
  it('does not recover, or is constant', () => {
    expect(fitted('sasha-3', times, [90, 80, 70, 60, 50, 40, 30, 20]).status).toBe('out-of-range')
    expect(fitted('t2-2', [0, 25, 55].map(ms), [0, 0, 0]).status).toBe('out-of-range')
    expect(fitted('t2-2', [0, 25, 55].map(ms), [10, 20, 40]).status).toBe('out-of-range')
    const flat = fitted('t2-3', [0, 25, 55, 80].map(ms), [5, 5, 5, 5])
    expect(flat.status).not.toBe('fitted')
    expect(Number.isFinite(flat.value) || flat.value === 0).toBe(true)
  })
  it('is explained by the model to less than nine tenths', () => {
    const rough = times.map((t, i) => recoverySignal(900, 100, 90, t) + (i % 2 === 0 ? 18 : -18))
    const fit = fitted('sasha-3', times, rough)
    expect(fit.rSquared).toBeLessThan(0.9)
    expect(fit.status).toBe('poor-fit')
    expect(fitted('sasha-3', times, rough, { leastRSquared: 0.2 }).status).toBe('fitted')
  })
})

describe('the error of a fit', () => {
  /** (JᵀJ)⁻¹ by Gauss-Jordan with derivatives by differences: apart from the code under test */
  function reference(
    times: readonly number[],
    model: (p: readonly number[], t: number) => number,
    p: number[],
  ) {
    const n = p.length
    const rows = times.map((t) =>
      p.map((value, j) => {
        const h = 1e-5 * Math.max(Math.abs(value), 1e-3)
        const with_ = (d: number) =>
          model(
            p.map((v, i) => (i === j ? v + d : v)),
            t,
          )
        return (with_(h) - with_(-h)) / (2 * h)
      }),
    )
    const m = p.map((_, i) => [
      ...p.map((_, j) => rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)),
      ...p.map((_, j) => (i === j ? 1 : 0)),
    ])
    for (let i = 0; i < n; i++) {
      const pivot = m[i]?.[i] ?? 0
      m[i] = (m[i] ?? []).map((v) => v / pivot)
      for (let k = 0; k < n; k++) {
        if (k === i) continue
        const factor = m[k]?.[i] ?? 0
        m[k] = (m[k] ?? []).map((v, j) => v - factor * (m[i]?.[j] ?? 0))
      }
    }
    return Math.sqrt(m[n - 1]?.[2 * n - 1] ?? 0)
  }

  it('is that of the Cramér-Rao bound of each model', () => {
    const molli = precisionOf(sorted(molliTimes), 'recovery', true)
    // in (A, B, T1) the model has T1 as a parameter of its own
    const bound = reference(
      sorted(molliTimes),
      ([a = 0, b = 0, t1 = 0], t) => molliSignal(t1, a, b, t),
      [100, 190, 1000],
    )
    const fit = { ...emptyFit(), a: 100, b: -190, tau: 1000 / 0.9, ssr: 5 * 16 }
    expect(molli?.(fit)).toBeCloseTo(4 * bound, 2)
    const t2 = precisionOf([0, 25, 55, 80], 'decay', false)
    const t2Bound = reference([0, 25, 55, 80], ([a = 0, t2 = 0], t) => decaySignal(t2, a, 0, t), [200, 50])
    expect(t2?.({ ...emptyFit(), b: 200, tau: 50, ssr: 2 * 9 })).toBeCloseTo(3 * t2Bound, 4)
    const offset = precisionOf([0, 25, 55, 80, 120], 'offset-decay', false)
    const offsetBound = reference(
      [0, 25, 55, 80, 120],
      ([c = 0, a = 0, t2 = 0], t) => decaySignal(t2, a, c, t),
      [20, 200, 50],
    )
    expect(offset?.({ ...emptyFit(), a: 20, b: 200, tau: 50, ssr: 2 * 9 })).toBeCloseTo(3 * offsetBound, 4)
    const sasha = precisionOf([100, 400, 800, Number.POSITIVE_INFINITY], 'saturation', false)
    const sashaBound = reference(
      [100, 400, 800, 1e9],
      ([a = 0, t1 = 0], t) => recoverySignal(t1, a, a, t),
      [100, 1100],
    )
    expect(sasha?.({ ...emptyFit(), a: 100, b: -100, tau: 1100, ssr: 2 * 4 })).toBeCloseTo(2 * sashaBound, 3)
  })

  it('is none with as many samples as parameters, or where samples do not determine the time', () => {
    expect(precisionOf([0, 50], 'decay', false)).toBeUndefined()
    expect(precisionOf([0, 50, 80], 'offset-decay', false)).toBeUndefined()
    const late = precisionOf([1e6, 2e6, 3e6], 'decay', false)
    expect(late?.({ ...emptyFit(), b: 1, tau: 1, ssr: 1 })).toBeUndefined()
    const none = precisionOf([0, 25, 55], 'decay', false)
    expect(none?.({ ...emptyFit(), b: 0, tau: 50, ssr: 1 })).toBeUndefined()
  })

  it('is the spread of repeated measurements', () => {
    const times = sorted(molliTimes)
    const fitter = pixelFitter(times, { ...usualRelaxation, model: 'molli' })
    const fit = fitter.empty()
    const values: number[] = []
    let squares = 0
    for (let k = 0; k < 1500; k++) {
      const noise = normalNumbers(randomBits(21, k), new Float32Array(8))
      fitter.fit(
        Float64Array.from(times, (t, i) => Math.abs(molliSignal(1000, 100, 190, t) + 4 * (noise[i] ?? 0))),
        fit,
      )
      values.push(fit.value)
      squares += fit.sd ** 2
    }
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1))
    expect(Math.abs(mean - 1000)).toBeLessThan(5)
    expect(Math.abs(Math.sqrt(squares / values.length) / spread - 1)).toBeLessThan(0.08)
  })
})

describe('the fitter', () => {
  const options = { shape: 'decay', shortest: ms(5), longest: ms(500), gridPoints: 32, flips: 0 } as const
  it('refuses too few samples and times that do not ascend from 0: the caller has a bug', () => {
    expect(() => exponentialFitter([0], options)).toThrow('1 samples for 2 parameters')
    expect(() => exponentialFitter([0, 1], { ...options, shape: 'recovery' })).toThrow(RangeError)
    expect(() => exponentialFitter([10, 5, 20], options)).toThrow(RangeError)
    expect(() => exponentialFitter([-1, 5, 20], options)).toThrow(RangeError)
    expect(() => exponentialFitter([Number.NaN, 5, 20], options)).toThrow(RangeError)
    expect(() => exponentialFitter([0, 5, 5], options)).not.toThrow()
  })
  it('leaves its signal as it is, and explains nothing of a signal that does not vary', () => {
    const signal = Float64Array.from([3, 2, 1])
    const fit = emptyFit()
    exponentialFitter([0, 10, 30], options)(signal, fit)
    expect([...signal]).toEqual([3, 2, 1])
    expect(rSquaredOf({ ...fit, spread: 0 })).toBe(0)
    expect(rSquaredOf({ ...fit, spread: 4, ssr: 1 })).toBe(0.75)
  })
  it('says by its bounds that a signal is slower or faster than what is searched', () => {
    const fit = emptyFit()
    expect(fit).toEqual({ a: 0, b: 0, tau: 0, ssr: 0, spread: 0, flips: 0, atBound: true })
    const fitAt = (tau: number) => {
      exponentialFitter([0, 10, 40, 100, 300], options)(
        Float64Array.from([0, 10, 40, 100, 300], (t) => 100 * Math.exp(-t / tau)),
        fit,
      )
      return fit
    }
    expect(fitAt(4)).toMatchObject({ atBound: true })
    expect(fitAt(4).tau).toBeCloseTo(5, 9)
    expect(fitAt(700)).toMatchObject({ atBound: true })
    expect(fitAt(700).tau).toBeCloseTo(500, 6)
    for (const tau of [5.9, 12, 77, 420]) {
      expect(fitAt(tau).atBound).toBe(false)
      expect(fitAt(tau).tau / tau).toBeCloseTo(1, 9)
    }
  })
  it('has no slope where the model is 0 at every time, or the signal turns the wrong way', () => {
    const fit = emptyFit()
    // e^(−4000 / 5) is 0 to the last digit
    exponentialFitter([4000, 8000, 12000], { ...options, longest: ms(5.1) })(Float64Array.of(3, 2, 1), fit)
    expect(fit).toMatchObject({ a: 0, b: 0, ssr: 14, spread: 2, atBound: true })
    exponentialFitter([0, 10, 40, 100], { ...options, shape: 'offset-decay' })(
      Float64Array.of(1, 2, 3, 4),
      fit,
    )
    expect(fit.atBound).toBe(true)
    expect(fit.tau).toBeCloseTo(5, 9)
    exponentialFitter([0, 10, 40, 100], { ...options, shape: 'saturation' })(
      Float64Array.from([0, 10, 40, 100], (t) => 7 * (1 - Math.exp(-t / 30))),
      fit,
    )
    expect(fit).toMatchObject({ atBound: false, flips: 0 })
    expect([fit.tau, fit.a, fit.b].map((v) => Number(v.toFixed(6)))).toEqual([30, 7, -7])
  })
  it('turns over no more samples than leave one', () => {
    const fit = emptyFit()
    const recovery = { ...options, shape: 'recovery', flips: 9 } as const
    const signal = [10, 60, 200, 400].map((t) => Math.abs(100 - 200 * Math.exp(-t / 300)))
    exponentialFitter([10, 60, 200, 400], recovery)(Float64Array.from(signal), fit)
    expect(fit.flips).toBe(3)
    expect(fit.tau).toBeCloseTo(300, 6)
  })
  it('gives finite numbers for any finite signal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 8, maxLength: 8 }),
        fc.constantFrom(...relaxationModelNames),
        (signal, model) => {
          const fit = fitted(model, sorted(molliTimes), signal)
          for (const value of [fit.tau, fit.a, fit.b, fit.ssr, fit.rSquared, fit.sd])
            expect(Number.isFinite(value)).toBe(true)
          if (fit.status === 'fitted') {
            expect(fit.value).toBeGreaterThanOrEqual(relaxationModels[model].lowest)
            expect(fit.value).toBeLessThanOrEqual(relaxationModels[model].highest)
          }
        },
      ),
      { seed: 4, numRuns: 80 },
    )
  })
  it('knows the number of parameters of each shape', () => {
    expect((['recovery', 'saturation', 'offset-decay', 'decay'] as const).map(parametersOf)).toEqual([
      3, 2, 3, 2,
    ])
  })
})
