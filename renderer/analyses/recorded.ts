/** What the log of a read holds of an analysis, as a panel is shown it before main has answered. */
import { analysisIn } from '#analysis/reading/record-name.ts'
import type { ReadState, RecordedAnalysis } from '#analysis/reading/state.ts'
import type { AnalysisDocument, AnalysisName } from '#contract/analysis-documents/analyses.ts'

export const recordedOf = ({ analyses }: ReadState, name: AnalysisName): readonly RecordedAnalysis[] =>
  [...analyses.values()].filter(({ analysis }) => analysisIn(analysis) === name)

/** Its curves and patterns are not recorded: they come with the details. */
export const documentsOf = (
  records: readonly RecordedAnalysis[],
  name: AnalysisName,
): readonly AnalysisDocument[] =>
  records.map(({ analysis, method, version, options, measurements, warnings }) => {
    const part = analysis.slice(name.length + 1)
    return {
      analysis: name,
      ...(part === '' ? {} : { part }),
      method,
      version,
      options,
      measurements,
      warnings,
    }
  })
