/**
 * What is expected of each download and what was held back or refused, instance by instance. What is stored is
 * not written here: the library's own index says so, and cannot disagree with itself after a kill.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Library } from '../../store/library.ts'

export type LedgerStatus = 'queued' | 'running' | 'paused' | 'failed' | 'complete'

export interface DownloadRow {
  readonly study: string
  readonly project: string
  readonly status: LedgerStatus
  readonly problem: string | null
  /** 1 once the list of expected instances is whole */
  readonly listed: number
  /** by which a person vouches for the study */
  readonly attestation: number | null
}

export interface ExpectedInstance {
  readonly sopInstanceUid: string
  readonly series: string
}

/** Not stored, and why. */
export interface Judged extends ExpectedInstance {
  readonly status: 'quarantined' | 'refused'
  readonly reason?: string
  /** of what was held back */
  readonly sha256?: string
}

export interface Counts {
  readonly total: number
  readonly expected: number
  readonly stored: number
  readonly quarantined: number
  /** held back, and then thrown away by a person */
  readonly discarded: number
  readonly refused: number
  /** of what is stored */
  readonly bytes: number
}

export interface Ledger {
  get(study: string): DownloadRow | undefined
  /** its subject or site left: it is fetched no more */
  isWithdrawn(study: string): boolean
  /** @param attestation  with one, what is held back is expected once more */
  begin(study: string, project: string, attestation?: number): void
  setStatus(study: string, status: LedgerStatus, problem?: string): void
  forget(study: string): void
  /** nothing was listed or received yet */
  isFresh(study: string): boolean
  /** Takes a new list of what the registry holds: vanished instances are expected no longer, refused ones again. */
  expect(study: string, instances: readonly ExpectedInstance[]): Promise<void>
  /** what has to be fetched: neither here nor judged */
  missing(study: string): ExpectedInstance[]
  /** all of them or none */
  record(study: string, judged: readonly Judged[]): void
  /** it turned out to be one that is not downloaded at all */
  leaveOut(study: string, sopInstanceUid: string): void
  /** takes note of what was stored and then taken out of use because of what came later */
  noteEvicted(study: string): void
  counts(study: string): Counts
  /** the most frequent one */
  reason(study: string, status: Judged['status']): string | undefined
  /** what a dead process left running waits for a person */
  interrupted(problem: string): void
}

/** Whether the library holds the instance of a row of `download_instances`. */
const here = `EXISTS (SELECT 1 FROM instances WHERE instances.study = download_instances.study
  AND instances.sop_instance_uid = download_instances.sop_instance_uid)`
/** Whether it is still in quarantine. */
const held = 'EXISTS (SELECT 1 FROM quarantine WHERE quarantine.sha256 = download_instances.sha256)'

/** A few milliseconds of main's loop. */
const rowsTogether = 250

