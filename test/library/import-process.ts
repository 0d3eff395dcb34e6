/**
 * An import in a process of its own, so that it can be killed and its memory measured:
 *
 *   node import-process.mjs THREAD-ENTRY LIBRARY PATH PROJECT [ATTEST]
 *
 * prints one JSON line, `ImportRun`, at the end, and on stderr a line `committed N` for every N it knows of.
 */
import { existsSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ImportReport } from '#contract/import-report.ts'
import { createAnnouncements } from '../../main/services/announcements.ts'
import { createThreads } from '../../main/services/jobs/threads.ts'
import { createKeeper } from '../../main/services/library/keeper.ts'
import { openLibrary } from '../../main/store/library.ts'

export interface ImportRun {
  readonly report: ImportReport
  readonly seconds: number
  /** of the whole process, at its highest */
  readonly megabytes: number
  /** worst turn of the event loop */
  readonly worstTurnMs: number
  /** processor time a file, of all threads together */
  readonly cpuMsPerFile: number
  /** the library is whole, and nothing is in it twice */
  readonly whole: boolean
  readonly studies: number
}

const [entry = '', folder = '', path = '', project = '', attest] = process.argv.slice(2)
const threads = createThreads(entry)
const library = openLibrary(folder)
const keeper = createKeeper(library, threads, createAnnouncements())
await keeper.finishKilledImports()

const cpuBefore = process.cpuUsage()
const began = performance.now()
const turns = monitorEventLoopDelay({ resolution: 1 })
turns.enable()
let report: ImportReport | undefined
const input = { path, project, ...(attest === undefined ? {} : { attest }) }
for await (const state of await keeper.imports.run(input, { session: { reader: 'prover' } })) {
  if (state.kind === 'finished') report = state.report
  if (state.kind === 'reading') process.stderr.write(`committed ${state.done}\n`)
}
turns.disable()
const seconds = (performance.now() - began) / 1000
const cpu = process.cpuUsage(cpuBefore)
if (!report) throw new Error('the import ended without a report')

const check = await keeper.check()
const run: ImportRun = {
  report,
  seconds,
  megabytes: highestMegabytes(),
  worstTurnMs: turns.max / 1e6,
  cpuMsPerFile: (cpu.user + cpu.system) / 1000 / Math.max(1, report.files.length),
  whole: check.damaged.length + check.strays.length + check.database.length === 0,
  studies: keeper.index.studies().length,
}
process.stdout.write(`${JSON.stringify(run)}\n`)
await threads.close()
library.close()

/** Linux counts what the parent had in `maxRSS` of a forked child; its own high-water mark is in /proc. */
function highestMegabytes(): number {
  const status = '/proc/self/status'
  const own = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024
}
