/** From curves of slices to measurements: what is said of each region, of each slice, and of what has no number. */
import { describe, expect, it } from 'vitest'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { fermiResponse } from '#analysis/perfusion/fermi.ts'
import type { Motion } from '#analysis/perfusion/motion.ts'
import { assemblePerfusion, type PerfusionOptions } from '#analysis/perfusion/perfusion.ts'
import { relaxedShare } from '#analysis/perfusion/signal.ts'
import type { RegionCurve, SlicePerfusion } from '#analysis/perfusion/slice.ts'
import type { Layer } from '#analysis/perfusion/wall-regions.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import { type Ms, ms } from '#analysis/units/units.ts'
import { beats, bolusAt, perfused } from './first-passes.ts'

const times = beats(50)
const saturationTime = ms(100)
const signal = { saturationTime, relaxivity: 4.5, bloodT1: 1600, myocardialT1: 1000 }
const options: PerfusionOptions = { signal }

const signalOf = (concentration: ArrayLike<number>, nativeT1: number, gain = 2000): Float64Array =>
  Float64Array.from(
    concentration,
    (c) =>
      gain *
      relaxedShare(1000 / nativeT1 + 4.5 * c, { saturationTime, nativeT1: ms(nativeT1), relaxivity: 4.5 }),
  )
const tissueOf = (mbf: number, at: readonly Ms[] = times, delay = 0): Float64Array =>
  perfused(at, (mbf * 1.05) / 60, (s) => fermiResponse(s, 0.8, 5), delay)
const region = (layer: Layer, mbf: number, segment?: number, delay = 0): RegionCurve => ({
  ...(segment === undefined ? {} : { segment }),
  layer,
  pixels: 40,
  signal: signalOf(tissueOf(mbf, times, delay), 1000),
})
const motion: Motion = {
  shiftX: Float64Array.from(times, (_, t) => (t === 7 ? 3 : 0)),
  shiftY: Float64Array.from(times, (_, t) => (t === 7 ? -4 : t === 9 ? 4.5 : 0)),
  residual: 0.2,
  before: 0.8,
  after: 0.9,
  corrected: true,
}
const slice = (regions: readonly RegionCurve[], given: Partial<SlicePerfusion> = {}): SlicePerfusion => ({
  times,
  blood: signalOf(
    times.map((time) => bolusAt(time)),
    1600,
  ),
  regions,
  wall: {
    columns: 0,
    index: new Uint32Array(),
    segment: new Uint8Array(),
    clear: new Uint8Array(),
    signal: new Float32Array(),
  },
  tooSmall: [],
  motion,
  pixel: 1.5,
  warnings: [],
  ...given,
})

const say = (m: Measurement | undefined) =>
  m === undefined
    ? undefined
    : isMeasured(m)
      ? [m.value, `${m.method}/${m.version}`]
      : [m.unmeasured, ...(m.detail === undefined ? [] : [m.detail])]
const told = (measurements: readonly Measurement[]) => (quantity: string, scope: string) =>
  say(measurements.find((m) => m.quantity === quantity && m.scope === scope))
const near = (value: number, share = 0.03) => ({
  asymmetricMatch: (found: unknown): boolean =>
    typeof found === 'number' && Math.abs(found / value - 1) <= share,
  toString: () => `within ${100 * share} % of ${value}`,
})

