/** The only child-process entry: jobs with native code, which must not share a process with the library. */
import type { ChildJobs, JobLoaders, JobRequest } from '#contract/jobs.ts'
import { answer } from './jobs/answering.ts'

const jobs: JobLoaders<ChildJobs> = {
  'onnx-runtime': async () => (await import('./jobs/onnx-runtime.ts')).onnxRuntime,
  infer: async () => (await import('./jobs/infer.ts')).infer,
}

const send = process.send?.bind(process)
if (send === undefined) throw new Error('this is the entry of a child process with a channel')

process.on('message', (request: JobRequest) => {
  void answer(request, jobs, (reply) => send(reply))
})

// Main is gone: nobody will read the answer.
process.on('disconnect', () => process.exit())
