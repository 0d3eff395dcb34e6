import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uniformity } from '#analysis/strain/uniformity.ts'

const cure = (strains: readonly number[]) => {
  const outcome = uniformity(strains)
  return outcome.measured ? outcome.value : outcome.reason
}
const ring = (mean: number, amplitude: number, sectors = 20) =>
  Array.from({ length: sectors }, (_, k) => mean + amplitude * Math.cos((2 * Math.PI * k) / sectors + 0.7))

describe('the uniformity of a ring', () => {
  it('is 1 where all sectors shorten alike', () => {
    expect(cure(ring(-20, 0))).toBeCloseTo(1, 12)
  })

  it('is 0 where one side shortens as the other stretches', () => {
    expect(cure(ring(0, 10))).toBeCloseTo(0, 12)
  })

  it('is 1 / √(1 + a² / 2m²) for a first-order pattern', () => {
    expect(cure(ring(-20, 10))).toBeCloseTo(1 / Math.sqrt(1 + 0.125), 12)
    expect(cure(ring(-10, 20, 24))).toBeCloseTo(1 / Math.sqrt(3), 12)
  })

  it('takes no notice of patterns of higher order', () => {
    expect(
      cure(Array.from({ length: 20 }, (_, k) => -20 + 9 * Math.cos((2 * Math.PI * 2 * k) / 20))),
    ).toBeCloseTo(1, 12)
  })

  it('does not depend on the scale of strain or where the ring begins', () => {
    const strains = fc.array(fc.double({ min: -40, max: 20, noNaN: true }), { minLength: 4, maxLength: 30 })
    fc.assert(
      fc.property(
        strains,
        fc.integer({ min: 0, max: 29 }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (values, turn, scale) => {
          const plain = cure(values)
          if (typeof plain === 'string') return
          const k = turn % values.length
          const other = cure([...values.slice(k), ...values.slice(0, k)].map((v) => scale * v))
          expect(other).toBeCloseTo(plain, 6)
          expect(plain).toBeGreaterThanOrEqual(0)
          expect(plain).toBeLessThanOrEqual(1)
        },
      ),
      { seed: 31 },
    )
  })

  it('needs a ring that strains', () => {
    expect(uniformity([1, 2])).toMatchObject({ reason: 'too-few-points', detail: '2 sectors make no ring' })
    expect(cure([1, 2, 3])).toBeGreaterThan(0)
    expect(cure([0, 0, 0, 0])).toBe('no-spread')
  })
})
