import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { baselineSurvival, wrongBaseline } from '#analysis/risk/baseline.ts'
import type { Baseline, ModelType, RiskCard, RiskTerm } from '#analysis/risk/card.ts'
import { loadCard, riskOf } from '#analysis/risk/evaluate.ts'
import { networkRow, occlusionRows, occlusions } from '#analysis/risk/inference.ts'
import { restrictedSpline, transformed } from '#analysis/risk/transform.ts'
import { riskCardSchema } from '#contract/model-card.ts'
import { known, refusal } from '../../truth/statistics/known.ts'

const table = { text: 'made up for this test', table: '2' }
const term = (input: string, coefficient: number, more: Partial<RiskTerm> = {}): RiskTerm => ({
  id: input,
  factors: [{ input, transform: { kind: 'identity' } }],
  coefficient,
  centre: 0,
  citation: table,
  ...more,
})
const survival: Baseline = {
  kind: 'survival',
  points: [
    { t: 12, s0: 0.95 },
    { t: 60, s0: 0.8 },
  ],
  citation: table,
}

/** Risk 1 − 0.95^exp(0.03 (age − 60) + 0.5 syncope) at 12 months. */
const card: RiskCard = {
  format: 'midwall-risk-model/1',
  id: 'made-up',
  version: '1',
  status: 'validated',
  title: 'made up',
  citation: table,
  outcome: 'sudden cardiac death',
  horizonMonths: [12, 60],
  type: 'cox',
  population: {
    inclusion: [
      { text: 'LVEF at most 35 %', input: 'lvef', transform: { kind: 'cut', at: 35, side: 'at-most' } },
    ],
    exclusion: [{ text: 'under 18', input: 'age', transform: { kind: 'cut', at: 18, side: 'below' } }],
    description: 'none',
  },
  inputs: [
    {
      id: 'age',
      label: 'age',
      unit: 'a',
      source: 'demographic',
      range: [10, 90],
      missing: { rule: 'reject' },
    },
    {
      id: 'lvef',
      label: 'LVEF',
      unit: '%',
      source: 'measurement:lv-ef',
      range: [5, 80],
      missing: { rule: 'reject' },
    },
    {
      id: 'syncope',
      label: 'syncope',
      unit: '1',
      source: 'manual',
      range: [0, 1],
      missing: { rule: 'impute', value: 0 },
    },
  ],
  terms: [term('age', 0.03, { centre: 60 }), term('syncope', 0.5)],
  baseline: survival,
  testVectors: [
    {
      source: 'example, page 3',
      published: true,
      inputs: { age: 70, lvef: 30, syncope: 1 },
      months: 12,
      expected: 1 - 0.95 ** Math.exp(0.8),
      tolerance: 1e-9,
    },
  ],
  enteredBy: ['Anna', 'Ben'],
  neverFor: ['HCM'],
  disclaimer: 'for tests',
}
const given = {
  age: { value: 70, unit: 'a' },
  lvef: { value: 30, unit: '%' },
  syncope: { value: 1, unit: '1' },
}
const reasons = (changed: Partial<RiskCard>) => loadCard({ ...card, ...changed }, 'sha').lock.reasons

