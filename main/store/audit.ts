/** Who did what, as a chain: each entry holds the hash of the one before, so that none can change unseen. */
import { createHash } from 'node:crypto'
import type { Connection } from './database.ts'

export interface AuditEntry {
  readonly seq: number
  /** ISO 8601, UTC */
  readonly at: string
  readonly who: string
  readonly what: string
  readonly about: string
  readonly previous: string
  readonly hash: string
}

const beforeTheFirst = '0'.repeat(64)

const hashOf = (entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([entry.seq, entry.at, entry.who, entry.what, entry.about, entry.previous]))
    .digest('hex')

/** Appends within the transaction that it is called in, so that the deed and its record stand or fall together. */
export function createAudit(db: Connection): (who: string, what: string, about: string) => void {
  const last = db.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')
  const append = db.prepare(
    'INSERT INTO audit (seq, at, who, what, about, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  return (who, what, about) => {
    const before = last.get() as { seq: number; hash: string } | undefined
    const seq = (before?.seq ?? 0) + 1
    const at = new Date().toISOString()
    const previous = before?.hash ?? beforeTheFirst
    const hash = hashOf({ seq, at, who, what, about, previous })
    append.run(seq, at, who, what, about, previous, hash)
  }
}

export function auditEntries(db: Connection, limit: number): AuditEntry[] {
  return db
    .prepare('SELECT seq, at, who, what, about, previous, hash FROM audit ORDER BY seq DESC LIMIT ?')
    .all(limit) as AuditEntry[]
}

/** The first entry that does not follow from the one before it, or undefined for a whole chain. */
export function firstBrokenAuditEntry(db: Connection): number | undefined {
  let previous = beforeTheFirst
  let seq = 0
  const rows = db
    .prepare('SELECT seq, at, who, what, about, previous, hash FROM audit ORDER BY seq')
    .iterate()
  for (const row of rows as Iterable<AuditEntry>) {
    seq += 1
    if (row.seq !== seq || row.previous !== previous || row.hash !== hashOf(row)) return seq
    previous = row.hash
  }
  return undefined
}
