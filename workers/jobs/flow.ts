/** Flow through one vessel. */

import { type FlowTask, runFlow } from '#analysis/examination/flow.ts'
import { unpacked } from '#analysis/examination/packed.ts'
import type { FlowResult } from '#analysis/flow/flow.ts'
import type { AnalysisProgress, OnImages } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadedFor } from '../pixels/loaded.ts'

export async function flow(
  { examination, task, sources }: OnImages<FlowTask>,
  context: JobContext<AnalysisProgress>,
): Promise<FlowResult> {
  return runFlow(unpacked(examination), task, await loadedFor(sources, context))
}
