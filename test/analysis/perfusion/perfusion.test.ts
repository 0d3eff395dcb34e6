/** From pictures to measurements in one call. */
import { describe, expect, it } from 'vitest'
import { isMeasured } from '#analysis/measurements/measurement.ts'
import { assemblePerfusion, perfusion, perfusionStates } from '#analysis/perfusion/perfusion.ts'
import { type PerfusionSliceInput, perfusionSlice } from '#analysis/perfusion/slice.ts'
import { bolus } from '#analysis/phantom/perfusion-model.ts'
import { ms } from '#analysis/units/units.ts'
import { beats, bloodT1, firstPassPicture, myocardiumT1 } from '../../truth/perfusion/model.ts'

const made = (mbf: number, dose = 2): PerfusionSliceInput => ({
  ...firstPassPicture({
    size: 48,
    pixel: 4,
    blood: bolus({ peak: dose }),
    flows: Array.from({ length: 6 }, () => [mbf, mbf] as const),
    times: beats(32, 850),
  }),
  drawnOn: 20,
})
const options = {
  slice: { motion: { rounds: 0 } },
  signal: { saturationTime: ms(100), relaxivity: 4.5, bloodT1, myocardialT1: myocardiumT1 },
}
const [resting, stressed] = [made(1), made(2)]
const given = { stress: { slices: [stressed] }, rest: { slices: [resting] } }
/** of both states with their options, measured once, with what was told on the way */
const told: (readonly [number, number])[] = []
let ofBoth: ReturnType<typeof perfusion> | undefined
const foundOfBoth = (): ReturnType<typeof perfusion> => {
  ofBoth ??= perfusion(given, options, (done, total) => told.push([done, total]))
  return ofBoth
}
/** a share of the truth */
const offBy = (found: number, truth: number): number => Math.abs(found / truth - 1)

describe('a first pass at rest and at stress', () => {
  it('tells after each slice how many are done', () => {
    foundOfBoth()
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  it('gives flow and reserve of its pictures', () => {
    const result = foundOfBoth()
    const value = (quantity: string, scope: string): number => {
      const found = result.measurements.find((m) => m.quantity === quantity && m.scope === scope)
      return found && isMeasured(found) ? found.value : Number.NaN
    }
    expect(offBy(value('perf-mbf', 'state:rest slice:0 layer:whole-wall'), 1)).toBeLessThan(0.1)
    expect(offBy(value('perf-mbf', 'state:stress slice:0 layer:whole-wall'), 2)).toBeLessThan(0.1)
    expect(offBy(value('perf-mpr', 'slice:0 layer:whole-wall'), 2)).toBeLessThan(0.1)
  })

  it('is what threads give that measure a slice each', () => {
    const result = foundOfBoth()
    const rest = { slices: [perfusionSlice(resting, options.slice)] }
    const stress = { slices: [perfusionSlice(stressed, options.slice)] }
    expect(result).toEqual(assemblePerfusion({ rest, stress }, options))
    expect(structuredClone(result)).toEqual(result)
  })

  it('goes on without progress, with one state, and with none', () => {
    expect(Object.keys(perfusion({ rest: { slices: [] } }, options).states)).toEqual(['rest'])
    expect(perfusion({}).measurements).toEqual([])
    expect(perfusionStates).toEqual(['rest', 'stress'])
  })

  it('takes blood of a sequence of its own where it is given', () => {
    const slice = made(1, 12)
    const saturated = perfusion({ rest: { slices: [slice] } }, options)
    expect(saturated.warnings.join()).toMatch(/semi-quantitative only/)
    const blood = bolus({ peak: 12 })
    const own = {
      times: slice.times,
      signal: Float64Array.from(
        slice.times,
        (t) => 500 * (1 - Math.exp(-0.01 * (1000 / bloodT1 + 4.5 * blood(t)))),
      ),
      saturationTime: 10,
    }
    const found = perfusion({ rest: { slices: [slice], arterial: own } }, options)
    expect(found.warnings).toEqual([])
    const [flow] = found.measurements.filter(
      ({ quantity, scope }) => quantity === 'perf-mbf' && scope?.endsWith('slice:0 layer:whole-wall'),
    )
    expect(offBy(flow && isMeasured(flow) ? flow.value : Number.NaN, 1)).toBeLessThan(0.1)
  })
})
