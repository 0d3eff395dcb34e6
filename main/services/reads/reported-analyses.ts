/**
 * Which of the recorded analyses a signature covers. One that was made before something was changed says nothing of
 * the read that is signed: it is left out, and named.
 */

import { examinationOf } from '#analysis/reading/examined.ts'
import type { ReadState, RecordedAnalysis } from '#analysis/reading/state.ts'
import type { LeftOutAnalysis, ReportedAnalysis, ReportedFile } from '#analysis/report/source.ts'
import { say } from '#analysis/sentences/say.ts'
import { basisDigest, drawnDigest } from '../analyses/examination.ts'
import { measure } from './measuring.ts'
import type { ReadStudy, StudyImage } from './study.ts'

export interface CoveredAnalyses {
  /** by name */
  readonly analyses: readonly ReportedAnalysis[]
  readonly leftOut: readonly LeftOutAnalysis[]
}

export function coveredAnalyses(state: ReadState, study: ReadStudy): CoveredAnalyses {
  const examination = examinationOf(state, study, {})
  const used = { ...examination, phases: measure(state, study).phases }
  const isOfRead: IsOfRead = ({ analysis, drawn }) =>
    drawn === basisDigest(analysis, used) || drawn === drawnDigest(examination)
  const files = new Map([...study.images.values()].map(({ instance }) => [instance.sopInstanceUid, instance]))
  const recorded = [...state.analyses.values()].sort((a, b) => (a.analysis < b.analysis ? -1 : 1))
  const analyses: ReportedAnalysis[] = []
  const leftOut: LeftOutAnalysis[] = []
  for (const record of recorded) {
    const why = whyNot(record, state, isOfRead, files)
    if (why === undefined) analyses.push(reported(record, files))
    else leftOut.push({ analysis: record.analysis, why })
  }
  return { analyses, leftOut }
}

type Files = ReadonlyMap<string, StudyImage['instance']>

type IsOfRead = (record: RecordedAnalysis) => boolean

function whyNot(
  record: RecordedAnalysis,
  state: ReadState,
  isOfRead: IsOfRead,
  files: Files,
): string | undefined {
  if (state.choices.notEvaluable !== undefined) return say('library/not-evaluable')
  if (!isOfRead(record)) return say('library/made-before-change')
  const other = Object.entries(record.images).find(([uid, sha256]) => files.get(uid)?.sha256 !== sha256)
  return other && say('library/image-changed-since', { image: other[0] })
}

function reported(record: RecordedAnalysis, files: Files): ReportedAnalysis {
  const { analysis, method, version, options, measurements, warnings } = record
  const images = Object.keys(record.images).flatMap((uid): ReportedFile[] => {
    const file = files.get(uid)
    if (file === undefined) return []
    const { sopClassUid, sopInstanceUid, seriesUid, sha256 } = file
    return [{ sopClassUid, sopInstanceUid, seriesUid, sha256 }]
  })
  return { analysis, method, version, options, measurements, warnings, images }
}
