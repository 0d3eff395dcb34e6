/** What waits to be sent, as rows: nothing is ever deleted, every change of state is in the audit with it. */
import { randomUUID } from 'node:crypto'
import type { OutboxView } from '#contract/views.ts'
import type { Library } from '../../store/library.ts'

export type OutboxStatus = OutboxView['status']

/** Signed files of one version of a read, to be sent to one registry. */
export interface Consignment {
  readonly identity: string
  readonly project: string
  readonly study: string
  readonly read: string
  readonly version: number
  /** of the read's log, frozen by the signature */
  readonly head: string
}

export interface OutboxItem extends Consignment {
  readonly id: string
  readonly kind: 'sr' | 'seg' | 'contours' | 'result'
  /** SOP Instance UID, or the kind of a document */
  readonly uid: string
  readonly sha256: string
  readonly bytes: number
  readonly status: OutboxStatus
  readonly tries: number
  /** milliseconds since 1970 */
  readonly nextTry: number
  readonly detail: string | null
}

export type NewItem = Pick<OutboxItem, 'kind' | 'uid' | 'sha256' | 'bytes'>

/** A pause that ends later than any can was begun before the clock was set back: it is over. */
export interface Clock {
  /** milliseconds since 1970 */
  readonly now: number
  /** when the longest pause would end that begins now */
  readonly latest: number
}

export interface OutboxQueue {
  /** What is there already stays as it is; what was blocked is looked at again, at the registry first. */
  add(consignment: Consignment, items: readonly NewItem[]): void
  all(): OutboxItem[]
  ofRead(read: string): OutboxItem[]
  ofStudy(study: string): OutboxItem[]
  due(identity: string, clock: Clock): OutboxItem[]
  /** when the next one is due, 0 for at once; undefined when nothing waits for this registry */
  nextDue(identity: string, clock: Clock): number | undefined
  set(
    item: OutboxItem,
    status: OutboxStatus,
    change: { detail?: string; nextTry?: number; tried?: boolean },
  ): void
  /**
   * While nothing is being sent: a process died, or its disk failed, in the middle of sending, and only the
   * registry knows whether it has it. Done at open too.
   */
  doubtSending(): void
  /** versions of reads of which everything is done and which have no receipt yet */
  withoutReceipt(identity: string): Consignment[]
}

const columns = `id, identity, project, study, read, version, head, kind, uid, sha256, bytes, status, tries,
  next_try AS nextTry, detail`

export function createOutboxQueue({ db, transaction, audit }: Library): OutboxQueue {
  const insert = db.prepare(
    `INSERT INTO outbox (id, identity, project, study, read, version, head, kind, uid, sha256, bytes, status, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
     ON CONFLICT (read, version, kind, uid) DO UPDATE SET status = 'checking', next_try = 0
     WHERE outbox.status IN ('blocked', 'waiting') AND outbox.identity = excluded.identity`,
  )
  const selectAll = db.prepare(`SELECT ${columns} FROM outbox ORDER BY rowid`)
  const selectRead = db.prepare(`SELECT ${columns} FROM outbox WHERE read = ? ORDER BY rowid`)
  const selectStudy = db.prepare(`SELECT ${columns} FROM outbox WHERE study = ?`)
  const selectDue = db.prepare(
    `SELECT ${columns} FROM outbox
     WHERE identity = ? AND status IN ('waiting', 'checking') AND (next_try <= ? OR next_try > ?)
     ORDER BY rowid`,
  )
  const selectNext = db.prepare(
    `SELECT min(iif(next_try > ?, 0, next_try)) AS at FROM outbox
     WHERE identity = ? AND status IN ('waiting', 'checking')`,
  )
  const update = db.prepare(
    'UPDATE outbox SET status = ?, detail = ?, next_try = ?, tries = tries + ? WHERE id = ?',
  )
  const selectFinished = db.prepare(
    `SELECT identity, project, study, read, version, head FROM outbox
     WHERE identity = ? GROUP BY read, version HAVING min(status = 'done') = 1
       AND NOT EXISTS (SELECT 1 FROM receipts
         WHERE receipts.read = outbox.read AND receipts.version = outbox.version)`,
  )
  const doubt = db.prepare("UPDATE outbox SET status = 'checking' WHERE status = 'sending'")
  doubt.run()

  return {
    add: ({ identity, project, study, read, version, head }, items) =>
      transaction(() => {
        const created = new Date().toISOString()
        for (const { kind, uid, sha256, bytes } of items)
          insert.run(
            randomUUID(),
            identity,
            project,
            study,
            read,
            version,
            head,
            kind,
            uid,
            sha256,
            bytes,
            created,
          )
      }),
    all: () => selectAll.all() as OutboxItem[],
    ofRead: (read) => selectRead.all(read) as OutboxItem[],
    ofStudy: (study) => selectStudy.all(study) as OutboxItem[],
    due: (identity, { now, latest }) => selectDue.all(identity, now, latest) as OutboxItem[],
    nextDue(identity, { latest }) {
      const { at } = selectNext.get(latest, identity) as { at: number | null }
      return at ?? undefined
    },
    set: (item, status, { detail, nextTry, tried = false }) =>
      transaction(() => {
        update.run(status, detail ?? null, nextTry ?? 0, tried ? 1 : 0, item.id)
        const { id, read, version, kind, uid, sha256 } = item
        const about = { id, read, version, kind, uid, sha256, ...(detail === undefined ? {} : { detail }) }
        audit('outbox', `upload-${status}`, JSON.stringify(about))
      }),
    doubtSending: () => void doubt.run(),
    withoutReceipt: (identity) => selectFinished.all(identity) as Consignment[],
  }
}

export const outboxView = ({
  id,
  read,
  study,
  kind,
  status,
  tries,
  nextTry,
  detail,
}: OutboxItem): OutboxView => ({
  id,
  read,
  study,
  kind,
  status,
  tries,
  ...(nextTry > 0 && (status === 'waiting' || status === 'checking')
    ? { nextTry: new Date(nextTry).toISOString() }
    : {}),
  ...(detail === null ? {} : { detail }),
})