export function createLedger({ db, transaction }: Library): Ledger {
  const select = db.prepare(
    'SELECT study, project, status, problem, listed, attestation FROM downloads WHERE study = ?',
  )
  const withdrawn = db.prepare("SELECT 1 FROM studies WHERE study = ? AND state = 'withdrawn'")
  const add = db.prepare(
    `INSERT INTO downloads (study, project, status, attestation) VALUES (?, ?, 'queued', ?)
     ON CONFLICT (study) DO UPDATE SET status = 'queued', problem = NULL,
       attestation = coalesce(excluded.attestation, attestation)`,
  )
  const expectHeld = db.prepare(
    `UPDATE download_instances SET status = 'expected', reason = NULL, sha256 = NULL
     WHERE study = ? AND status = 'quarantined' AND ${held}`,
  )
  // what is taken out of use lies in quarantine under the instance's own name
  const holdEvicted = db.prepare(
    `UPDATE download_instances
     SET status = 'quarantined', reason = 'taken out of use', sha256 = evicted.sha256
     FROM (SELECT study, file, sha256 FROM quarantine WHERE study = ?) AS evicted
     WHERE download_instances.study = evicted.study AND sop_instance_uid = evicted.file
       AND status = 'expected' AND NOT ${here}`,
  )
  const update = db.prepare('UPDATE downloads SET status = ?, problem = ? WHERE study = ?')
  const drop = db.prepare('DELETE FROM downloads WHERE study = ?')
  const dropInstances = db.prepare('DELETE FROM download_instances WHERE study = ?')
  const touched = db.prepare(
    `SELECT 1 FROM download_instances WHERE study = ?1 UNION ALL
     SELECT 1 FROM instances WHERE study = ?1 LIMIT 1`,
  )
  const listed = db.prepare('UPDATE downloads SET listed = 1 WHERE study = ?')
  const names = db.prepare('SELECT sop_instance_uid AS uid FROM download_instances WHERE study = ?')
  const addInstance = db.prepare(
    `INSERT INTO download_instances (study, sop_instance_uid, series, status) VALUES (?, ?, ?, 'expected')
     ON CONFLICT (study, sop_instance_uid) DO UPDATE SET status = 'expected', reason = NULL
     WHERE download_instances.status = 'refused'`,
  )
  const dropInstance = db.prepare('DELETE FROM download_instances WHERE study = ? AND sop_instance_uid = ?')
  const selectMissing = db.prepare(
    `SELECT sop_instance_uid AS sopInstanceUid, series FROM download_instances
     WHERE study = ? AND status = 'expected' AND NOT ${here} ORDER BY series, sop_instance_uid`,
  )
  const judge = db.prepare(
    `INSERT INTO download_instances (study, sop_instance_uid, series, status, reason, sha256)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (study, sop_instance_uid) DO UPDATE
       SET status = excluded.status, reason = excluded.reason, sha256 = excluded.sha256`,
  )
  const count = db.prepare(
    `SELECT count(*) AS total,
       coalesce(sum(stored), 0) AS stored,
       coalesce(sum(status = 'expected' AND NOT stored), 0) AS expected,
       coalesce(sum(status = 'quarantined' AND NOT stored AND held), 0) AS quarantined,
       coalesce(sum(status = 'quarantined' AND NOT stored AND NOT held), 0) AS discarded,
       coalesce(sum(status = 'refused' AND NOT stored), 0) AS refused,
       (SELECT coalesce(sum(bytes), 0) FROM instances WHERE instances.study = ?1) AS bytes
     FROM (SELECT status, ${here} AS stored, status = 'quarantined' AND ${held} AS held
       FROM download_instances WHERE study = ?1)`,
  )
  const arrived = db.prepare('SELECT count(*) AS instances FROM instances WHERE study = ?')
  const selectReason = db.prepare(
    `SELECT reason FROM download_instances WHERE study = ? AND status = ? AND reason IS NOT NULL
     GROUP BY reason ORDER BY count(*) DESC LIMIT 1`,
  )
  const interrupt = db.prepare(
    "UPDATE downloads SET status = 'paused', problem = ? WHERE status IN ('queued', 'running')",
  )

  return {
    get: (study) => select.get(study) as DownloadRow | undefined,
    isWithdrawn: (study) => withdrawn.get(study) !== undefined,
    begin: (study, project, attestation) =>
      transaction(() => {
        add.run(study, project, attestation ?? null)
        if (attestation !== undefined) expectHeld.run(study)
      }),
    setStatus: (study, status, problem) => void update.run(status, problem ?? null, study),
    forget: (study) =>
      transaction(() => {
        dropInstances.run(study)
        drop.run(study)
      }),
    isFresh: (study) => touched.get(study) === undefined,

    async expect(study, instances) {
      for (let first = 0; first < instances.length; first += rowsTogether) {
        transaction(() => {
          for (const { sopInstanceUid, series } of instances.slice(first, first + rowsTogether))
            addInstance.run(study, sopInstanceUid, series)
        })
        await nextTurn()
      }
      const now = new Set(instances.map(({ sopInstanceUid }) => sopInstanceUid))
      transaction(() => {
        for (const { uid } of names.all(study) as { uid: string }[])
          if (!now.has(uid)) dropInstance.run(study, uid)
        listed.run(study)
      })
    },

    missing: (study) => selectMissing.all(study) as ExpectedInstance[],

    record(study, judged) {
      if (judged.length === 0) return
      transaction(() => {
        for (const { sopInstanceUid, series, status, reason, sha256 } of judged)
          judge.run(study, sopInstanceUid, series, status, reason ?? null, sha256 ?? null)
      })
    },

    leaveOut: (study, sopInstanceUid) => void dropInstance.run(study, sopInstanceUid),
    noteEvicted: (study) => void holdEvicted.run(study),

    counts(study) {
      const counts = countsRow.parse(count.get(study))
      // before the list is there, what came is all that can be counted
      const unlisted = select.get(study) as DownloadRow | undefined
      if (unlisted?.listed !== 0) return counts
      return { ...counts, stored: arrivedRow.parse(arrived.get(study)).instances }
    },

    reason: (study, status) => reasonRow.parse(selectReason.get(study, status))?.reason,
    interrupted: (problem) => void interrupt.run(problem),
  }
}

const countsRow = z.object({
  total: z.number(),
  expected: z.number(),
  stored: z.number(),
  quarantined: z.number(),
  discarded: z.number(),
  refused: z.number(),
  bytes: z.number(),
})
const reasonRow = z.object({ reason: z.string() }).optional()
const arrivedRow = z.object({ instances: z.number() })
