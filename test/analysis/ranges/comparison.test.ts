import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { type Convention, compareWithRange, type Person } from '#analysis/ranges/comparison.ts'
import { healthyHearts } from '#analysis/ranges/healthy-hearts.ts'
import { compareWithRanges, conventionOf } from '#analysis/ranges/ranges.ts'
import type { RangeTable } from '#analysis/ranges/table.ts'
import { ukBiobank } from '#analysis/ranges/uk-biobank.ts'

const man: Person = { age: 55, sex: 'M', ethnicity: 'chinese' }
const like: Convention = { papillaries: 'cavity', base: 'reader-slices', bsaFormula: 'mosteller' }
const compare = (
  value: number,
  person: Person = man,
  convention: Convention = like,
  quantity: 'lv-edv-index' | 'lv-ef' | 'lv-co' | 'la-max-index' = 'lv-edv-index',
  table: RangeTable = healthyHearts,
) => compareWithRange(table, quantity, value, person, convention)
const refusal = (comparison: ReturnType<typeof compare>) =>
  comparison.compared ? comparison.verdict : comparison.refusal

describe('a value beside its range', () => {
  it('of 97 mL/m² in a Chinese man of 55 lies above 54 to 96, at z 2.05', () => {
    const found = compare(97)
    expect(found).toMatchObject({
      compared: true,
      value: 97,
      verdict: 'above',
      table: { id: 'healthy-hearts-2024', version: '1', status: 'unverified source' },
    })
    // mean 75, SD 42 / 3.92
    expect(found.compared && found.ranges[0]).toEqual({
      sex: 'M',
      low: 54,
      high: 96,
      z: expect.closeTo(22 / (42 / 3.92), 12),
      // 54.5 to 95.5: 22 / (41 / 3.92)
      zUncertainty: expect.closeTo(22 * 3.92 * (1 / 41 - 1 / 42), 9),
    })
  })

  it('on a limit is within', () => {
    expect(refusal(compare(96))).toBe('within')
    expect(refusal(compare(54))).toBe('within')
    expect(refusal(compare(53.999))).toBe('below')
    expect(refusal(compare(96.001))).toBe('above')
  })

  it('in the middle of the range has z 0, uncertain by half a unit', () => {
    const found = compare(75)
    expect(found.compared && found.ranges[0]?.z).toBe(0)
    expect(found.compared && found.ranges[0]?.zUncertainty).toBeCloseTo(0.5 / (42 / 3.92), 9)
  })

  it('belongs to the band of the age, whose first year is in it and whose last is not', () => {
    const high = (age: number) => {
      const found = compare(75, { ...man, age })
      return found.compared ? found.ranges[0]?.high : undefined
    }
    expect(high(49.9)).toBe(99)
    expect(high(50)).toBe(96)
    expect(high(59.99)).toBe(96)
    expect(high(60)).toBe(93)
    expect(refusal(compare(75, { age: 93, sex: 'F', ethnicity: 'chinese' }))).toBe('within')
  })

  it('has a z that grows with it, and a verdict that follows the limits', () => {
    const value = fc.double({ min: 0, max: 300, noNaN: true })
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [one, two] = [compare(Math.min(a, b)), compare(Math.max(a, b))]
        if (!one.compared || !two.compared) throw new Error('refused')
        expect(one.ranges[0]?.z).toBeLessThanOrEqual(two.ranges[0]?.z ?? Number.NaN)
        expect(one.verdict === 'above').toBe(Math.min(a, b) > 96)
        expect(two.verdict === 'below').toBe(Math.max(a, b) < 54)
      }),
      { seed: 3, numRuns: 100 },
    )
  })

  it('that is no number is a fault of the caller', () => {
    expect(() => compare(Number.NaN)).toThrow(RangeError)
  })
})

