/** The index as SQL: what a row of each table is, and every statement that changes one. */
import { factsGeneration } from '#analysis/protocol/facts.ts'
import type { JobFinding, KeptFile } from '#contract/jobs.ts'
import type { Library } from '../../store/library.ts'
import { createSettling } from '../../store/unsettled.ts'

export type Source = 'import' | 'download'

export interface InstanceRow {
  readonly sop_instance_uid: string
  readonly study: string
  readonly series: string
  readonly sop_class: string
  readonly sha256: string
  readonly bytes: number
  readonly patient: string | null
  readonly trial_subject: string | null
  readonly subject: string | null
  readonly facts: string | null
  readonly frames: string | null
  readonly warnings: string
  readonly source: Source
  readonly attestation: number | null
  readonly released: string | null
  readonly added: string
}

export interface StudyRow {
  readonly study: string
  readonly project: string
  readonly state: 'here' | 'withdrawn'
  readonly unchecked: number
  readonly added: string
}

/** What two files contradict each other in: the content of an instance, a series' study, a study's subject, a place. */
export type ConflictKind = 'instance' | 'series' | 'study' | 'position'

export interface Conflict {
  readonly kind: ConflictKind
  /** the UID of the instance, series or study that is in doubt */
  readonly about: string
}

export interface QuarantineRow {
  readonly entry: string
  readonly at: string
  readonly project: string
  readonly file: string
  readonly study: string
  readonly sha256: string
  readonly bytes: number
  /** `JobFinding[]` as JSON */
  readonly findings: string
  readonly releasable: number
  readonly conflict: ConflictKind | null
  readonly conflict_about: string | null
  readonly source: Source
}

export interface Held {
  readonly entry: string
  readonly project: string
  readonly file: string
  readonly study: string
  readonly sha256: string
  readonly bytes: number
  readonly findings: readonly JobFinding[]
  readonly releasable: boolean
  readonly conflict: Conflict | undefined
  readonly source: Source
}

export interface Accepted {
  readonly file: KeptFile
  readonly project: string
  readonly source: Source
  readonly attestation: number | undefined
  /** the quarantine entry from which a person let it go */
  readonly released: string | undefined
}

export type Rows = ReturnType<typeof createRows>

