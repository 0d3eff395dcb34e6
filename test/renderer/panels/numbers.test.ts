import { describe, expect, it } from 'vitest'
import { comparisonFor, missingOfPerson } from '../../../renderer/panels/function/ranges.ts'
import { shownRange } from '../../../renderer/panels/function/shown-range.ts'
import { digitsOf } from '../../../renderer/panels/numbers/formats.ts'
import { bySegment, type Found, find, isNumber } from '../../../renderer/panels/numbers/found.ts'
import { bordersOf } from '../../../renderer/panels/numbers/rests-on.ts'
import { partText } from '../../../renderer/panels/numbers/words.ts'
import { extentAbove } from '../../../renderer/panels/scar/preview.ts'
import { segmentPicture } from '../../../renderer/panels/segment-cells.ts'
import { panels } from '../../../renderer/texts/en/panels.ts'

const number = (scope: string, value: number, quantity: 'perf-mpri' | 'ecc-peak' = 'perf-mpri') => ({
  quantity,
  scope,
  value,
  unit: quantity === 'perf-mpri' ? ('1' as const) : ('%' as const),
  method: 'm',
  version: '1',
  warnings: [],
})

const found: Found = {
  analysis: 'perfusion',
  method: 'm',
  version: '1',
  options: {},
  warnings: [],
  measurements: [
    number('slice:0 segment:1 layer:whole-wall', 1.5),
    number('slice:1 segment:7 layer:whole-wall', 2.5),
    number('slice:0 segment:1 layer:endocardial', 9),
    number('slice:0 layer:whole-wall', 7),
    {
      quantity: 'perf-mpri',
      scope: 'slice:1 segment:8 layer:whole-wall',
      unmeasured: 'no-baseline',
      detail: 'none',
    },
  ],
}

describe('the numbers of an analysis', () => {
  it('are found by segment on whatever slice shows it, and of one layer only', () => {
    const segments = bySegment(found, 'perf-mpri', { layer: 'whole-wall' })
    expect([...segments.keys()]).toEqual([1, 7, 8])
    expect(segments.get(7)).toMatchObject({ value: 2.5 })
    expect(find(found, 'perf-mpri', { slice: 0, layer: 'whole-wall' })).toMatchObject({ value: 7 })
    expect(find(found, 'perf-mpri')).toBeUndefined()
  })

  it('are a cell each of the bull’s-eye, or the reason why there is none', () => {
    const { cells, range } = segmentPicture(bySegment(found, 'perf-mpri', { layer: 'whole-wall' }), {
      scale: 'viridis',
      step: 1,
      digits: 1,
    })
    expect(range).toEqual({ scale: 'viridis', from: 1, to: 3 })
    expect(cells.get(1)).toMatchObject({ text: '1.5' })
    expect(cells.get(8)).toEqual({ why: 'none' })
  })

  it('are rounded by what they are of', () => {
    expect(digitsOf('lv-ef')).toBe(1)
    expect(digitsOf('lv-edv')).toBe(0)
    expect(digitsOf('scar-mass')).toBe(1)
    expect(digitsOf('t1-native')).toBe(0)
    expect(digitsOf('t2')).toBe(1)
    expect(digitsOf('perf-mbf')).toBe(2)
    expect(digitsOf('scar-segments')).toBe(0)
  })

  it('say in words of which part they are', () => {
    expect(partText(panels, 'state:rest slice:0 segment:1 layer:endocardial')).toBe(
      'rest · slice 1 · segment 1 · endocardial',
    )
    expect(partText(panels, undefined)).toBe('')
  })
})

describe('what a number rests on', () => {
  it('counts contours by border, and tells those that no hand made', () => {
    const contour = (origin: 'drawn' | 'propagated') => ({
      image: { sopInstanceUid: '1', frame: 0 },
      border: 'lv-endocardial' as const,
      closed: true,
      points: [],
      origin,
    })
    expect(bordersOf([contour('drawn'), contour('propagated'), contour('propagated')])).toEqual([
      { border: 'lv-endocardial', contours: 3, computed: 2 },
    ])
  })
})

describe('a threshold that is tried', () => {
  it('finds the share of the wall above it, each pixel by how much of it is wall', () => {
    const slice = {
      signal: Float32Array.from([10, 30, 50]),
      share: Float64Array.from([1, 1, 0.5]),
      remote: { mean: 10, sd: 5, origin: 'drawn' as const },
    }
    const slices = [{ ...slice } as Parameters<typeof extentAbove>[0][number]]
    expect(extentAbove(slices, 2)).toBeCloseTo(60, 9)
    expect(extentAbove(slices, 5)).toBeCloseTo(20, 9)
    expect(extentAbove([], 5)).toBe(0)
  })
})

describe('normal ranges beside a number', () => {
  const compared = {
    compared: true as const,
    quantity: 'lv-edv-index' as const,
    value: 90,
    verdict: 'within' as const,
    ranges: [{ sex: 'F' as const, low: 50, high: 100, z: 1.2, zUncertainty: 0.1 }],
    table: { id: 't', version: '1', source: 's', status: 'unverified source' as const, interval: '95 %' },
  }
  const refused = {
    compared: false as const,
    quantity: 'lv-edv' as const,
    refusal: 'age-unknown' as const,
    detail: 'age is not known',
  }

  it('are those of the index where the number itself has none', () => {
    const ranges = [{ comparisons: [refused, compared] }]
    expect(comparisonFor(ranges, ['lv-edv', 'lv-edv-index'])).toBe(compared)
    expect(comparisonFor(ranges, ['lv-edv', undefined])).toBe(refused)
    expect(comparisonFor([], ['lv-edv'])).toBeUndefined()
  })

  it('are said with their limits, whose they are, and that nobody verified their source', () => {
    const shown = shownRange(compared, { name: 'RVEDV', digits: 0 }, panels.function)
    expect(shown).toMatchObject({ text: '50–100', z: 1.2, verified: false })
    expect(shown?.title).toBe(
      'RVEDV 90, 50 to 100 in healthy women, z 1.2. Unverified source, it decides nothing: s',
    )
    expect(shownRange(refused, { name: 'RVEDV', digits: 0 }, panels.function)).toBeUndefined()
  })

  it('say what of the patient is not known', () => {
    expect(missingOfPerson([{ comparisons: [refused] }])).toBe('age-unknown')
    expect(missingOfPerson([{ comparisons: [{ ...refused, refusal: 'not-in-table' }] }])).toBeUndefined()
  })
})

it('a number and a reason are told apart', () => {
  expect(found.measurements.filter(isNumber)).toHaveLength(4)
})
