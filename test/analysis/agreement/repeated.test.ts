import { describe, expect, it } from 'vitest'
import { repeatability } from '#analysis/agreement/repeatability.ts'
import { repeatedBlandAltman } from '#analysis/agreement/repeated.ts'
import { shapiroWilk } from '#analysis/agreement/shapiro-wilk.ts'
import { known, refusal } from '../../truth/statistics/known.ts'
import { paired, peakFlow, replicates } from '../../truth/statistics/published.ts'

describe('limits of agreement of replicates', () => {
  it('put the spread together from cases and replicates, with the intervals of Zou', () => {
    const found = known(repeatedBlandAltman(replicates))
    expect(found).toMatchObject({ cases: 5, pairs: 14, method: 'bland-altman/repeated' })
    // the same formulas in NumPy and SciPy
    expect(found.bias.value).toBeCloseTo(0.79, 12)
    expect(found.bias.se).toBeCloseTo(0.5751956189, 9)
    expect(found.bias.high - found.bias.value).toBeCloseTo(1.5969990606, 8)
    expect(found.sd).toBeCloseTo(1.3312031595, 9)
    expect(found.withinSd).toBeCloseTo(0.4371625683, 9)
    expect(found.upper.value).toBeCloseTo(3.3991102487, 9)
    expect(found.upper.low).toBeCloseTo(1.9198141527, 8)
    expect(found.upper.high).toBeCloseTo(8.2000833101, 8)
    expect(found.lower.value).toBeCloseTo(-1.8191102487, 9)
    expect(found.lower.low).toBeCloseTo(-6.6200833101, 8)
    expect(found.lower.high).toBeCloseTo(-0.3398141527, 8)
    // between cases: variance of case means less its share of the replicates' own
    const share = (1 / 3 + 1 / 2 + 1 / 4 + 1 / 2 + 1 / 3) / 5
    expect(found.betweenSd).toBeCloseTo(Math.sqrt(1.65425 - share * 0.4371625683 ** 2), 8)
  })

  it('are those of Bland and Altman 2007 where all cases have as many replicates', () => {
    const balanced = [3, 5, 4, 8].flatMap((centre, i) =>
      [-1, 0, 1].map((step) => ({ case: `${i}`, a: centre + step * (1 + (i % 2)), b: 0 })),
    )
    const found = known(repeatedBlandAltman(balanced))
    const within = (1 + 4 + 1 + 4) / 4
    const betweenSquare = 3 * (14 / 3)
    expect(found.sd ** 2).toBeCloseTo((betweenSquare - within) / 3 + within, 10)
  })

  it('never give less than no spread between cases', () => {
    const alike = ['a', 'b', 'c'].flatMap((name) => [-5, 5].map((a) => ({ case: name, a, b: 0 })))
    expect(known(repeatedBlandAltman(alike))).toMatchObject({ betweenSd: 0, bias: { value: 0 } })
  })

  it('are refused without replicates, for two cases and for NaN', () => {
    expect(refusal(repeatedBlandAltman(paired([1, 2, 3], [1, 1, 1])))).toEqual([
      'too-few-subjects',
      'no case was read more than once',
    ])
    expect(refusal(repeatedBlandAltman(replicates.filter((pair) => 'ab'.includes(pair.case))))).toEqual([
      'too-few-subjects',
      '2 cases; at least 3 are needed',
    ])
    expect(refusal(repeatedBlandAltman([...replicates, { case: 'f', a: Number.NaN, b: 1 }]))[0]).toBe(
      'contradictory-input',
    )
  })
})

