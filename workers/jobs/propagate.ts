/** Contours of one slice carried to all phases: slices share nothing, so threads share them. */
import { type PropagationTask, runPropagation } from '#analysis/examination/propagation.ts'
import type { Propagation } from '#analysis/strain/propagate.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { AnalysisProgress, ImageSource } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadedBefore } from '../pixels/loaded.ts'

export async function propagate(
  { task, sources }: { readonly task: PropagationTask; readonly sources: readonly ImageSource[] },
  context: JobContext<AnalysisProgress>,
): Promise<Outcome<Propagation>> {
  const { loaded, progress } = await loadedBefore(sources, context)
  return runPropagation(task, loaded, undefined, progress)
}
