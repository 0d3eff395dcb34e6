/** Jobs in worker threads: as many as the machine has cores, each with a bounded heap. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { JobReply, ThreadJobs } from '#contract/jobs.ts'
import { createRunner, type JobEnd, type JobRunner, type Seat } from './runner.ts'

export type Threads = JobRunner<ThreadJobs>

export interface ThreadOptions {
  readonly threads?: number
  /**
   * JavaScript heap of one thread. Typed arrays and wasm are not counted by it: a job checks sizes before
   * it allocates. 256 MB sorts a study of 20,000 images and parses what the parser's limits let through.
   */
  readonly heapMb?: number
}

/** @param entry path of the built `workers/thread.ts` */
export function createThreads(entry: string, options: ThreadOptions = {}): Threads {
  const { threads = availableParallelism(), heapMb = 256 } = options
  return createRunner<ThreadJobs>(threads, () => startThread(entry, heapMb))
}

/**
 * What one job makes and drops at once: the contours of a whole beat are 14 MB as points. In half as much they are
 * copied out of the way four times a job, which takes longer than their volumes.
 */
const maxYoungGenerationSizeMb = 64

/**
 * How long an analysis may be silent: on a machine that is busy with other things it is slow and not broken, and
 * whoever asked for it can cancel it.
 */
const analysisSilenceLimitMs = 60_000

/** The same threads, for analyses. */
export const forAnalyses = (threads: Threads): Threads => ({
  ...threads,
  run: (kind, input, options = {}) =>
    threads.run(kind, input, { silenceLimitMs: analysisSilenceLimitMs, ...options }),
})

export function startThread(entry: string, heapMb: number): Seat {
  const worker = new Worker(entry, {
    name: 'midwall',
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb },
  })
  return {
    post: (request) => worker.postMessage(request),
    onReply: (listener) => void worker.on('message', (reply: JobReply) => listener(reply)),
    onLost(listener) {
      let lost = false
      const once = (end: JobEnd, cause: unknown): void => {
        if (lost) return
        lost = true
        listener(end, cause)
      }
      worker.on('error', (error: Error & { code?: string }) =>
        once(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed', error),
      )
      worker.on('exit', (code) => once('crashed', new Error(`the thread ended with ${code}`)))
    },
    hold: (busy) => (busy ? worker.ref() : worker.unref()),
    stop: async () => void (await worker.terminate()),
  }
}
