/** The worker's end of a job: one request, any number of progress messages, one end. Threads and children share it. */
import type { JobContext, JobLoaders, JobReply, JobRequest } from '#contract/jobs.ts'

type Post = (reply: JobReply, transfer: readonly ArrayBuffer[]) => void
type Handler = (input: unknown, context: JobContext<unknown>) => unknown

/** @param post to main; a child process has no memory to hand over and ignores `transfer` */
export async function answer<Jobs>(
  { id, kind, input }: JobRequest,
  jobs: JobLoaders<Jobs>,
  post: Post,
): Promise<void> {
  const transfer: ArrayBuffer[] = []
  try {
    if (!Object.hasOwn(jobs, kind)) throw new RangeError(`no job is called ${kind}`)
    const handler = (await jobs[kind as keyof Jobs]()) as Handler
    const output = await handler(input, {
      report: (progress) => post({ id, state: 'progress', progress }, []),
      transfer: (memory) => void transfer.push(memory),
    })
    post({ id, state: 'done', output }, transfer)
  } catch (error) {
    post({ id, state: 'failed', ...described(error) }, [])
  }
}

function described(error: unknown): { message: string; code?: string } {
  if (!(error instanceof Error)) return { message: String(error) }
  const message = error.stack ?? error.message
  return 'code' in error && typeof error.code === 'string' ? { message, code: error.code } : { message }
}