describe('repeatability', () => {
  it('is that of the two meters of 1986', () => {
    const large = known(repeatability(paired(peakFlow.large, peakFlow.largeAgain)))
    const mini = known(repeatability(paired(peakFlow.mini, peakFlow.miniAgain)))
    expect(large.within.value).toBeCloseTo(15.3066690579, 9)
    expect(mini.within.value).toBeCloseTo(19.9108306324, 9)
    expect(large.coefficient.value).toBeCloseTo(1.959963984540054 * Math.SQRT2 * 15.3066690579, 7)
    expect(
      known(repeatability(paired(peakFlow.large, peakFlow.largeAgain), { multiplier: 2 })).coefficient.value,
    ).toBeCloseTo(43.293797953, 8)
    // χ² of 17 degrees of freedom: 30.191, 7.564
    expect(large.within.low).toBeCloseTo(15.3066690579 * Math.sqrt(17 / 30.1910091), 6)
    expect(large.within.high).toBeCloseTo(15.3066690579 * Math.sqrt(17 / 7.56418645), 6)
    expect(large.coefficient.low / large.within.low).toBeCloseTo(2.7718, 4)
    expect(large.coefficient.high / large.within.high).toBeCloseTo(2.7718, 4)
  })

  it('in percent is 10 % / √2 where every second reading is about 10 % off', () => {
    const off = [100, 200, 50, 80].map((x, i) => ({
      case: `${i}`,
      a: x * (i % 2 === 0 ? 0.95 : 1.05),
      b: x * (i % 2 === 0 ? 1.05 : 0.95),
    }))
    const found = known(repeatability(off))
    expect(known(found.variationRms)).toBeCloseTo(10 / Math.SQRT2, 10)
    const log = Math.log(1.05 / 0.95)
    // four logarithms ± log: variance 4/3 log²
    expect(known(found.variationLog)).toBeCloseTo(100 * (Math.exp(log * Math.sqrt(2 / 3)) - 1), 10)
  })

  it('by logarithms forgives a constant ratio, by squares does not', () => {
    const ratio = [100, 200, 50].map((x, i) => ({ case: `${i}`, a: x, b: x * 1.1 }))
    const found = known(repeatability(ratio))
    expect(known(found.variationLog)).toBe(0)
    expect(known(found.variationRms)).toBeCloseTo((100 * (0.1 / 1.05)) / Math.SQRT2, 10)
  })

  it('in percent is refused for readings of 0, as a strain may be', () => {
    const found = known(repeatability(paired([1, 0, 3], [1, 2, 3])))
    expect(refusal(found.variationRms)[0]).toBe('out-of-range')
    expect(refusal(found.variationLog)[0]).toBe('out-of-range')
    expect(found.within.value).toBeCloseTo(Math.sqrt(4 / 6), 12)
    expect(refusal(repeatability(paired([1, 2], [1, 2])))[0]).toBe('too-few-subjects')
  })
})

describe('the Shapiro-Wilk test', () => {
  it.each([
    [[1, 2, 4], 0.9642857142857, 0.636886845029],
    [[1, 2, 4, 9], 0.8946862708393, 0.405147211174],
    [[1, 2, 4, 9, 3, 5, 5.5], 0.9549454890055, 0.774379326384],
    [[...peakFlow.large], 0.9198637439177, 0.146893003846],
  ])('of %j is that of R', (values, w, p) => {
    const found = known(shapiroWilk(values))
    expect(found.w).toBeCloseTo(w, 10)
    expect(found.p).toBeCloseTo(p, 10)
  })

  // SciPy 1.17, scipy.stats.shapiro: its quantiles of the normal distribution have some ten digits
  it.each([
    [[1, 2, 4, 9, 3], 0.8669607110584, 0.254333840178],
    [[1, 2, 4, 9, 3, 5], 0.9223854207396, 0.522705238622],
    [[1, 2, 4, 9, 3, 5, 5.5, 8, 7, 2.5, 6], 0.9727271064063, 0.912650457034],
    [[1, 2, 4, 9, 3, 5, 5.5, 8, 7, 2.5, 6, 20], 0.7954186099402, 0.008313889892],
  ])('of %j is that of SciPy', (values, w, p) => {
    const found = known(shapiroWilk(values))
    expect(found.w).toBeCloseTo(w, 8)
    expect(found.p).toBeCloseTo(p, 8)
  })

  it('finds an exponential curve not normal', () => {
    const found = known(shapiroWilk(Array.from({ length: 200 }, (_, i) => Math.exp(i / 40))))
    expect(found.w).toBeCloseTo(0.7624988894048, 10)
    expect(found.p).toBeLessThan(1e-15)
  })

  it('does not see unit, zero or order', () => {
    const one = known(shapiroWilk([3, 1, 4, 1.5, 9, 2.6]))
    const other = known(shapiroWilk([9, 2.6, 3, 1.5, 1, 4].map((x) => 32 + 1.8 * x)))
    expect(other.w).toBeCloseTo(one.w, 12)
  })

  it('has its limits: three values at least, some spread, 5000 at most', () => {
    expect(refusal(shapiroWilk([1, 2]))[0]).toBe('too-few-subjects')
    expect(refusal(shapiroWilk([2, 2, 2]))[0]).toBe('no-spread')
    const even = (length: number) => shapiroWilk(Array.from({ length }, (_, i) => i))
    expect(refusal(even(5001))).toEqual(['out-of-range', '5001 values; the test is known up to 5000'])
    expect(known(even(5000)).w).toBeLessThan(0.96)
    expect(refusal(shapiroWilk([1, 2]))[1]).toBe('2 values; at least 3 are needed')
    expect(refusal(shapiroWilk([2, 2, 2]))[1]).toBe('all values are equal')
    expect(known(shapiroWilk([1, 1, 2])).p).toBeCloseTo(0, 6)
    expect(known(shapiroWilk([1, 2, 3]))).toEqual({ w: 1, p: expect.closeTo(1, 9) })
    expect(known(shapiroWilk([0, 0, 0, 0, 0, 0, 0, 0, 0, 50])).p).toBeLessThan(1e-4)
  })
})