describe('a state', () => {
  const assembled = () =>
    assemblePerfusion(
      {
        rest: {
          slices: [
            measured(
              slice([
                region('endocardial', 0.8, 3),
                region('epicardial', 1, 3),
                region('whole-wall', 0.9, 3),
              ]),
            ),
          ],
        },
      },
      options,
    )
  const ofRest = () => told(assembled().measurements)
  const whole = 'state:rest slice:0 segment:3 layer:whole-wall'

  it('is named by its method, with the options that were used', () => {
    const rest = assembled()
    expect(rest).toMatchObject({ method: 'fermi-deconvolution', version: '2' })
    expect(rest.options).toMatchObject({
      signal,
      upslopePoints: { rest: 5, stress: 3 },
      fermi: { density: 1.05 },
      exchange: { afterMinimum: 15000 },
      slice: { poolRadius: 0.6 },
    })
  })

  it('has the blood flow that its curves were made with, by a Fermi function', () => {
    const of = ofRest()
    expect(of('perf-mbf', whole)).toEqual([near(0.9), 'fermi-deconvolution/2'])
    expect(of('perf-mbf', 'state:rest slice:0 segment:3 layer:endocardial')).toEqual([
      near(0.8),
      'fermi-deconvolution/2',
    ])
    expect(of('perf-endo-epi', 'state:rest slice:0 segment:3')).toEqual([
      near(0.8, 0.02),
      'fermi-deconvolution/2',
    ])
  })

  it('has flow by exchange through the whole thickness only', () => {
    const of = ofRest()
    expect(of('perf-mbf-2cxm', whole)).toEqual([near(1.8, 0.2), '2cxm-deconvolution/1'])
    expect(of('perf-mbf-2cxm', 'state:rest slice:0 segment:3 layer:endocardial')).toEqual([
      'too-few-pixels',
      'exchange is fitted to the whole thickness: the curve of a layer is too noisy for three rates',
    ])
  })

  it('has upslope, times and peak', () => {
    const of = ofRest()
    const { states } = assembled()
    const tissue = tissueOf(0.9)
    const slopes = times.slice(0, 46).map((_, i) => {
      const mid = (tissue[i + 2] ?? 0) + 0
      const line = [-2, -1, 0, 1, 2].reduce((sum, k) => sum + k * ((tissue[i + 2 + k] ?? 0) - mid), 0)
      return line / 10 / 0.8
    })
    const steepest = Math.max(...slopes.slice(0, 25))
    const blood = times.map((time) => bolusAt(time))
    const bloodSlopes = blood.slice(0, 46).map((_, i) => {
      const line = [-2, -1, 0, 1, 2].reduce((sum, k) => sum + k * (blood[i + 2 + k] ?? 0), 0)
      return line / 10 / 0.8
    })
    const bloodSteepest = Math.max(...bloodSlopes.filter((_, i) => i + 4 <= 15 && i >= 10))
    expect(of('perf-upslope-gd', whole)).toEqual([near(steepest, 1e-3), 'upslope/concentration/1'])
    expect(of('perf-upslope-rel', whole)).toEqual([
      near(steepest / bloodSteepest, 1e-2),
      'upslope/concentration/1',
    ])
    expect(of('perf-upslope-si', whole)).toBeUndefined()
    const arrival = states.rest?.input?.pass.arrival ?? Number.NaN
    expect(arrival).toBeGreaterThan(8500)
    expect(arrival).toBeLessThan(9300)
    const [found] = states.rest?.regions.filter(({ region: r }) => r.layer === 'whole-wall') ?? []
    expect(found?.basis).toBe('concentration')
    const top = found?.rise.measured ? found.rise.value : undefined
    expect(of('perf-ttp', whole)).toEqual([(top?.peakTime ?? 0) - arrival, 'first-pass-curve/1'])
    expect(of('perf-t50', whole)).toEqual([(top?.halfTime ?? 0) - arrival, 'first-pass-curve/1'])
    // the top of the signal over its baseline, its neighbours weighted 1 2 1
    const own = signalOf(tissue, 1000)
    const shares = Array.from(own.slice(0, 30), (s, t) =>
      t === 0 ? 0 : ((own[t - 1] ?? 0) + 2 * s + (own[t + 1] ?? 0)) / 4 / (own[3] ?? 1) - 1,
    )
    expect(of('perf-peak', whole)).toEqual([near(100 * Math.max(...shares), 1e-9), 'first-pass-curve/1'])
  })

  it('has the largest motion and what is left of it, in millimetres', () => {
    const of = ofRest()
    expect(of('perf-motion', 'state:rest slice:0')).toEqual([7.5, 'translation/tissue-classes/1'])
    expect(of('perf-residual', 'state:rest slice:0')).toEqual([
      expect.closeTo(0.3, 12),
      'translation/tissue-classes/1',
    ])
  })

  it('has no reserve without the other', () => {
    const of = ofRest()
    const { warnings, states } = assembled()
    expect(of('perf-mpr', 'slice:0 segment:3 layer:whole-wall')).toEqual(['no-partner', 'there is no stress'])
    expect(warnings).toEqual([])
    expect(states.stress).toBeUndefined()
  })
})

