/** Work that several may wait for: done once for all of them, and stopped when the last no longer waits. */
import { Failure } from '#contract/faults.ts'
import type { AbortSignalLike } from '#contract/services.ts'

/** @throws Failure 'cancelled' as soon as the signal aborts, whether or not others wait on */
export type SharedWork<T> = (name: string, signal?: AbortSignalLike) => Promise<T>

/** @param work  of one name at a time; its signal aborts when nobody waits any more, and who then asks begins anew */
export function shareWork<T>(work: (name: string, signal: AbortSignal) => Promise<T>): SharedWork<T> {
  const underWay = new Map<string, Joinable<T>>()
  return (name, signal) => {
    const begun = underWay.get(name)
    if (begun !== undefined) return begun.join(signal)
    const own = joinable(
      (stop) => work(name, stop),
      () => {
        if (underWay.get(name) === own) underWay.delete(name)
      },
    )
    underWay.set(name, own)
    return own.join(signal)
  }
}

interface Joinable<T> {
  join(signal?: AbortSignalLike): Promise<T>
}

/** @param over  called when there is nothing to join any more */
function joinable<T>(work: (signal: AbortSignal) => Promise<T>, over: () => void): Joinable<T> {
  const stop = new AbortController()
  const result = work(stop.signal).finally(over)
  // whoever waits hears of it; where nobody does any more, nobody misses it
  result.catch(() => undefined)
  let waiting = 0
  return {
    join(signal) {
      waiting += 1
      return new Promise<T>((resolve, reject) => {
        const left = (): void => {
          signal?.removeEventListener('abort', giveUp)
          waiting -= 1
        }
        const giveUp = (): void => {
          left()
          if (waiting === 0) {
            over()
            stop.abort()
          }
          reject(new Failure('cancelled', {}))
        }
        if (signal?.aborted) return giveUp()
        signal?.addEventListener('abort', giveUp, { once: true })
        result.finally(left).then(resolve, reject)
      })
    },
  }
}
