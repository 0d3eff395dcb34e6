import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intraclassCorrelations, intraclassForms } from '#analysis/agreement/icc.ts'
import { meanSquares } from '#analysis/agreement/mean-squares.ts'
import { known, refusal } from '../../truth/statistics/known.ts'
import { judges } from '../../truth/statistics/published.ts'

describe('the judges of Shrout and Fleiss', () => {
  const ofJudges = () => known(intraclassCorrelations(judges))

  it('have the mean squares of table 3', () => {
    const { squares } = ofJudges()
    expect(squares).toMatchObject({ cases: 6, readers: 4 })
    expect(squares.between).toBeCloseTo(11.2416666667, 9)
    expect(squares.within).toBeCloseTo(6.2638888889, 9)
    expect(squares.readerBetween).toBeCloseTo(32.4861111111, 9)
    expect(squares.rest).toBeCloseTo(1.0194444444, 9)
  })

  it.each([
    ['1,1', 0.1657417684, -0.1329323249, 0.7225600623],
    ['2,1', 0.2897637795, 0.0187865134, 0.7610843696],
    ['3,1', 0.7148407148, 0.342464765, 0.94585826],
  ] as const)('have ICC(%s) with its interval', (form, value, low, high) => {
    const { forms } = ofJudges()
    expect(forms[form].value).toBeCloseTo(value, 9)
    expect(forms[form].low).toBeCloseTo(low, 8)
    expect(forms[form].high).toBeCloseTo(high, 8)
  })

  it('agree better as a mean of four, by Spearman and Brown', () => {
    const { forms } = ofJudges()
    expect(forms['1,k'].value).toBeCloseTo(0.4427971337, 9)
    expect(forms['2,k'].value).toBeCloseTo(0.6200505476, 9)
    expect(forms['3,k'].value).toBeCloseTo(0.9093155424, 9)
    // 1 − 1/F_L of the paper, from the F distribution
    expect(forms['3,k'].low).toBeCloseTo((4 * 0.342464765) / (1 + 3 * 0.342464765), 8)
    expect(forms['1,k'].low).toBeCloseTo((4 * -0.1329323249) / (1 - 3 * 0.1329323249), 7)
    expect(forms['2,k'].high).toBeCloseTo((4 * 0.7610843696) / (1 + 3 * 0.7610843696), 8)
  })

  it('are known less surely with more confidence', () => {
    const { forms } = ofJudges()
    const wide = known(intraclassCorrelations(judges, 0.99)).forms
    for (const form of intraclassForms) {
      expect(wide[form].low).toBeLessThan(forms[form].low)
      expect(wide[form].high).toBeGreaterThan(forms[form].high)
      expect(wide[form].value).toBe(forms[form].value)
    }
  })
})

describe('intraclass correlation', () => {
  it('forgives a constant difference of readers in form (3,1) only', () => {
    const shifted = [10, 20, 35, 50].map((x) => [x, x + 5])
    const { forms, squares } = known(intraclassCorrelations(shifted))
    expect(squares.rest).toBeCloseTo(0, 12)
    expect(forms['3,1'].value).toBeCloseTo(1, 12)
    // BMS / (BMS + 2 JMS / 4): 2 × 306.25 and 4 × 12.5 × …: by hand
    const between = 2 * ((18.75 ** 2 + 8.75 ** 2 + 6.25 ** 2 + 21.25 ** 2) / 3)
    expect(forms['2,1'].value).toBeCloseTo(between / (between + (2 * 50) / 4), 10)
    expect(forms['2,1'].low).toBeLessThan(forms['2,1'].value)
    expect(forms['2,1'].high).toBeGreaterThan(forms['2,1'].value)
  })

  it('is 1 without any doubt where readers say the same', () => {
    const { forms } = known(
      intraclassCorrelations([
        [1, 1],
        [2, 2],
        [5, 5],
      ]),
    )
    for (const form of intraclassForms) expect(forms[form]).toEqual({ value: 1, low: 1, high: 1 })
  })

  it('below 0 is said to be none', () => {
    const outcome = intraclassCorrelations([
      [1, 5],
      [5, 1],
      [2, 4],
      [4, 3],
    ])
    expect(known(outcome).forms['1,1'].value).toBeLessThan(-0.9)
    expect(outcome).toMatchObject({
      warnings: [expect.stringMatching(/^ICC \(1,1\), \(2,1\), \(3,1\).* is negative/)],
    })
    expect(intraclassCorrelations(judges)).toMatchObject({ warnings: [] })
  })

  it('lies within its interval, whatever the order of cases or readers', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 50 }),
    )
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 9 }), (table) => {
        const outcome = intraclassCorrelations(table)
        if (!outcome.measured) return
        const turned = known(intraclassCorrelations(table.toReversed().map((r) => r.toReversed())))
        for (const form of ['1,1', '2,1', '3,1'] as const) {
          const { value, low, high } = outcome.value.forms[form]
          expect(low).toBeLessThanOrEqual(value + 1e-9)
          expect(high).toBeGreaterThanOrEqual(value - 1e-9)
          expect(turned.forms[form].value).toBeCloseTo(value, 9)
        }
      }),
      { seed: 3, numRuns: 40 },
    )
  })

  it('is refused for two cases, one reader, a ragged table, NaN, and readings that are all equal', () => {
    expect(
      refusal(
        intraclassCorrelations([
          [1, 2],
          [2, 3],
        ]),
      ),
    ).toEqual(['too-few-subjects', '2 cases; at least 3 are needed'])
    expect(refusal(intraclassCorrelations([[1], [2], [3]]))).toEqual([
      'no-partner',
      '1 readers; at least 2 are needed',
    ])
    expect(refusal(intraclassCorrelations([[1, 2], [2, 3], [3]]))).toEqual([
      'contradictory-input',
      'case 3 has 1 readings, the first has 2',
    ])
    expect(
      refusal(
        intraclassCorrelations([
          [1, 2],
          [2, Number.NaN],
          [3, 4],
        ]),
      ),
    ).toEqual(['contradictory-input', 'case 2 was read as NaN'])
    expect(
      refusal(
        intraclassCorrelations([
          [0.1, 0.1],
          [0.1, 0.1],
          [0.1, 0.1],
        ]),
      ),
    ).toEqual(['no-spread', 'the means of all cases are equal'])
    expect(
      refusal(
        intraclassCorrelations([
          [1, 2],
          [1, 2],
          [1, 2],
        ]),
      )[0],
    ).toBe('no-spread')
  })

  it('rests on mean squares that add up', () => {
    const { between, within, readerBetween, rest } = meanSquares([
      [1, 4],
      [3, 3],
      [8, 9],
    ])
    // total sum of squares 47.33…, of which cases 2 (n − 1) …
    expect(2 * between + 3 * within).toBeCloseTo(
      [1, 4, 3, 3, 8, 9].reduce((sum, x) => sum + (x - 28 / 6) ** 2, 0),
      10,
    )
    expect(readerBetween + 2 * rest).toBeCloseTo(3 * within, 10)
  })
})
