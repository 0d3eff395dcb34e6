/** The small rules of a card: where a range ends, what counts as a source, what an interaction is. */
import { describe, expect, it } from 'vitest'
import { baselineSurvival, wrongBaseline } from '#analysis/risk/baseline.ts'
import type { Baseline, RiskCard, RiskTerm } from '#analysis/risk/card.ts'
import { loadCard, riskOf } from '#analysis/risk/evaluate.ts'
import { checkedCriteria, type GivenValues, takenInput } from '#analysis/risk/inputs.ts'
import { isOnSide, isSpline, restrictedSpline } from '#analysis/risk/transform.ts'
import { known, refusal } from '../../truth/statistics/known.ts'

const page = { text: 'made up for this test', page: '7' }
const term = (id: string, coefficient: number | undefined, factors: RiskTerm['factors']): RiskTerm => ({
  id,
  factors,
  coefficient,
  centre: 0,
  citation: page,
})
const as = (input: string, kind: 'identity' | 'log' = 'identity'): RiskTerm['factors'][number] => ({
  input,
  transform: { kind },
})
const input = (id: string, more: Partial<RiskCard['inputs'][number]> = {}): RiskCard['inputs'][number] => ({
  id,
  label: `the ${id}`,
  unit: '1',
  source: 'manual',
  range: [0, 10],
  missing: { rule: 'reject' },
  ...more,
})
const intercept: Baseline = { kind: 'intercept', value: 0, citation: page }
const expit = (x: number) => 1 / (1 + Math.exp(-x))

/** expit(0.1 x + 0.2 x y) */
const card: RiskCard = {
  format: 'midwall-risk-model/1',
  id: 'rules',
  version: '3',
  status: 'validated',
  title: 'rules',
  citation: page,
  outcome: 'death',
  horizonMonths: [36],
  type: 'logistic',
  population: { inclusion: [], exclusion: [], description: 'none' },
  inputs: [input('x'), input('y')],
  terms: [term('x', 0.1, [as('x')]), term('x and y', 0.2, [as('x'), as('y')])],
  baseline: intercept,
  testVectors: [
    {
      source: 'page 7',
      published: true,
      inputs: { x: 2, y: 3 },
      months: 36,
      expected: expit(1.4),
      tolerance: 1e-9,
    },
  ],
  enteredBy: ['Anna', 'Ben'],
  neverFor: [],
  disclaimer: 'for tests',
}
const given = (values: Readonly<Record<string, number>>): GivenValues =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, unit: '1' }]))
const risk = (changed: Partial<RiskCard>, values = { x: 2, y: 3 }) =>
  riskOf(loadCard({ ...card, ...changed }, 'sha'), given(values))
const reasons = (changed: Partial<RiskCard>) => loadCard({ ...card, ...changed }, 'sha').lock.reasons
/** Without an example there is no number to be wrong about. */
const unproven = { testVectors: [] }
const noExample = 'no worked example of the paper is given'

