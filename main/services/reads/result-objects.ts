/** Which files belong to a signed version. Their bytes lie among the blobs, by content hash. */
import type { Library } from '../../store/library.ts'

export type ResultKind = 'sr' | 'seg' | 'contours' | 'result'

export interface ResultObject {
  readonly read: string
  readonly version: number
  /** hash of the event that signed */
  readonly head: string
  readonly kind: ResultKind
  /** of a JSON document its kind */
  readonly sopInstanceUid: string
  readonly seriesUid: string | null
  readonly study: string
  /** of a SEG, from 0 */
  readonly phase: number | null
  readonly sha256: string
  readonly bytes: number
}

export interface ResultObjects {
  /** In the transaction that it is called in. */
  record(objects: readonly ResultObject[], at: string): void
  of(read: string, version: number): readonly ResultObject[]
}

export function createResultObjects({ db }: Library): ResultObjects {
  const insert = db.prepare(
    `INSERT INTO result_objects
       (read, version, head, kind, sop_instance_uid, series_uid, study, phase, sha256, bytes, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const select = db.prepare(
    `SELECT read, version, head, kind, sop_instance_uid AS sopInstanceUid, series_uid AS seriesUid, study, phase,
       sha256, bytes
     FROM result_objects WHERE read = ? AND version = ? ORDER BY kind, phase, sop_instance_uid`,
  )
  return {
    record(objects, at) {
      for (const {
        read,
        version,
        head,
        kind,
        sopInstanceUid,
        seriesUid,
        study,
        phase,
        sha256,
        bytes,
      } of objects)
        insert.run(read, version, head, kind, sopInstanceUid, seriesUid, study, phase, sha256, bytes, at)
    },
    of: (read, version) => select.all(read, version) as ResultObject[],
  }
}