describe('an open card', () => {
  const open = () => loadCard(card, 'sha')

  it('gives the risk at its horizons and what each term adds', () => {
    const loaded = open()
    expect(loaded.lock.reasons).toEqual([])
    expect(loaded.lock.examples).toMatchObject([{ passed: true }])
    const found = known(riskOf(loaded, given))
    expect(found.linearPredictor).toBeCloseTo(0.8, 12)
    expect(found.contributions).toEqual([
      { term: 'age', value: 10, coefficient: 0.03, contribution: expect.closeTo(0.3, 12) },
      { term: 'syncope', value: 1, coefficient: 0.5, contribution: 0.5 },
    ])
    expect(found.risks).toMatchObject([
      { months: 12, risk: { value: expect.closeTo(1 - 0.95 ** Math.exp(0.8), 12) } },
      { months: 60, risk: { value: expect.closeTo(1 - 0.8 ** Math.exp(0.8), 12) } },
    ])
    expect(found).toMatchObject({ method: 'risk-model/made-up/1', card: { sha256: 'sha' } })
  })

  it('names what was imputed, and refuses what must be known', () => {
    const loaded = open()
    const { syncope: _, ...rest } = given
    const outcome = riskOf(loaded, rest)
    expect(outcome).toMatchObject({ warnings: [expect.stringContaining('syncope is not known: 0 1')] })
    expect(known(outcome).inputs[2]).toEqual({ id: 'syncope', value: 0, imputed: true })
    const { age: __, ...ageless } = given
    expect(refusal(riskOf(loaded, ageless))).toEqual(['no-partner', 'age is not known'])
  })

  it('refuses other units, other ranges, other people and other diseases', () => {
    const loaded = open()
    const of = (more: object) => refusal(riskOf(loaded, { ...given, ...more }))
    expect(of({ lvef: { value: 0.3, unit: '1' } })).toEqual([
      'contradictory-input',
      'LVEF is in 1, the model takes %',
    ])
    expect(of({ age: { value: 91, unit: 'a' } })).toEqual(['out-of-range', 'age is 91 a, outside 10 to 90'])
    expect(of({ age: { value: 9, unit: 'a' } })[0]).toBe('out-of-range')
    expect(of({ age: { value: Number.NaN, unit: 'a' } })[0]).toBe('contradictory-input')
    expect(of({ bmi: { value: 9, unit: 'kg/m2' } })).toEqual([
      'contradictory-input',
      'the model takes no bmi',
    ])
    expect(of({ lvef: { value: 36, unit: '%' } })[0]).toBe('outside-population')
    expect(of({ lvef: { value: 35, unit: '%' } })).toBe('measured')
    expect(of({ age: { value: 17, unit: 'a' } })).toEqual([
      'outside-population',
      'left out when the model was made: under 18',
    ])
    expect(refusal(riskOf(loaded, given, 'HCM'))).toEqual([
      'outside-population',
      'made up must not be used in HCM',
    ])
    expect(riskOf(loaded, given, 'DCM').measured).toBe(true)
  })

  it('is recalibrated for a site, and says so', () => {
    const site = loadCard({ ...card, calibration: { slope: 0.5, intercept: 0.1, site: 'here' } }, 'sha')
    const outcome = riskOf(site, given)
    expect(known(outcome).risks[0]).toMatchObject({
      risk: { value: expect.closeTo(1 - 0.95 ** Math.exp(0.5), 12) },
    })
    expect(outcome).toMatchObject({ warnings: [expect.stringContaining('recalibrated for here')] })
  })
})

describe('a card is locked', () => {
  it.each<[string, Partial<RiskCard>, string]>([
    ['as a draft', { status: 'draft' }, 'its status is draft'],
    ['by its note', { note: 'not read yet' }, 'not read yet'],
    [
      'entered by one person under two spellings',
      { enteredBy: ['Anna', ' anna '] },
      '1 of 2 people have entered its numbers',
    ],
    [
      'without a page',
      { terms: [term('age', 1, { citation: { text: 'x' } })], testVectors: [] },
      'no page or table is named for age',
    ],
    [
      'without a baseline',
      { baseline: undefined, testVectors: [] },
      'no baseline was entered: it can rank, not give a risk',
    ],
    [
      'with a bare baseline',
      { baseline: { ...survival, citation: undefined } },
      'no page or table is named for the baseline',
    ],
    [
      'without the paper’s example',
      { testVectors: card.testVectors.map((v) => ({ ...v, published: false })) },
      'no worked example of the paper is given',
    ],
    ['with an unknown input', { terms: [term('nsvt', 1)] }, 'no input is called nsvt'],
    [
      'with an input twice',
      { inputs: [...card.inputs, ...card.inputs.slice(0, 1)] },
      'the input age occurs twice',
    ],
    ['as a network without a file', { type: 'onnx' }, 'it names no network'],
    [
      'with a survival that rises',
      {
        baseline: {
          ...survival,
          points: [
            { t: 12, s0: 0.8 },
            { t: 24, s0: 0.9 },
          ],
        },
      },
      'its baseline is wrong: survival 0.9 at 24 months after 0.8 at 12',
    ],
  ])('%s', (_, changed, reason) => {
    expect(reasons(changed)).toContain(reason)
    expect(refusal(riskOf(loadCard({ ...card, ...changed }, 'sha'), given))[0]).toBe('model-locked')
  })

  it('when its example comes out otherwise, or its file is another', () => {
    const wrong = card.testVectors.map((v) => ({ ...v, expected: 0.5 }))
    expect(reasons({ testVectors: wrong })[0]).toContain('example, page 3: 0.5 was expected')
    expect(loadCard(card, 'sha', 'other').lock.reasons).toEqual(['its file is sha, and other was released'])
    expect(loadCard(card, 'sha', 'sha').lock.reasons).toEqual([])
    const open = { ...card, terms: [{ ...term('age', 1), coefficient: undefined }] }
    expect(loadCard(open, 'sha').lock).toMatchObject({ examples: [] })
    expect(reasons({ terms: open.terms })).toContain('no coefficient was entered for age')
  })

  it('by default: every template that is shipped', () => {
    const folder = new URL('../../../models/', import.meta.url)
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
    expect(files).toHaveLength(6)
    for (const file of files) {
      const bytes = readFileSync(new URL(file, folder))
      const template = riskCardSchema.parse(JSON.parse(bytes.toString()))
      const { lock } = loadCard(template, createHash('sha256').update(bytes).digest('hex'))
      expect(lock.reasons.length, file).toBeGreaterThan(2)
      expect(template.neverFor).toContain('HCM')
      expect(template.terms.every(({ coefficient }) => coefficient === undefined)).toBe(true)
    }
  })
})

