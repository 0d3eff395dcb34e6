/** Facts that services announce and hosts carry to every listener. Nobody waits for a listener. */
import type { AbortSignalLike } from '#contract/services.ts'
import type { Announcement } from '#contract/views.ts'

export interface Announcements {
  announce(announcement: Announcement): void
  /** ends when `signal` aborts; a listener that falls more than `limit` behind loses the oldest */
  listen(signal?: AbortSignalLike): AsyncGenerator<Announcement>
}

export function createAnnouncements(limit = 1_000): Announcements {
  const listeners = new Set<(announcement: Announcement) => void>()

  return {
    announce(announcement) {
      for (const listener of listeners) listener(announcement)
    },

    async *listen(signal) {
      const waiting: Announcement[] = []
      let wake = (): void => {}
      const listener = (announcement: Announcement): void => {
        waiting.push(announcement)
        if (waiting.length > limit) waiting.shift()
        wake()
      }
      const stop = (): void => wake()
      listeners.add(listener)
      signal?.addEventListener('abort', stop, { once: true })
      try {
        while (!signal?.aborted) {
          const next = waiting.shift()
          if (next) yield next
          else
            await new Promise<void>((resolve) => {
              wake = resolve
              if (waiting.length > 0 || signal?.aborted) resolve()
            })
        }
      } finally {
        listeners.delete(listener)
        signal?.removeEventListener('abort', stop)
      }
    },
  }
}
