/**
 * What is expected of each download and what was held back or refused, instance by instance. What is stored is
 * not written here: the library's own index says so, and cannot disagree with itself after a kill.
 */
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
}

export interface ExpectedInstance {
  readonly sopInstanceUid: string
  readonly series: string
}

/** Not stored, and why. */
export interface Judged extends ExpectedInstance {
  readonly status: 'quarantined' | 'refused'
  readonly reason?: string
}

export interface Counts {
  readonly total: number
  readonly expected: number
  readonly stored: number
  readonly quarantined: number
  readonly refused: number
  /** of what is stored */
  readonly bytes: number
}

export interface Ledger {
  get(study: string): DownloadRow | undefined
  /** its subject or site left: it is fetched no more */
  isWithdrawn(study: string): boolean
  begin(study: string, project: string): void
  setStatus(study: string, status: LedgerStatus, problem?: string): void
  forget(study: string): void
  /** nothing was listed or received yet */
  isFresh(study: string): boolean
  /** Takes a new list of what the registry holds: vanished instances are expected no longer, refused ones again. */
  expect(study: string, instances: readonly ExpectedInstance[]): void
  /** what has to be fetched: neither here nor judged */
  missing(study: string): ExpectedInstance[]
  /** all of them or none */
  record(study: string, judged: readonly Judged[]): void
  /** it turned out to be one that is not downloaded at all */
  leaveOut(study: string, sopInstanceUid: string): void
  counts(study: string): Counts
  /** of refusals, the most frequent one first */
  reasons(study: string): { readonly reason: string; readonly instances: number }[]
  /** what a dead process left running waits for a person */
  interrupted(problem: string): void
}

/** Whether the library holds the instance of a row of `download_instances`. */
const here = `EXISTS (SELECT 1 FROM instances WHERE instances.study = download_instances.study
  AND instances.sop_instance_uid = download_instances.sop_instance_uid)`

export function createLedger({ db, transaction }: Library): Ledger {
  const select = db.prepare('SELECT study, project, status, problem, listed FROM downloads WHERE study = ?')
  const withdrawn = db.prepare("SELECT 1 FROM studies WHERE study = ? AND state = 'withdrawn'")
  const add = db.prepare(
    `INSERT INTO downloads (study, project, status) VALUES (?, ?, 'queued')
     ON CONFLICT (study) DO UPDATE SET status = 'queued', problem = NULL`,
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
    `INSERT INTO download_instances (study, sop_instance_uid, series, status, reason) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (study, sop_instance_uid) DO UPDATE SET status = excluded.status, reason = excluded.reason`,
  )
  const count = db.prepare(
    `SELECT count(*) AS total,
       coalesce(sum(stored), 0) AS stored,
       coalesce(sum(status = 'expected' AND NOT stored), 0) AS expected,
       coalesce(sum(status = 'quarantined' AND NOT stored), 0) AS quarantined,
       coalesce(sum(status = 'refused' AND NOT stored), 0) AS refused,
       (SELECT coalesce(sum(bytes), 0) FROM instances WHERE instances.study = ?1) AS bytes
     FROM (SELECT status, ${here} AS stored FROM download_instances WHERE study = ?1)`,
  )
  const arrived = db.prepare('SELECT count(*) AS instances FROM instances WHERE study = ?')
  const selectReasons = db.prepare(
    `SELECT coalesce(reason, 'no reason was given') AS reason, count(*) AS instances FROM download_instances
     WHERE study = ? AND status = 'refused' GROUP BY 1 ORDER BY instances DESC`,
  )
  const interrupt = db.prepare(
    "UPDATE downloads SET status = 'paused', problem = ? WHERE status IN ('queued', 'running')",
  )

  return {
    get: (study) => select.get(study) as DownloadRow | undefined,
    isWithdrawn: (study) => withdrawn.get(study) !== undefined,
    begin: (study, project) => void add.run(study, project),
    setStatus: (study, status, problem) => void update.run(status, problem ?? null, study),
    forget: (study) =>
      transaction(() => {
        dropInstances.run(study)
        drop.run(study)
      }),
    isFresh: (study) => touched.get(study) === undefined,

    expect: (study, instances) =>
      transaction(() => {
        const now = new Set(instances.map(({ sopInstanceUid }) => sopInstanceUid))
        for (const { uid } of names.all(study) as { uid: string }[])
          if (!now.has(uid)) dropInstance.run(study, uid)
        for (const { sopInstanceUid, series } of instances) addInstance.run(study, sopInstanceUid, series)
        listed.run(study)
      }),

    missing: (study) => selectMissing.all(study) as ExpectedInstance[],

    record(study, judged) {
      if (judged.length === 0) return
      transaction(() => {
        for (const { sopInstanceUid, series, status, reason } of judged)
          judge.run(study, sopInstanceUid, series, status, reason ?? null)
      })
    },

    leaveOut: (study, sopInstanceUid) => void dropInstance.run(study, sopInstanceUid),

    counts(study) {
      const counts = countsRow.parse(count.get(study))
      // before the list is there, what came is all that can be counted
      const unlisted = select.get(study) as DownloadRow | undefined
      if (unlisted?.listed !== 0) return counts
      return { ...counts, stored: arrivedRow.parse(arrived.get(study)).instances }
    },

    reasons: (study) => selectReasons.all(study) as { reason: string; instances: number }[],
    interrupted: (problem) => void interrupt.run(problem),
  }
}

const countsRow = z.object({
  total: z.number(),
  expected: z.number(),
  stored: z.number(),
  quarantined: z.number(),
  refused: z.number(),
  bytes: z.number(),
})
const arrivedRow = z.object({ instances: z.number() })