describe('the card that is shown in the description', () => {
  const shown = () => {
    const text = readFileSync(new URL('../../../models/README.md', import.meta.url), 'utf8')
    return riskCardSchema.parse(JSON.parse(/```json\n(.*?)```/s.exec(text)?.[1] ?? ''))
  }
  const patient = {
    age: { value: 65, unit: 'a' },
    lvef: { value: 30, unit: '%' },
    syncope: { value: 1, unit: '1' },
  }

  it('is open, and gives its worked example', () => {
    const found = known(riskOf(loadCard(shown(), 'sha'), patient))
    const by60 = found.risks[1]
    expect(by60 && known(by60.risk)).toBeCloseTo(1 - 0.93 ** Math.exp(0.9), 12)
  })

  it('is locked by a coefficient that is not the one of the example', () => {
    const open = shown()
    const terms = open.terms.map((one) => (one.id === 'syncope' ? { ...one, coefficient: 0.6 } : one))
    expect(loadCard({ ...open, terms }, 'sha').lock.reasons).toEqual([
      expect.stringMatching(/^worked example, page 7: 0.1635 was expected, and it gives 0.149/),
    ])
  })
})

describe('models of other kinds', () => {
  const withType = (type: ModelType, baseline: Baseline, months = [12]) =>
    known(
      riskOf(
        loadCard(
          {
            ...card,
            type,
            baseline,
            horizonMonths: months,
            testVectors: card.testVectors.map((v) => ({ ...v, months: months[0] ?? 12, tolerance: 1 })),
          },
          's',
        ),
        given,
      ),
    ).risks[0]

  it('follow their formulas at a linear predictor of 0.8', () => {
    expect(withType('weibull', { kind: 'weibull', shape: 1.5, scale: 100, citation: table })).toMatchObject({
      risk: { value: expect.closeTo(1 - Math.exp(-(0.12 ** 1.5) * Math.exp(0.8)), 12) },
    })
    expect(withType('logistic', { kind: 'intercept', value: -2, citation: table })).toMatchObject({
      risk: { value: expect.closeTo(1 / (1 + Math.exp(1.2)), 12) },
    })
    expect(withType('finegray', survival)).toMatchObject({
      risk: { value: expect.closeTo(1 - 0.95 ** Math.exp(0.8), 12) },
    })
    const risks = (risk: number) => [{ months: 36, risk }]
    const points: Baseline = {
      kind: 'points',
      table: [
        { from: 0, risks: risks(0.05) },
        { from: 0.8 - 1e-9, risks: risks(0.2) },
        { from: 3, risks: risks(0.4) },
      ],
      citation: table,
    }
    expect(withType('points', points, [36])).toMatchObject({ risk: { value: 0.2 } })
  })

  it('are refused with the baseline of another kind', () => {
    expect(reasons({ type: 'logistic', horizonMonths: [12] })[0]).toContain('model-locked')
  })

  it('as networks take rows in the card’s order and show what each input does', () => {
    const taken = [
      { id: 'syncope', value: 1, imputed: false },
      { id: 'age', value: 70, imputed: false },
      { id: 'lvef', value: 30, imputed: false },
    ]
    expect([...networkRow(card, taken)]).toEqual([70, 30, 1])
    expect(refusal(occlusionRows(card, taken))[0]).toBe('model-locked')
    const medians = {
      ...card,
      inputs: card.inputs.map((input, i) => ({ ...input, missing: { rule: 'impute' as const, value: i } })),
    }
    expect([...known(occlusionRows(medians, taken))]).toEqual([70, 30, 1, 0, 30, 1, 70, 1, 1, 70, 30, 2])
    expect(occlusions(medians, [0.5, 0.25, 0.5, 0.75])).toEqual([
      { input: 'age', change: 0.25 },
      { input: 'lvef', change: 0 },
      { input: 'syncope', change: -0.25 },
    ])
  })
})

