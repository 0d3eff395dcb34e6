/** Analyses once more, for nobody to watch: without progress, and nothing is recorded. */
import type { Library } from '../../store/library.ts'
import type { Threads } from '../jobs/threads.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { MakeAgain } from '../reads/recompute-analyses.ts'
import { analyse } from './analyses.ts'
import { imagePlaces } from './examination.ts'

interface Parts {
  readonly library: Library
  readonly index: LibraryIndex
  readonly threads: Threads
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
}

export const createMakeAgain =
  ({ library, index, threads, onError }: Parts): MakeAgain =>
  async (examination, study, only) => {
    const { results } = await analyse(examination, only, {
      threads,
      places: imagePlaces(library, index, study),
      signal: new AbortController().signal,
      onProgress: () => {},
      onError,
    })
    return results
  }
