/** One analysis as a job: what it found, or why not. What goes wrong in it goes wrong for it alone. */
import type { SegmentPattern, TimeCurve } from '#analysis/examination/curves.ts'
import type { Findings } from '#analysis/examination/examination.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { say } from '#analysis/sentences/say.ts'
import type { Outcome, Unmeasured } from '#analysis/units/outcome.ts'
import { unmeasured } from '#analysis/units/outcome.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import type { AnalysisDetails } from '#contract/analysis-documents/details.ts'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import { JobFailed } from '../jobs/runner.ts'
import type { Threads } from '../jobs/threads.ts'
import type { ImagePlaces } from './examination.ts'
import type { Remembered } from './memory.ts'

export interface Running {
  readonly threads: Threads
  readonly places: ImagePlaces
  readonly signal: AbortSignal
  readonly onProgress: (analysis: AnalysisName, progress: AnalysisProgress) => void
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
  /** what was made of this read before */
  readonly remembered?: Remembered
  /** nobody looks: what is long to make and no number rests on is left out */
  readonly numbersOnly?: boolean
}

/** What ended, and on which images it was made. */
export interface Finished {
  /** what it was made on, where one analysis has several: 't1-native', 'aorta' */
  readonly part?: string
  readonly outcome: Outcome<Findings>
  readonly images: readonly ImageKey[]
  /** through the beat; absent where the analysis has none */
  readonly curves?: readonly TimeCurve[]
  /** of enhancement, by method and segment */
  readonly patterns?: readonly SegmentPattern[]
  /** what panels show beside the numbers; absent where there is nothing more */
  readonly details?: AnalysisDetails
}

/**
 * @param onError  logs what is our own mistake, and gives the id under which it stands in the log
 * @throws what cancelled it; every other end is an outcome
 */
export async function ended<F>(
  work: () => Promise<Outcome<F>>,
  onError: (error: unknown) => string,
): Promise<Outcome<F>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error
    return failed(error, onError)
  }
}

function failed(error: JobFailed, onError: (error: unknown) => string): Unmeasured {
  if (error.code === 'unreadable-pixels') return unmeasured('unusable-images', firstLine(error))
  if (error.end === 'out-of-memory') return unmeasured('analysis-failed', say('library/analysis-memory'))
  if (error.end === 'timed-out') return unmeasured('analysis-failed', say('library/analysis-silent'))
  return unmeasured('analysis-failed', say('library/own-mistake', { id: onError(error) }))
}

/** What was thrown, without its stack and its class. */
const firstLine = ({ cause, message }: JobFailed): string => {
  const stack = cause instanceof Error ? (cause.stack ?? cause.message) : message
  return (stack.split('\n')[0] ?? stack).replace(/^\w*Error: |^UnreadablePixels: /, '')
}

export const detailsOf = <T>(
  outcome: Outcome<T>,
  make: (found: T) => AnalysisDetails,
): { readonly details?: AnalysisDetails } => (outcome.measured ? { details: make(outcome.value) } : {})

export const reporter =
  (analysis: AnalysisName, { onProgress }: Running) =>
  (progress: AnalysisProgress): void =>
    onProgress(analysis, progress)
