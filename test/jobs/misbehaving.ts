/** Jobs that go wrong in every way a job can, behind the interface of the real ones. */
import { parentPort } from 'node:worker_threads'
import type { Job, JobLoaders, JobRequest } from '#contract/jobs.ts'
import { answer } from '../../workers/jobs/answering.ts'

export interface MisbehavingJobs {
  readonly echo: Job<{ readonly text: string }, { readonly text: string }>
  readonly count: Job<{ readonly to: number }, null, number>
  readonly spin: Job<null, null>
  readonly sleep: Job<null, null>
  readonly throw: Job<{ readonly code: string }, null>
  readonly exit: Job<null, null>
  readonly hoard: Job<null, null>
  readonly lend: Job<{ readonly bytes: number }, { readonly memory: ArrayBuffer }>
}

const jobs: JobLoaders<MisbehavingJobs> = {
  echo: async () => (input) => input,
  count:
    async () =>
    ({ to }, { report }) => {
      for (let i = 1; i <= to; i++) report(i)
      return null
    },
  spin: async () => () => {
    for (;;);
  },
  sleep: async () => () => new Promise(() => undefined),
  throw:
    async () =>
    ({ code }) => {
      throw Object.assign(new Error('the disk said no'), { code })
    },
  exit: async () => () => process.exit(3),
  hoard: async () => () => {
    const kept: number[][] = []
    for (;;) kept.push(new Array<number>(10_000).fill(kept.length))
  },
  lend:
    async () =>
    ({ bytes }, { transfer }) => {
      const memory = new ArrayBuffer(bytes)
      transfer(memory)
      return { memory }
    },
}

const port = parentPort
if (port === null) throw new Error('this is the entry of a worker thread')
port.on('message', (request: JobRequest) => {
  void answer(request, jobs, (reply, transfer) => port.postMessage(reply, transfer))
})
