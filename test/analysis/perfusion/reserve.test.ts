/** What rest and stress give together, and what is said where one of them is missing. */
import { describe, expect, it } from 'vitest'
import { isMeasured } from '#analysis/measurements/measurement.ts'
import type { FlowFit } from '#analysis/perfusion/deconvolution.ts'
import { assemblePerfusion } from '#analysis/perfusion/perfusion.ts'
import type { Basis, RegionResult } from '#analysis/perfusion/region.ts'
import { reserves } from '#analysis/perfusion/reserve.ts'
import type { Failure, StateResult } from '#analysis/perfusion/state.ts'
import type { Layer } from '#analysis/perfusion/wall-regions.ts'
import { type RestWork, standardWork, workFactor } from '#analysis/perfusion/work.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'

/** the other method finds half as much again, and twice as much of high flows */
const flowOf = (mbf: number): Outcome<FlowFit> =>
  measured({ mbf, flow: 0, shape: [], delay: 0, residual: 0, times: [], fitted: [], tissue: [] })

function result(
  segment: number,
  mbf: number,
  relative: number,
  basis: Basis = 'concentration',
  layer: Layer = 'whole-wall',
): RegionResult {
  return {
    slice: 1,
    region: { segment, layer, pixels: 20, signal: new Float64Array(0) },
    basis,
    rise: unmeasured('no-baseline'),
    relative: measured(relative),
    fermi: flowOf(mbf),
    exchange: flowOf(mbf >= 2 ? 2 * mbf : 1.5 * mbf),
    peak: unmeasured('no-baseline'),
    darkens: false,
  }
}
const state = (regions: readonly RegionResult[], failures: readonly Failure[] = []): StateResult => ({
  regions,
  failures,
})

const told = (
  rest: StateResult | undefined,
  stress: StateResult | undefined,
  work?: RestWork,
): Record<string, unknown> =>
  Object.fromEntries(
    reserves({ ...(rest && { rest }), ...(stress && { stress }) }, work).map((m) => [
      `${m.quantity} ${m.scope}`,
      isMeasured(m) ? [m.value, m.method] : [m.unmeasured, m.detail],
    ]),
  )

