import { describe, expect, it } from 'vitest'
import type { Reading } from '#analysis/agreement/pairing.ts'
import { compareReaders, type ReaderFiles } from '#analysis/agreement/readers.ts'
import type { ScoredStudy } from '#analysis/agreement/scores.ts'
import { severalReaders } from '#analysis/agreement/several.ts'
import { readerWord } from '#analysis/agreement/words.ts'
import { mm } from '#analysis/units/units.ts'
import { known, refusal } from '../../truth/statistics/known.ts'
import { judges } from '../../truth/statistics/published.ts'

/** The targets of Shrout and Fleiss as studies, and one judge's marks as what a reader measured. */
const ofJudge = (judge: number): Reading[] =>
  judges.map((marks, target) => ({
    study: `t${target}`,
    reader: `judge ${judge}`,
    provisional: false,
    measurements: [
      {
        quantity: 'lv-ef',
        value: marks[judge] ?? 0,
        unit: '%',
        method: 'by-eye',
        version: '1',
        warnings: [],
      },
    ],
  }))
const scores = (grade: number): ScoredStudy[] =>
  ['a', 'b', 'c'].map((study) => ({
    study,
    scale: { name: 'motion', version: '1', grades: 3, ordered: true },
    segments: [
      { segment: 1, grade },
      { segment: 2, grade: 1 },
    ],
  }))
const square = (side: number): ReaderFiles['contours'] => [
  {
    format: 'midwall-contours/2',
    study: 's',
    papillaries: 'cavity',
    contours: [
      {
        sopInstanceUid: '1',
        border: 'lv-endocardial',
        space: 'pixel',
        points: [
          [0, 0],
          [side, 0],
          [side, side],
          [0, side],
        ],
      },
    ],
  },
]
const nothing: ReaderFiles = { readings: [], scores: [], contours: [] }

describe('four judges together', () => {
  const four = [0, 1, 2, 3].map(ofJudge)

  it('have the intraclass correlations of Shrout and Fleiss', () => {
    const found = known(severalReaders(four))
    expect(found).toMatchObject({
      method: 'reader-agreement/several',
      readers: ['judge 0', 'judge 1', 'judge 2', 'judge 3'],
      studies: 6,
      options: { confidence: 0.95 },
    })
    const [quantity, ...more] = found.quantities
    expect(more).toEqual([])
    if (quantity === undefined) throw new Error('nothing compared')
    expect(quantity).toMatchObject({ quantity: 'lv-ef', unit: '%', leftOut: [], warnings: [] })
    expect(quantity.cases[0]).toEqual({ case: 't0', values: [9, 2, 5, 8] })
    expect(known(quantity.icc).forms['2,1'].value).toBeCloseTo(0.28976378, 8)
    expect(known(quantity.icc).forms['2,1'].low).toBeCloseTo(0.0187865, 6)
    const wide = known(severalReaders(four, 0.99)).quantities[0]
    expect(wide && known(wide.icc).forms['2,1'].low).toBeLessThan(0.0187)
  })

  it('are compared on what all of them read, and warned of the rest', () => {
    const [a = [], b = [], c = []] = four
    const outcome = severalReaders([a, b.slice(1), [...c.slice(0, 5), { ...c[5], study: 'x' } as Reading]])
    expect(known(outcome)).toMatchObject({ studies: 4 })
    expect(outcome).toMatchObject({
      warnings: [
        'read by the first reader and not by all: t0, t5',
        'read by the second reader and not by all: t5',
        'read by the third reader and not by all: t0, x',
      ],
    })
    const heard: (readonly [number, number])[] = []
    severalReaders(four, 0.95, (done, total) => heard.push([done, total]))
    expect(heard).toEqual([[1, 1]])
  })

  it('are left out by name: whose method, unit or number is another', () => {
    const [a = [], b = [], c = []] = four
    const changed = (list: Reading[], place: number, more: object): Reading[] =>
      list.map((reading, i) =>
        i === place
          ? { ...reading, measurements: reading.measurements.map((m) => ({ ...m, ...more })) }
          : reading,
      )
    const third = changed(changed(c, 1, { method: 'other' }), 2, { unit: 'mL' })
    const second = changed(b, 3, { papillaries: 'mass' })
    const found = known(severalReaders([a, second, third])).quantities[0]
    expect(found?.leftOut).toEqual([
      { study: 't1', why: 'methods differ: by-eye and other' },
      { study: 't2', why: 'units differ: % and mL' },
      { study: 't3', why: 'papillaries differ: not said and mass' },
    ])
    expect(found?.cases.map(({ case: name }) => name)).toEqual(['t0', 't4', 't5'])
  })

  it('are refused without a study or a measurement in common, and a warning of the ICC is theirs', () => {
    const [a = [], b = []] = four
    expect(refusal(severalReaders([a, b, [{ ...(a[0] as Reading), study: 'x' }]]))).toEqual([
      'no-partner',
      'no study was read by all: they have 6 and 6 and 1',
    ])
    const empty = a.map((reading) => ({ ...reading, measurements: [] }))
    expect(refusal(severalReaders([empty, empty, empty]))).toEqual([
      'no-partner',
      'the readings hold no measurements',
    ])
    const turned = a.map((reading, i) => ({ ...reading, measurements: a[5 - i]?.measurements ?? [] }))
    const negative = known(severalReaders([a, turned])).quantities[0]
    expect(negative?.warnings).toEqual([expect.stringContaining('is negative')])
  })
})

