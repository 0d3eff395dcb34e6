/** One import from beginning to end, and what it cost. */
import { existsSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ImportReport } from '#contract/import-report.ts'
import { createAnnouncements } from '../../main/services/announcements.ts'
import type { Threads } from '../../main/services/jobs/threads.ts'
import { createKeeper } from '../../main/services/library/keeper.ts'
import { openLibrary } from '../../main/store/library.ts'

export interface ImportTask {
  readonly library: string
  readonly path: string
  readonly project: string
  readonly attest?: string | undefined
}

export interface ImportRun {
  readonly report: ImportReport
  readonly seconds: number
  /** of the whole process, at its highest */
  readonly megabytes: number
  /** worst turn of the event loop */
  readonly worstTurnMs: number
  /** processor time a file, of all threads together */
  readonly cpuMsPerFile: number
  /** the library has every file that it names, and no other */
  readonly whole: boolean
  readonly studies: number
  readonly instances: number
}

/** @param committed hears how many files are settled for good */
export async function runImport(
  threads: Threads,
  { library: folder, path, project, attest }: ImportTask,
  committed: (files: number) => void = () => undefined,
): Promise<ImportRun> {
  const library = openLibrary(folder)
  try {
    const keeper = createKeeper(library, threads, createAnnouncements(), (error) => {
      throw error
    })
    await keeper.finishKilledImports()
    const cpuBefore = process.cpuUsage()
    const began = performance.now()
    const turns = monitorEventLoopDelay({ resolution: 1 })
    turns.enable()
    let report: ImportReport | undefined
    const input = { path, project, ...(attest === undefined ? {} : { attest }) }
    for await (const state of await keeper.imports.run(input, { session: { reader: 'prover' } })) {
      if (state.kind === 'reading') committed(state.done)
      if (state.kind === 'finished') report = state.report
    }
    turns.disable()
    const seconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpuBefore)
    if (!report) throw new Error('the import ended without a report')
    const { damaged, strays, database } = await keeper.check()
    const studies = keeper.index.studies()
    return {
      report,
      seconds,
      megabytes: highestMegabytes(),
      worstTurnMs: turns.max / 1e6,
      cpuMsPerFile: (user + system) / 1000 / Math.max(1, report.files.length),
      whole: damaged.length + strays.length + database.length === 0,
      studies: studies.length,
      instances: studies.reduce((sum, { study }) => sum + keeper.index.objectsOf(study).length, 0),
    }
  } finally {
    library.close()
  }
}

/** Linux counts what the parent had in `maxRSS` of a forked child; its own high-water mark is in /proc. */
function highestMegabytes(): number {
  const status = '/proc/self/status'
  const own = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024
}
