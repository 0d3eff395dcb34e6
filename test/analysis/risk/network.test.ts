/** A network as a risk model, played by a function: what it is asked and what is made of its answers. */
import { describe, expect, it } from 'vitest'
import type { RiskCard } from '#analysis/risk/card.ts'
import type { RiskNetwork } from '#analysis/risk/inference.ts'
import { checkedCriteria, type GivenValues } from '#analysis/risk/inputs.ts'
import { loadNetworkCard, networkRiskOf } from '#analysis/risk/network.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { known, refusal } from '../../truth/statistics/known.ts'

const table = { text: 'made up for this test', table: '2' }
const card: RiskCard = {
  format: 'midwall-risk-model/1',
  id: 'net',
  version: '1',
  status: 'validated',
  title: 'made up',
  citation: table,
  outcome: 'death',
  horizonMonths: [12, 60],
  type: 'onnx',
  population: {
    inclusion: [{ text: 'EF low', input: 'ef', transform: { kind: 'cut', at: 35, side: 'at-most' } }],
    exclusion: [{ text: 'child', input: 'age', transform: { kind: 'cut', at: 18, side: 'below' } }],
    description: 'none',
  },
  inputs: [
    {
      id: 'age',
      label: 'age',
      unit: 'a',
      source: 'manual',
      range: [0, 100],
      missing: { rule: 'impute', value: 50 },
    },
    {
      id: 'ef',
      label: 'EF',
      unit: '%',
      source: 'manual',
      range: [0, 100],
      missing: { rule: 'impute', value: 40 },
    },
  ],
  terms: [],
  testVectors: [
    {
      source: 'page 3',
      published: true,
      inputs: { age: 60, ef: 30 },
      months: 60,
      expected: 0.9,
      tolerance: 0.001,
    },
  ],
  enteredBy: ['Anna', 'Ben'],
  neverFor: ['HCM'],
  network: { file: 'n.onnx', sha256: 'x', opset: 13, input: 'x', output: 'y' },
  disclaimer: 'for tests',
}
/** age/100 − EF/200 within a year, and the sum of both shares in five */
const network: RiskNetwork = async ([age = Number.NaN, ef = Number.NaN]) =>
  measured(Float32Array.of(age / 100 - ef / 200, age / 100 + ef / 100))
const given = { age: { value: 60, unit: 'a' }, ef: { value: 30, unit: '%' } }
const load = (more: Partial<RiskCard> = {}, by = network) => loadNetworkCard({ ...card, ...more }, 'sha', by)

describe('a network that gives the paper’s example', () => {
  it('gives a risk at each horizon and what each input does to it', async () => {
    const loaded = await load()
    expect(loaded.lock).toMatchObject({ reasons: [], examples: [{ passed: true }] })
    const found = known(await networkRiskOf(loaded, given, network))
    const near = (value: number) => expect.closeTo(value, 6)
    expect(found.risks).toMatchObject([
      { months: 12, risk: { value: near(0.45) } },
      { months: 60, risk: { value: near(0.9) } },
    ])
    expect(known(found.occlusions)).toEqual([
      {
        months: 12,
        inputs: [
          { input: 'age', change: near(0.1) },
          { input: 'ef', change: near(0.05) },
        ],
      },
      {
        months: 60,
        inputs: [
          { input: 'age', change: near(0.1) },
          { input: 'ef', change: near(-0.1) },
        ],
      },
    ])
    expect(found.contributions).toEqual([])
  })

  it('is refused for other diseases and patients', async () => {
    const loaded = await load()
    const of = async (more: object, disease?: string) =>
      refusal(await networkRiskOf(loaded, { ...given, ...more }, network, disease))[0]
    expect(await of({}, 'HCM')).toBe('outside-population')
    expect((await networkRiskOf(loaded, given, network, 'DCM')).measured).toBe(true)
    expect(await of({ ef: { value: 36, unit: '%' } })).toBe('outside-population')
    expect(await of({ age: { value: 101, unit: 'a' } })).toBe('out-of-range')
  })

  it('is refused where what it gives is no risk', async () => {
    const loaded = await load()
    const by = async (...risks: number[]) =>
      refusal(await networkRiskOf(loaded, given, async () => measured(Float32Array.from(risks))))
    expect(await by(0, 1)).toBe('measured')
    expect(await by(0.5)).toEqual(['fit-failed', 'it gives 1 risks for 2 horizons'])
    expect(await by(0.5, 1.5)).toEqual(['fit-failed', 'it gives 1.5, which is no risk'])
    expect(await by(-0.5, 0.5)).toEqual(['fit-failed', 'it gives -0.5, which is no risk'])
    expect((await by(Number.NaN, 0.5))[0]).toBe('fit-failed')
  })
})

it('is locked by another result, a horizon that it lacks and a network that does not run', async () => {
  const [vector] = card.testVectors
  if (vector === undefined) throw new Error('no example')
  const reasons = async (more: Partial<RiskCard>, by = network) => (await load(more, by)).lock.reasons
  expect(await reasons({ testVectors: [{ ...vector, expected: 0.902 }] })).toHaveLength(1)
  expect(await reasons({ testVectors: [{ ...vector, expected: 0.9005 }] })).toEqual([])
  expect(await reasons({ testVectors: [{ ...vector, months: 24 }] })).toEqual([
    'page 3: 0.9 was expected, and it gives nothing (out-of-range)',
  ])
  const stopped = await load({}, async () => unmeasured('model-locked', 'gone'))
  expect(stopped.lock.reasons).toEqual(['page 3: 0.9 was expected, and it gives nothing (model-locked)'])
  expect(refusal(await networkRiskOf(stopped, given, network))[0]).toBe('model-locked')
  expect(await reasons({ testVectors: [] })).toEqual(['no worked example of the paper is given'])
})

it('the population is checked criterion by criterion, and never by an assumed value', () => {
  const holds = (more: GivenValues) => checkedCriteria(card, more).map((criterion) => criterion.holds)
  expect(holds(given)).toEqual([true, false])
  expect(holds({ ...given, ef: { value: 36, unit: '%' } })).toEqual([false, false])
  expect(holds({ age: { value: 17, unit: 'a' } })).toEqual([undefined, true])
  expect(holds({ age: { value: 17, unit: 'mo' } })).toEqual([undefined, undefined])
  expect(checkedCriteria(card, given).map(({ kind }) => kind)).toEqual(['inclusion', 'exclusion'])
})
