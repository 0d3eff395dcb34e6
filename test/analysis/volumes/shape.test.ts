/** What volume, mass and length say together, and the beat that they are of. */
import { describe, expect, it } from 'vitest'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import { beatsPerMinute, gram, ml, mm, ms, percent } from '#analysis/units/units.ts'
import type { Amounts } from '#analysis/volumes/amounts.ts'
import {
  globalFunctionIndex,
  longAxisLength,
  massConstancy,
  massToVolume,
  type SummedBeat,
  sphericity,
} from '#analysis/volumes/shape.ts'
import { beatMeasurements } from '#analysis/volumes/ventricle.ts'
import { boxStack } from './prism.ts'

const none = unmeasured('no-epicardial-contours')
const amounts = (change: Partial<Amounts> = {}): Amounts => ({
  edv: measured(ml(120)),
  esv: measured(ml(50)),
  sv: measured(ml(70)),
  ef: measured(percent(58)),
  massEd: measured(gram(105)),
  massEs: measured(gram(105)),
  ...change,
})
const value = (outcome: Outcome<number>): number | string =>
  outcome.measured ? outcome.value : outcome.reason

describe('the global function index', () => {
  it('is the stroke by the mean cavity and the wall: 70 of 85 and 100 mL', () => {
    expect(value(globalFunctionIndex(amounts()))).toBeCloseTo((100 * 70) / 185, 12)
  })

  it('needs the mass, and something to divide by', () => {
    expect(value(globalFunctionIndex(amounts({ massEd: none })))).toBe('no-epicardial-contours')
    const empty = { edv: measured(ml(0)), esv: measured(ml(0)), massEd: measured(gram(0)) }
    expect(value(globalFunctionIndex(amounts(empty)))).toBe('no-cavity')
  })
})

describe('mass by volume and sphericity', () => {
  it('are 105 g on 120 mL, and the cavity beside the sphere about its length', () => {
    expect(value(massToVolume(amounts()))).toBeCloseTo(0.875, 12)
    expect(value(massToVolume(amounts({ edv: measured(ml(0)) })))).toBe('no-cavity')
    expect(value(massToVolume(amounts({ massEd: none })))).toBe('no-epicardial-contours')
    // a sphere of 100 mm holds 523.6 mL
    expect(
      value(sphericity(amounts({ edv: measured(ml((Math.PI / 6) * 1000)) }), measured(mm(100)))),
    ).toBeCloseTo(1, 12)
    expect(value(sphericity(amounts(), unmeasured('no-landmarks')))).toBe('no-landmarks')
  })
})

describe('the long axis', () => {
  const valve = [
    [10, 0, 90],
    [-10, 0, 90],
    [0, 10, 88],
    [0, -10, 88],
  ] as const

  it('runs from the middle of the mitral points to the apex', () => {
    expect(value(longAxisLength({ valve, apex: [0, 0, 0] }))).toBeCloseTo(89, 12)
    expect(value(longAxisLength({ valve: valve.slice(0, 2), apex: [30, 40, 90] }))).toBeCloseTo(50, 12)
  })

  it('needs two points of the valve and an apex that lies apart from them', () => {
    const missing = {
      reason: 'no-landmarks',
      detail: 'the mitral valve and the apex are not both marked',
    }
    expect(longAxisLength(undefined)).toMatchObject(missing)
    expect(longAxisLength({ valve })).toMatchObject(missing)
    expect(longAxisLength({ valve: valve.slice(0, 1), apex: [0, 0, 0] })).toMatchObject(missing)
    expect(longAxisLength({ valve, apex: [0, 0, 89] })).toEqual(
      unmeasured('contradictory-input', 'the apex lies on the valve'),
    )
  })
})

