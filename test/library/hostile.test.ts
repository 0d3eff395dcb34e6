/** A part of the hostile corpus; `npm run prove` runs all of it, each case in a process of its own. */
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createThreads, type Threads } from '../../main/services/jobs/threads.ts'
import { builtWorkers } from '../built-workers.ts'
import { corpus, corpusProject, writeCorpus } from '../hostile/corpus.ts'
import { runHostileCase } from './hostile-run.ts'
import { runImport } from './import-run.ts'
import { seeded } from './random.ts'
import { temporaryFolder } from './workplace.ts'

/** What only several files, a folder or an archive can show, and some of the rest. */
const always = /^(I02|I03|I04|G1\d|O1\d|Z0[1-57-9]|Z1[0-4]|D01)-/
const seed = 7
const fromTheRest = 20

const random = seeded(seed)
const rest = corpus.filter(({ id }) => !always.test(id)).map(({ id }) => ({ id, order: random() }))
const chosen = [
  ...corpus.filter(({ id }) => always.test(id)).map(({ id }) => id),
  ...rest
    .toSorted((a, b) => a.order - b.order)
    .slice(0, fromTheRest)
    .map(({ id }) => id),
]
const folder = join(temporaryFolder(), 'corpus')
const cases = writeCorpus(folder, { only: new RegExp(`^(${chosen.join('|')})$`) })

let threads: Threads
beforeAll(async () => {
  threads = createThreads((await builtWorkers()).thread)
})
afterAll(async () => {
  await threads.close()
  rmSync(dirname(folder), { recursive: true })
})

describe('a hostile import', () => {
  it.each(cases)('$id ends in: $expect ($why)', async (entry) => {
    const { problems } = await runHostileCase(folder, entry, async (library, path) => ({
      run: { ...(await runImport(threads, { library, path, project: corpusProject })), megabytes: 0 },
      said: '',
    }))
    expect(problems).toEqual([])
  })
})