describe('reserve', () => {
  it('is stress over rest, region by region, whatever their order', () => {
    const rest = state([result(7, 1, 0.1), result(8, 0.8, 0.2)])
    const stress = state([result(8, 2, 0.5), result(7, 3, 0.25)])
    expect(told(rest, stress)).toEqual({
      'perf-mpr slice:1 segment:7 layer:whole-wall': [3, 'fermi-deconvolution'],
      'perf-mpr-2cxm slice:1 segment:7 layer:whole-wall': [4, '2cxm-deconvolution'],
      'perf-mpri slice:1 segment:7 layer:whole-wall': [2.5, 'upslope/concentration'],
      'perf-mpr slice:1 segment:8 layer:whole-wall': [2.5, 'fermi-deconvolution'],
      'perf-mpr-2cxm slice:1 segment:8 layer:whole-wall': [expect.closeTo(4 / 1.2, 9), '2cxm-deconvolution'],
      'perf-mpri slice:1 segment:8 layer:whole-wall': [2.5, 'upslope/concentration'],
    })
  })

  it('of upslopes is named by what they are upslopes of', () => {
    const found = told(state([result(7, 1, 0.1, 'signal')]), state([result(7, 3, 0.3, 'signal')]))
    expect(found['perf-mpri slice:1 segment:7 layer:whole-wall']).toEqual([
      expect.closeTo(3, 12),
      'upslope/signal',
    ])
  })

  it('of upslopes of different kinds is none, and blood flow is told all the same', () => {
    const found = told(state([result(7, 1, 0.1, 'signal')]), state([result(7, 3, 0.3)]))
    expect(found).toEqual({
      'perf-mpr slice:1 segment:7 layer:whole-wall': [3, 'fermi-deconvolution'],
      'perf-mpr-2cxm slice:1 segment:7 layer:whole-wall': [4, '2cxm-deconvolution'],
      'perf-mpri slice:1 segment:7 layer:whole-wall': [
        'no-partner',
        'the upslope is of the concentration at stress and of the signal at rest',
      ],
    })
  })

  it('to no flow at rest is none', () => {
    const found = told(state([result(7, 0, -0.1)]), state([result(7, 3, 0.3)]))
    const scope = 'slice:1 segment:7 layer:whole-wall'
    expect(found[`perf-mpr ${scope}`]).toEqual(['out-of-range', 'nothing to divide by: 0'])
    expect(found[`perf-mpri ${scope}`]).toEqual(['out-of-range', 'nothing to divide by: -0.1'])
  })

  it('carries the warnings of both states, each once', () => {
    const warned = (one: RegionResult, ...warnings: string[]): RegionResult => ({
      ...one,
      relative: measured(0.2, warnings),
    })
    const [, , index] = reserves({
      rest: state([warned(result(7, 1, 0.1), 'of both', 'of rest')]),
      stress: state([warned(result(7, 3, 0.3), 'of both', 'of stress')]),
    })
    expect(index && isMeasured(index) ? index.warnings : []).toEqual(['of both', 'of stress', 'of rest'])
  })

  it('pairs layers with their own kind', () => {
    const inner = result(7, 2, 0.4, 'concentration', 'endocardial')
    const found = told(state([result(7, 1, 0.1)]), state([inner]))
    expect(found['perf-mpr slice:1 segment:7 layer:whole-wall']).toEqual([
      'no-partner',
      'stress has no such region',
    ])
    expect(found['perf-mpr slice:1 segment:7 layer:endocardial']).toEqual([
      'no-partner',
      'rest has no such region',
    ])
  })

  it('without stress, or with a slice that failed at stress, says which and why', () => {
    const rest = state([result(7, 1, 0.1)])
    expect(told(rest, undefined)['perf-mpr slice:1 segment:7 layer:whole-wall']).toEqual([
      'no-partner',
      'there is no stress',
    ])
    const failed = state([], [{ slice: 1, why: unmeasured('unusable-images', 'all pixels are 0') }])
    expect(told(rest, failed)).toEqual({
      'perf-mpr slice:1 segment:7 layer:whole-wall': ['unusable-images', 'all pixels are 0'],
      'perf-mpr-2cxm slice:1 segment:7 layer:whole-wall': ['unusable-images', 'all pixels are 0'],
      'perf-mpri slice:1 segment:7 layer:whole-wall': ['unusable-images', 'all pixels are 0'],
    })
  })

  it('is told slice by slice, whatever failed first', () => {
    const failed = { slice: 0, why: unmeasured('no-images') }
    const found = told(
      state([result(7, 1, 0.1)], [{ slice: 2, why: unmeasured('no-images') }, failed]),
      undefined,
    )
    const slices = Object.keys(found).map((key) => /slice:(\d)/.exec(key)?.[1])
    expect(slices.join('')).toBe('000111222')
  })

  it('of a region that was too small says so, where the other state has it and where neither has', () => {
    const small = (segment: number): Failure => ({
      slice: 1,
      region: { segment, layer: 'whole-wall', pixels: 2 },
      why: unmeasured('too-few-pixels', `of ${segment}`),
    })
    const found = told(state([result(7, 1, 0.1)], [small(9)]), state([], [small(8), small(7), small(9)]))
    const of = (segment: number) => found[`perf-mpr slice:1 segment:${segment} layer:whole-wall`]
    expect(of(7)).toEqual(['too-few-pixels', 'of 7'])
    expect(of(8)).toEqual(['too-few-pixels', 'of 8'])
    expect(of(9)).toEqual(['too-few-pixels', 'of 9'])
    expect(Object.keys(found)).toHaveLength(9)
    const alone = told(state([], [small(9)]), state([result(9, 2, 0.3)]))
    expect(alone['perf-mpr slice:1 segment:9 layer:whole-wall']).toEqual(['too-few-pixels', 'of 9'])
    const other = told(state([result(7, 1, 0.1)]), state([], [{ ...small(7), slice: 2 }]))
    expect(other['perf-mpr slice:1 segment:7 layer:whole-wall']).toEqual([
      'no-partner',
      'stress has no such region',
    ])
  })

  it('of a slice that failed in both states is said once', () => {
    const failed = state([], [{ slice: 2, why: unmeasured('no-images') }])
    expect(Object.keys(told(failed, failed))).toEqual([
      'perf-mpr slice:2',
      'perf-mpr-2cxm slice:2',
      'perf-mpri slice:2',
    ])
  })
})