describe('rest and stress', () => {
  const one = (mbf: number) => ({ slices: [measured(slice([region('whole-wall', mbf)]))] })

  it('give reserve by either method and its index by lines of five and of three frames', () => {
    const of = told(assemblePerfusion({ rest: one(1), stress: one(2.5) }, options).measurements)
    const scope = 'slice:0 layer:whole-wall'
    expect(of('perf-mpr', scope)).toEqual([near(2.5, 0.04), 'fermi-deconvolution/2'])
    expect(of('perf-mpr-2cxm', scope)).toEqual([near(2.7, 0.3), '2cxm-deconvolution/1'])
    const relative = (state: string) => {
      const [value] = of('perf-upslope-rel', `state:${state} ${scope}`) ?? []
      return typeof value === 'number' ? value : Number.NaN
    }
    expect(of('perf-mpri', scope)).toEqual([relative('stress') / relative('rest'), 'upslope/concentration/1'])
    const same = told(
      assemblePerfusion(
        { rest: one(1), stress: one(1) },
        { ...options, upslopePoints: { rest: 3, stress: 3 } },
      ).measurements,
    )
    expect(same('perf-mpri', scope)).toEqual([1, 'upslope/concentration/1'])
  })
})

describe('progress', () => {
  it('is told region by region through both states; slices without curves have none', () => {
    const calls: (readonly [number, number])[] = []
    const two = measured(slice([region('whole-wall', 1), region('whole-wall', 1, 2)]))
    assemblePerfusion(
      {
        stress: { slices: [two] },
        rest: { slices: [unmeasured('no-images'), measured(slice([region('whole-wall', 1)]))] },
      },
      {},
      (done, total) => calls.push([done, total]),
    )
    expect(calls).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
  })
})

describe('times', () => {
  it('of a slice that is taken later in the beat are its own', () => {
    const later = times.map((time) => ms(time + 350))
    const curve = { ...region('whole-wall', 1.5), signal: signalOf(tissueOf(1.5, later), 1000) }
    const of = told(
      assemblePerfusion(
        { rest: { slices: [measured(slice([])), measured(slice([curve], { times: later }))] } },
        options,
      ).measurements,
    )
    expect(of('perf-mbf', 'state:rest slice:1 layer:whole-wall')).toEqual([
      near(1.5),
      'fermi-deconvolution/2',
    ])
  })
})

describe('the delay of the wall', () => {
  it('is kept by its segments where theirs are near', () => {
    const { states } = assemblePerfusion(
      {
        rest: {
          slices: [
            measured(
              slice([
                region('whole-wall', 1, undefined, 500),
                region('whole-wall', 1, 7, 620),
                region('whole-wall', 1, 8, 1500),
              ]),
            ),
          ],
        },
      },
      options,
    )
    const delays = states.rest?.regions.map(({ fermi, exchange }) => [
      fermi.measured ? fermi.value.delay : Number.NaN,
      exchange.measured ? exchange.value.delay : Number.NaN,
    ])
    const [wall, seventh, eighth] = delays ?? []
    expect(wall?.[0]).toBeGreaterThan(450)
    expect(wall?.[0]).toBeLessThan(550)
    expect(seventh).toEqual(wall)
    expect(eighth?.[0]).toBeGreaterThan(1400)
    expect(eighth?.[1]).toBeGreaterThan(1200)
  })
})

