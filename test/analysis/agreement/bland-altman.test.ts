import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blandAltman, proportionalBias } from '#analysis/agreement/bland-altman.ts'
import {
  casesForLimits,
  exactFactors,
  limitOptions,
  limitPrecision,
  rememberedFactors,
} from '#analysis/agreement/limits.ts'
import type { Pair } from '#analysis/agreement/pairs.ts'
import { known, refusal } from '../../truth/statistics/known.ts'
import { paired, peakFlow } from '../../truth/statistics/published.ts'

const pairs = paired(peakFlow.large, peakFlow.mini)

describe('the peak flow of 1986', () => {
  const ofPeakFlow = () => known(blandAltman(pairs))

  it('has the bias, spread and limits of the paper', () => {
    const found = ofPeakFlow()
    expect(found.n).toBe(17)
    expect(found.bias.value).toBeCloseTo(-2.1176470588, 9)
    expect(found.bias.se).toBeCloseTo(9.4019250035, 9)
    expect(found.bias.low).toBeCloseTo(-22.0488376966, 8)
    expect(found.bias.high).toBeCloseTo(17.813543579, 8)
    expect(found.sd).toBeCloseTo(38.7651298736, 9)
    expect(found.lower.value).toBeCloseTo(-78.0959054671, 8)
    expect(found.upper.value).toBeCloseTo(73.8606113495, 8)
    expect(found.precision).toBeCloseTo(1.959963985 * Math.sqrt(3 / 17), 8)
  })

  it('has exact intervals that lie closer to the bias inside than outside', () => {
    const found = ofPeakFlow()
    expect(found.upper.exact.low).toBeCloseTo(48.859637299, 7)
    expect(found.upper.exact.high).toBeCloseTo(119.925504177, 7)
    expect(found.lower.exact.low).toBeCloseTo(-124.1607982947, 7)
    expect(found.lower.exact.high).toBeCloseTo(-53.0949314167, 7)
  })

  it('has the simple intervals of 1986 with two standard deviations', () => {
    const { lower, upper } = known(blandAltman(pairs, { multiplier: 2 }))
    expect(lower.value).toBeCloseTo(-79.647906806, 8)
    expect(lower.simple.low).toBeCloseTo(-114.169741646, 7)
    expect(lower.simple.high).toBeCloseTo(-45.126071966, 7)
    expect(upper.simple.low).toBeCloseTo(40.8907778483, 7)
    expect(upper.simple.high).toBeCloseTo(109.9344475284, 7)
    expect(upper.simple.se).toBeCloseTo(16.284611795, 8)
  })

  it('has the approximate error of 1999, s √(1/n + z²/2(n − 1))', () => {
    const found = ofPeakFlow()
    const se = found.sd * Math.sqrt(1 / 17 + 1.959963984540054 ** 2 / 32)
    expect(found.upper.approximate.se).toBeCloseTo(se, 9)
    expect(found.upper.approximate.high - found.upper.value).toBeCloseTo(2.119905299 * se, 6)
    expect(found.lower.value - found.lower.approximate.low).toBeCloseTo(2.119905299 * se, 6)
  })

  it('does not grow with the flow, and is normal', () => {
    const found = ofPeakFlow()
    const { slope, intercept, p } = known(found.proportional)
    // R 4.2.2, lm(d ~ m)
    expect(slope.value).toBeCloseTo(0.0286874452, 9)
    expect(slope.se).toBeCloseTo(0.0882064083, 9)
    expect(slope.low).toBeCloseTo(-0.1593200637, 8)
    expect(slope.high).toBeCloseTo(0.216694954, 8)
    expect(intercept).toBeCloseTo(-15.0674973, 6)
    expect(p).toBeCloseTo(0.7494985337, 9)
    expect(known(found.normality).w).toBeCloseTo(0.95793952, 7)
    expect(known(found.correlation)).toBeCloseTo(0.9432794469, 9)
    expect(blandAltman(pairs)).toMatchObject({ warnings: [] })
  })

  it('says which options were used, all filled in', () => {
    const found = ofPeakFlow()
    expect(found.options).toEqual({
      coverage: 0.95,
      confidence: 0.95,
      multiplier: limitOptions().multiplier,
      scale: 'difference',
      significance: 0.05,
    })
    expect(found.method).toBe('bland-altman')
    expect(found).not.toHaveProperty('ratio')
  })
})

