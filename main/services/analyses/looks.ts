/** What was made of a read before: in memory while it is looked at, in files from one start to the next. */
import type { OpenRead } from '../reads/opened-reads.ts'
import type { ImagePlaces } from './examination.ts'
import type { KeptDetails } from './kept.ts'
import { createAnalysisMemory, type Remembered } from './memory.ts'
import { isRecordedIn, isResult } from './records.ts'

export interface AnalysisLooks {
  of(opened: OpenRead, places: ImagePlaces): Remembered
  /** Makes everything anew, and leaves it for who looks at the read later. */
  anew(opened: OpenRead, places: ImagePlaces): Remembered
}

export function createAnalysisLooks(kept: Pick<KeptDetails, 'of'>): AnalysisLooks {
  const memory = createAnalysisMemory()
  const inFiles = ({ row: { read }, state }: OpenRead, places: ImagePlaces, anew: boolean): Remembered =>
    kept.of({
      read,
      hashesOf: (images) => places.hashes(images),
      isRecorded: isRecordedIn(state),
      isResult,
      anew,
    })
  return {
    of(opened, places) {
      const inMemory = memory.of(opened.row.read, isResult)
      const known = inFiles(opened, places, false)
      return (name, basis, make) => inMemory(name, basis, () => known(name, basis, make))
    },
    anew: (opened, places) => inFiles(opened, places, true),
  }
}
