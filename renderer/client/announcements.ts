/** Listens to main for as long as the window lives: again after every new connection. */
import type { Announcement, StudyView } from '#contract/views.ts'
import { client } from './client.ts'
import { useConnection } from './connection.ts'
import { ConnectionLost } from './connection-lost.ts'
import { outdatedBy, queryClient, withDownload } from './queries.ts'

type Listener = (announcement: Announcement) => void

const listeners = new Set<Listener>()

/** For the few who need the fact itself and not only fresh answers. Returns how to stop. */
export function onAnnouncement(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Called once, by the entry. */
export function followAnnouncements(): void {
  const follow = (): void => {
    void listen().catch((error: unknown) => {
      if (!(error instanceof ConnectionLost)) throw error
    })
  }
  let followed = 0
  const begin = ({ state, epoch }: { state: string; epoch: number }): void => {
    if (state !== 'open' || epoch === followed) return
    followed = epoch
    follow()
  }
  useConnection.subscribe(begin)
  begin(useConnection.getState())
}

async function listen(): Promise<void> {
  const stream = await client.system.announcements()
  // what happened between the loss and now was not announced to us
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'opened-study' })
  for await (const announcement of stream) {
    if (announcement.kind === 'download-changed')
      queryClient.setQueriesData<StudyView[]>({ queryKey: ['studies'] }, (studies) =>
        studies === undefined ? undefined : withDownload(studies, announcement),
      )
    for (const queryKey of outdatedBy(announcement)) void queryClient.invalidateQueries({ queryKey })
    for (const listener of listeners) listener(announcement)
  }
}
