/** Where the registry's own studies come from: outlines that are known at once, files that take a while to make. */
import type { StudyRecord } from '../projects/records.ts'

export interface StudySource {
  /** UIDs of the studies that it can make */
  readonly studies: readonly string[]
  /** what a new registry writes down of them: without images, counts included */
  outlines(): readonly StudyRecord[]
  /**
   * In the order in which a reader wants them; together they are the study.
   * @throws RangeError for a study that is none of its own
   */
  parts(study: string): readonly StudyPart[]
  /** how many parts it makes beside each other */
  readonly together: number
}

/** Made away from main's event loop, and the same at every call. */
export interface StudyPart {
  /** of all its files, in their order, each cut off where its pixels begin: soon there */
  headers(): Promise<readonly Uint8Array[]>
  files(): Promise<readonly Uint8Array[]>
}

/** For a registry that only keeps what is sent to it, or fronts a real archive. */
export const noStudies: StudySource = {
  studies: [],
  outlines: () => [],
  parts(study) {
    throw new RangeError(`there is no study ${study} to make`)
  },
  together: 1,
}
