/** The images of a job, found by what they are; loading them is a sign of life. */
import { type Loaded, loadedImages } from '#analysis/examination/images.ts'
import type { AnalysisProgress, ImageSource } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadImages } from './load.ts'

type Reporting = Pick<JobContext<AnalysisProgress>, 'report'>
type Progress = (done: number, total: number) => void

/** For a job that tells of nothing but this. */
export async function loadedFor(sources: readonly ImageSource[], { report }: Reporting): Promise<Loaded> {
  return loadedImages(await loadImages(sources, { progress: (done, total) => report({ done, total }) }))
}

/** What loading is counted as, of a job that then works much longer: one step of so many. */
const stepsOfJob = 20

/** For a job that tells of its work too: both parts together run once from nothing to the whole. */
export async function loadedBefore(
  sources: readonly ImageSource[],
  { report }: Reporting,
): Promise<{ readonly loaded: Loaded; readonly progress: Progress }> {
  const loading: Progress = (done, total) => report({ done, total: stepsOfJob * total })
  const progress: Progress = (done, total) =>
    report({ done: total + (stepsOfJob - 1) * done, total: stepsOfJob * total })
  return { loaded: loadedImages(await loadImages(sources, { progress: loading })), progress }
}