describe('parts of a model', () => {
  it('between baseline times follow a Weibull exactly', () => {
    const s = (t: number) => Math.exp(-((t / 90) ** 1.3))
    const points = [12, 36, 60].map((t) => ({ t, s0: s(t) }))
    for (const t of [12, 20, 36, 50, 60]) expect(known(baselineSurvival(points, t))).toBeCloseTo(s(t), 12)
    expect(known(baselineSurvival(points, 6))).toBeCloseTo(Math.sqrt(s(12)), 12)
    expect(refusal(baselineSurvival(points, 61))[0]).toBe('out-of-range')
    expect(refusal(baselineSurvival(points, 0))[0]).toBe('out-of-range')
    expect(refusal(baselineSurvival([], 1))[0]).toBe('out-of-range')
    expect(wrongBaseline(points)).toBeUndefined()
    expect(wrongBaseline([])).toBe('it has no times')
    expect(wrongBaseline([{ t: 0, s0: 0.5 }])).toBe('survival 0.5 at 0 months')
    expect(wrongBaseline([{ t: 1, s0: 1 }])).toBe('survival 1 at 1 months')
    expect(
      wrongBaseline([
        { t: 2, s0: 0.9 },
        { t: 2, s0: 0.8 },
      ]),
    ).toContain('at 2 months after')
  })

  it('transform inputs: logarithm, four kinds of cut', () => {
    expect(known(transformed({ kind: 'log' }, Math.E))).toBeCloseTo(1, 12)
    expect(refusal(transformed({ kind: 'log' }, 0))[0]).toBe('out-of-range')
    const cut = (side: 'above' | 'at-least' | 'below' | 'at-most') =>
      [13, 14, 15].map((x) => known(transformed({ kind: 'cut', at: 14, side }, x)))
    expect(cut('above')).toEqual([0, 0, 1])
    expect(cut('at-least')).toEqual([0, 1, 1])
    expect(cut('below')).toEqual([1, 0, 0])
    expect(cut('at-most')).toEqual([1, 1, 0])
  })

  it('spline: linear beyond the outer knots, cubic between, as rms', () => {
    const knots = [20, 40, 60, 80]
    expect(restrictedSpline(knots, 1, 33)).toBe(33)
    expect(restrictedSpline(knots, 2, 20)).toBe(0)
    // (30 − 20)³/(80 − 20)²
    expect(restrictedSpline(knots, 2, 30)).toBeCloseTo(1000 / 3600, 12)
    expect(restrictedSpline(knots, 3, 50)).toBeCloseTo(1000 / 3600, 12)
    expect(restrictedSpline(knots, 2, 70)).toBeCloseTo((50 ** 3 - (10 ** 3 * 60) / 20) / 3600, 10)
    const slope = (x: number) => restrictedSpline(knots, 2, x + 1) - restrictedSpline(knots, 2, x)
    expect(slope(90)).toBeCloseTo(slope(200), 8)
    expect(() => restrictedSpline([1, 2], 1, 3)).toThrow(RangeError)
    expect(() => restrictedSpline(knots, 4, 3)).toThrow(RangeError)
    expect(() => restrictedSpline([1, 1, 2], 1, 3)).toThrow(RangeError)
  })
})