describe('what would keep the mass', () => {
  const basal = { sopInstanceUid: '2.25.1', frame: 0, slice: 0, thickness: mm(10) }
  const filled = { ...basal, cavity: ml(10), wall: ml(20) }
  const summed = (cavity: Outcome<number>, wall: Outcome<number>, slices = [filled]) =>
    ({ cavity, wall, slices }) as SummedBeat['readerSlices'][number]
  const beat = (
    change: Partial<{ atEd: [Outcome<number>, Outcome<number>]; wall: Outcome<number> }> = {},
  ) => ({
    ed: measured(0),
    es: measured(1),
    readerSlices: [
      summed(...(change.atEd ?? [measured(120), measured(100)])),
      summed(measured(50), change.wall ?? measured(110)),
    ],
  })

  it('is a share of the basal slice at ES: half of it away, where 10 of 20 mL of wall are too many', () => {
    expect(massConstancy(beat())).toEqual({ share: -0.5, esv: 45, ef: 62.5 })
  })

  it('is at most the whole slice', () => {
    expect(massConstancy(beat({ wall: measured(120) }))).toMatchObject({ share: -1, esv: 40 })
    expect(massConstancy(beat({ wall: measured(80) }))).toMatchObject({ share: 1, esv: 60 })
    expect(massConstancy(beat({ wall: measured(120.1) }))).toBeUndefined()
  })

  it('is not told where a phase, a mass, a volume or the basal slice is missing', () => {
    expect(massConstancy({ ...beat(), ed: none })).toBeUndefined()
    expect(massConstancy({ ...beat(), es: none })).toBeUndefined()
    expect(massConstancy(beat({ wall: none }))).toBeUndefined()
    expect(massConstancy(beat({ atEd: [measured(120), none] }))).toBeUndefined()
    expect(massConstancy(beat({ atEd: [none, measured(100)] }))).toBeUndefined()
    expect(massConstancy(beat({ atEd: [measured(0), measured(100)] }))).toBeUndefined()
    const { readerSlices, ...phases } = beat()
    const ending = (slices: readonly object[], cavity: Outcome<number> = measured(50)) =>
      massConstancy({
        ...phases,
        readerSlices: [
          ...readerSlices.slice(0, 1),
          summed(cavity, measured(110), slices as (typeof filled)[]),
        ],
      })
    expect(ending([filled])).toMatchObject({ share: -0.5 })
    expect(ending([filled], none)).toBeUndefined()
    expect(ending([])).toBeUndefined()
    expect(ending([{ ...basal, cavity: ml(10) }])).toBeUndefined()
    // a slice without cavity is not the basal one
    expect(ending([{ ...basal, wall: ml(5) }, filled])).toMatchObject({ share: -0.5 })
  })
})

describe('the beat', () => {
  const beat = (low: number, high: number): readonly Measurement[] => {
    const stack: Stack = {
      ...boxStack(3),
      rr: measured({ median: ms(1000), low: ms(low), high: ms(high) }, ['by the frames']),
      heartRate: measured(beatsPerMinute(60)),
    }
    return beatMeasurements(stack)
  }

  it('is the median over the slices, and warns where they differ by more than a tenth of it', () => {
    expect(beat(950, 1050)).toMatchObject([
      { quantity: 'heart-rate', value: 60, unit: '/min', method: 'median-over-slices', warnings: [] },
      { quantity: 'rr', value: 1000, unit: 'ms', warnings: ['by the frames'] },
    ])
    const said = 'RR is 940 to 1041 ms over the slices'
    expect(beat(940, 1041)).toMatchObject([{ warnings: [said] }, { warnings: ['by the frames', said] }])
  })

  it('is not known without RR', () => {
    const stack: Stack = {
      ...boxStack(3),
      rr: unmeasured('no-heart-rate'),
      heartRate: unmeasured('no-heart-rate'),
    }
    expect(beatMeasurements(stack)).toMatchObject([
      { unmeasured: 'no-heart-rate' },
      { unmeasured: 'no-heart-rate' },
    ])
  })
})
