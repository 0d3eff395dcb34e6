/** What was made of a read before: in memory while it is looked at, in files from one start to the next. */
import type { OpenRead } from '../reads/opened-reads.ts'
import type { ImagePlaces } from './examination.ts'
import type { KeptDetails } from './kept.ts'
import { createAnalysisMemory, type Remembered } from './memory.ts'
import { isRecordedIn, isResult } from './records.ts'

export interface AnalysisLooks {
  of(opened: OpenRead, places: ImagePlaces): Remembered
}

export function createAnalysisLooks(kept: Pick<KeptDetails, 'of'>): AnalysisLooks {
  const memory = createAnalysisMemory()
  return {
    of({ row: { read }, state }, places) {
      const inMemory = memory.of(read, isResult)
      const inFiles = kept.of({
        read,
        hashesOf: (images) => places.hashes(images),
        isRecorded: isRecordedIn(state),
        isResult,
      })
      return (name, basis, make) => inMemory(name, basis, () => inFiles(name, basis, make))
    },
  }
}
