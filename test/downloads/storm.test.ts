import { expect, it } from 'vitest'
import { stormDownloads } from './storm.ts'

it('whatever a registry does at random, the library ends with its very files and nothing else', async () => {
  const { problems, faults } = await stormDownloads(3, 20_260_103)
  expect(problems).toEqual([])
  expect(faults).toBeGreaterThan(3)
}, 120_000)
