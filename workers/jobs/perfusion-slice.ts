/** One slice of a first pass: frames brought into place, and curves of blood and wall. */
import { unpacked } from '#analysis/examination/packed.ts'
import { type PerfusionTask, runPerfusionTask } from '#analysis/examination/perfusion.ts'
import type { SlicePerfusion } from '#analysis/perfusion/slice.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { AnalysisProgress, OnImages } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadedBefore } from '../pixels/loaded.ts'

export async function perfusionSlice(
  { examination, task, sources }: OnImages<PerfusionTask>,
  context: JobContext<AnalysisProgress>,
): Promise<Outcome<SlicePerfusion>> {
  const { loaded, progress } = await loadedBefore(sources, context)
  return runPerfusionTask(unpacked(examination), task, loaded, progress)
}
