/** Synthetic studies off the main thread: a whole study in seconds, or some series of it. */
import type { JobContext, PhantomFile, PhantomInput, PhantomProgress } from '#contract/jobs.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'

export function makePhantomSeries(
  { options, ...part }: PhantomInput,
  { report, transfer }: JobContext<PhantomProgress>,
): { readonly files: readonly PhantomFile[] } {
  const progress = (rendered: number, total: number): void => report({ rendered, total })
  const files = [...phantomStudy(options, { ...part, progress })]
  for (const { bytes } of files) transfer(bytes.buffer)
  return { files }
}
