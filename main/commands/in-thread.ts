/** A job of a command that opens no library: one thread for one job, its progress on stderr, Ctrl-C ends both. */
import { join } from 'node:path'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import type { ThreadJobs } from '#contract/jobs.ts'
import type { InputOf, OutputOf } from '../services/jobs/runner.ts'
import { createThreads } from '../services/jobs/threads.ts'
import type { Output } from './command.ts'
import { untilStopped } from './stop.ts'

/** Jobs that say how far they are as a count. */
type Counted = Pick<ThreadJobs, 'agreement' | 'survival'>

/** A person waits, and can end it: it need not say every ten seconds that it lives. */
const silenceLimitMs = 600_000

/** @throws CommandCancelled soon after Ctrl-C, JobFailed */
export function runInThread<K extends keyof Counted>(
  kind: K,
  input: InputOf<Counted[K]>,
  output: Output,
): Promise<OutputOf<Counted[K]>> {
  return untilStopped(async (signal) => {
    const threads = createThreads(join(import.meta.dirname, '..', 'workers', 'thread.js'), { threads: 1 })
    try {
      return await threads.run<K>(kind, input, {
        signal,
        silenceLimitMs,
        onProgress: percentOf(kind, output),
      })
    } finally {
      await threads.close()
    }
  })
}

/** What is over sooner needs no word. */
const everyMs = 1_000

function percentOf(kind: string, output: Output): (progress: AnalysisProgress) => void {
  let last = performance.now()
  return ({ done, total }) => {
    const now = performance.now()
    if (now - last < everyMs) return
    last = now
    output.progress(`${kind}: ${Math.floor((100 * done) / total)} %`)
  }
}
