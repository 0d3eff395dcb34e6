/** One short-axis slice or long-axis view followed through the beat: slices share nothing, so threads share them. */
import { runStrainTask, type StrainTask, type TrackedTask } from '#analysis/examination/strain.ts'
import type { AnalysisProgress, ImageSource } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadedBefore } from '../pixels/loaded.ts'

export async function track(
  { task, sources }: { readonly task: StrainTask; readonly sources: readonly ImageSource[] },
  context: JobContext<AnalysisProgress>,
): Promise<TrackedTask> {
  const { loaded, progress } = await loadedBefore(sources, context)
  return runStrainTask(task, loaded, undefined, progress)
}
