/**
 * Jobs in child processes: whatever is native. A child that dies takes nothing along, and is cancelled by
 * killing it: terminating a thread in the middle of native inference would abort the whole application.
 */
import { fork } from 'node:child_process'
import type { ChildJobs, JobReply } from '#contract/jobs.ts'
import { createRunner, type JobEnd, type JobRunner, type Seat } from './runner.ts'

export type Children = JobRunner<ChildJobs>

/**
 * @param entry path of the built `workers/process.ts`
 * @param start how a child is started; Electron's host passes its own
 */
export function createChildren(entry: string, start: (entry: string) => Seat = forkChild): Children {
  return createRunner<ChildJobs>(1, () => start(entry))
}

/** With the process id, for whoever has to watch it. */
export function forkChild(entry: string): Seat & { readonly pid: number | undefined } {
  const child = fork(entry, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid,
    post: (request) => void child.send(request),
    onReply: (listener) => void child.on('message', (reply) => listener(reply as JobReply)),
    onLost(listener) {
      let lost = false
      const once = (end: JobEnd, cause: unknown): void => {
        if (lost) return
        lost = true
        listener(end, cause)
      }
      child.on('error', (error) => once('crashed', error))
      child.on('exit', (code, signal) =>
        once('crashed', new Error(`the child process ended with ${signal ?? code}`)),
      )
    },
    hold(busy) {
      if (busy) child.ref()
      else child.unref()
      if (busy) child.channel?.ref()
      else child.channel?.unref()
    },
    async stop() {
      // an idle child holds nothing up, but who waits for its end must live to see it
      child.ref()
      child.kill('SIGKILL')
      await gone
    },
  }
}
