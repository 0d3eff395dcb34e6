/** Where the registry's own studies come from: outlines that are known at once, files that take a while to make. */
import type { StudyRecord } from '../projects/records.ts'

export interface StudySource {
  /** UIDs of the studies that it can make */
  readonly studies: readonly string[]
  /** what a new registry writes down of them: without images, counts included */
  outlines(): readonly StudyRecord[]
  /** DICOM files of a study, made away from main's event loop; the same at every call */
  make(study: string): AsyncIterable<Uint8Array>
}

/** For a registry that only keeps what is sent to it, or fronts a real archive. */
export const noStudies: StudySource = {
  studies: [],
  outlines: () => [],
  make(study) {
    throw new RangeError(`there is no study ${study} to make`)
  },
}
