/** Objects by the hash of their content: many at once as one by one. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createObjectStore } from '../../main/store/objects.ts'

let folder: string
let incoming: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'midwall-objects-'))
  incoming = mkdtempSync(join(folder, 'incoming-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const store = () => createObjectStore(join(folder, 'objects'), incoming, folder)
const contents = Array.from({ length: 40 }, (_, i) => Uint8Array.from({ length: 100 + i }, (_, k) => i ^ k))
const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

it('many lie where each alone would, under its SHA-256 in the order in which they came', async () => {
  const objects = store()
  const hashes = await objects.putAll(contents)
  expect(hashes).toEqual(contents.map(hashOf))
  for (const [i, hash] of hashes.entries())
    expect(new Uint8Array(await objects.read(hash))).toEqual(contents[i])
  expect(readdirSync(incoming)).toEqual([])
})

it('the same bytes, twice together or again, are one object', async () => {
  const objects = store()
  const [one] = contents
  if (!one) throw new Error('there is content')
  const first = await objects.put(one)
  expect(await objects.putAll([one, one])).toEqual([first, first])
  expect(readdirSync(join(folder, 'objects'))).toEqual([first.slice(0, 2)])
  expect(await objects.putAll([])).toEqual([])
})

it('what cannot be written is a failure', async () => {
  const objects = createObjectStore(join(incoming, 'objects'), incoming, folder)
  await objects.put(Uint8Array.of(1))
  rmSync(incoming, { recursive: true })
  await expect(objects.putAll(contents)).rejects.toThrow()
})
