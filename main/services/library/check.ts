/** Whether a library is whole: its database, its audit, and every file against its hash. Changes nothing. */
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { say } from '#analysis/sentences/say.ts'
import type { DamagedFile, LibraryCheck } from '#contract/documents.ts'
import { isFailure } from '#contract/faults.ts'
import type { AbortSignalLike } from '#contract/services.ts'
import { firstBrokenAuditEntry } from '../../store/audit.ts'
import { asFailure } from '../../store/database.ts'
import type { Library } from '../../store/library.ts'
import type { Threads } from '../jobs/threads.ts'

/** Which rows name the files of each store, and for whom. Images held back belong to no read. */
const naming = {
  objects: `SELECT sha256, instances.study, read FROM instances LEFT JOIN reads USING (study)`,
  quarantine: 'SELECT sha256, study, NULL AS read FROM quarantine',
  blobs: 'SELECT sha256, study, read FROM result_objects',
} as const
type Store = keyof typeof naming
const stores = ['objects', 'quarantine', 'blobs'] as const satisfies readonly Store[]

interface Row {
  readonly sha256: string
  readonly study: string
  readonly read: string | null
}

const filesAtATime = 50
const diskLimitMs = 300_000

/** @throws Failure 'cancelled' */
export async function checkLibrary(
  library: Library,
  threads: Threads,
  signal?: AbortSignalLike,
): Promise<LibraryCheck> {
  const { db, folder } = library
  const database: string[] = []
  const damaged: DamagedFile[] = []
  const strays: string[] = []
  let files = 0

  const problems = readable(say('library/own-check-unreadable'), () =>
    db.prepare('SELECT integrity_check AS problem FROM pragma_integrity_check').all(),
  ) as { problem: string }[] | undefined
  for (const { problem } of problems ?? []) if (problem !== 'ok') database.push(problem)
  const brokenAuditEntry = readable(say('library/audit-unreadable'), () => firstBrokenAuditEntry(db))
  for (const store of stores) await look(store)
  return {
    whole: database.length + damaged.length + strays.length === 0 && brokenAuditEntry === undefined,
    files,
    database,
    ...(brokenAuditEntry === undefined ? {} : { brokenAuditEntry }),
    damaged,
    strays,
  }

  /** A page that is damaged hides its rows, and keeps nothing else from being looked at. */
  function readable<T>(otherwise: string, look: () => T): T | undefined {
    try {
      return look()
    } catch (error) {
      const failure = asFailure(error, folder)
      if (!isFailure(failure, 'library-damaged')) throw failure
      database.push(otherwise)
      return undefined
    }
  }

  async function look(store: Store): Promise<void> {
    const rows = readable(
      say('library/list-unreadable', { store }),
      () => db.prepare(naming[store]).all() as Row[],
    )
    // without the list every file would be called a stray
    if (rows === undefined) return
    const bearers = new Map<string, Row[]>()
    for (const row of rows) bearers.set(row.sha256, [...(bearers.get(row.sha256) ?? []), row])
    const known = [...bearers.keys()].map((sha256) => ({ sha256, path: library[store].pathOf(sha256) }))
    files += known.length
    for (let i = 0; i < known.length; i += filesAtATime) {
      const some = { files: known.slice(i, i + filesAtATime) }
      const found = await threads.run('check-files', some, { signal, silenceLimitMs: diskLimitMs })
      for (const sha256 of found.damaged)
        damaged.push(await damageOf(store, sha256, bearers.get(sha256) ?? []))
    }
    const paths = new Set(known.map(({ path }) => path))
    strays.push(...(await filesBelow(library[store].folder)).filter((path) => !paths.has(path)).map(shown))
  }

  async function damageOf(store: Store, sha256: string, bearers: readonly Row[]): Promise<DamagedFile> {
    return {
      path: shown(library[store].pathOf(sha256)),
      state: (await library[store].has(sha256)) ? 'damaged' : 'missing',
      studies: [...new Set(bearers.map(({ study }) => study))],
      reads: [...new Set(bearers.flatMap(({ read }) => read ?? []))],
    }
  }

  function shown(path: string): string {
    return relative(folder, path).replaceAll(sep, '/')
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name))
}
