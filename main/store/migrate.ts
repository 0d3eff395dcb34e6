/**
 * Brings a library's tables to what this version knows. A migration is applied once, whole or not at all,
 * and never touches the bytes of a read's events: those are upcast on reading.
 */
import { Failure } from '#contract/faults.ts'
import type { Connection, Transactions } from './database.ts'

export interface Migration {
  /** ascending; never changed once it was released */
  readonly id: number
  readonly name: string
  readonly up: string
}

/** @throws Failure 'library-newer' when a later version wrote this library */
export function migrate(
  db: Connection,
  migrations: readonly Migration[],
  library: string,
  { transaction }: Transactions,
): void {
  let known = 0
  for (const { id, name } of migrations) {
    if (id <= known) throw new RangeError(`migration ${name} has the number ${id} after ${known}`)
    known = id
  }
  const found = schemaVersion(db)
  if (found > known) throw new Failure('library-newer', { library, found, known })
  for (const { id, up } of migrations) {
    if (id <= found) continue
    transaction(() => {
      db.exec(up)
      db.pragma(`user_version = ${id}`)
    })
  }
}

function schemaVersion(db: Connection): number {
  const row = db.prepare('SELECT user_version AS version FROM pragma_user_version').get() as {
    version: number
  }
  return row.version
}