describe('a range is refused', () => {
  it('to a number made with other papillaries, another base or another body surface', () => {
    expect(compare(97, man, { ...like, papillaries: 'mass' })).toEqual({
      compared: false,
      quantity: 'lv-edv-index',
      refusal: 'papillaries-differ',
      detail: 'papillaries count as mass, in healthy-hearts-2024 as cavity',
    })
    expect(compare(97, man, { ...like, base: 'plane-clipped' })).toMatchObject({
      refusal: 'base-rule-differs',
      detail: 'the base is by plane-clipped, in healthy-hearts-2024 by reader-slices',
    })
    expect(compare(97, man, { ...like, bsaFormula: 'dubois' })).toMatchObject({
      refusal: 'bsa-formula-differs',
      detail: 'body surface is by dubois, in healthy-hearts-2024 by mosteller',
    })
  })

  it('to a body surface that was given as such, even by a table that does not say its own', () => {
    expect(refusal(compare(97, man, { ...like, bsaFormula: 'unknown' }))).toBe('bsa-formula-differs')
    const white: Person = { age: 55, sex: 'M', ethnicity: 'white' }
    const unknown = { ...like, bsaFormula: 'unknown' }
    expect(refusal(compare(97, white, unknown, 'lv-edv-index', ukBiobank))).toBe('bsa-formula-differs')
    expect(refusal(compare(97, white, like, 'lv-edv-index', ukBiobank))).toBe('bsa-formula-differs')
  })

  it('without age, under 18, without ethnicity', () => {
    const { age: _, ...ageless } = man
    expect(refusal(compare(97, ageless))).toBe('age-unknown')
    expect(refusal(compare(97, { ...man, age: -1 }))).toBe('age-unknown')
    expect(refusal(compare(97, { ...man, age: Number.NaN }))).toBe('age-unknown')
    expect(compare(97, { ...man, age: 17.9 })).toMatchObject({
      refusal: 'under-18',
      detail: '17.9 years: the ranges are of adults',
    })
    expect(refusal(compare(97, { ...man, age: 18 }))).toBe('within')
    expect(refusal(compare(97, { age: 55, sex: 'M' }))).toBe('ethnicity-unknown')
  })

  it('where the table has no such people', () => {
    expect(compare(97, { ...man, age: 72 })).toMatchObject({
      refusal: 'no-band',
      detail: 'healthy-hearts-2024 has no lv-edv-index of chinese men of 72 years',
    })
    expect(refusal(compare(30, { age: 40, sex: 'M', ethnicity: 'white' }, like, 'la-max-index'))).toBe(
      'no-band',
    )
    expect(refusal(compare(30, { age: 40, sex: 'F', ethnicity: 'white' }, like, 'la-max-index'))).toBe(
      'within',
    )
    const older: Person = { age: 75, sex: 'M', ethnicity: 'white' }
    expect(compareWithRange(ukBiobank, 'lv-edv', 150, older, {})).toMatchObject({ refusal: 'no-band' })
    expect(compareWithRange(ukBiobank, 'lv-edv', 150, { ...older, age: 74.9 }, {})).toMatchObject({
      verdict: 'within',
    })
    expect(compareWithRange(ukBiobank, 'lv-edv', 150, { ...older, age: 44 }, {})).toMatchObject({
      refusal: 'no-band',
    })
  })

  it('to a quantity that it has no column for', () => {
    expect(compare(5, man, like, 'lv-co')).toMatchObject({
      refusal: 'not-in-table',
      detail: 'healthy-hearts-2024 has no lv-co',
    })
  })

  it('of unknown sex, unless both sexes say the same', () => {
    const someone: Person = { age: 55, ethnicity: 'chinese' }
    // men 54 to 96, women 52 to 87
    const both = compare(97, someone)
    expect(refusal(both)).toBe('above')
    expect(both.compared && both.ranges.map(({ sex, high }) => [sex, high])).toEqual([
      ['M', 96],
      ['F', 87],
    ])
    expect(refusal(compare(70, someone))).toBe('within')
    expect(compare(90, someone)).toMatchObject({
      refusal: 'sex-unknown',
      detail: 'men and women differ on lv-edv-index of 90',
    })
    // there are no men of that age to agree
    expect(compare(90, { ...someone, age: 72 })).toMatchObject({
      refusal: 'no-band',
      detail: 'healthy-hearts-2024 has no lv-edv-index of chinese men and women of 72 years',
    })
  })
})

