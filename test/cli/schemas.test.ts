/** The published formats: each has its name, and documents of the commands fit. */
import { expect, it } from 'vitest'
import { z } from 'zod'
import { exits, midwall } from './midwall.ts'
import { temporaryFiles } from './written.ts'

const write = temporaryFiles()
const printed = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await midwall([...args, '--json'])).stdout)
const listed = z.array(z.object({ name: z.string(), format: z.string(), title: z.string() }))

it('of every document is a JSON Schema with the format in its $id', async () => {
  const names = listed.parse(await printed('schemas'))
  expect(names.map(({ name }) => name)).toEqual([
    'import-report',
    'volumes',
    'series',
    'check',
    'contours',
    'analyses',
    'scores',
    'propagation',
    'agreement',
    'survival',
    'model-card',
    'risk',
  ])
  for (const { name, format } of names) {
    const schema = await printed('schemas', name)
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:midwall:${format}`,
    })
  }
  expect((await midwall(['schemas', 'brain'])).code).toBe(exits.usage)
})

it('takes a document that the command prints, and no other', async () => {
  const schema = await printed('schemas', 'survival')
  const reader = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  const document = await printed('survival', write('f.csv', 'time,event\n5,1\n6,0\n'))
  expect(reader.safeParse(document).error).toBeUndefined()
  expect(reader.safeParse({ format: 'midwall-survival/2' }).success).toBe(false)
})