describe('an arterial input', () => {
  const of = (blood: Float64Array, given: PerfusionOptions = options) => {
    const { measurements, warnings } = assemblePerfusion(
      { rest: { slices: [measured(slice([region('whole-wall', 1)], { blood }))] } },
      given,
    )
    return { of: told(measurements), warnings }
  }
  const scope = 'state:rest slice:0 layer:whole-wall'

  it('that is saturated leaves upslopes of the signal, and says so', () => {
    const saturated = signalOf(
      times.map((time) => bolusAt(time, 8)),
      1600,
    )
    const found = of(saturated)
    const why = 'the peak is 0.97 of the fully relaxed signal'
    expect(found.of('perf-mbf', scope)).toEqual(['saturated-input', why])
    expect(found.of('perf-mbf-2cxm', scope)).toEqual(['saturated-input', why])
    expect(found.of('perf-upslope-si', scope)).toEqual([expect.any(Number), 'upslope/signal/1'])
    expect(found.of('perf-upslope-rel', scope)).toEqual([expect.any(Number), 'upslope/signal/1'])
    expect(found.of('perf-upslope-gd', scope)).toBeUndefined()
    expect(found.warnings).toEqual([`rest: semi-quantitative only, the arterial input is saturated: ${why}`])
  })

  it('without a model of the signal leaves upslopes of the signal', () => {
    const { signal: _, ...without } = options
    const found = of(slice([]).blood, without)
    expect(found.of('perf-mbf', scope)).toEqual([
      'no-arterial-input',
      'without saturation time, T1 and relaxivity the signal is no concentration',
    ])
    expect(found.of('perf-upslope-si', scope)).toEqual([expect.any(Number), 'upslope/signal/1'])
    expect(found.warnings).toEqual([])
  })

  it('that never comes leaves nothing, with its reason', () => {
    const found = of(new Float64Array(50).fill(120))
    for (const quantity of [
      'perf-mbf',
      'perf-mbf-2cxm',
      'perf-upslope-gd',
      'perf-upslope-rel',
      'perf-ttp',
      'perf-peak',
    ])
      expect(found.of(quantity, scope)?.[0]).toMatch(/^no-(arterial-input|baseline)$/)
  })

  it('of its own is measured with its own saturation time, instead of that of the slice', () => {
    const quick = ms(10)
    const own = Float64Array.from(
      times,
      (time) =>
        900 *
        relaxedShare(1000 / 1600 + 4.5 * bolusAt(time), {
          ...signal,
          saturationTime: quick,
          nativeT1: ms(1600),
        }),
    )
    const { measurements, warnings } = assemblePerfusion(
      {
        rest: {
          slices: [measured(slice([region('whole-wall', 1)], { blood: new Float64Array(50).fill(7) }))],
          arterial: { times, signal: own, saturationTime: quick },
        },
      },
      options,
    )
    expect(told(measurements)('perf-mbf', scope)).toEqual([near(1), 'fermi-deconvolution/2'])
    expect(warnings).toEqual([])
  })
})

describe('a pre-bolus', () => {
  /** a tenth of the dose, on a clock that started 1.6 s later; the main bolus saturates the cavity */
  const early = Float64Array.from(times, (time) => 0.1 * bolusAt(time + 1600, 8))
  const prebolus = { times, signal: signalOf(early, 1600, 700), saturationTime }
  const main = signalOf(
    times.map((time) => bolusAt(time, 8)),
    1600,
  )
  const tissue = signalOf(
    perfused(times, 1.05 / 60, (s) => fermiResponse(s, 0.8, 5), 500, 8),
    1000,
  )
  const found = (doseRatio: number, blood = main, given: PerfusionOptions = options) => {
    const slices = [measured(slice([{ layer: 'whole-wall', pixels: 9, signal: tissue }], { blood }))]
    return assemblePerfusion({ rest: { slices, arterial: { ...prebolus, doseRatio } } }, given)
  }
  const scope = 'state:rest slice:0 layer:whole-wall'

  it('stands for the main one, as much higher as its dose and when that arrives', () => {
    const { measurements, warnings, states } = found(10)
    expect(told(measurements)('perf-mbf', scope)).toEqual([near(1, 0.05), 'fermi-deconvolution/2'])
    expect(warnings).toEqual([])
    const input = states.rest?.input
    expect(Math.max(...(input?.concentration ?? []))).toBeCloseTo(8, 1)
    // 10 % of a saturated height are less than 10 % of the agent: up to 0.6 s too early
    expect(input?.pass.arrival).toBeGreaterThan(8200)
    expect(input?.pass.arrival).toBeLessThan(9000)
    expect((input?.times[1] ?? 0) - (input?.times[0] ?? 0)).toBeCloseTo(800, 9)
    expect((input?.times[0] ?? 0) / 1600).toBeCloseTo(1, 0)
  })

  it('of half the dose means half the flow', () => {
    const of = (ratio: number) => told(found(ratio).measurements)('perf-mbf', scope)?.[0]
    expect(Number(of(5)) / Number(of(10))).toBeCloseTo(2, 4)
  })

  it('makes upslopes of the signal as much higher where nothing is converted', () => {
    const { signal: _, ...without } = options
    const of = (ratio: number) =>
      told(found(ratio, main, without).measurements)('perf-upslope-rel', scope)?.[0]
    expect(Number(of(5)) / Number(of(10))).toBeCloseTo(2, 9)
  })

  it('is none of an impossible dose, or where the main bolus is never seen', () => {
    for (const ratio of [0, -2, Number.NaN, Number.POSITIVE_INFINITY])
      expect(told(found(ratio).measurements)('perf-mbf', scope)).toEqual([
        'contradictory-input',
        `a main bolus of ${ratio} times the pre-bolus`,
      ])
    expect(told(found(10, new Float64Array(50).fill(120)).measurements)('perf-mbf', scope)?.[0]).toMatch(
      /^no-/,
    )
    const unseen = assemblePerfusion(
      { rest: { slices: [unmeasured('no-images')], arterial: { ...prebolus, doseRatio: 10 } } },
      options,
    )
    expect(unseen.states.rest).not.toHaveProperty('input')
  })
})

