import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearLeastSquares, solveSymmetric } from '#analysis/numerics/linear-least-squares.ts'

describe('linear least squares', () => {
  it('finds the line through points that lie on one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (a, b) => {
        const x = [0, 1, 3, 4]
        const fitted = linearLeastSquares(
          Float64Array.from(x.flatMap((v) => [1, v])),
          Float64Array.from(x, (v) => a + b * v),
        )
        expect(fitted?.[0]).toBeCloseTo(a, 9)
        expect(fitted?.[1]).toBeCloseTo(b, 9)
      }),
      { seed: 1 },
    )
  })
  it('takes the mean of what disagrees, by weight', () => {
    const design = Float64Array.of(1, 1, 1)
    const values = Float64Array.of(0, 6, 100)
    expect(
      linearLeastSquares(
        design,
        values.map((v) => Math.min(v, 6)),
      )?.[0],
    ).toBeCloseTo(4, 12)
    expect(linearLeastSquares(design, values, Float64Array.of(1, 2, 0))?.[0]).toBeCloseTo(4, 12)
  })
  it('gives nothing where the unknowns cannot be told apart, or are more than the values', () => {
    expect(linearLeastSquares(Float64Array.of(1, 2, 2, 4, 3, 6), Float64Array.of(1, 2, 3))).toBeUndefined()
    expect(linearLeastSquares(Float64Array.of(1, 2), Float64Array.of(1))).toBeUndefined()
    expect(linearLeastSquares(new Float64Array(0), new Float64Array(0))).toBeUndefined()
    expect(
      linearLeastSquares(Float64Array.of(1, 1), Float64Array.of(1, 2), Float64Array.of(0, 0)),
    ).toBeUndefined()
  })
  it('solves a symmetric system of three by hand', () => {
    // A = [[4,2,0],[2,5,1],[0,1,3]], x = (1,-2,3): b = (0, -5, 7)
    const x = solveSymmetric(Float64Array.of(4, 0, 0, 2, 5, 0, 0, 1, 3), Float64Array.of(0, -5, 7))
    expect([...(x ?? [])].map((v) => Number(v.toFixed(9)))).toEqual([1, -2, 3])
    expect(solveSymmetric(Float64Array.of(-1), Float64Array.of(1))).toBeUndefined()
  })
})
