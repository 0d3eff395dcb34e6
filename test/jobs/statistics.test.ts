/** Statistics in threads: the numbers of the analysis itself, told about and cancelled in the middle. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareReaders } from '#analysis/agreement/readers.ts'
import type { ScoredStudy } from '#analysis/agreement/scores.ts'
import { survivalAnalysis } from '#analysis/survival/survival.ts'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import { createThreads, type Threads } from '../../main/services/jobs/threads.ts'
import { builtWorkers } from '../built-workers.ts'
import { smallCohort } from '../truth/statistics/published.ts'
import { expectStopped } from './cancelling.ts'

let threads: Threads
beforeAll(async () => {
  threads = createThreads((await builtWorkers()).thread, { threads: 1 })
})
afterAll(() => threads.close())

const endless = 1_000_000_000
const patients = smallCohort.map(({ id, time, cause, group, x }) => ({ id, time, cause, group, x }))
const cohort = (drawings: number) => ({ patients, covariates: ['x'], options: { drawings, horizons: [20] } })

/** Wall motion of four studies; the second reader is a grade off in one segment of each. */
const scored = (off: number): ScoredStudy[] =>
  [0, 1, 2, 3].map((study) => ({
    study: `s${study}`,
    scale: { name: 'motion', version: '1', grades: 4, ordered: true },
    segments: [1, 2, 3, 4].map((segment) => ({
      segment,
      grade: ((segment + study) % 3) + (segment === 1 ? off : 0),
    })),
  }))
const readers = (drawings: number) => ({
  readers: [scored(0), scored(1), scored(0)].map((scores) => ({ readings: [], scores, contours: [] })),
  options: { bootstrap: { drawings } },
})

async function heardWhile<T>(run: (onProgress: (progress: AnalysisProgress) => void) => Promise<T>) {
  const heard: AnalysisProgress[] = []
  const output = await run((progress) => heard.push(progress))
  return { output, heard }
}

it('a cohort in a thread has the numbers of the analysis itself, and is told about by drawing', async () => {
  const input = cohort(6)
  const { output, heard } = await heardWhile((onProgress) => threads.run('survival', input, { onProgress }))
  expect(output).toEqual(survivalAnalysis(input.patients, input.covariates, input.options))
  expect(heard).toEqual([1, 2, 3, 4, 5, 6].map((done) => ({ done, total: 6 })))
})

it('readers in a thread have the numbers of the analysis itself, and are told about to the end', async () => {
  const input = readers(50)
  const { output, heard } = await heardWhile((onProgress) => threads.run('agreement', input, { onProgress }))
  expect(output).toEqual(compareReaders(input.readers, input.options))
  const shares = heard.map(({ done, total }) => done / total)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.length).toBe((3 * 3 + 1) * 50)
})

it.each([
  ['survival', (options: object) => threads.run('survival', cohort(endless), options)],
  ['agreement', (options: object) => threads.run('agreement', readers(endless), options)],
] as const)('%s is cancelled within 200 ms in the middle of a bootstrap, and the next job runs', (_, run) =>
  expectStopped(threads, run),
)