describe('a standard work', () => {
  const work = { heartRate: 80, systolicPressure: 150 }
  const scope = 'slice:1 segment:7 layer:whole-wall'
  const method = 'fermi-deconvolution/rate-pressure'

  it('is 10 000 mmHg/min: at 80 beats and 150 mmHg flow at rest counts five sixths', () => {
    expect(standardWork).toBe(10_000)
    expect(workFactor(work)).toMatchObject({ value: expect.closeTo(5 / 6, 12) })
    expect(workFactor({ ...work, standard: 6000 })).toMatchObject({ value: 0.5 })
    const found = told(state([result(7, 1.2, 0.1)]), state([result(7, 3, 0.3)]), work)
    expect(found[`perf-mbf-work ${scope}`]).toEqual([expect.closeTo(1, 12), method])
    expect(found[`perf-mpr-work ${scope}`]).toEqual([expect.closeTo(3, 12), method])
    expect(found[`perf-mpr ${scope}`]).toEqual([expect.closeTo(2.5, 12), 'fermi-deconvolution'])
  })

  it('is not spoken of where the work is not given', () => {
    const found = told(state([result(7, 1.2, 0.1)]), state([result(7, 3, 0.3)]))
    expect(Object.keys(found).filter((key) => key.includes('work'))).toEqual([])
  })

  it('without stress, or without rest, says which is missing', () => {
    const alone = told(state([result(7, 1.2, 0.1)]), undefined, work)
    expect(alone[`perf-mbf-work ${scope}`]).toEqual([expect.closeTo(1, 12), method])
    expect(alone[`perf-mpr-work ${scope}`]).toEqual(['no-partner', 'there is no stress'])
    const stressed = told(undefined, state([result(7, 3, 0.3)]), work)
    expect(stressed[`perf-mbf-work ${scope}`]).toEqual(['no-partner', 'there is no rest'])
    expect(stressed[`perf-mpr-work ${scope}`]).toEqual(['no-partner', 'there is no rest'])
    const unfit = { ...result(7, 1, 0.1), fermi: unmeasured('fit-failed', 'far off') }
    const failed = told(state([unfit]), state([result(7, 3, 0.3)]), work)
    expect(failed[`perf-mbf-work ${scope}`]).toEqual(['fit-failed', 'far off'])
    expect(failed[`perf-mpr-work ${scope}`]).toEqual(['fit-failed', 'far off'])
  })

  it('is none of a rate or a pressure that no one has', () => {
    const refused = (given: Partial<typeof work>, detail: string) =>
      expect(workFactor({ ...work, ...given })).toEqual({ measured: false, reason: 'out-of-range', detail })
    refused({ heartRate: 0 }, 'a heart rate of 0 /min at rest')
    refused({ heartRate: 24 }, 'a heart rate of 24 /min at rest')
    refused({ heartRate: 221 }, 'a heart rate of 221 /min at rest')
    refused({ heartRate: Number.NaN }, 'a heart rate of NaN /min at rest')
    refused({ systolicPressure: 16 }, 'a systolic pressure of 16 mmHg')
    refused({ systolicPressure: 49 }, 'a systolic pressure of 49 mmHg')
    refused({ systolicPressure: 281 }, 'a systolic pressure of 281 mmHg')
    for (const heartRate of [25, 220])
      for (const systolicPressure of [50, 280])
        expect(workFactor({ heartRate, systolicPressure }).measured).toBe(true)
    const found = told(state([result(7, 1.2, 0.1)]), undefined, { ...work, heartRate: 800 })
    expect(found[`perf-mbf-work ${scope}`]).toEqual(['out-of-range', 'a heart rate of 800 /min at rest'])
  })
})

describe('slices that could not be measured', () => {
  it('leave no quantity unsaid', () => {
    const why = unmeasured('too-few-phases', '10 frames do not hold a first pass')
    const { measurements, warnings } = assemblePerfusion({ rest: { slices: [why] } })
    expect(measurements.length).toBeGreaterThanOrEqual(8)
    expect(measurements.every((m) => !isMeasured(m))).toBe(true)
    expect(new Set(measurements.map(({ quantity }) => quantity))).toContain('perf-mbf')
    expect(new Set(measurements.map(({ quantity }) => quantity))).toContain('perf-mpri')
    expect(warnings.every((sentence) => typeof sentence === 'string')).toBe(true)
  })

  it('are told at a standard work where that is given', () => {
    const why = unmeasured('too-few-phases')
    const { measurements } = assemblePerfusion(
      { rest: { slices: [why] } },
      { restWork: { heartRate: 60, systolicPressure: 120 } },
    )
    expect(measurements.map(({ quantity }) => quantity)).toContain('perf-mbf-work')
  })

  it('of no state at all give nothing, and no warning', () => {
    expect(assemblePerfusion({})).toMatchObject({ measurements: [], warnings: [] })
  })
})
