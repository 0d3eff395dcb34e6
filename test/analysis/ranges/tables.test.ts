/** The tables as they were read: typed wrongly, a limit would pass for the paper's. */
import { describe, expect, it } from 'vitest'
import { healthyHearts } from '#analysis/ranges/healthy-hearts.ts'
import { rangeTables } from '#analysis/ranges/ranges.ts'
import type { Limits } from '#analysis/ranges/table.ts'
import { ukBiobank } from '#analysis/ranges/uk-biobank.ts'

describe.each(rangeTables)('the table $id', (table) => {
  it('says where it comes from, how it was made, and that nobody has verified it', () => {
    expect(table.source).toMatch(/doi:10\.\d{4,}\//)
    expect(table.status).toBe('unverified source')
    expect(table.papillaries).toBe('cavity')
    expect(table.base).toBe('reader-slices')
    expect(table.assumed.length).toBeGreaterThan(0)
  })

  it('has a lower and a higher limit in every cell', () => {
    for (const { limits } of table.rows)
      for (const [low, high] of Object.values(limits) as Limits[]) {
        expect(low).toBeLessThan(high)
        expect(Number.isInteger(low) && Number.isInteger(high)).toBe(true)
      }
  })

  it('has bands that neither overlap nor leave a year between them', () => {
    const groups = new Map<string, { from: number; to: number | undefined }[]>()
    for (const { ethnicity, sex, from, to } of table.rows) {
      const key = `${ethnicity} ${sex}`
      groups.set(key, [...(groups.get(key) ?? []), { from, to }])
    }
    for (const bands of groups.values())
      bands.slice(1).forEach(({ from }, k) => {
        expect(from).toBe(bands[k]?.to)
      })
  })
})

describe('healthy hearts', () => {
  const row = (ethnicity: string, sex: string, from: number) =>
    healthyHearts.rows.find((one) => one.ethnicity === ethnicity && one.sex === sex && one.from === from)
      ?.limits

  it('has 44 bands of five ethnicities', () => {
    expect(healthyHearts.rows).toHaveLength(44)
    expect(new Set(healthyHearts.rows.map(({ ethnicity }) => ethnicity)).size).toBe(5)
  })

  it('has no Chinese men of 70 and more, and no young Black or mixed people', () => {
    expect(row('chinese', 'M', 70)).toBeUndefined()
    expect(row('chinese', 'F', 70)).toBeDefined()
    expect(row('black', 'M', 40)).toBeUndefined()
    expect(row('mixed-other', 'F', 40)).toBeUndefined()
  })

  it('has the limits that were read, in their columns', () => {
    expect(row('white', 'M', 18)).toEqual({
      'lv-edv-index': [65, 119],
      'lv-esv-index': [22, 54],
      'lv-sv-index': [36, 72],
      'lv-ef': [46, 71],
      'lv-mass-ed-index': [42, 69],
      'rv-edv-index': [70, 128],
      'rv-esv-index': [26, 60],
      'rv-sv-index': [36, 76],
      'rv-ef': [43, 69],
    })
    expect(row('chinese', 'F', 70)).toMatchObject({ 'lv-edv-index': [47, 82], 'rv-ef': [54, 77] })
    expect(row('south-asian', 'M', 50)).toMatchObject({ 'lv-ef': [50, 72], 'lv-mass-ed-index': [34, 59] })
    expect(row('black', 'F', 60)).toMatchObject({ 'rv-esv-index': [15, 41] })
    expect(row('mixed-other', 'M', 70)).toMatchObject({ 'lv-edv-index': [45, 94] })
  })

  it('has left atria of White women only', () => {
    expect(row('white', 'F', 18)).toMatchObject({ 'la-max-index': [20, 57] })
    expect(row('white', 'F', 70)).toMatchObject({ 'la-max-index': [16, 52] })
    expect(row('white', 'M', 18)).not.toHaveProperty('la-max-index')
    expect(row('chinese', 'F', 18)).not.toHaveProperty('la-max-index')
  })
})

it('UK Biobank has volumes of both sexes from 45 to 74 years', () => {
  const [men, women] = ukBiobank.rows
  expect(men).toMatchObject({
    sex: 'M',
    from: 45,
    to: 75,
    limits: { 'lv-edv': [93, 232], 'rv-esv': [34, 135] },
  })
  expect(women).toMatchObject({
    sex: 'F',
    from: 45,
    to: 75,
    limits: { 'lv-edv': [80, 175], 'lv-sv-index': [29, 63] },
  })
  expect(ukBiobank.bsaFormula).toBe('unknown')
})
