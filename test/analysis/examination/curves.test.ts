/** Curves and patterns as a document holds them: plain lists with their unit and scope. */
import { describe, expect, it } from 'vitest'
import {
  flowCurves,
  perfusionCurves,
  scarSegmentPatterns,
  strainCurves,
} from '#analysis/examination/curves.ts'
import type { FlowSample } from '#analysis/flow/curve.ts'
import type { NamedCurve } from '#analysis/strain/named.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { cmPerS, mm2, ms, percent } from '#analysis/units/units.ts'

const beat = { times: [0, 40, 80].map(ms), rr: ms(900), edPhase: 0, esPhase: 1 }
const followed = (kind: NamedCurve['kind'], scope: NamedCurve['scope']): NamedCurve => ({
  kind,
  scope,
  curve: measured({ beat, values: [0, -12, -3].map(percent) }),
})

describe('curves of strain', () => {
  it('have a value for each time after the R wave, and say what they are of', () => {
    const curves = [
      followed('gcs', { level: 'mid', layer: 'endocardial' }),
      { ...followed('grs', {}), curve: unmeasured('tracking-failed') },
      followed('gls', {}),
    ]
    expect(strainCurves({ curves })).toEqual([
      {
        name: 'gcs',
        scope: 'level:mid layer:endocardial',
        unit: '%',
        times: [0, 40, 80],
        values: [0, -12, -3],
      },
      { name: 'gls', unit: '%', times: [0, 40, 80], values: [0, -12, -3] },
    ])
  })
})

describe('curves of a vessel', () => {
  const sample = (phase: number, rate: number): FlowSample => ({
    phase,
    time: ms(30 * phase),
    area: mm2(700 + phase),
    rate,
    forward: rate,
    backward: 0,
    meanVelocity: cmPerS(rate / 7),
  })

  it('are its flow, its velocity and its area', () => {
    expect(flowCurves('aorta', { curve: [sample(0, 0), sample(1, 70)] })).toEqual([
      { name: 'flow-rate', scope: 'region:aorta', unit: 'mL/s', times: [0, 30], values: [0, 70] },
      { name: 'flow-v-mean', scope: 'region:aorta', unit: 'cm/s', times: [0, 30], values: [0, 10] },
      { name: 'vessel-area', scope: 'region:aorta', unit: 'mm2', times: [0, 30], values: [700, 701] },
    ])
    expect(flowCurves('aorta', { curve: [] })).toEqual([])
  })
})

describe('curves of a first pass', () => {
  const slice = (level: number, ...segments: readonly (number | undefined)[]) =>
    measured({
      times: [0, 800, 1600].map(ms),
      regions: segments.map((segment) => ({
        ...(segment === undefined ? {} : { segment }),
        layer: 'whole-wall' as const,
        pixels: 30,
        signal: Float64Array.of(level, level + 1, level + 2),
      })),
    })
  const input = { times: [5, 805], enhancement: Float64Array.of(0, 2.5) }
  const task = (state: 'rest' | 'stress') => ({ state })

  it('are the arterial input and each region, at the times of their slice and with a unit', () => {
    const states = {
      rest: { input: { ...input, concentration: Float64Array.of(0, 4) } },
      stress: { input },
    }
    const tasks = [task('rest'), task('rest'), task('stress')]
    const slices = [unmeasured('too-few-phases'), slice(10, undefined, 7), slice(20, 1)]
    const times = [0, 800, 1600]
    expect(perfusionCurves({ states }, tasks, slices)).toEqual([
      { name: 'perf-input', scope: 'state:rest', unit: '%', times: [5, 805], values: [0, 250] },
      { name: 'perf-input-gd', scope: 'state:rest', unit: 'mmol/L', times: [5, 805], values: [0, 4] },
      {
        name: 'perf-signal',
        scope: 'state:rest slice:1 layer:whole-wall',
        unit: '1',
        times,
        values: [10, 11, 12],
      },
      {
        name: 'perf-signal',
        scope: 'state:rest slice:1 segment:7 layer:whole-wall',
        unit: '1',
        times,
        values: [10, 11, 12],
      },
      { name: 'perf-input', scope: 'state:stress', unit: '%', times: [5, 805], values: [0, 250] },
      {
        name: 'perf-signal',
        scope: 'state:stress slice:0 segment:1 layer:whole-wall',
        unit: '1',
        times,
        values: [20, 21, 22],
      },
    ])
  })

  it('are not those of a pre-bolus, which is no slice of its own', () => {
    const tasks = [{ ...task('rest'), preBolus: true } as const, task('rest')]
    const found = perfusionCurves({ states: {} }, tasks, [slice(1, 1), slice(5, 1)])
    expect(found).toMatchObject([
      { scope: 'state:rest slice:0 segment:1 layer:whole-wall', values: [5, 6, 7] },
    ])
    expect(found).toHaveLength(1)
  })
})

describe('patterns of enhancement', () => {
  it('are named by method and segment', () => {
    const segment = { segment: 7, extent: percent(40), pattern: 'subendocardial' } as const
    const by = (name: string) => ({
      name,
      method: { kind: 'n-sd', n: 5 } as const,
      amounts: unmeasured('no-enhancement'),
      slices: [],
      segments: [segment],
    })
    expect(scarSegmentPatterns({ methods: [by('5-sd'), { ...by('otsu'), segments: [] }] })).toEqual([
      { method: '5-sd', segment: 7, pattern: 'subendocardial' },
    ])
  })
})
