/** Makes the analyses of a signed read again from its stored images and what was drawn, and compares every number. */
import type { Examination } from '#analysis/examination/examination.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import type { AnalysisGiven } from '#analysis/reading/events.ts'
import { examinationOf } from '#analysis/reading/examined.ts'
import { analysisIn, recordName } from '#analysis/reading/record-name.ts'
import type { ReadState, RecordedAnalysis } from '#analysis/reading/state.ts'
import { type AnalysisName, analysisNames } from '#contract/analysis-documents/analyses.ts'
import type { AnalysisResults } from '../analyses/analyses.ts'
import { appeared, type Comparison, compared, retired } from './comparing.ts'
import type { ReadStudy } from './study.ts'

/** Runs analyses in threads, as the order of a reader does, and records nothing. */
export type MakeAgain = (
  examination: Examination,
  study: ReadStudy,
  only: readonly AnalysisName[],
) => Promise<AnalysisResults>

/**
 * @param state  as it was signed
 * @returns every number of every record, and every number that is there now and was not recorded
 */
export async function recomputeAnalyses(
  records: readonly RecordedAnalysis[],
  state: ReadState,
  study: ReadStudy,
  makeAgain: MakeAgain,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = []
  // what was given with the order is the same for all that one order made
  for (const given of new Set(records.map((record) => JSON.stringify(record.given)))) {
    const members = records.filter((record) => JSON.stringify(record.given) === given)
    const only = analysisNames.filter((name) => members.some(({ analysis }) => analysisIn(analysis) === name))
    const again = await makeAgain(
      examinationOf(state, study, JSON.parse(given) as AnalysisGiven),
      study,
      only,
    )
    for (const record of members) comparisons.push(...comparedRecord(record, again))
  }
  return comparisons
}

function comparedRecord(record: RecordedAnalysis, again: AnalysisResults): Comparison[] {
  const { analysis, measurements } = record
  const found = findingsOf(analysis, again)
  const now = new Map(found?.measurements.map((m) => [keyOf(m), m]))
  const isRetired =
    found !== undefined && (found.method !== record.method || found.version !== record.version)
  const recorded = measurements.map((m) => (isRetired ? retired(m) : compared(m, now.get(keyOf(m)))))
  const before = new Set(measurements.map(keyOf))
  const added = isRetired ? [] : [...now.values()].filter((m) => !before.has(keyOf(m))).map(appeared)
  return [...recorded, ...added].map((comparison) => ({ analysis, ...comparison }))
}

function findingsOf(analysis: string, again: AnalysisResults) {
  const name = analysisIn(analysis)
  const parts = again.get(name as AnalysisName) ?? []
  const outcome = parts.find(({ part }) => recordName(name, part) === analysis)?.outcome
  return outcome?.measured ? outcome.value : undefined
}

const keyOf = ({ quantity, scope }: Measurement): string => `${quantity} ${scope ?? ''}`
