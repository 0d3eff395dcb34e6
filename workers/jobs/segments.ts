/** Regional function by AHA segment, from what was drawn. */
import { type PackedExamination, unpacked } from '#analysis/examination/packed.ts'
import { runSegments } from '#analysis/examination/segments.ts'
import { type RegionalFunctionInBeat, withBeat } from '#analysis/examination/thickness.ts'
import { restsOn } from '#analysis/reading/dependence.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'

export const segments = (
  { examination }: { readonly examination: PackedExamination },
  { report }: JobContext<AnalysisProgress>,
): Outcome<RegionalFunctionInBeat> => {
  const part = unpacked(examination)
  const progress = (done: number, total: number): void => report({ done, total })
  const found = runSegments(restsOn('segments', part), {}, progress)
  return withBeat(found, part, progress)
}
