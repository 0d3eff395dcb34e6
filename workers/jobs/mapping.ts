/** One parameter map and what it amounts to: fits of every pixel, or the scanner's own map. */

import { type MappingTask, runMapping } from '#analysis/examination/mapping.ts'
import { unpacked } from '#analysis/examination/packed.ts'
import type { TissueMapping } from '#analysis/mapping/mapping.ts'
import type { AnalysisProgress, OnImages } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadedBefore } from '../pixels/loaded.ts'

export async function mapping(
  { examination, task, sources }: OnImages<MappingTask>,
  context: JobContext<AnalysisProgress>,
): Promise<TissueMapping> {
  const { loaded, progress } = await loadedBefore(sources, context)
  return runMapping(unpacked(examination), task, loaded, progress)
}