describe('tissue', () => {
  const found = (
    signalOfRegion: Float64Array,
    given: PerfusionOptions = options,
    layer: Layer = 'whole-wall',
  ) => {
    const curve: RegionCurve = { layer, pixels: 9, signal: signalOfRegion, segment: 4 }
    const { measurements, warnings } = assemblePerfusion(
      { stress: { slices: [measured(slice([curve]))] } },
      given,
    )
    return { of: told(measurements), warnings, scope: `state:stress slice:0 segment:4 layer:${layer}` }
  }

  it('whose signal cannot be turned into a concentration has upslopes of the signal', () => {
    const bright = signalOf(tissueOf(1), 1000)
    bright[20] = 5000
    const { of, scope } = found(bright)
    expect(of('perf-mbf', scope)).toEqual([
      'saturated-input',
      'at frame 21 the signal is 2.50 of the fully relaxed one',
    ])
    expect(of('perf-upslope-si', scope)).toEqual([expect.any(Number), 'upslope/signal/1'])
  })

  it('without signal before blood arrives has no baseline', () => {
    const dark = signalOf(tissueOf(1), 1000)
    dark.fill(0, 0, 12)
    const { of, scope } = found(dark)
    expect(of('perf-mbf', scope)).toEqual(['no-baseline', '8 frames before blood arrives'])
    expect(of('perf-upslope-gd', scope)?.[0]).toBe('no-baseline')
  })

  it('may rise for four seconds longer than blood has its first pass', () => {
    const climbing = Float64Array.from(times, (time) => 150 + Math.max(0, time - 9000) / 100)
    const curve: RegionCurve = { layer: 'whole-wall', pixels: 9, signal: climbing }
    const { measurements, states } = assemblePerfusion(
      { rest: { slices: [measured(slice([curve]))] } },
      options,
    )
    const pass = states.rest?.input?.pass
    const end = (times[pass?.recirculation ?? 0] ?? 0) + 4000
    const last = Math.max(...times.filter((time) => time <= end))
    expect(last).toBeLessThan(Math.max(...times))
    const [toPeak] = told(measurements)('perf-ttp', 'state:rest slice:0 layer:whole-wall') ?? []
    expect(toPeak).toBe(last - (pass?.arrival ?? 0))
  })

  it('that takes up nothing has no flow', () => {
    const { of, scope } = found(new Float64Array(50).fill(190))
    expect(of('perf-mbf', scope)?.[0]).toBe('no-enhancement')
    expect(of('perf-peak', scope)?.[0]).toBe('no-enhancement')
  })

  it('is not measured by its frames of another kind', () => {
    const dense = signalOf(tissueOf(1), 1000)
    dense[0] = 4000
    dense[1] = 4000
    const { of, scope } = found(dense)
    expect(of('perf-mbf', scope)).toEqual([near(1), 'fermi-deconvolution/2'])
  })

  it('of the inner layer that darkens as blood peaks is told for a dark rim', () => {
    const rim = signalOf(tissueOf(1), 1000)
    const base = rim[3] ?? 0
    const sentence = 'stress, slice 1, segment 4: the inner layer darkens as blood peaks, perhaps a dark rim'
    rim[15] = 0.89 * base
    expect(found(rim, options, 'endocardial').warnings).toEqual([sentence])
    expect(found(rim, options, 'epicardial').warnings).toEqual([])
    rim[15] = 0.9 * (rim.subarray(2, 10).reduce((sum, v) => sum + v, 0) / 8)
    expect(found(rim, options, 'endocardial').warnings).toEqual([])
    rim[15] = 0.91 * base
    expect(found(rim, options, 'endocardial').warnings).toEqual([])
  })
})

