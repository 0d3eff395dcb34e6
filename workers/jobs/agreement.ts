/** Readers against each other, from what they measured, scored and drew. */
import { type Comparison, compareReaders } from '#analysis/agreement/readers.ts'
import type { AgreementInput, AnalysisProgress } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'

export const agreement = (
  { readers, options }: AgreementInput,
  { report }: JobContext<AnalysisProgress>,
): Comparison => compareReaders(readers, options, (done, total) => report({ done, total }))
