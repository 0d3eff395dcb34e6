/**
 * Analyses of one study in a process of their own, so that its memory is theirs:
 *
 *   node analyses-process.mjs THREAD-ENTRY FOLDER CONTOURS PROJECT THREADS RUNS WORK
 *
 * prints one JSON line, `AnalysisRuns`.
 */
import type { Examination } from '#analysis/examination/examination.ts'
import { strainImages, strainTasks } from '#analysis/examination/strain.ts'
import { type AnalysisName, analysisNames } from '#contract/analysis-documents/analyses.ts'
import { analyse } from '../../../main/services/analyses/analyses.ts'
import { createThreads, type Threads } from '../../../main/services/jobs/threads.ts'
import { type ExaminationOnDisk, examinationOnDisk } from '../../analysis/examination/on-disk.ts'

/** An analysis whole, or a part of strain that has an aim of its own. */
export type Work = AnalysisName | 'strain-slices' | 'strain-views'

export interface AnalysisRuns {
  readonly wallMs: readonly number[]
  readonly cpuMs: readonly number[]
  /** what the process grew to while it analysed, beyond what it held before */
  readonly peakMb: number
}

const [entry = '', folder = '', contours = '', project = '', threadCount = '1', runs = '1', work = ''] =
  process.argv.slice(2)

function once(study: ExaminationOnDisk, threads: Threads): Promise<unknown> {
  const name = analysisNames.find((one) => one === work)
  return name === undefined ? follow(study, threads) : whole(name, study, threads)
}

/** @throws Error when it found nothing: a refusal is fast, and no figure */
async function whole(name: AnalysisName, { examination, sources }: ExaminationOnDisk, threads: Threads) {
  const results = await analyse(examination, [name], {
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
// threads are started and their code is loaded before the first run that counts
await once(study, threads)
const before = process.resourceUsage().maxRSS
const wallMs: number[] = []
const cpuMs: number[] = []
for (let run = 0; run < Number(runs); run++) {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await once(study, threads)
  wallMs.push(performance.now() - began)
  const { user, system } = process.cpuUsage(cpu)
  cpuMs.push((user + system) / 1000)
}
const peakMb = process.resourceUsage().maxRSS / 1024
await threads.close()
process.stdout.write(
  `${JSON.stringify({ wallMs, cpuMs, peakMb: Math.max(peakMb, before / 1024) } satisfies AnalysisRuns)}\n`,
)
