/**
 * Analyses of one study in a process of their own, so that its memory is theirs:
 *
 *   node analyses-process.mjs THREAD-ENTRY FOLDER CONTOURS PROJECT THREADS RUNS WORK
 *
 * prints one JSON line, `AnalysisRuns`.
 */
import type { Examination } from '#analysis/examination/examination.ts'
import { onCines } from '#analysis/examination/narrowed.ts'
import { packed } from '#analysis/examination/packed.ts'
import { strainImages, strainTasks } from '#analysis/examination/strain.ts'
import { volumesOf } from '#analysis/examination/volumes.ts'
import { type AnalysisName, analysisNames } from '#contract/analysis-documents/analyses.ts'
import { analyse } from '../../../main/services/analyses/analyses.ts'
import { createThreads, type Threads } from '../../../main/services/jobs/threads.ts'
import { type ExaminationOnDisk, examinationOnDisk } from '../../analysis/examination/on-disk.ts'

/**
 * An analysis whole; a part of strain that has an aim of its own; volumes as the job of a thread that has done it often,
 * and their arithmetic alone, without the way to a thread and back.
 */
export type Work = AnalysisName | 'strain-slices' | 'strain-views' | 'volumes-job' | 'volumes-alone'

export interface AnalysisRuns {
  /** of the first run, which starts threads and loads code; it counts for nothing else */
  readonly firstMs: number
  readonly wallMs: readonly number[]
  readonly cpuMs: readonly number[]
  /** what the process grew to while it analysed, beyond what it held before */
  readonly peakMb: number
}

const [entry = '', folder = '', contours = '', project = '', threadCount = '1', runs = '1', work = ''] =
  process.argv.slice(2)

/** Runs before those that count: of what takes milliseconds, until loops over points are compiled. */
const warming = work === 'volumes-job' || work === 'volumes-alone' ? 20 : 1

/** Gets ready what is not measured, and gives what is. */
function prepared(study: ExaminationOnDisk, threads: Threads): () => Promise<unknown> {
  if (work === 'volumes-alone') return alone(study.examination)
  if (work === 'volumes-job') return () => job(study.examination, threads)
  const name = analysisNames.find((one) => one === work)
  return name === undefined ? () => follow(study, threads) : () => whole(name, study, threads)
}

/** The message to the thread is part of it, as is the answer. */
async function job(examination: Examination, threads: Threads): Promise<void> {
  const found = await threads.run('volumes', { examination: packed(onCines(examination)) })
  if (!found.measured) throw new Error(found.detail ?? found.reason)
}

/** Both ventricles by both base rules and the atria, with nothing remembered of any contour or stack. */
function alone(examination: Examination): () => Promise<void> {
  const fresh = {
    ...examination,
    contours: examination.contours.map((contour) => ({ ...contour })),
    stacks: examination.stacks.map((stack) => ({ ...stack })),
  }
  return async () => {
    const found = volumesOf(fresh)
    if (!found.measured) throw new Error(found.detail ?? found.reason)
  }
}

/** @throws Error when it found nothing: a refusal is fast, and no figure */
async function whole(name: AnalysisName, { examination, sources }: ExaminationOnDisk, threads: Threads) {
  const { results } = await analyse(examination, [name], {
    threads,
    places: { sources, hashes: () => ({}) },
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onError: (error) => {
      throw error
    },
  })
  for (const { outcome } of results.get(name) ?? []) if (outcome.measured) return
  throw new Error(`${name} found nothing`)
}

/** Ten slices, or all views. */
async function follow({ examination, sources }: ExaminationOnDisk, threads: Threads): Promise<void> {
  const plan = strainTasks(withPhases(examination))
  if (!plan.measured) throw new Error(plan.detail ?? plan.reason)
  const kind = work === 'strain-slices' ? 'slice' : 'view'
  const tasks = plan.value.tasks.filter((task) => task.kind === kind)
  const chosen =
    kind === 'view' ? tasks : Array.from({ length: 10 }, (_, k) => tasks[k % tasks.length] ?? tasks[0])
  await Promise.all(
    chosen.map((task) =>
      task === undefined ? undefined : threads.run('track', { task, sources: sources(strainImages(task)) }),
    ),
  )
}

/** @throws Error without the phases that the contour file names */
function withPhases(examination: Examination): Examination {
  if (examination.phases.ed === undefined) throw new Error('the contours name no ED')
  return examination
}

const study = examinationOnDisk(folder, contours, project)
const threads = createThreads(entry, { threads: Number(threadCount) })
const began = performance.now()
await prepared(study, threads)()
const firstMs = performance.now() - began
for (let run = 1; run < warming; run++) await prepared(study, threads)()
const before = process.resourceUsage().maxRSS
const wallMs: number[] = []
const cpuMs: number[] = []
for (let run = 0; run < Number(runs); run++) {
  const measured = prepared(study, threads)
  const cpu = process.cpuUsage()
  const start = performance.now()
  await measured()
  wallMs.push(performance.now() - start)
  const { user, system } = process.cpuUsage(cpu)
  cpuMs.push((user + system) / 1000)
}
const peakMb = process.resourceUsage().maxRSS / 1024
await threads.close()
process.stdout.write(
  `${JSON.stringify({ firstMs, wallMs, cpuMs, peakMb: Math.max(peakMb, before / 1024) } satisfies AnalysisRuns)}\n`,
)
