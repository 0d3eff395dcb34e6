import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import { createRunner, JobFailed, type JobRunner } from '../../main/services/jobs/runner.ts'
import { startThread } from '../../main/services/jobs/threads.ts'
import { built } from '../built-workers.ts'
import type { MisbehavingJobs } from './misbehaving.ts'

let entry: string
let threads: JobRunner<MisbehavingJobs>

beforeAll(async () => {
  entry = (await built({ misbehaving: 'test/jobs/misbehaving.ts' })).misbehaving
  threads = createRunner<MisbehavingJobs>(2, () => startThread(entry, 32))
})
afterAll(() => threads.close())

const failure = async (work: Promise<unknown>): Promise<JobFailed> => {
  const error = await work.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof JobFailed)) throw error
  return error
}

describe('jobs in threads', () => {
  it('answer each caller with its own result', async () => {
    const texts = Array.from({ length: 40 }, (_, i) => `job ${i}`)
    const answers = await Promise.all(texts.map((text) => threads.run('echo', { text })))
    expect(answers.map(({ text }) => text)).toEqual(texts)
  })

  it('say how far they are, in order, before they end', async () => {
    const heard: number[] = []
    await threads.run('count', { to: 5 }, { onProgress: (n) => heard.push(n) })
    expect(heard).toEqual([1, 2, 3, 4, 5])
  })

  it('hand memory over instead of copying it', async () => {
    const { memory } = await threads.run('lend', { bytes: 1_000 })
    expect(memory.byteLength).toBe(1_000)
  })

  it.each(['spin', 'sleep'] as const)('are cancelled within 200 ms while they %s', async (kind) => {
    await threads.run('echo', { text: 'the thread is up' })
    const stop = new AbortController()
    const running = threads.run(kind, null, { signal: stop.signal })
    await threads.run('echo', { text: 'the other thread works on' })
    const asked = performance.now()
    stop.abort()
    const error: unknown = await running.catch((reason: unknown) => reason)
    expect(isFailure(error, 'cancelled')).toBe(true)
    expect(performance.now() - asked).toBeLessThan(200)
  })

  it('are cancelled before they begin without disturbing the one that runs', async () => {
    const one = createRunner<MisbehavingJobs>(1, () => startThread(entry, 32))
    const stop = new AbortController()
    const first = one.run('count', { to: 1_000 })
    const second = one.run('echo', { text: 'never' }, { signal: stop.signal })
    stop.abort()
    await expect(second).rejects.toThrow('cancelled')
    await expect(first).resolves.toBeNull()
    await one.close()
  })

  it('end after their time without a sign of life, and the next job runs', async () => {
    expect((await failure(threads.run('spin', null, { silenceLimitMs: 100 }))).end).toBe('timed-out')
    await expect(threads.run('echo', { text: 'next' })).resolves.toEqual({ text: 'next' })
  })

  it('fail alone when they take too much memory, break their thread or throw', async () => {
    const good = Array.from({ length: 10 }, (_, i) => threads.run('echo', { text: `${i}` }))
    const [hoard, exit, thrown] = await Promise.all([
      failure(threads.run('hoard', null)),
      failure(threads.run('exit', null)),
      failure(threads.run('throw', { code: 'ENOSPC' })),
    ])
    expect(hoard.end).toBe('out-of-memory')
    expect(exit.end).toBe('crashed')
    // where it was thrown, for the log, which takes no messages
    expect(thrown.cause instanceof Error && thrown.cause.stack).toMatch(/at .*misbehaving/)
    expect([thrown.end, thrown.code]).toEqual(['failed', 'ENOSPC'])
    expect(await Promise.all(good)).toHaveLength(10)
  })
})