describe('everything that readers handed in', () => {
  const reader = (judge: number): ReaderFiles => ({
    readings: ofJudge(judge),
    scores: scores(judge % 3),
    contours: square(10 + judge),
  })

  it('is compared two by two, each pair once, the earlier reader first', () => {
    const few = { bootstrap: { drawings: 20 } }
    const { pairs, together } = compareReaders([reader(0), reader(1), reader(2)], few)
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ])
    const biases = pairs.map(({ measurements }) => {
      const quantity = measurements && known(measurements).quantities[0]
      return quantity && known(quantity.blandAltman).bias.value
    })
    const mean = (judge: number) => judges.reduce((sum, marks) => sum + (marks[judge] ?? 0), 0) / 6
    expect(biases).toEqual(
      [mean(0) - mean(1), mean(0) - mean(2), mean(1) - mean(2)].map((bias) => expect.closeTo(bias, 12)),
    )
    expect(pairs.map(({ contours }) => contours?.[0]?.agreement.measured)).toEqual([true, true, true])
    expect(together?.measurements && known(together.measurements).readers).toHaveLength(3)
    expect(together?.scores?.[0]?.kappa).toMatchObject({ measured: true, value: { readers: 3 } })
  })

  it('of two has no part for all together, and no part that one of them lacks', () => {
    const two = compareReaders([reader(0), { ...nothing, readings: ofJudge(1) }])
    expect(two).not.toHaveProperty('together')
    expect(Object.keys(two.pairs[0] ?? {})).toEqual(['first', 'second', 'measurements'])
    const drawn = compareReaders([
      reader(0),
      { ...nothing, contours: square(9) },
      { ...nothing, scores: scores(1) },
    ])
    expect(drawn.pairs.map((pair) => Object.keys(pair).slice(2))).toEqual([['contours'], ['scores'], []])
    expect(drawn.together).toEqual({})
  })

  it('is compared by options that are said, all filled in', () => {
    expect(compareReaders([nothing, nothing]).options).toMatchObject({
      scale: 'difference',
      confidence: 0.95,
      bootstrap: { drawings: 2000, seed: 1 },
      grid: {},
    })
    const grid = { pixel: { rowSpacing: mm(2), columnSpacing: mm(2) } }
    const given = { scale: 'ratio', confidence: 0.9, bootstrap: { drawings: 30 }, grid } as const
    const found = compareReaders([reader(1), reader(2), reader(2)], given)
    expect(found.options).toMatchObject({ ...given, bootstrap: { drawings: 30, seed: 1 } })
    const measured = found.pairs[0]?.measurements
    expect(measured && known(measured).options).toMatchObject({ scale: 'ratio', confidence: 0.9 })
    expect(found.pairs[0]?.contours?.[0]?.agreement).toMatchObject({
      value: { pairs: [{ distances: { value: { hausdorff: expect.closeTo(Math.hypot(2, 2), 6) } } }] },
    })
    const all = found.together?.measurements
    expect(all && known(all).options).toEqual({ confidence: 0.9 })
    const seeded = compareReaders([nothing, nothing], { bootstrap: { seed: 2 } })
    expect(seeded.options.bootstrap).toEqual({ drawings: 2000, seed: 2 })
  })

  it('is told of from nothing to all', () => {
    const heard: number[] = []
    const options = { bootstrap: { drawings: 5 } }
    compareReaders([reader(0), reader(1), reader(2)], options, undefined, (done, total) => {
      expect(total).toBe(1000 * (3 * 3 + 2))
      expect(Number.isInteger(done)).toBe(true)
      heard.push(done)
    })
    expect(heard).toEqual(heard.toSorted((a, b) => a - b))
    expect(heard[0]).toBe(1000)
    expect(heard).toContain(1066)
    expect(heard.at(-1)).toBe(11_000)
    let last = 0
    compareReaders([reader(0), reader(1)], options, undefined, (done, total) => {
      last = done / total
    })
    expect(last).toBe(1)
  })
})

it('readers are called by their place, in words as far as there are any', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map(readerWord)).toEqual([
    'the first reader',
    'the second reader',
    'the third reader',
    'the fourth reader',
    'the fifth reader',
    'the sixth reader',
    'reader 7',
  ])
})
