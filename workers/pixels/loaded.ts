/** The images of a job, found by what they are; loading them is a sign of life. */
import { type Loaded, loadedImages } from '#analysis/examination/images.ts'
import type { AnalysisProgress, ImageSource } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadImages } from './load.ts'

export async function loadedFor(
  sources: readonly ImageSource[],
  { report }: Pick<JobContext<AnalysisProgress>, 'report'>,
): Promise<Loaded> {
  const progress = (done: number, total: number): void => report({ done, total })
  return loadedImages(await loadImages(sources, { progress }))
}
