/** A risk card by command: its number by hand, its locks, and networks that run apart or not at all. */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { riskDocumentSchema } from '#contract/analysis-documents/risk.ts'
import { logisticModel } from '../models/onnx.ts'
import { exits, midwall } from './midwall.ts'
import { temporaryFiles } from './written.ts'

const write = temporaryFiles()
const citation = { text: 'made up for this test', table: '2' }
const input = (id: string, unit: string, range: readonly [number, number], median: number) => ({
  id,
  label: id,
  unit,
  source: 'manual',
  range,
  missing: { rule: 'impute', value: median },
})
const common = {
  format: 'midwall-risk-model/1',
  version: '1',
  status: 'validated',
  title: 'made up',
  citation,
  outcome: 'death',
  horizonMonths: [60],
  population: {
    inclusion: [
      { text: 'LVEF at most 35 %', input: 'lvef', transform: { kind: 'cut', at: 35, side: 'at-most' } },
    ],
    exclusion: [],
    description: 'none',
  },
  inputs: [
    { ...input('age', 'a', [18, 90], 0), missing: { rule: 'reject' } },
    input('lvef', '%', [5, 80], 30),
  ],
  enteredBy: ['Anna', 'Ben'],
  neverFor: ['HCM'],
  disclaimer: 'for tests',
}
const term = (id: string, coefficient: number) => ({
  id,
  factors: [{ input: id, transform: { kind: 'identity' } }],
  coefficient,
  centre: 0,
  citation,
})
const lp = 0.02 * 60 - 0.1 * 30
const chance = 1 / (1 + Math.exp(-lp - 0.5))
const example = (expected: number, tolerance: number) => ({
  source: 'example, page 3',
  published: true,
  inputs: { age: 60, lvef: 30 },
  months: 60,
  expected,
  tolerance,
})
const logistic = {
  ...common,
  id: 'by-hand',
  type: 'logistic',
  terms: [term('age', 0.02), term('lvef', -0.1)],
  baseline: { kind: 'intercept', value: 0.5, citation },
  testVectors: [example(chance, 1e-9)],
}
const values = { age: { value: 60, unit: 'a' }, lvef: { value: 30, unit: '%' } }
const patient = write('patient.json', values)

async function risk(card: string, inputs = patient, ...more: string[]) {
  const { code, stdout } = await midwall(['risk', card, '--inputs', inputs, '--json', ...more])
  return { code, document: riskDocumentSchema.parse(JSON.parse(stdout)) }
}

it('gives the risk that its formula gives by hand, and what each term adds', async () => {
  const { code, document } = await risk(write('card.json', logistic))
  expect(code).toBe(exits.done)
  expect(document.locked).toEqual([])
  expect(document.card.sha256).toBe(createHash('sha256').update(JSON.stringify(logistic)).digest('hex'))
  expect(document.estimate).toMatchObject({
    value: {
      contributions: [
        { term: 'age', contribution: expect.closeTo(1.2, 12) },
        { term: 'lvef', contribution: expect.closeTo(-3, 12) },
      ],
      risks: [{ months: 60, risk: { value: expect.closeTo(chance, 12) } }],
    },
  })
})

it('names every input and criterion that speaks against a patient', async () => {
  const card = write('card.json', logistic)
  const odd = await risk(card, write('odd.json', { lvef: { value: 36, unit: '%' } }))
  expect(odd.code).toBe(exits.refused)
  expect(odd.document.inputs[0]?.taken).toMatchObject({ measured: false, reason: 'no-partner' })
  expect(odd.document.criteria).toEqual([{ kind: 'inclusion', text: 'LVEF at most 35 %', holds: false }])
  const old = await risk(card, write('old.json', { age: { value: 91, unit: 'a' } }))
  expect(old.document.estimate).toMatchObject({ reason: 'out-of-range' })
  expect(old.document.criteria[0]).not.toHaveProperty('holds')
  expect((await risk(card, patient, '--disease', 'HCM')).document.estimate).toMatchObject({
    reason: 'outside-population',
  })
  expect((await risk(card, patient, '--sha256', 'other')).document.locked[0]).toContain('other was released')
})

it('says of a card and of inputs that cannot be read what is wrong, by name', async () => {
  const refused = async (card: string, inputs: string) => {
    const { code, stderr } = await midwall(['risk', card, '--inputs', inputs])
    expect(code).toBe(exits.refused)
    return stderr
  }
  const card = write('card.json', logistic)
  const half = write('half.json', { format: 'midwall-risk-model/1' })
  expect(await refused(half, patient)).toContain('half.json cannot be used: id: it is missing')
  expect(await refused(dirname(card), patient)).toContain('it is a folder, not a file')
  const noUnit = write('no-unit.json', { age: { value: 61 } })
  expect(await refused(card, noUnit)).toContain('no-unit.json cannot be used: age.unit: it is missing')
  expect(await refused(card, write('nothing.json', ''))).toContain('it is empty')
})

it('is locked when its worked example comes out otherwise', async () => {
  const card = write('wrong.json', { ...logistic, testVectors: [example(0.5, 1e-9)] })
  const { code, stdout } = await midwall(['risk', card, '--inputs', patient])
  expect(code).toBe(exits.refused)
  expect(stdout).toContain('locked:')
  expect(stdout).toContain('example, page 3: 0.5 was expected')
})

it('runs a network apart, and refuses one whose file was changed', async () => {
  const model = logisticModel([0.02, -0.1], 0.5)
  write('net.onnx', model)
  const network = {
    file: 'net.onnx',
    sha256: createHash('sha256').update(model).digest('hex'),
    opset: 13,
    input: 'x',
    output: 'risk',
  }
  const card = write('net.json', {
    ...common,
    id: 'network',
    type: 'onnx',
    terms: [],
    testVectors: [example(chance, 1e-6)],
    network,
  })
  const open = await risk(card)
  expect(open.document.locked).toEqual([])
  expect(open.document.examples).toMatchObject([{ passed: true }])
  expect(open.document.estimate).toMatchObject({
    value: {
      risks: [{ months: 60, risk: { value: expect.closeTo(chance, 6) } }],
      occlusions: { measured: false, detail: 'the card names no median of age' },
    },
  })
  write('net.onnx', logisticModel([0.02, -0.1], 0.6))
  const changed = await risk(card)
  expect(changed.code).toBe(exits.refused)
  expect(changed.document.estimate).toMatchObject({ measured: false, reason: 'model-locked' })
  expect(changed.document.examples).toMatchObject([
    { passed: false, got: { detail: expect.stringContaining('not the one that its card names') } },
  ])
})

it('says of every template that is shipped that it is locked, and what is missing', async () => {
  const folder = new URL('../../models/', import.meta.url)
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const { code, document } = await risk(new URL(name, folder).pathname)
    expect(code).toBe(exits.refused)
    expect(document.locked).toContain('its status is draft')
    expect(document.locked).toContain('no worked example of the paper is given')
  }
})

it('refuses a card or inputs of another shape', async () => {
  const bad = await midwall(['risk', write('bad.json', { format: 'x' }), '--inputs', patient])
  expect([bad.code, bad.stderr.includes('format:')]).toEqual([exits.refused, true])
  const text = await midwall(['risk', write('card.json', logistic), '--inputs', write('i.json', { age: 60 })])
  expect([text.code, text.stderr.includes('age:')]).toEqual([exits.refused, true])
  expect((await midwall(['risk', write('card.json', logistic)])).code).toBe(exits.usage)
})
