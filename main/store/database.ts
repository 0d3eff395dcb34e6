/**
 * The library's SQLite: durable (WAL, every commit synced) and held by one process. The lock is SQLite's own
 * and dies with the process, so nothing stale is ever left behind.
 */
import { closeSync, openSync } from 'node:fs'
import Database from 'libsql'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'

export type Connection = Database.Database

/**
 * Opens or creates the file and takes the exclusive lock before anything is read.
 *
 * Nothing else in this process may open the file: POSIX drops a process's locks on a file as soon as any
 * descriptor of it is closed.
 *
 * @throws Failure 'library-locked' while another process holds it, 'library-damaged' when it is no database
 */
export function openDatabase(file: string, library: string): Connection {
  // SQLite would create it readable to the group; the write-ahead log inherits this mode.
  closeSync(openSync(file, 'a', 0o600))
  const db = new Database(file)
  try {
    db.pragma('busy_timeout = 0')
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE; COMMIT')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    // Small checkpoints often: one large one would hold main's event loop.
    db.pragma('wal_autocheckpoint = 250')
    db.exec('BEGIN EXCLUSIVE; COMMIT')
    return db
  } catch (cause) {
    closeDatabase(db)
    throw asFailure(cause, library)
  }
}

/**
 * Gives the lock back at once. libsql keeps a closed connection alive until its last statement is collected,
 * so closing alone would hold the library until the process ends; and a lock that was taken together with
 * write-ahead logging is only given back by leaving both.
 */
export function closeDatabase(db: Connection): void {
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_master')
  } catch {
    // A full disk, say: everything is committed, and the lock goes with the process.
  } finally {
    db.close()
  }
}

/** What SQLite and the file system say when the world refuses, as a fault; anything else unchanged. */
export function asFailure(error: unknown, library: string): unknown {
  const code = codeOf(error)
  if (code === undefined || error instanceof Failure) return error
  const cause = { cause: error }
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') {
    return new Failure('disk-full', { library }, cause)
  }
  if (code === 'SQLITE_BUSY') return new Failure('library-locked', { library }, cause)
  const unusable = unusableBecause(code)
  if (unusable !== undefined) return new Failure('library-unusable', { library, detail: unusable }, cause)
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new Failure('library-damaged', { library, detail: say('library/database-unreadable') }, cause)
  }
  return error
}

/** Never what reading somebody's files can end with: those are refused one by one. */
function unusableBecause(code: string): string | undefined {
  if (code === 'EROFS' || code.startsWith('SQLITE_READONLY')) return say('library/not-writable')
  if (code.startsWith('SQLITE_CANTOPEN')) return say('library/not-opened')
  if (code.startsWith('SQLITE_IOERR')) return say('library/disk-gives-nothing')
  return undefined
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

export interface Transactions {
  /** All of `change` or nothing; a transaction begun inside another belongs to it. */
  transaction<T>(change: () => T): T
  /** What `change` would do: runs it, undoes it, and gives what it returned. */
  rehearse<T>(change: () => T): T
}

export function createTransactions(db: Connection, library: string): Transactions {
  function within<T>(change: () => T, end: 'COMMIT' | 'ROLLBACK'): T {
    try {
      db.exec('BEGIN IMMEDIATE')
      const result = change()
      if (result instanceof Promise)
        throw new TypeError('a transaction cannot wait: its change is synchronous')
      db.exec(end)
      return result
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK')
      throw asFailure(error, library)
    }
  }
  return {
    transaction: (change) => (db.inTransaction ? change() : within(change, 'COMMIT')),
    rehearse: (change) => within(change, 'ROLLBACK'),
  }
}
