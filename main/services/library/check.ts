/** Whether a library is whole: its database, its audit, and every file against its hash. Changes nothing. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AbortSignalLike } from '#contract/services.ts'
import { firstBrokenAuditEntry } from '../../store/audit.ts'
import type { Library } from '../../store/library.ts'
import type { SettledStore } from '../../store/unsettled.ts'
import type { Threads } from '../jobs/threads.ts'

export interface LibraryCheck {
  /** what SQLite finds wrong; empty for a whole database */
  readonly database: readonly string[]
  /** the first entry of the audit that does not follow from the one before */
  readonly brokenAuditEntry: number | undefined
  /** hashes whose file is gone or has other content */
  readonly damaged: readonly string[]
  /** files that no row names */
  readonly strays: readonly string[]
}

export const isWhole = (check: LibraryCheck): boolean =>
  check.database.length + check.damaged.length + check.strays.length === 0 &&
  check.brokenAuditEntry === undefined

const filesAtATime = 50
const diskLimitMs = 300_000

/** @throws Failure 'cancelled' */
export async function checkLibrary(
  library: Library,
  threads: Threads,
  signal?: AbortSignalLike,
): Promise<LibraryCheck> {
  const { db } = library
  const damaged: string[] = []
  const strays: string[] = []
  const named: Record<SettledStore, string[]> = {
    objects: hashesIn('SELECT sha256 FROM instances'),
    quarantine: hashesIn('SELECT DISTINCT sha256 FROM quarantine'),
  }
  for (const store of ['objects', 'quarantine'] as const) {
    const hashes = named[store]
    for (let i = 0; i < hashes.length; i += filesAtATime) {
      const files = hashes
        .slice(i, i + filesAtATime)
        .map((sha256) => ({ sha256, path: library[store].pathOf(sha256) }))
      damaged.push(
        ...(await threads.run('check-files', { files }, { signal, silenceLimitMs: diskLimitMs })).damaged,
      )
    }
    const known = new Set(hashes)
    strays.push(...(await filesBelow(library[store].folder)).filter((name) => !known.has(name)))
  }
  const problems = db.prepare('SELECT integrity_check AS problem FROM pragma_integrity_check').all() as {
    problem: string
  }[]
  return {
    database: problems.map(({ problem }) => problem).filter((problem) => problem !== 'ok'),
    brokenAuditEntry: firstBrokenAuditEntry(db),
    damaged,
    strays,
  }

  function hashesIn(sql: string): string[] {
    return (db.prepare(sql).all() as { sha256: string }[]).map(({ sha256 }) => sha256)
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const names: string[] = []
  for (const group of await readdir(folder)) names.push(...(await readdir(join(folder, group))))
  return names
}
