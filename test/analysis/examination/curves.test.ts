/** Curves and patterns as a document holds them: plain lists with their unit and scope. */
import { describe, expect, it } from 'vitest'
import { flowCurves, scarSegmentPatterns, strainCurves } from '#analysis/examination/curves.ts'
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
