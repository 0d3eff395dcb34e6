/** What the project's protocol asks for and a read has not: it keeps the read from being signed. */

import { checklistBlockers, checklistOf } from '#analysis/reading/checklist/standing.ts'
import type { Blocker } from '#analysis/reading/completeness.ts'
import type { ReadMeasurements } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { coveredAnalyses } from './reported-analyses.ts'
import type { ReadStudy } from './study.ts'

export function askedByProtocol(
  state: ReadState,
  study: ReadStudy,
  phases: ReadMeasurements['phases'],
): readonly Blocker[] {
  if (state.protocol.checklist === undefined) return []
  const covered = new Set(coveredAnalyses(state, study).analyses.map(({ analysis }) => analysis))
  const isCurrent = (analysis: string): boolean => covered.has(analysis)
  return checklistBlockers(checklistOf({ state, stacks: study.stacks, phases, isCurrent }))
}
