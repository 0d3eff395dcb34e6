/** Late enhancement by every method, on the images of one stack. */
import { unpacked } from '#analysis/examination/packed.ts'
import { runScar, type ScarTask } from '#analysis/examination/scar.ts'
import type { Scar } from '#analysis/scar/scar.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { AnalysisProgress, OnImages } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'
import { loadedFor } from '../pixels/loaded.ts'

export async function scar(
  input: OnImages<ScarTask>,
  context: JobContext<AnalysisProgress>,
): Promise<Outcome<Scar>> {
  return runScar(unpacked(input.examination), input.task, await loadedFor(input.sources, context))
}
