/** Blood flow and upslope from the curves of all slices. */
import { assembledPerfusion } from '#analysis/examination/perfusion.ts'
import type { PerfusionResult } from '#analysis/perfusion/perfusion.ts'
import type { PerfusionParts } from '#contract/analysis-jobs.ts'

export const perfusion = ({ plan, slices, agent, native }: PerfusionParts): PerfusionResult =>
  assembledPerfusion(plan, slices, agent, native)
