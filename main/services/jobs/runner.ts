/**
 * Runs jobs on a few seats, one job a seat at a time. A seat is a thread or a child process; it is given up
 * with its job when the job is cancelled, takes too long or breaks it, and the next job gets a fresh one.
 */
import { Failure } from '#contract/faults.ts'
import type { Job, JobReply, JobRequest } from '#contract/jobs.ts'
import type { AbortSignalLike } from '#contract/services.ts'

export interface JobRunner<Jobs> {
  /**
   * @throws Failure 'cancelled' within 200 ms of the signal, once the seat is down or was given up on
   * @throws JobFailed for everything else; other jobs go on
   */
  run<K extends keyof Jobs & string>(
    kind: K,
    input: InputOf<Jobs[K]>,
    options?: JobOptions<ProgressOf<Jobs[K]>>,
  ): Promise<OutputOf<Jobs[K]>>
  readonly seats: number
  close(): Promise<void>
}

export interface JobOptions<Progress> {
  readonly signal?: AbortSignalLike | undefined
  readonly onProgress?: (progress: Progress) => void
  /** without a sign of life, once it runs; waiting for a seat does not count */
  readonly silenceLimitMs?: number
}

export type InputOf<J> = J extends Job<infer Input, unknown, unknown> ? Input : never
export type OutputOf<J> = J extends Job<unknown, infer Output, unknown> ? Output : never
export type ProgressOf<J> = J extends Job<unknown, unknown, infer Progress> ? Progress : never

export type JobEnd = 'failed' | 'timed-out' | 'out-of-memory' | 'crashed'

/** A job did not come to its end. `code` is that of a system error, where one was thrown in the worker. */
export class JobFailed extends Error {
  readonly end: JobEnd
  readonly code: string | undefined

  constructor(kind: string, end: JobEnd, detail: string, options?: { code?: string; cause?: unknown }) {
    super(`${kind}: ${end}: ${detail}`, { cause: options?.cause })
    this.name = 'JobFailed'
    this.end = end
    this.code = options?.code
  }
}

/** A started worker, whatever it is. `lost` is called once, when it can answer no more. */
export interface Seat {
  post(request: JobRequest): void
  onReply(listener: (reply: JobReply) => void): void
  onLost(listener: (end: JobEnd, cause: unknown) => void): void
  /** an idle seat does not keep the process alive */
  hold(busy: boolean): void
  stop(): Promise<void>
}

interface Task {
  readonly id: number
  readonly kind: string
  readonly input: unknown
  readonly options: JobOptions<unknown>
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Taken {
  readonly seat: Seat
  task: Task | undefined
  silence: NodeJS.Timeout | undefined
}

/** A stopped seat that has not gone by then is left behind: cancelling must stay quick. */
const stopLimitMs = 150
const usualSilenceLimitMs = 10_000

export function createRunner<Jobs>(seats: number, start: () => Seat): JobRunner<Jobs> {
  if (!(seats >= 1)) throw new RangeError('a runner needs a seat')
  const queue: Task[] = []
  const taken = new Set<Taken>()
  let nextId = 1
  let closed = false

  function advance(): void {
    while (queue.length > 0) {
      const place =
        [...taken].find((one) => one.task === undefined) ?? (taken.size < seats ? sit() : undefined)
      const task = place && queue.shift()
      if (!place || !task) return
      begin(place, task)
    }
  }

  function sit(): Taken {
    const place: Taken = { seat: start(), task: undefined, silence: undefined }
    taken.add(place)
    place.seat.onReply((reply) => heard(place, reply))
    place.seat.onLost((end, cause) => {
      const task = leave(place)
      task?.reject(new JobFailed(task.kind, end, 'the worker is gone', { cause }))
      advance()
    })
    return place
  }

  function begin(place: Taken, task: Task): void {
    place.task = task
    place.seat.hold(true)
    watchSilence(place, task)
    try {
      place.seat.post({ id: task.id, kind: task.kind, input: task.input })
    } catch (cause) {
      rest(place)
      task.reject(new JobFailed(task.kind, 'failed', 'its input cannot be handed over', { cause }))
    }
  }

  function heard(place: Taken, reply: JobReply): void {
    const { task } = place
    if (task?.id !== reply.id) return
    if (reply.state === 'progress') {
      watchSilence(place, task)
      task.options.onProgress?.(reply.progress)
      return
    }
    rest(place)
    if (reply.state === 'done') task.resolve(reply.output)
    else
      task.reject(new JobFailed(task.kind, 'failed', reply.message, { ...reply, cause: thrownThere(reply) }))
    advance()
  }

  function watchSilence(place: Taken, task: Task): void {
    clearTimeout(place.silence)
    const limit = task.options.silenceLimitMs ?? usualSilenceLimitMs
    place.silence = setTimeout(() => {
      void giveUp(place, new JobFailed(task.kind, 'timed-out', `no sign of life for ${limit} ms`))
    }, limit)
  }

  function rest(place: Taken): void {
    clearTimeout(place.silence)
    place.task = undefined
    place.seat.hold(false)
  }

  function leave(place: Taken): Task | undefined {
    const { task } = place
    rest(place)
    taken.delete(place)
    return task
  }

  async function giveUp(place: Taken, reason: unknown): Promise<void> {
    const task = leave(place)
    await Promise.race([place.seat.stop(), later(stopLimitMs)])
    task?.reject(reason)
    advance()
  }

  function cancel(task: Task): void {
    const waiting = queue.indexOf(task)
    if (waiting >= 0) queue.splice(waiting, 1)
    const place = [...taken].find((one) => one.task === task)
    const reason = new Failure('cancelled', {})
    if (place) void giveUp(place, reason)
    else task.reject(reason)
  }

  return {
    seats,

    run(kind, input, options = {}) {
      const { signal } = options
      return new Promise((resolve, reject) => {
        if (closed) throw new Error('the workers were closed')
        if (signal?.aborted) throw new Failure('cancelled', {})
        const abort = (): void => cancel(task)
        const settled = (): void => signal?.removeEventListener('abort', abort)
        const task: Task = {
          id: nextId++,
          kind,
          input,
          options: options as JobOptions<unknown>,
          resolve: (output) => {
            settled()
            resolve(output as OutputOf<Jobs[typeof kind]>)
          },
          reject: (error) => {
            settled()
            reject(error)
          },
        }
        signal?.addEventListener('abort', abort, { once: true })
        queue.push(task)
        advance()
      })
    },

    async close() {
      closed = true
      for (const task of queue.splice(0)) task.reject(new Failure('cancelled', {}))
      await Promise.all([...taken].map((place) => giveUp(place, new Failure('cancelled', {}))))
    },
  }
}

/** What the worker threw, with the stack that it had there. */
function thrownThere({ message }: { readonly message: string }): Error {
  const error = new Error('thrown in a worker')
  error.stack = message
  return error
}

const later = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
