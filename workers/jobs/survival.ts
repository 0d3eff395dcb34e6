/** A cohort's survival; regressions of bootstrap samples are what takes long. */
import { type SurvivalAnalysis, survivalAnalysis } from '#analysis/survival/survival.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { AnalysisProgress, SurvivalInput } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'

export const survival = (
  { patients, covariates, options }: SurvivalInput,
  { report }: JobContext<AnalysisProgress>,
): Outcome<SurvivalAnalysis> =>
  survivalAnalysis(patients, covariates, options, (done, total) => report({ done, total }))
