/** One short-axis slice or long-axis view followed through the beat, with other borders carried along. */
import { runStrainBeside, type StrainBeside, type TrackedTask } from '#analysis/examination/strain.ts'
import type { AnalysisProgress, ImageSource } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadedBefore } from '../pixels/loaded.ts'

export async function trackBeside(
  { task, beside, sources }: StrainBeside & { readonly sources: readonly ImageSource[] },
  context: JobContext<AnalysisProgress>,
): Promise<readonly TrackedTask[]> {
  const { loaded, progress } = await loadedBefore(sources, context)
  return runStrainBeside(task, beside, loaded, undefined, progress)
}
