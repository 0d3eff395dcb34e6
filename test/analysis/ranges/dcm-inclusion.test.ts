import { describe, expect, it } from 'vitest'
import type { Person } from '#analysis/ranges/comparison.ts'
import { type DcmCandidate, dcmInclusion } from '#analysis/ranges/dcm-inclusion.ts'
import { healthyHearts } from '#analysis/ranges/healthy-hearts.ts'
import type { RangeTable } from '#analysis/ranges/table.ts'

/** As if somebody had held the table against the paper. */
const verified: RangeTable = { ...healthyHearts, status: 'verified' }
const man: Person = { age: 55, sex: 'M', ethnicity: 'chinese' }
const woman: Person = { age: 55, sex: 'F', ethnicity: 'chinese' }
const candidate = (edvIndex: number, ef: number, change: Partial<DcmCandidate> = {}): DcmCandidate => ({
  edvIndex,
  ef,
  person: man,
  convention: { papillaries: 'cavity', base: 'reader-slices', bsaFormula: 'mosteller' },
  ...change,
})

describe('by a verified table', () => {
  it('a Chinese man of 55 with 97 mL/m² and 46.9 % is included: limits 96 and 47, z 2.05 and −1.97', () => {
    const found = dcmInclusion(candidate(97, 46.9), verified)
    expect(found).toMatchObject({
      rule: 'mps-cmr-dcm',
      trial: 'NCT07527715',
      version: '1',
      decision: 'included',
      computed: 'meets',
      edvIndex: { verdict: 'above', ranges: [{ high: 96, z: expect.closeTo(2.05, 2) }] },
      ef: { verdict: 'below', ranges: [{ low: 47, z: expect.closeTo(-1.97, 1) }] },
    })
    expect(found.reason).toBeUndefined()
  })

  it('with 96 mL/m², on the limit, he is not; nor with an EF on the limit', () => {
    expect(dcmInclusion(candidate(96, 46.9), verified)).toMatchObject({
      decision: 'not-included',
      computed: 'does-not-meet',
    })
    expect(dcmInclusion(candidate(97, 47), verified).decision).toBe('not-included')
    expect(dcmInclusion(candidate(97, 60), verified).decision).toBe('not-included')
    expect(dcmInclusion(candidate(97, 80), verified).decision).toBe('not-included')
    expect(dcmInclusion(candidate(40, 40), verified).decision).toBe('not-included')
  })

  it('a Chinese woman of 55 with 88 mL/m² and 53.9 % is included: limits 87 and 54', () => {
    expect(dcmInclusion(candidate(88, 53.9, { person: woman }), verified).decision).toBe('included')
    expect(dcmInclusion(candidate(87, 53.9, { person: woman }), verified).decision).toBe('not-included')
  })

  it('a Chinese man of 72 is not evaluable: there is no band', () => {
    expect(dcmInclusion(candidate(120, 30, { person: { ...man, age: 72 } }), verified)).toMatchObject({
      decision: 'not-evaluable',
      reason: 'healthy-hearts-2024 has no lv-edv-index of chinese men of 72 years',
      edvIndex: { refusal: 'no-band' },
    })
  })
})

describe('it is not evaluable', () => {
  const reason = (change: Partial<DcmCandidate>, table = verified) => {
    const found = dcmInclusion(candidate(97, 46.9, change), table)
    expect(found.decision).toBe('not-evaluable')
    return found.reason
  }

  it('by a table that nobody has verified: what it says is shown and decides nothing', () => {
    const found = dcmInclusion(candidate(97, 46.9), healthyHearts)
    expect(found).toMatchObject({
      decision: 'not-evaluable',
      reason: 'range source unverified',
      computed: 'meets',
      edvIndex: { verdict: 'above', table: { status: 'unverified source' } },
    })
    expect(dcmInclusion(candidate(96, 46.9), healthyHearts)).toMatchObject({
      decision: 'not-evaluable',
      computed: 'does-not-meet',
    })
  })

  it('without a volume index, as without body size, or without an EF', () => {
    const { edvIndex: _, ...without } = candidate(97, 46.9)
    expect(dcmInclusion(without, verified)).toMatchObject({
      decision: 'not-evaluable',
      reason: 'LVEDV by body surface is not measured',
      ef: { verdict: 'below' },
    })
    const { ef: __, ...efless } = candidate(97, 46.9)
    expect(dcmInclusion(efless, verified)).toMatchObject({ reason: 'LVEF is not measured' })
    expect(dcmInclusion(efless, verified).computed).toBeUndefined()
  })

  it('with other conventions than the table has', () => {
    expect(
      reason({ convention: { papillaries: 'mass', base: 'reader-slices', bsaFormula: 'mosteller' } }),
    ).toContain('papillaries count as mass')
    expect(
      reason({ convention: { papillaries: 'cavity', base: 'plane-clipped', bsaFormula: 'mosteller' } }),
    ).toContain('the base is by plane-clipped')
    expect(
      reason({ convention: { papillaries: 'cavity', base: 'reader-slices', bsaFormula: 'haycock' } }),
    ).toContain('body surface is by haycock')
    expect(reason({ convention: { papillaries: 'cavity', base: 'reader-slices' } })).toBe(
      'the formula of body surface is not stated',
    )
  })

  it('for a child, and without age or ethnicity', () => {
    expect(reason({ person: { ...man, age: 17 } })).toContain('adults')
    expect(reason({ person: { sex: 'M', ethnicity: 'chinese' } })).toBe('age is not known')
    expect(reason({ person: { age: 55, sex: 'M' } })).toBe('ethnicity is not known')
  })

  it('without sex, where men and women differ on a number', () => {
    const someone: Person = { age: 55, ethnicity: 'chinese' }
    // 97 is above both 96 and 87, but 50 % is below 54 of women only
    expect(reason({ ef: 50, person: someone })).toBe('men and women differ on lv-ef of 50')
    expect(dcmInclusion(candidate(97, 46.9, { person: someone }), verified).decision).toBe('included')
  })
})
