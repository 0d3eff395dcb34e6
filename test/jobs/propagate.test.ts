/** Contours carried through the beat in a thread: the same as in this one, and cancelled in the middle. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadedImages } from '#analysis/examination/images.ts'
import {
  type PropagationTask,
  propagationImages,
  propagationTasks,
  runPropagation,
} from '#analysis/examination/propagation.ts'
import { at } from '#analysis/units/at.ts'
import type { AnalysisProgress, ImageSource } from '#contract/analysis-jobs.ts'
import { isFailure } from '#contract/faults.ts'
import { createThreads, type Threads } from '../../main/services/jobs/threads.ts'
import { loadImages } from '../../workers/pixels/load.ts'
import type { ExaminationOnDisk } from '../analysis/examination/on-disk.ts'
import { studiesOnDisk } from '../analysis/examination/studies.ts'
import { builtWorkers } from '../built-workers.ts'
import { trial } from '../trial.ts'

const onDisk = studiesOnDisk()
let threads: Threads
let study: ExaminationOnDisk
let tasks: readonly PropagationTask[]
const sourcesOf = (task: PropagationTask): ImageSource[] => study.sources(propagationImages(task))

beforeAll(async () => {
  threads = createThreads((await builtWorkers()).thread, { threads: 1 })
  study = onDisk(
    'cine',
    {
      preset: 'normal',
      seed: 3,
      small: true,
      ...trial,
    },
    ['cine-sax'],
  )
  const plan = propagationTasks(study.examination)
  if (!plan.measured) throw new Error(`${plan.reason}: ${plan.detail}`)
  tasks = plan.value.tasks
})
afterAll(() => threads.close())

describe('contours carried in a thread', () => {
  it('lie where the analysis itself carries them, and are told about to the end', async () => {
    const task = at(tasks, 4)
    const heard: AnalysisProgress[] = []
    const carried = await threads.run(
      'propagate',
      { task, sources: sourcesOf(task) },
      { onProgress: (progress) => heard.push(progress) },
    )
    expect(carried).toEqual(runPropagation(task, loadedImages(await loadImages(sourcesOf(task)))))
    const shares = heard.map(({ done, total }) => done / total)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })

  it('are given up within 200 ms in the middle of the beat, and the next slice is carried', async () => {
    const task = at(tasks, 4)
    const stop = new AbortController()
    let asked = Number.NaN
    let reached: AnalysisProgress | undefined
    const ended = await threads
      .run(
        'propagate',
        { task, sources: sourcesOf(task) },
        {
          signal: stop.signal,
          onProgress: (progress) => {
            if (stop.signal.aborted || progress.done < 0.3 * progress.total) return
            reached = progress
            asked = performance.now()
            stop.abort()
          },
        },
      )
      .catch((reason: unknown) => reason)
    expect(performance.now() - asked).toBeLessThan(200)
    expect(isFailure(ended, 'cancelled')).toBe(true)
    if (reached === undefined) throw new Error('it ended before it said where it was')
    expect(reached.done).toBeLessThan(reached.total)
    const next = at(tasks, 3)
    expect(await threads.run('propagate', { task: next, sources: sourcesOf(next) })).toMatchObject({
      measured: true,
    })
  })
})
