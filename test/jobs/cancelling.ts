/** Whether work in a thread can be stopped in its middle. */
import { expect } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import type { Threads } from '../../main/services/jobs/threads.ts'

interface Listening {
  readonly signal: AbortSignal
  readonly onProgress: () => void
}

/** Runs a job until it first says how far it is, stops it there, and lets the next one run. */
export async function expectStopped(
  threads: Threads,
  run: (listening: Listening) => Promise<unknown>,
): Promise<void> {
  const stop = new AbortController()
  let begun: () => void = () => undefined
  const working = new Promise<void>((resolve) => {
    begun = resolve
  })
  const running = run({ signal: stop.signal, onProgress: () => begun() }).catch((reason: unknown) => reason)
  await working
  const asked = performance.now()
  stop.abort()
  expect(isFailure(await running, 'cancelled')).toBe(true)
  expect(performance.now() - asked).toBeLessThan(200)
  await expect(threads.run('find-duplicates', { facts: [] })).resolves.toEqual({ duplicates: [] })
}
