import { describe, expect, it } from 'vitest'
import { isConstant } from '#analysis/numerics/moments.ts'
import { dot, positiveDefinite } from '#analysis/numerics/positive-definite.ts'

const matrix = [
  [4, 2, 0.6],
  [2, 5, 1],
  [0.6, 1, 3],
]

describe('a positive definite system', () => {
  it('is solved: A x is b again, and A times its inverse is one', () => {
    const solver = positiveDefinite(matrix)
    if ('dependent' in solver) throw new Error('dependent')
    const b = [1, -2, 0.5]
    const x = solver.solve(b)
    expect(matrix.map((row) => dot(row, x))).toEqual(b.map((value) => expect.closeTo(value, 12)))
    const inverse = solver.inverse()
    for (const [i, row] of matrix.entries())
      for (let j = 0; j < 3; j++) {
        const column = inverse.map((of) => of[j] ?? Number.NaN)
        expect(dot(row, column)).toBeCloseTo(i === j ? 1 : 0, 12)
      }
  })

  it('reads the lower half only, as far as there are rows', () => {
    const upper = matrix.map((row, i) => [...row.map((value, j) => (j > i ? 99 : value)), 7])
    const [whole, half] = [positiveDefinite(matrix), positiveDefinite(upper)]
    if ('dependent' in whole || 'dependent' in half) throw new Error('dependent')
    expect(half.solve([1, 2, 3])).toEqual(whole.solve([1, 2, 3]))
  })

  it('names the first column that follows from those before it', () => {
    const twice = [
      [1, 2, 0],
      [2, 4, 0],
      [0, 0, 0],
    ]
    expect(positiveDefinite(twice)).toEqual({ dependent: 1 })
    expect(positiveDefinite([[0]])).toEqual({ dependent: 0 })
    expect(positiveDefinite([[-1]])).toEqual({ dependent: 0 })
    expect('solve' in positiveDefinite([[1e-300]])).toBe(true)
  })
})

it('a registry of 200,000 patients of one value is constant, and of one other patient is not', () => {
  const values = new Array<number>(200_000).fill(60)
  expect(isConstant(values)).toBe(true)
  expect(isConstant([...values, 60.1])).toBe(false)
})