describe('a card’s arithmetic', () => {
  it('multiplies inputs of one term, takes off its centre and adds the terms', () => {
    const found = known(risk({}))
    expect(found.contributions).toEqual([
      { term: 'x', value: 2, coefficient: 0.1, contribution: 0.2 },
      { term: 'x and y', value: 6, coefficient: 0.2, contribution: expect.closeTo(1.2, 12) },
    ])
    expect(found.linearPredictor).toBeCloseTo(1.4, 12)
    expect(found.risks).toEqual([
      { months: 36, risk: expect.objectContaining({ value: expect.closeTo(expit(1.4), 12) }) },
    ])
    expect(found).toMatchObject({
      method: 'risk-model/rules/3',
      version: '1',
      card: { id: 'rules', version: '3', sha256: 'sha' },
      outcome: 'death',
      disclaimer: 'for tests',
    })
    expect(risk({})).toMatchObject({ warnings: [] })
  })

  it('recalibrates by slope and intercept together, and leaves the linear predictor as the paper has it', () => {
    const outcome = risk({ calibration: { slope: 0.5, intercept: -0.3, site: 'Lund' } })
    expect(known(outcome).linearPredictor).toBeCloseTo(1.4, 12)
    expect(known(outcome).risks[0]?.risk).toMatchObject({ value: expect.closeTo(expit(0.4), 12) })
    expect(outcome).toMatchObject({ warnings: ['recalibrated for Lund: slope 0.5, intercept -0.3'] })
  })

  it('says which input has no logarithm', () => {
    const log = { terms: [term('ln x', 1, [as('x', 'log')])] }
    const example = card.testVectors.map((v) => ({ ...v, expected: expit(Math.log(2)) }))
    expect(refusal(risk({ ...log, testVectors: example }, { x: 0, y: 0 }))).toEqual([
      'out-of-range',
      'x: 0 has no logarithm',
    ])
    expect(known(risk({ ...log, testVectors: example }, { x: Math.E, y: 0 })).linearPredictor).toBeCloseTo(
      1,
      12,
    )
  })

  it('has no risk at a time, or of a sum, that the paper does not give', () => {
    const at = (baseline: Baseline, type: RiskCard['type'], months: number) => {
      const changed = {
        baseline,
        type,
        horizonMonths: [months],
        testVectors: card.testVectors.map((v) => ({ ...v, months, tolerance: 1 })),
      }
      const outcome = risk(changed)
      if (!outcome.measured) throw new Error(outcome.detail)
      return outcome.value.risks[0]?.risk
    }
    const table: Baseline = {
      kind: 'points',
      table: [
        { from: 1.4, risks: [{ months: 36, risk: 0.2 }] },
        { from: 1.5, risks: [{ months: 36, risk: 0.4 }] },
      ],
      citation: page,
    }
    expect(
      at({ ...table, table: table.table.map((row) => ({ ...row, from: row.from - 1e-12 })) }, 'points', 36),
    ).toMatchObject({ value: 0.2 })
    const weibull: Baseline = { kind: 'weibull', shape: 2, scale: 60, citation: page }
    expect(at(weibull, 'weibull', 36)).toMatchObject({
      value: expect.closeTo(1 - Math.exp(-0.36 * Math.exp(1.4)), 12),
    })
    const lock = (changed: Partial<RiskCard>) => reasons(changed)[0]
    const vector = (months: number) => card.testVectors.map((v) => ({ ...v, months }))
    expect(lock({ type: 'points', baseline: table, testVectors: vector(12) })).toContain(
      'gives nothing (out-of-range)',
    )
    const high = { ...table, table: table.table.map((row) => ({ ...row, from: 9 })) }
    expect(lock({ type: 'points', baseline: high })).toContain('gives nothing (out-of-range)')
    expect(lock({ testVectors: vector(12) })).toContain('gives nothing (out-of-range)')
    expect(lock({ type: 'weibull', baseline: weibull, testVectors: vector(0) })).toContain(
      'gives nothing (out-of-range)',
    )
    expect(lock({ type: 'cox', baseline: weibull })).toContain('gives nothing (model-locked)')
    expect(
      lock({
        type: 'finegray',
        baseline: { kind: 'survival', points: [{ t: 12, s0: 0.9 }], citation: page },
      }),
    ).toContain('gives nothing (out-of-range)')
  })
})

