import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rankedCounts } from '#analysis/numerics/ranked-counts.ts'

it('as many lie below and beside a number as one counts by hand, at any moment', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 30 }), (values) => {
      const counts = rankedCounts(values)
      for (const [i, value] of values.entries()) {
        const before = values.slice(0, i)
        expect(counts.size).toBe(i)
        expect(counts.below(value)).toBe(before.filter((other) => other < value).length)
        expect(counts.equal(value)).toBe(before.filter((other) => other === value).length)
        counts.add(value)
      }
    }),
    { seed: 2, numRuns: 60 },
  )
})

it('a number that was not named is a mistake of the caller', () => {
  expect(() => rankedCounts([1, 2]).below(1.5)).toThrow('1.5 is none of the values that were named')
})