describe('limits of agreement', () => {
  it('hold another share with another multiplier', () => {
    expect(limitOptions({ coverage: 0.9 }).multiplier).toBeCloseTo(1.6448536, 6)
    const { inner, outer } = exactFactors(50, 0.95, 0.95)
    // SciPy: nct.ppf(0.025 | 0.975, 49, 1.959964 √50) / √50
    expect(outer).toBeCloseTo(2.53546, 4)
    expect(inner).toBeLessThan(1.96)
    const wide = exactFactors(50, 0.95, 0.99)
    expect(wide.inner).toBeLessThan(inner)
    expect(wide.outer).toBeGreaterThan(outer)
  })

  it('are known the better the more cases there are', () => {
    expect(limitPrecision(50)).toBeCloseTo(0.48, 2)
    expect([0.48, 0.5, 0.25].map((half) => casesForLimits(half))).toEqual([51, 47, 185])
    expect(casesForLimits(0.5, 0.99)).toBe(80)
    expect(() => casesForLimits(0)).toThrow(RangeError)
    expect(() => exactFactors(1, 0.95, 0.95)).toThrow(RangeError)
    expect(known(blandAltman(pairs, { confidence: 0.99 })).bias.low).toBeLessThan(-22.1)
  })

  it('are looked for once for each number of cases, and remembered as they are', () => {
    const factorsOf = rememberedFactors()
    for (const [n, coverage, confidence] of [
      [5, 0.95, 0.95],
      [6, 0.95, 0.95],
      [5, 0.9, 0.95],
      [5, 0.95, 0.9],
    ] as const) {
      const found = factorsOf(n, coverage, confidence)
      expect(found).toEqual(exactFactors(n, coverage, confidence))
      expect(factorsOf(n, coverage, confidence)).toBe(found)
    }
  })

  it('turn about when the readers change places', () => {
    const there = known(blandAltman(pairs))
    const back = known(blandAltman(paired(peakFlow.mini, peakFlow.large)))
    expect(back.bias.value).toBeCloseTo(-there.bias.value, 12)
    expect(back.upper.value).toBeCloseTo(-there.lower.value, 9)
    expect(back.upper.exact.high).toBeCloseTo(-there.lower.exact.low, 9)
  })

  it('do not depend on the order of cases, and follow the unit', () => {
    const cases = fc.array(
      fc.record({ a: fc.integer({ min: 1, max: 400 }), b: fc.integer({ min: 1, max: 400 }) }),
      {
        minLength: 3,
        maxLength: 12,
      },
    )
    const factorsOf = rememberedFactors()
    fc.assert(
      fc.property(cases, fc.double({ min: 0.1, max: 10, noNaN: true }), (values, scale) => {
        const list: Pair[] = values.map((value, i) => ({ ...value, case: `${i}` }))
        const whole = known(blandAltman(list, {}, factorsOf))
        const other = known(
          blandAltman(
            list.toReversed().map(({ case: name, a, b }) => ({ case: name, a: a * scale, b: b * scale })),
            {},
            factorsOf,
          ),
        )
        expect(other.bias.value).toBeCloseTo(whole.bias.value * scale, 6)
        expect(other.upper.exact.high).toBeCloseTo(whole.upper.exact.high * scale, 5)
        expect(Number.isFinite(whole.lower.exact.low)).toBe(true)
        expect(whole.lower.value).toBeLessThanOrEqual(whole.upper.value)
      }),
      { seed: 7, numRuns: 25 },
    )
  })
})

describe('differences of logarithms', () => {
  it('give the ratio of readers and its limits', () => {
    const ratio = pairs.map((pair, i) => ({ ...pair, a: pair.b * 1.1 * (i % 2 === 0 ? 1.02 : 1 / 1.02) }))
    const found = known(blandAltman(ratio, { scale: 'ratio' }))
    const middle = Math.log(1.1) + Math.log(1.02) / 17
    expect(found.bias.value).toBeCloseTo(middle, 12)
    expect(found.ratio?.bias).toBeCloseTo(Math.exp(middle), 12)
    expect(found.ratio?.upper).toBeCloseTo(Math.exp(found.upper.value), 12)
    expect(found.ratio?.lower).toBeCloseTo(Math.exp(found.lower.value), 12)
    expect(found.ratio?.lower).toBeLessThan(1.1)
  })

  it('are refused for a reading that is 0 or below', () => {
    expect(refusal(blandAltman([...pairs, { case: 'x', a: 0, b: 4 }], { scale: 'ratio' }))).toEqual([
      'out-of-range',
      'case x has no logarithm: 0 and 4',
    ])
    expect(refusal(blandAltman([...pairs, { case: 'x', a: 3, b: -1 }], { scale: 'ratio' }))[0]).toBe(
      'out-of-range',
    )
    expect(blandAltman([...pairs, { case: 'x', a: 0, b: 4 }]).measured).toBe(true)
  })
})