describe('the numbers of an examination', () => {
  it('carry their convention in their method', () => {
    expect(
      conventionOf({ method: 'disc-summation/reader-slices/bsa-mosteller', papillaries: 'mass' }),
    ).toEqual({
      papillaries: 'mass',
      base: 'reader-slices',
      bsaFormula: 'mosteller',
    })
    expect(conventionOf({ method: 'disc-summation/plane-clipped/outflow-cut/apex-discs' })).toEqual({
      base: 'plane-clipped',
    })
    expect(conventionOf({ method: 'area-length/biplane/mean-length' })).toEqual({})
  })

  const made = { version: '1', papillaries: 'cavity', warnings: [] } as const
  const measurements: Measurement[] = [
    {
      quantity: 'lv-edv-index',
      value: 97,
      unit: 'mL/m2',
      method: 'disc-summation/reader-slices/bsa-mosteller',
      ...made,
    },
    { quantity: 'lv-ef', value: 46.9, unit: '%', method: 'disc-summation/reader-slices', ...made },
    {
      quantity: 'lv-ef',
      value: 40,
      unit: '%',
      method: 'disc-summation/plane-clipped',
      ...made,
      scope: 'method:x',
    },
    { quantity: 'lv-co', value: 5, unit: 'L/min', method: 'disc-summation/reader-slices', ...made },
    { quantity: 'rv-ef', unmeasured: 'no-contours' },
  ]

  it('are each held against the table, those of parts and without a column left out', () => {
    const { comparisons, warnings, options, method } = compareWithRanges(measurements, man)
    expect(comparisons).toMatchObject([
      { quantity: 'lv-edv-index', verdict: 'above' },
      { quantity: 'lv-ef', verdict: 'below' },
    ])
    expect(options).toEqual({ table: 'healthy-hearts-2024', tableVersion: '1', person: man })
    expect(method).toBe('reference-ranges')
    expect(warnings[0]).toContain('unverified source: Raisi-Estabragh 2024')
    expect(warnings).toHaveLength(1 + healthyHearts.assumed.length)
  })

  it('each have a z that names its number, its table and that the table is unverified', () => {
    const [edv, ef, ...more] = compareWithRanges(measurements, man).measurements
    expect(edv).toEqual({
      quantity: 'z-score',
      scope: 'of:lv-edv-index sex:M',
      value: expect.closeTo(22 / (42 / 3.92), 12),
      unit: '1',
      method: 'reference-ranges/healthy-hearts-2024',
      version: '1',
      papillaries: 'cavity',
      warnings: [`unverified source: ${healthyHearts.source}`],
    })
    expect(ef).toMatchObject({ scope: 'of:lv-ef sex:M' })
    expect(more).toEqual([])
  })

  it('have a z by men and one by women where sex is not known and both say the same', () => {
    const { measurements: scores } = compareWithRanges(measurements.slice(0, 1), {
      age: 55,
      ethnicity: 'chinese',
    })
    expect(scores.map(({ scope }) => scope)).toEqual(['of:lv-edv-index sex:M', 'of:lv-edv-index sex:F'])
  })

  it.each<[string, Person, Partial<Measurement>, string, string]>([
    ['mass', man, { papillaries: 'mass' }, 'contradictory-input', 'papillaries-differ: '],
    [
      'a clipped base',
      man,
      { method: 'disc-summation/plane-clipped' },
      'contradictory-input',
      'base-rule-differs: ',
    ],
    [
      'another body surface',
      man,
      { method: 'disc-summation/reader-slices/bsa-dubois' },
      'contradictory-input',
      'bsa-formula-differs: ',
    ],
    ['no age', { sex: 'M', ethnicity: 'chinese' }, {}, 'not-evaluable', 'age-unknown: age is not known'],
    ['a child', { ...man, age: 17 }, {}, 'outside-population', 'under-18: 17 years'],
    ['no ethnicity', { sex: 'M', age: 55 }, {}, 'not-evaluable', 'ethnicity-unknown: ethnicity is not known'],
    ['no band', { ...man, age: 72 }, {}, 'outside-population', 'no-band: '],
    [
      'no sex, where it matters',
      { age: 55, ethnicity: 'chinese' },
      { value: 90 },
      'not-evaluable',
      'sex-unknown: men and women differ',
    ],
  ])('have none with %s, and say so by name', (_, person, change, reason, detail) => {
    const [first] = measurements
    const [score] = compareWithRanges([{ ...first, ...change } as Measurement], person).measurements
    expect(score).toEqual({
      quantity: 'z-score',
      scope: 'of:lv-edv-index',
      unmeasured: reason,
      detail: expect.stringContaining(detail),
    })
  })

  it('need no such warning by a verified table', () => {
    const verified: RangeTable = { ...healthyHearts, status: 'verified', assumed: [] }
    expect(compareWithRanges(measurements, man, verified).warnings).toEqual([])
  })
})
