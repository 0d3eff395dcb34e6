/** Work that several may wait for: done once, and stopped when the last of them no longer waits. */
import { Failure } from '#contract/faults.ts'
import type { AbortSignalLike } from '#contract/services.ts'

export interface SharedWork<T> {
  /** @throws Failure 'cancelled' as soon as the signal aborts, whether or not others wait on */
  join(signal?: AbortSignalLike): Promise<T>
}

/** @param work  begins at once; its signal aborts when nobody waits any more */
export function shareWork<T>(work: (signal: AbortSignal) => Promise<T>): SharedWork<T> {
  const stop = new AbortController()
  const result = work(stop.signal)
  // whoever waits hears of it; where nobody does any more, nobody misses it
  result.catch(() => undefined)
  let waiting = 0
  return {
    join(signal) {
      waiting += 1
      return new Promise<T>((resolve, reject) => {
        const leave = (): void => {
          signal?.removeEventListener('abort', abort)
          waiting -= 1
        }
        const abort = (): void => {
          leave()
          if (waiting === 0) stop.abort()
          reject(new Failure('cancelled', {}))
        }
        if (signal?.aborted) return abort()
        signal?.addEventListener('abort', abort, { once: true })
        result.then(
          (value) => {
            leave()
            resolve(value)
          },
          (error: unknown) => {
            leave()
            reject(error)
          },
        )
      })
    },
  }
}
