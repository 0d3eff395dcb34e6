import { join } from 'node:path'
import { expect, it } from 'vitest'
import { killImports } from './kills.ts'
import { writeSyntheticStudy } from './synthetic-study.ts'
import { temporaryFolder } from './workplace.ts'

it('an import killed at any moment leaves a whole library that has everything it said it had', async () => {
  const source = join(temporaryFolder(), 'study')
  const files = writeSyntheticStudy(source).length
  const { problems, kills } = await killImports({
    kills: 6,
    seed: 20_260_101,
    source,
    files,
  })
  expect(problems).toEqual([])
  expect(kills).toBe(6)
})