describe('a slice', () => {
  it('that was not measured says why for all that it should have given, and the next gives the input', () => {
    const why = unmeasured('unusable-images', 'all pixels are 0')
    const slices: Outcome<SlicePerfusion>[] = [why, measured(slice([region('whole-wall', 1)]))]
    const { measurements, states } = assemblePerfusion({ rest: { slices } }, options)
    const first = measurements.filter(({ scope }) => scope === 'state:rest slice:0')
    expect(first.map(({ quantity }) => quantity)).toEqual([
      'perf-motion',
      'perf-residual',
      'perf-endo-epi',
      'perf-mbf',
      'perf-mbf-2cxm',
      'perf-upslope-gd',
      'perf-upslope-rel',
      'perf-ttp',
      'perf-t50',
      'perf-peak',
    ])
    for (const m of first) expect(say(m)).toEqual(['unusable-images', 'all pixels are 0'])
    expect(told(measurements)('perf-mbf', 'state:rest slice:1 layer:whole-wall')?.[0]).toEqual(near(1))
    expect(states.rest?.failures).toEqual([{ slice: 0, why }])
  })

  it('of which none was measured has no blood', () => {
    const { measurements, states } = assemblePerfusion({ rest: { slices: [unmeasured('no-images')] } }, {})
    expect(measurements.some(({ quantity }) => quantity === 'perf-upslope-si')).toBe(true)
    expect(states.rest).not.toHaveProperty('input')
  })

  it('that there is none of is said of the state', () => {
    const { measurements } = assemblePerfusion({ stress: { slices: [] } }, options)
    const own = measurements.filter(({ scope }) => scope === 'state:stress')
    expect(own).toHaveLength(10)
    for (const m of own) expect(say(m)).toEqual(['no-images', 'there is no slice at stress'])
  })

  it('passes on what it was warned of, with its place, and each only once', () => {
    const warned = measured(slice([], { warnings: ['of segments'] }), ['of beats', 'of beats'])
    const { warnings } = assemblePerfusion({ rest: { slices: [measured(slice([])), warned] } }, options)
    expect(warnings).toEqual(['rest, slice 2: of beats', 'rest, slice 2: of segments'])
  })

  it('says of regions with too few pixels how many they have', () => {
    const small = { segment: 5, layer: 'endocardial', pixels: 3 } as const
    const { measurements, states } = assemblePerfusion(
      { rest: { slices: [measured(slice([], { tooSmall: [small] }))] } },
      options,
    )
    const scope = 'state:rest slice:0 segment:5 layer:endocardial'
    expect(measurements.filter((m) => m.scope === scope)).toHaveLength(7)
    expect(told(measurements)('perf-mbf', scope)).toEqual(['too-few-pixels', 'the region has 3 pixels'])
    expect(told(measurements)('perf-mpr', 'slice:0 segment:5 layer:endocardial')).toEqual([
      'no-partner',
      'there is no stress',
    ])
    expect(states.rest?.failures).toEqual([
      { slice: 0, region: small, why: unmeasured('too-few-pixels', 'the region has 3 pixels') },
    ])
  })

  it('has a ratio of layers for its segments and for the whole of it', () => {
    const { measurements } = assemblePerfusion(
      {
        rest: {
          slices: [
            measured(
              slice([
                region('endocardial', 1),
                region('epicardial', 2),
                region('endocardial', 1, 2),
                region('epicardial', 1, 3),
              ]),
            ),
          ],
        },
      },
      options,
    )
    expect(told(measurements)('perf-endo-epi', 'state:rest slice:0')).toEqual([
      near(0.5),
      'fermi-deconvolution/2',
    ])
    expect(measurements.filter(({ quantity }) => quantity === 'perf-endo-epi')).toHaveLength(1)
  })
})
