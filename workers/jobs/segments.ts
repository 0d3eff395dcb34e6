/** Regional function by AHA segment, from what was drawn. */
import { type PackedExamination, unpacked } from '#analysis/examination/packed.ts'
import { runSegments } from '#analysis/examination/segments.ts'
import type { RegionalFunction } from '#analysis/segments/regional-function.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'

export const segments = (
  { examination }: { readonly examination: PackedExamination },
  { report }: JobContext<AnalysisProgress>,
): Outcome<RegionalFunction> =>
  runSegments(unpacked(examination), {}, (done, total) => report({ done, total }))
