/** The published formats: each has its name, and real documents of the commands fit what is published of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exits, midwall } from './midwall.ts'
import { faultsBy, printedSchema } from './published.ts'
import { temporaryFiles } from './written.ts'

const write = temporaryFiles()
const printed = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await midwall([...args, '--json'])).stdout)
const listed = z.array(z.object({ name: z.string(), format: z.string(), title: z.string() }))
const models = fileURLToPath(new URL('../../models/', import.meta.url))

it('of every document is a JSON Schema with the format in its $id', async () => {
  const names = listed.parse(await printedSchema())
  expect(names.map(({ name }) => name)).toEqual([
    'import-report',
    'protocol',
    'volumes',
    'series',
    'check',
    'contours',
    'analyses',
    'scores',
    'propagation',
    'interpolation',
    'agreement',
    'survival',
    'model-card',
    'risk',
    'truth',
  ])
  for (const { name, format } of names)
    expect(await printedSchema(name)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:midwall:${format}`,
    })
})

it('is printed by the command, which knows no other', async () => {
  expect(await printed('schemas', 'scores')).toEqual(await printedSchema('scores'))
  expect((await midwall(['schemas', 'brain'])).code).toBe(exits.usage)
})

describe('what a command prints fits the schema that is published of it', () => {
  it('of survival: regression with a calibration, and a cohort without an event', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${5 + i},${i % 3 === 0 ? 0 : 1},${(i * 7) % 11}`)
    const document = await printed(
      'survival',
      write('f.csv', ['time,event,age', ...rows].join('\n')),
      '--covariates',
      'age',
    )
    expect(await faultsBy('survival', document)).toEqual([])
    const none = await printed('survival', write('none.csv', 'time,event\n5,0\n6,0\n'))
    expect(await faultsBy('survival', none)).toEqual([])
  })

  it('of agreement between two readers, one of whom lacks a study', async () => {
    const reading = (study: string, reader: string, value: number) => ({
      read: `read-${study}-${reader}`,
      study,
      reader,
      phases: { ed: 0 },
      provisional: false,
      blockers: [],
      measurements: [
        {
          quantity: 'lv-ef',
          value,
          unit: '%',
          method: 'discs',
          version: '1',
          papillaries: 'cavity',
          warnings: [],
        },
        { quantity: 'lv-co', unmeasured: 'no-heart-rate' },
      ],
    })
    const studies = ['1.1', '1.2', '1.3', '1.4', '1.5']
    const a = studies.map((study, i) => reading(study, 'anna', 50 + 3 * i))
    const b = studies.slice(1).map((study, i) => reading(study, 'ben', 52.5 + 3 * i + (i % 2)))
    for (const given of [a, b]) expect(await faultsBy('volumes', given[0])).toEqual([])
    const document = await printed('agree', write('a.json', a), write('b.json', b))
    expect(await faultsBy('agreement', document)).toEqual([])
  })

  it('of the risk cards that are shipped, and of what they say while they are locked', async () => {
    const cards = readdirSync(models).filter((name) => name.endsWith('.json'))
    expect(cards.length).toBeGreaterThan(4)
    for (const card of cards)
      expect([card, await faultsBy('model-card', JSON.parse(readFileSync(models + card, 'utf8')))]).toEqual([
        card,
        [],
      ])
    const inputs = write('patient.json', { age: { value: 60, unit: 'a' } })
    const document = await printed('risk', models + cards[0], '--inputs', inputs)
    expect(await faultsBy('risk', document)).toEqual([])
  })
})

describe('what does not fit is refused by the schema alone', () => {
  it('another format, another word, another kind of value, and what the format does not have', async () => {
    expect(await faultsBy('survival', { format: 'midwall-survival/2' })).not.toEqual([])
    const scores = {
      format: 'midwall-scores/1',
      study: '1.2',
      scale: { name: 'aha-motion', version: '1' },
      segments: [{ segment: 1, grade: 'normal' }],
    }
    expect(await faultsBy('scores', scores)).toEqual([])
    for (const change of [
      { format: 'midwall-scores/2' },
      { study: '' },
      { segments: [{ segment: 1.5, grade: 'normal' }] },
      { segments: [{ segment: 1 }] },
      { scale: { name: 'aha-motion' } },
      { reader: 'anna' },
    ])
      expect([change, await faultsBy('scores', { ...scores, ...change })]).not.toEqual([change, []])
  })
})
