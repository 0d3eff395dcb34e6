/**
 * What the demo registry's DICOMweb side asks of whatever holds the images: a folder of its own, or a real
 * archive behind it.
 */
import type { Row } from '../../dicomweb/dicom-json.ts'
import type { StudyRecord } from '../projects/records.ts'

export interface HeldInstance {
  readonly study: string
  readonly series: string
  readonly sopInstanceUid: string
  readonly modality?: string
  /** the attributes that a search answers with, those of its study and series included */
  readonly row: Row
}

export interface HeldFile {
  readonly bytes: Uint8Array
  /** where the archive knows it without reading the file */
  readonly sha256?: string
}

/** What a file says about itself. */
export interface Described {
  readonly instance: HeldInstance
  readonly sopClassUid: string
  readonly protocolId?: string
  readonly siteId?: string
  readonly subjectId?: string
}

export interface HeldStudy {
  readonly record: StudyRecord
  /** study-level attributes; the counts stand here only while `instances` is absent */
  readonly row: Row
  /** absent for a synthetic study that is not made yet, and for a real archive's */
  readonly instances?: readonly HeldInstance[]
}

interface Named {
  readonly study: string
  readonly sopInstanceUid: string
  readonly sopClassUid: string
}

export type Stored =
  | ({ readonly outcome: 'stored' | 'known' } & Named)
  | ({ readonly outcome: 'refused'; readonly failureReason: number } & Partial<Named>)

/** As STOW-RS reports them: PS3.4 GG.4.2, PS3.7 annex C. */
export const failureReasons = {
  processing: 0x0110,
  duplicate: 0x0111,
  notAuthorized: 0x0124,
  cannotUnderstand: 0xc000,
} as const

export interface Archive {
  /** those that are shared for the project now */
  studies(project: string): Promise<HeldStudy[]>
  /** the record of a study that the registry did not know by its records, where the archive knows it */
  discover(study: string): Promise<StudyRecord | undefined>
  /**
   * Those of a synthetic study that nobody asked for yet are listed before they are made, which begins then; none
   * for an unknown study.
   */
  instances(study: string): Promise<readonly HeldInstance[]>
  /**
   * The DICOM file; of a synthetic study, once its part of it is made.
   * @throws NotMade
   * @throws RangeError when it is not held, or no longer
   */
  file(instance: HeldInstance): Promise<HeldFile>
  /**
   * Ends when all of a synthetic study is made and kept.
   * @throws NotMade, Failure 'disk-full'
   */
  prepare(study: string): Promise<void>
  /** whole or not at all, and never in place of other content under the same UID */
  store(file: Uint8Array, described: Described): Promise<Stored>
  remove(study: string): Promise<void>
  /** makes no more, and waits for what is being kept */
  close(): Promise<void>
}
