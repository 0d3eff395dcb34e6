/** Work that goes on by itself, as a stream of where it stands. A listener that is slow misses states, never the end. */

/**
 * @param work gets `say` for states and a signal that aborts when the listener stops; what it returns is said last
 */
export async function* listening<T>(
  work: (say: (state: T) => void, signal: AbortSignal) => Promise<T>,
  outer?: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void },
): AsyncGenerator<T, void, undefined> {
  const stop = new AbortController()
  const abort = (): void => stop.abort()
  if (outer?.aborted) abort()
  outer?.addEventListener('abort', abort)
  let latest: { readonly state: T } | undefined
  let wake = (): void => {}
  const say = (state: T): void => {
    latest = { state }
    wake()
  }
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
    })

  let ended: { readonly last: T } | undefined
  const working = work(say, stop.signal).then((last) => {
    ended = { last }
  })
  working.catch(() => undefined).finally(() => wake())

  try {
    for (;;) {
      const woken = next()
      if (ended) {
        yield ended.last
        return
      }
      if (latest) {
        const { state } = latest
        latest = undefined
        yield state
        continue
      }
      await Promise.race([woken, working])
    }
  } finally {
    abort()
    await working.catch(() => undefined)
  }
}
