/** Tells of downloads while they run: often enough to see them move, seldom enough to cost nothing. */
import type { AbortSignalLike } from '#contract/services.ts'
import type { DownloadStatus, DownloadView } from '#contract/views.ts'

export interface Watching {
  /** told at once */
  changed(study: string): void
  /** told soon */
  moved(study: string): void
  /** the last that watchers hear */
  ended(study: string, last: DownloadView): void
  watch(now: DownloadView, signal?: AbortSignalLike): AsyncGenerator<DownloadView>
}

const quietMs = 200
const moving: ReadonlySet<DownloadStatus> = new Set(['queued', 'running'])

/** @param tell  announces a download as it is now; undefined when there is none any more */
export function createWatching(tell: (study: string) => DownloadView | undefined): Watching {
  const watchers = new Map<string, Set<(view: DownloadView) => void>>()
  const waiting = new Map<string, NodeJS.Timeout>()

  const show = (study: string, view: DownloadView | undefined): void => {
    clearTimeout(waiting.get(study))
    waiting.delete(study)
    if (view) for (const watcher of watchers.get(study) ?? []) watcher(view)
  }

  return {
    changed: (study) => show(study, tell(study)),
    moved(study) {
      if (!waiting.has(study)) waiting.set(study, setTimeout(() => show(study, tell(study)), quietMs).unref())
    },
    ended: show,

    async *watch(now, signal) {
      let latest: DownloadView | undefined = now
      let wake = (): void => {}
      const watcher = (view: DownloadView): void => {
        latest = view
        wake()
      }
      const stop = (): void => wake()
      const those = watchers.get(now.study) ?? new Set()
      watchers.set(now.study, those.add(watcher))
      signal?.addEventListener('abort', stop, { once: true })
      try {
        while (!signal?.aborted) {
          const view: DownloadView | undefined = latest
          latest = undefined
          if (view) {
            yield view
            if (!moving.has(view.status)) return
          } else
            await new Promise<void>((resolve) => {
              wake = resolve
              if (latest || signal?.aborted) resolve()
            })
        }
      } finally {
        those.delete(watcher)
        if (those.size === 0) watchers.delete(now.study)
        signal?.removeEventListener('abort', stop)
      }
    },
  }
}
