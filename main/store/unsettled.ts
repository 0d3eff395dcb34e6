/**
 * A process may die between writing bytes and committing the row that names them, or between removing the
 * row and removing the bytes. Both are announced in `unsettled` first; what a dead process left there is
 * looked at when the library opens: bytes without a row go, bytes with a row stay.
 */
import { rmSync } from 'node:fs'
import type { Connection, Transactions } from './database.ts'
import type { ObjectStore } from './objects.ts'

export type SettledStore = 'objects' | 'quarantine'

export interface Settling {
  announce(store: SettledStore, sha256: string): void
  settled(store: SettledStore, sha256: string): void
}

export function createSettling(db: Connection): Settling {
  const add = db.prepare('INSERT OR IGNORE INTO unsettled (store, sha256) VALUES (?, ?)')
  const drop = db.prepare('DELETE FROM unsettled WHERE store = ? AND sha256 = ?')
  return {
    announce: (store, sha256) => void add.run(store, sha256),
    settled: (store, sha256) => void drop.run(store, sha256),
  }
}

interface Stores extends Transactions {
  readonly db: Connection
  readonly objects: ObjectStore
  readonly quarantine: ObjectStore
}

/** Only while nothing is being settled: at open, or after a batch that failed. */
export function settleLeftovers({ db, objects, quarantine, transaction }: Stores): void {
  const leftovers = db
    .prepare(
      `SELECT store, sha256,
         CASE store
           WHEN 'objects' THEN EXISTS (SELECT 1 FROM instances WHERE instances.sha256 = unsettled.sha256)
           ELSE EXISTS (SELECT 1 FROM quarantine WHERE quarantine.sha256 = unsettled.sha256)
         END AS named
       FROM unsettled`,
    )
    .all() as { store: SettledStore; sha256: string; named: number }[]
  if (leftovers.length === 0) return
  for (const { store, sha256, named } of leftovers) {
    if (!named) rmSync((store === 'objects' ? objects : quarantine).pathOf(sha256), { force: true })
  }
  const { settled } = createSettling(db)
  transaction(() => {
    for (const { store, sha256 } of leftovers) settled(store, sha256)
  })
}
