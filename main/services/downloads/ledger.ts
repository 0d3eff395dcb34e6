/** What is expected of each download and what became of it, instance by instance, so that a kill loses no count. */
import type { Library } from '../../store/library.ts'

export type LedgerStatus = 'queued' | 'running' | 'paused' | 'failed' | 'complete'
export type InstanceStatus = 'expected' | 'stored' | 'quarantined' | 'refused'

export interface DownloadRow {
  readonly study: string
  readonly project: string
  readonly status: LedgerStatus
  readonly bytes: number
  readonly problem: string | null
  readonly listed: number
}

export interface ExpectedInstance {
  readonly sopInstanceUid: string
  readonly series: string
}

export interface Outcome extends ExpectedInstance {
  readonly status: InstanceStatus
  readonly sha256?: string
  readonly reason?: string
}

export interface Counts {
  readonly total: number
  readonly expected: number
  readonly stored: number
  readonly quarantined: number
  readonly refused: number
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
  /** Takes a new list of what the registry holds: new instances are expected, vanished ones no longer. */
  expect(study: string, instances: readonly ExpectedInstance[]): void
  /** what has to be fetched: neither here nor judged */
  missing(study: string): ExpectedInstance[]
  /** of the whole batch or none */
  record(study: string, outcomes: readonly Outcome[], bytes: number): void
  /** it turned out to be one that is not downloaded at all */
  leaveOut(study: string, sopInstanceUid: string): void
  /** compares with what the library holds by now: a later file may have taken an earlier one out of use */
  reconcile(study: string): void
  counts(study: string): Counts
  reasons(study: string): { readonly reason: string; readonly instances: number }[]
  /** what a dead process left running waits for a person; @returns those studies */
  interrupted(problem: string): string[]
}

export function createLedger({ db, transaction }: Library): Ledger {
  const select = db.prepare('SELECT * FROM downloads WHERE study = ?')
  const withdrawn = db.prepare("SELECT 1 FROM studies WHERE study = ? AND state = 'withdrawn'")
  const add = db.prepare(
    `INSERT INTO downloads (study, project, status) VALUES (?, ?, 'queued')
     ON CONFLICT (study) DO UPDATE SET status = 'queued', problem = NULL`,
  )
  const update = db.prepare('UPDATE downloads SET status = ?, problem = ? WHERE study = ?')
  const drop = db.prepare('DELETE FROM downloads WHERE study = ?')
  const dropInstances = db.prepare('DELETE FROM download_instances WHERE study = ?')
  const listed = db.prepare('UPDATE downloads SET listed = 1 WHERE study = ?')
  // what came by then is here, whatever a later list says
  const known = db.prepare(
    `SELECT sop_instance_uid AS uid FROM download_instances
     WHERE study = ? AND status IN ('expected', 'refused')`,
  )
  const any = db.prepare('SELECT 1 FROM download_instances WHERE study = ? LIMIT 1')
  const addInstance = db.prepare(
    `INSERT INTO download_instances (study, sop_instance_uid, series, status) VALUES (?, ?, ?, 'expected')
     ON CONFLICT (study, sop_instance_uid) DO UPDATE SET status = 'expected', reason = NULL
     WHERE download_instances.status = 'refused'`,
  )
  const dropInstance = db.prepare('DELETE FROM download_instances WHERE study = ? AND sop_instance_uid = ?')
  // the library's own index is the truth: what it holds was stored, whatever this table says
  const reconcile = db.prepare(
    `UPDATE download_instances SET status = 'stored'
     WHERE study = ?1 AND status <> 'stored' AND EXISTS (
       SELECT 1 FROM instances
       WHERE instances.study = ?1 AND instances.sop_instance_uid = download_instances.sop_instance_uid)`,
  )
  const gone = db.prepare(
    `UPDATE download_instances SET status = 'quarantined', reason = 'it was taken out of use'
     WHERE study = ?1 AND status = 'stored' AND NOT EXISTS (
       SELECT 1 FROM instances
       WHERE instances.study = ?1 AND instances.sop_instance_uid = download_instances.sop_instance_uid)`,
  )
  const selectMissing = db.prepare(
    `SELECT sop_instance_uid AS sopInstanceUid, series FROM download_instances
     WHERE study = ? AND status = 'expected' ORDER BY series, sop_instance_uid`,
  )
  const judge = db.prepare(
    `INSERT INTO download_instances (study, sop_instance_uid, series, status, sha256, reason)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (study, sop_instance_uid) DO UPDATE
       SET status = excluded.status, sha256 = excluded.sha256, reason = excluded.reason`,
  )
  const addBytes = db.prepare('UPDATE downloads SET bytes = bytes + ? WHERE study = ?')
  const count = db.prepare(
    'SELECT status, count(*) AS n FROM download_instances WHERE study = ? GROUP BY status',
  )
  const selectReasons = db.prepare(
    `SELECT reason, count(*) AS instances FROM download_instances
     WHERE study = ? AND status = 'refused' GROUP BY reason ORDER BY instances DESC`,
  )
  const running = db.prepare("SELECT study FROM downloads WHERE status IN ('queued', 'running')")

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

    isFresh: (study) => any.get(study) === undefined,

    expect: (study, instances) =>
      transaction(() => {
        const now = new Set(instances.map(({ sopInstanceUid }) => sopInstanceUid))
        for (const { uid } of known.all(study) as { uid: string }[])
          if (!now.has(uid)) dropInstance.run(study, uid)
        for (const { sopInstanceUid, series } of instances) addInstance.run(study, sopInstanceUid, series)
        reconcile.run(study)
        gone.run(study)
        listed.run(study)
      }),

    reconcile: (study) =>
      transaction(() => {
        reconcile.run(study)
        gone.run(study)
      }),

    missing: (study) => selectMissing.all(study) as ExpectedInstance[],

    record: (study, outcomes, bytes) =>
      transaction(() => {
        for (const { sopInstanceUid, series, status, sha256, reason } of outcomes)
          judge.run(study, sopInstanceUid, series, status, sha256 ?? null, reason ?? null)
        addBytes.run(bytes, study)
      }),

    leaveOut: (study, sopInstanceUid) => void dropInstance.run(study, sopInstanceUid),

    counts(study) {
      const rows = count.all(study) as { status: InstanceStatus; n: number }[]
      const of = (status: InstanceStatus): number => rows.find((row) => row.status === status)?.n ?? 0
      return {
        total: rows.reduce((sum, { n }) => sum + n, 0),
        expected: of('expected'),
        stored: of('stored'),
        quarantined: of('quarantined'),
        refused: of('refused'),
      }
    },

    reasons: (study) =>
      (selectReasons.all(study) as { reason: string | null; instances: number }[]).map((row) => ({
        reason: row.reason ?? 'no reason was given',
        instances: row.instances,
      })),

    interrupted: (problem) =>
      transaction(() => {
        const studies = (running.all() as { study: string }[]).map(({ study }) => study)
        for (const study of studies) update.run('paused', problem, study)
        return studies
      }),
  }
}