describe('readings that do not fit', () => {
  it('are named: a difference that grows with the size', () => {
    const growing = [1, 2, 3, 4, 5, 6, 7, 8].map((x, i) => ({
      case: `${x}`,
      a: x * 1.5 + (i % 3) / 50,
      b: x,
    }))
    const outcome = blandAltman(growing)
    expect(known(known(outcome).proportional).slope.value).toBeCloseTo(0.4, 2)
    expect(outcome).toMatchObject({ warnings: [expect.stringContaining('slope 0.40')] })
    expect(blandAltman(growing, { significance: 0 })).toMatchObject({ warnings: [] })
  })

  it('are named: differences that are not normal', () => {
    const skewed = Array.from({ length: 20 }, (_, i) => ({
      case: `${i}`,
      a: 100 + ((i * 7) % 20) + (i === 3 ? 90 : (i % 2) / 10),
      b: 100 + ((i * 7) % 20),
    }))
    const outcome = blandAltman(skewed)
    expect(outcome).toMatchObject({
      warnings: expect.arrayContaining([expect.stringContaining('Shapiro-Wilk')]),
    })
  })

  it('are refused: NaN, infinity, a case twice, two cases', () => {
    const [first, second, third] = pairs
    if (!first || !second || !third) throw new Error('no pairs')
    expect(refusal(blandAltman([first, second, { ...third, a: Number.NaN }]))).toEqual([
      'contradictory-input',
      'case case 3 was read as NaN',
    ])
    expect(refusal(blandAltman([first, second, { ...third, b: Infinity }]))).toEqual([
      'contradictory-input',
      'case case 3 was read as Infinity',
    ])
    expect(refusal(blandAltman([first, second, { ...third, case: 'case 2' }]))).toEqual([
      'contradictory-input',
      'case case 2 occurs twice',
    ])
    expect(refusal(blandAltman([first, second]))).toEqual([
      'too-few-subjects',
      '2 pairs; at least 3 are needed',
    ])
    expect(blandAltman([first, second, third]).measured).toBe(true)
  })

  it('have no width where all differences are equal', () => {
    const shifted = [1.1, 2.2, 3.3, 4.4].map((x) => ({ case: `${x}`, a: x + 0.3, b: x }))
    const outcome = blandAltman(shifted)
    expect(known(outcome)).toMatchObject({ sd: 0 })
    expect(known(outcome).upper.exact.high).toBeCloseTo(0.3, 12)
    expect(outcome).toMatchObject({ warnings: ['all differences are equal: the limits have no width'] })
    expect(refusal(known(outcome).normality)[0]).toBe('no-spread')
    expect(known(known(outcome).proportional)).toMatchObject({ p: 1, slope: { value: 0, se: 0 } })
    expect(known(known(outcome).correlation)).toBeCloseTo(1, 12)
  })

  it('have no slope where all means are equal, and no correlation where a reader never varies', () => {
    const opposite = [1, 2, 3].map((x) => ({ case: `${x}`, a: 10 + x, b: 10 - x }))
    expect(refusal(proportionalBias(opposite, 0.95))).toEqual([
      'no-spread',
      'the means of all cases are equal',
    ])
    const flat = [1, 2, 3].map((x) => ({ case: `${x}`, a: 10, b: x }))
    expect(refusal(known(blandAltman(flat)).correlation)[0]).toBe('no-spread')
    const flatToo = [1, 2, 3].map((x) => ({ case: `${x}`, a: x, b: 10 }))
    expect(refusal(known(blandAltman(flatToo)).correlation)[0]).toBe('no-spread')
    expect(refusal(proportionalBias(opposite.slice(0, 2), 0.95))[0]).toBe('too-few-subjects')
  })
})
