import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { symmetricEigen } from '#analysis/numerics/symmetric-eigen.ts'

const close = (values: readonly number[], digits = 10) => values.map((v) => expect.closeTo(v, digits))

describe('the eigenvalues of a symmetric matrix', () => {
  it('of two rows are those of its quadratic equation', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2)
    expect([...values]).toEqual(close([3, 1]))
    const half = Math.SQRT1_2
    expect([...vectors].map(Math.abs)).toEqual(close([half, half, half, half]))
    expect((vectors[0] ?? 0) * (vectors[1] ?? 0)).toBeGreaterThan(0)
    expect((vectors[2] ?? 0) * (vectors[3] ?? 0)).toBeLessThan(0)
  })

  it('of the second difference are 2 − 2 cos(kπ / (n + 1)), with sines for vectors', () => {
    const n = 7
    const matrix = Float64Array.from({ length: n * n }, (_, i) => {
      const apart = Math.abs(Math.floor(i / n) - (i % n))
      return apart === 0 ? 2 : apart === 1 ? -1 : 0
    })
    const { values, vectors } = symmetricEigen(matrix, n)
    for (let k = 0; k < n; k++) {
      const angle = ((n - k) * Math.PI) / (n + 1)
      expect(values[k]).toBeCloseTo(2 - 2 * Math.cos(angle), 12)
      const sines = Array.from({ length: n }, (_, i) => Math.sqrt(2 / (n + 1)) * Math.sin((i + 1) * angle))
      const own = vectors.subarray(k * n, (k + 1) * n)
      const sign = Math.sign((own[0] ?? 0) * (sines[0] ?? 0))
      expect([...own]).toEqual(close(sines.map((s) => sign * s)))
    }
  })

  it('of a matrix of ones are its size and zeros', () => {
    const { values } = symmetricEigen(new Float64Array(25).fill(1), 5)
    expect([...values]).toEqual(close([5, 0, 0, 0, 0]))
  })

  it('of a diagonal are its elements, the largest first, and its matrix is left as it is', () => {
    const matrix = Float64Array.of(-1, 0, 0, 0, 5, 0, 0, 0, 2)
    const { values, vectors } = symmetricEigen(matrix, 3)
    expect([...values]).toEqual([5, 2, -1])
    expect([...vectors]).toEqual([0, 1, 0, 0, 0, 1, 1, 0, 0])
    const given = Float64Array.of(1, 2, 2, 1)
    symmetricEigen(given, 2)
    expect([...given]).toEqual([1, 2, 2, 1])
  })

  it('of one element, of none, and of zeros', () => {
    expect(symmetricEigen(Float64Array.of(4), 1)).toEqual({
      values: Float64Array.of(4),
      vectors: Float64Array.of(1),
    })
    expect(symmetricEigen(new Float64Array(0), 0).values).toHaveLength(0)
    expect([...symmetricEigen(new Float64Array(4), 2).vectors]).toEqual([1, 0, 0, 1])
  })

  it('rebuild the matrix with vectors at right angles, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 64, maxLength: 64 }),
        (n, numbers) => {
          const matrix = new Float64Array(n * n)
          for (let i = 0; i < n; i++)
            for (let j = 0; j <= i; j++) {
              matrix[i * n + j] = numbers[i * 8 + j] ?? 0
              matrix[j * n + i] = numbers[i * 8 + j] ?? 0
            }
          const { values, vectors } = symmetricEigen(matrix, n)
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++) {
              let [rebuilt, product] = [0, 0]
              for (let k = 0; k < n; k++) {
                rebuilt += (values[k] ?? 0) * (vectors[k * n + i] ?? 0) * (vectors[k * n + j] ?? 0)
                product += (vectors[i * n + k] ?? 0) * (vectors[j * n + k] ?? 0)
              }
              expect(rebuilt).toBeCloseTo(matrix[i * n + j] ?? 0, 8)
              expect(product).toBeCloseTo(i === j ? 1 : 0, 10)
            }
          expect([...values]).toEqual([...values].sort((a, b) => b - a))
        },
      ),
      { seed: 4, numRuns: 40 },
    )
  })
})
