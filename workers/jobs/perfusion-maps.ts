/** Maps of one slice of a first pass, when its arterial input and the delays of its segments are known. */
import { perfusionMaps, type SliceMaps } from '#analysis/perfusion/pixel-maps.ts'
import type { AnalysisProgress, PerfusionMapsTask } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'

export const mapsOfPerfusion = (
  { slice, options }: PerfusionMapsTask,
  { report }: JobContext<AnalysisProgress>,
): SliceMaps => perfusionMaps(slice, options, (done, total) => report({ done, total }))
