/** Contours between those of other slices and phases, and how far drawn ones lie from what the others make of them. */

import { packContours } from '#analysis/contours/packed.ts'
import { interpolationOf } from '#analysis/examination/interpolation.ts'
import { unpacked } from '#analysis/examination/packed.ts'
import { measured, type Outcome } from '#analysis/units/outcome.ts'
import type { AnalysisProgress, InterpolationRequest, PackedInterpolation } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'

export function interpolation(
  { examination, borders, options }: InterpolationRequest,
  { report }: JobContext<AnalysisProgress>,
): Outcome<PackedInterpolation> {
  const made = interpolationOf(unpacked(examination), borders, options, (done, total) =>
    report({ done, total }),
  )
  return made.measured
    ? measured({ ...made.value, contours: packContours(made.value.contours) }, made.warnings)
    : made
}