export function createRows({ db }: Library) {
  const one = <T>(sql: string) => {
    const statement = db.prepare(sql)
    return (...values: unknown[]): T | undefined => statement.get(...values) as T | undefined
  }
  const many = <T>(sql: string) => {
    const statement = db.prepare(sql)
    return (...values: unknown[]): T[] => statement.all(...values) as T[]
  }
  const change = (sql: string) => {
    const statement = db.prepare(sql)
    return (...values: unknown[]): void => void statement.run(...values)
  }

  const study = one<StudyRow>('SELECT * FROM studies WHERE study = ?')
  const addStudy = change(
    `INSERT INTO studies (study, project, state, unchecked, added) VALUES (?, ?, 'here', 1, ?)
     ON CONFLICT (study) DO UPDATE SET unchecked = 1`,
  )
  const addInstance = change(
    `INSERT INTO instances (sop_instance_uid, study, series, sop_class, sha256, bytes, patient, trial_subject,
       subject, facts, frames, warnings, source, attestation, released, added, facts_generation)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${factsGeneration})`,
  )
  const addEntry = change(
    `INSERT INTO quarantine (entry, at, project, file, study, sha256, bytes, findings, releasable, conflict,
       conflict_about, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (entry) DO NOTHING`,
  )

  return {
    settling: createSettling(db),

    study,
    /** a person imported of it what he had, or its download came to its end */
    isWhole: one<{ yes: 1 }>(
      `SELECT 1 AS yes FROM studies WHERE study = ?1 AND (
         EXISTS (SELECT 1 FROM instances WHERE study = ?1 AND source = 'import')
         OR EXISTS (SELECT 1 FROM downloads WHERE study = ?1 AND status = 'complete'))`,
    ),
    studies: many<StudyRow>('SELECT * FROM studies ORDER BY added, study'),
    uncheckedStudies: many<{ study: string }>(
      `SELECT study FROM studies WHERE unchecked = 1 AND state = 'here' ORDER BY study`,
    ),
    instance: one<InstanceRow>('SELECT * FROM instances WHERE sop_instance_uid = ?'),
    instanceByHash: one<InstanceRow>('SELECT * FROM instances WHERE sha256 = ?'),
    imageWithHash: one<{ yes: 1 }>('SELECT 1 AS yes FROM instances WHERE sha256 = ? AND frames IS NOT NULL'),
    framesByHash: one<{ frames: string | null }>('SELECT frames FROM instances WHERE sha256 = ?'),
    instancesOfStudy: many<InstanceRow>('SELECT * FROM instances WHERE study = ? ORDER BY sop_instance_uid'),
    instancesOfSeries: many<InstanceRow>(
      'SELECT * FROM instances WHERE series = ? ORDER BY sop_instance_uid',
    ),
    factsAfter: many<{ sop_instance_uid: string; sha256: string; facts: string }>(
      `SELECT sop_instance_uid, sha256, facts FROM instances
       WHERE study = ? AND facts IS NOT NULL AND sop_instance_uid > ? ORDER BY sop_instance_uid LIMIT ?`,
    ),
    /** with facts that an earlier version read */
    studiesOfOldFacts: many<{ study: string; images: number }>(
      `SELECT study, count(*) AS images FROM instances
       WHERE facts_generation < ${factsGeneration} GROUP BY study ORDER BY study`,
    ),
    oldFacts: many<{ sha256: string }>(
      `SELECT sha256 FROM instances
       WHERE facts_generation < ${factsGeneration} AND study = ? ORDER BY sop_instance_uid`,
    ),
    /** of the file of this hash, if it is still that of the instance; what is no image stays without facts */
    renewFacts: change(
      `UPDATE instances SET facts = CASE WHEN facts IS NULL THEN NULL ELSE ? END,
         facts_generation = ${factsGeneration} WHERE sha256 = ?`,
    ),
    otherStudyOfSeries: one<{ study: string }>(
      'SELECT study FROM instances WHERE series = ? AND study <> ? LIMIT 1',
    ),
    otherSubjectInStudy: one<{ sop_instance_uid: string }>(
      `SELECT sop_instance_uid FROM instances
       WHERE study = ? AND ((patient IS NOT NULL AND ? IS NOT NULL AND patient <> ?)
                         OR (trial_subject IS NOT NULL AND ? IS NOT NULL AND trial_subject <> ?)) LIMIT 1`,
    ),
    entry: one<QuarantineRow>('SELECT * FROM quarantine WHERE entry = ?'),
    entryByHash: one<QuarantineRow>('SELECT * FROM quarantine WHERE sha256 = ? AND project = ?'),
    entriesByHash: many<QuarantineRow>('SELECT * FROM quarantine WHERE sha256 = ?'),
    entriesOfStudy: many<QuarantineRow>('SELECT * FROM quarantine WHERE study = ?'),
    heldOfStudy: one<{ n: number }>('SELECT count(*) AS n FROM quarantine WHERE study = ?'),
    entries: many<QuarantineRow>('SELECT * FROM quarantine ORDER BY at, entry'),
    openConflict: one<{ entry: string }>(
      'SELECT entry FROM quarantine WHERE conflict = ? AND conflict_about = ? LIMIT 1',
    ),

    accept({ file, project, source, attestation, released }: Accepted, at: string): void {
      if (study(file.studyUid)?.unchecked !== 1) addStudy(file.studyUid, project, at)
      addInstance(
        file.sopInstanceUid,
        file.studyUid,
        file.seriesUid,
        file.sopClassUid,
        file.sha256,
        file.bytes,
        file.patient ?? null,
        file.trialSubject ?? null,
        file.subject ?? null,
        file.facts ?? null,
        file.frames ?? null,
        JSON.stringify(file.warnings),
        source,
        attestation ?? null,
        released ?? null,
        at,
      )
    },
    hold(held: Held, at: string): void {
      const { conflict } = held
      addEntry(
        held.entry,
        at,
        held.project,
        held.file,
        held.study,
        held.sha256,
        held.bytes,
        JSON.stringify(held.findings),
        held.releasable ? 1 : 0,
        conflict?.kind ?? null,
        conflict?.about ?? null,
        held.source,
      )
    },
    removeInstance: change('DELETE FROM instances WHERE sop_instance_uid = ?'),
    removeInstances: change('DELETE FROM instances WHERE study = ?'),
    removeEntry: change('DELETE FROM quarantine WHERE entry = ?'),
    /** A study of which nothing is left is not here; a withdrawn one is remembered. */
    removeStudyIfEmpty: change(
      `DELETE FROM studies WHERE study = ? AND state = 'here'
         AND NOT EXISTS (SELECT 1 FROM instances WHERE instances.study = studies.study)`,
    ),
    studyChecked: change('UPDATE studies SET unchecked = 0 WHERE study = ?'),
    withdrawStudy: change(
      `INSERT INTO studies (study, project, state, added) VALUES (?, ?, 'withdrawn', ?)
       ON CONFLICT (study) DO UPDATE SET state = 'withdrawn', unchecked = 0`,
    ),
    addAttestation: one<{ id: number }>(
      'INSERT INTO attestations (at, who, project, reason) VALUES (?, ?, ?, ?) RETURNING id',
    ),
    attestation: one<{ id: number; at: string; who: string; project: string; reason: string }>(
      'SELECT * FROM attestations WHERE id = ?',
    ),
  }
}
