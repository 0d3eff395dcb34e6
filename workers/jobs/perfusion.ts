/** Blood flow and upslope from the curves of all slices. */
import { assembledPerfusion } from '#analysis/examination/perfusion.ts'
import type { PerfusionResult } from '#analysis/perfusion/perfusion.ts'
import type { AnalysisProgress, PerfusionParts } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'

export const perfusion = (
  { plan, slices, given, native }: PerfusionParts,
  { report }: JobContext<AnalysisProgress>,
): PerfusionResult =>
  assembledPerfusion(plan, slices, given, native, (done, total) => report({ done, total }))