describe('a lock', () => {
  it('opens for a number within the tolerance of the example, and not beside it', () => {
    const example = (expected: number) => card.testVectors.map((v) => ({ ...v, expected, tolerance: 0.25 }))
    expect(reasons({ terms: [], testVectors: example(0.75) })).toEqual([])
    expect(reasons({ terms: [], testVectors: example(0.76) })).toEqual([
      'page 7: 0.76 was expected, and it gives 0.5',
    ])
    const two = card.testVectors.flatMap((v) => [
      v,
      { ...v, source: 'ours', published: false, expected: 0.1 },
    ])
    expect(reasons({ testVectors: two })).toHaveLength(1)
    expect(loadCard({ ...card, testVectors: two }, 's').lock.examples.map(({ passed }) => passed)).toEqual([
      true,
      false,
    ])
  })

  it('wants a page or a table for every number, by name', () => {
    const bare = (id: string) => ({ ...term(id, 1, [as('x')]), citation: { text: 'no page' } })
    expect(reasons({ ...unproven, terms: [bare('a'), bare('b')] })).toEqual([
      'no page or table is named for a, b',
      noExample,
    ])
    expect(reasons({ ...unproven, terms: [{ ...bare('a'), citation: undefined }] })).toContain(
      'no page or table is named for a',
    )
    expect(reasons({ ...unproven, terms: [{ ...bare('a'), citation: { text: 'x', table: '2' } }] })).toEqual([
      noExample,
    ])
    expect(
      reasons({ ...unproven, terms: [term('a', undefined, [as('x')]), term('b', undefined, [as('y')])] }),
    ).toEqual(['no coefficient was entered for a, b', noExample])
    expect(reasons({ ...unproven, baseline: { ...intercept, citation: { text: 'x' } } })).toEqual([
      'no page or table is named for the baseline',
      noExample,
    ])
    expect(reasons({ ...unproven, baseline: undefined })).toEqual([
      'no baseline was entered: it can rank, not give a risk',
      noExample,
    ])
  })

  it('names the parts that contradict each other, and tries no example of such a card', () => {
    const spline = (knots: readonly number[], number: number): RiskTerm =>
      term('s', 1, [{ input: 'x', transform: { kind: 'spline', knots, term: number } }])
    const wrong = (changed: Partial<RiskCard>) => {
      const { reasons: why, examples } = loadCard({ ...card, ...changed }, 'sha').lock
      expect(examples).toEqual([])
      return why
    }
    expect(wrong({ terms: [spline([1, 1, 2], 1), { ...spline([1, 2, 3], 3), id: 't' }] })).toEqual([
      'no spline can be made of the knots of s, t',
    ])
    expect(wrong({ horizonMonths: [12, 36] })).toEqual([
      'a logistic model is of one horizon, and it names several',
    ])
    expect(wrong({ inputs: [input('x'), input('y'), input('y')] })).toEqual(['the input y occurs twice'])
    const cut = { kind: 'cut', at: 1, side: 'above' } as const
    const population = {
      inclusion: [{ text: 'a', input: 'p', transform: cut }],
      exclusion: [{ text: 'b', input: 'q', transform: cut }],
      description: 'none',
    }
    expect(wrong({ population, terms: [term('z', 1, [as('z'), as('z')])] })).toEqual([
      'no input is called z, p, q',
    ])
    expect(wrong({ type: 'cox', baseline: { kind: 'survival', points: [], citation: page } })).toEqual([
      'its baseline is wrong: it has no times',
    ])
    expect(wrong({ type: 'onnx', testVectors: card.testVectors })).toEqual(['it names no network'])
    expect(
      reasons({
        terms: [spline([0, 5, 9], 1)],
        testVectors: card.testVectors.map((v) => ({ ...v, expected: expit(2) })),
      }),
    ).toEqual([])
  })

  it('counts people, not spellings, and blank names not at all', () => {
    expect(reasons({ enteredBy: ['Anna', ''] })).toEqual(['1 of 2 people have entered its numbers'])
    expect(reasons({ enteredBy: ['  '] })).toEqual(['0 of 2 people have entered its numbers'])
    expect(reasons({ enteredBy: ['Anna', 'Ben', 'Cem'] })).toEqual([])
    expect(reasons({ status: 'retired' })).toEqual(['its status is retired'])
  })
})

