/** Synthetic studies off the main thread: a whole study in seconds, or one series of it. */
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import type { JobContext } from '#contract/jobs.ts'
import { type PhantomFile, phantomStudy } from '#dicom/write/mr/phantom-study.ts'

export interface PhantomJobInput {
  readonly options: PhantomStudyOptions
  /** all series when absent; parts of one study may be made by several threads */
  readonly roles?: readonly SeriesRole[]
}

export interface PhantomJobOutput {
  readonly files: readonly PhantomFile[]
}

/** Pictures so far, of those asked for. */
export interface PhantomJobProgress {
  readonly rendered: number
  readonly total: number
}

export function makePhantomSeries(
  { options, roles }: PhantomJobInput,
  { report, transfer }: JobContext<PhantomJobProgress>,
): PhantomJobOutput {
  const progress = (rendered: number, total: number): void => report({ rendered, total })
  const files = [...phantomStudy(options, { progress, ...(roles === undefined ? {} : { roles }) })]
  for (const { bytes } of files) transfer(bytes.buffer)
  return { files }
}
