/**
 * A library is one folder of one person or workstation:
 *
 *   library.db    index, reads, outbox, audit
 *   objects/      every DICOM instance, by content hash
 *   blobs/        results as they were signed
 *   quarantine/   what was held back: never served, exported or measured
 *   incoming/     what is not whole yet; emptied at open
 *
 * and `details/`, what analyses show beside their numbers, which may be deleted at any time.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import { createAudit } from './audit.ts'
import {
  asFailure,
  type Connection,
  closeDatabase,
  createTransactions,
  openDatabase,
  type Transactions,
} from './database.ts'
import { type Migration, migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { createObjectStore, type ObjectStore } from './objects.ts'
import { settleLeftovers } from './unsettled.ts'

export interface Library extends Transactions {
  readonly folder: string
  readonly db: Connection
  readonly objects: ObjectStore
  readonly blobs: ObjectStore
  readonly quarantine: ObjectStore
  /** for files that are not whole yet; on the same disk as the stores */
  readonly incoming: string
  /** Appends to the audit, within the transaction it is called in. `about` is text or JSON. */
  audit(who: string, what: string, about: string): void
  close(): void
}

/**
 * Opens a library, creating it where there is none.
 *
 * @throws Failure 'library-locked' while another process holds it, 'library-newer' when a later version wrote
 *         it, 'library-damaged' when its database cannot be read, 'library-unusable' when its folder cannot be
 *         made or written, 'disk-full'
 */
export function openLibrary(path: string, known: readonly Migration[] = migrations): Library {
  const folder = resolve(path)
  try {
    for (const name of ['', 'objects', 'blobs', 'quarantine', 'incoming'])
      mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
    return openIn(folder, known)
  } catch (error) {
    throw unusable(asFailure(error, folder), folder)
  }
}

/** What a system says of a folder that cannot be a library. */
const obstacles: Readonly<Record<string, string>> = {
  EACCES: say('library/may-not-write'),
  EPERM: say('library/may-not-write'),
  ENOENT: say('library/no-place'),
  ENOTDIR: say('library/no-folder'),
  EEXIST: say('library/file-for-folder'),
  EISDIR: say('library/folder-for-file'),
  ENAMETOOLONG: say('library/path-too-long'),
  ELOOP: say('library/path-in-circle'),
}

function unusable(error: unknown, library: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const detail = obstacles[String(error.code)]
  return detail === undefined ? error : new Failure('library-unusable', { library, detail }, { cause: error })
}

function openIn(folder: string, known: readonly Migration[]): Library {
  const incoming = join(folder, 'incoming')
  const db = openDatabase(join(folder, 'library.db'), folder)
  try {
    const transactions = createTransactions(db, folder)
    migrate(db, known, folder, transactions)
    rmSync(incoming, { recursive: true })
    mkdirSync(incoming, { mode: 0o700 })
    const library: Library = {
      folder,
      db,
      objects: createObjectStore(join(folder, 'objects'), incoming, folder),
      blobs: createObjectStore(join(folder, 'blobs'), incoming, folder),
      quarantine: createObjectStore(join(folder, 'quarantine'), incoming, folder),
      incoming,
      audit: createAudit(db),
      ...transactions,
      close: () => closeDatabase(db),
    }
    settleLeftovers(library)
    return library
  } catch (error) {
    closeDatabase(db)
    throw error
  }
}
