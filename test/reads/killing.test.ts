import { expect, it } from 'vitest'
import { built } from '../built-workers.ts'
import { freshFolder } from './fresh-library.ts'
import { killRounds } from './killing.ts'

it('loses no event that was said to be saved when the process is killed while it writes', async () => {
  const { writer } = await built({ writer: 'test/reads/killed-writer.ts' })
  const rounds = await killRounds({ writer, folder: freshFolder(), rounds: 6, seed: 7 })
  expect(rounds).toHaveLength(6)
  expect(rounds.at(-1)?.found).toBeGreaterThan(1)
})