describe('one value of a patient', () => {
  const asked = input('x', { unit: 'mm' })
  const of = (value: number, unit = 'mm') => takenInput(asked, { value, unit })

  it('may be at the ends of the range', () => {
    expect([of(0), of(10)].map((taken) => known(taken).value)).toEqual([0, 10])
    expect(refusal(of(10.1))).toEqual(['out-of-range', 'the x is 10.1 mm, outside 0 to 10'])
    expect(refusal(of(-0.1))[0]).toBe('out-of-range')
    expect(refusal(of(Number.POSITIVE_INFINITY))).toEqual(['contradictory-input', 'the x is Infinity'])
    expect(refusal(of(5, 'cm'))).toEqual(['contradictory-input', 'the x is in cm, the model takes mm'])
    expect(takenInput(input('x', { missing: { rule: 'impute', value: 4 } }), undefined)).toEqual({
      measured: true,
      value: { value: 4, imputed: true },
      warnings: ["the x is not known: 4 1, the median of the model's patients, stands in"],
    })
  })

  it('that was only assumed puts nobody into a population, and nobody out of one', () => {
    const cut = { kind: 'cut', at: 1, side: 'above' } as const
    const assumed = input('x', { missing: { rule: 'impute', value: 4 } })
    const within = (part: 'inclusion' | 'exclusion') => ({
      inputs: [assumed, input('y')],
      population: {
        inclusion: [],
        exclusion: [],
        description: 'none',
        [part]: [{ text: 'x above 1', input: 'x', transform: cut }],
      },
    })
    const by = (part: 'inclusion' | 'exclusion', values: Readonly<Record<string, number>>) =>
      refusal(riskOf(loadCard({ ...card, ...within(part), testVectors: [] }, 's'), given(values)))
    // the card is locked without an example: its own example is of a patient who belongs
    const open = (part: 'inclusion' | 'exclusion', values: Readonly<Record<string, number>>, x: number) => {
      const vector = card.testVectors.map((v) => ({ ...v, inputs: { x, y: 3 }, expected: expit(0.7 * x) }))
      return refusal(riskOf(loadCard({ ...card, ...within(part), testVectors: vector }, 's'), given(values)))
    }
    expect(by('inclusion', { x: 2, y: 3 })[0]).toBe('model-locked')
    expect(open('inclusion', { y: 3 }, 2)).toEqual([
      'outside-population',
      'not of those that the model was made of: x above 1',
    ])
    expect(open('inclusion', { x: 2, y: 3 }, 2)).toBe('measured')
    expect(open('exclusion', { y: 3 }, 1)).toBe('measured')
    expect(open('exclusion', { x: 2, y: 3 }, 1)).toEqual([
      'outside-population',
      'left out when the model was made: x above 1',
    ])
    const held = (values: Readonly<Record<string, number>>) =>
      checkedCriteria({ ...card, ...within('exclusion') }, given(values))
    expect(held({ y: 3 })).toEqual([{ kind: 'exclusion', text: 'x above 1', holds: undefined }])
    expect(held({ x: 2 })).toEqual([{ kind: 'exclusion', text: 'x above 1', holds: true }])
    const stray = {
      ...card,
      population: {
        ...within('exclusion').population,
        exclusion: [{ text: 's', input: 'z', transform: cut }],
      },
    }
    expect(checkedCriteria(stray, given({ x: 1 }))[0]?.holds).toBeUndefined()
  })
})

describe('parts', () => {
  it('a baseline may stay level, and must not rise or go back in time', () => {
    const wrong = (...points: readonly (readonly [number, number])[]) =>
      wrongBaseline(points.map(([t, s0]) => ({ t, s0 })))
    expect(wrong([12, 0.9], [24, 0.9])).toBeUndefined()
    expect(wrong([12, 0.9], [12, 0.8])).toBe('survival 0.8 at 12 months after 0.9 at 12')
    expect(wrong([12, 0.9], [11, 0.8])).toBe('survival 0.8 at 11 months after 0.9 at 12')
    expect(wrong([12, 0.9], [24, 0.91])).toBe('survival 0.91 at 24 months after 0.9 at 12')
    expect(wrong([12, 0])).toBe('survival 0 at 12 months')
    expect(wrong([-1, 0.5])).toBe('survival 0.5 at -1 months')
    expect(known(baselineSurvival([{ t: 12, s0: 0.9 }], 12))).toBe(0.9)
    expect(refusal(baselineSurvival([{ t: 12, s0: 0.9 }], 13))).toEqual([
      'out-of-range',
      'the baseline is known up to 12 months, not at 13',
    ])
    expect(refusal(baselineSurvival([], 13))[1]).toBe('the baseline is known up to 0 months, not at 13')
    expect(refusal(baselineSurvival([{ t: 12, s0: 0.9 }], -1))[0]).toBe('out-of-range')
  })

  it('a spline has three knots or more, ascending, and its terms are whole numbers from 1 on', () => {
    expect(isSpline([1, 2, 3], 1)).toBe(true)
    expect(isSpline([1, 2, 3], 2)).toBe(true)
    expect(isSpline([1, 2, 3], 3)).toBe(false)
    expect(isSpline([1, 2, 3], 0)).toBe(false)
    expect(isSpline([1, 2, 3], 1.5)).toBe(false)
    expect(isSpline([1, 2], 1)).toBe(false)
    expect(isSpline([2, 1, 3], 1)).toBe(false)
    expect(isSpline([1, 3, 2], 1)).toBe(false)
    expect(() => restrictedSpline([1, 2], 1, 3)).toThrow('term 1 of a spline of the knots 1, 2')
    const side = { kind: 'cut', at: 2, side: 'at-most' } as const
    expect([isOnSide(side, 2), isOnSide(side, 2.1)]).toEqual([true, false])
  })
})
