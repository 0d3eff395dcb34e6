/** What a report is made from: the read as it was signed, or as it stands, with what the reading room may know. */
import type { StatedAnnotation } from '#analysis/annotations/stated-annotation.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { contoursOf, type ReadState } from '#analysis/reading/state.ts'
import type { PrintSource } from '#analysis/report/printed/source.ts'
import { hiddenReader, type OpenedRead, type StudyView } from '#contract/views.ts'
import { allMeasurements, measure } from '../reads/measuring.ts'
import { coveredAnalyses } from '../reads/reported-analyses.ts'
import type { ReadStudy } from '../reads/study.ts'
import { harmlessDescriptions } from './descriptions.ts'

/** What can be shown is made apart: it takes longer. */
export function printSource(
  { read, study: uid, reader, seq, head, events }: OpenedRead,
  study: ReadStudy,
  view: Pick<StudyView, 'project' | 'subject' | 'site' | 'timePoint' | 'clinical'>,
  annotations: readonly StatedAnnotation[],
): Omit<PrintSource, 'shown'> {
  const state = foldRead(events)
  const { choices, protocol } = state
  const results = measure(state, study)
  const signature = signatureOf(state, head)
  const last = events.at(-1)
  if (last === undefined) throw new Error('a read begins with an event')
  const { site, timePoint } = view
  return {
    read,
    reader: reader === hiddenReader ? '–' : reader,
    application: last.application,
    study: uid,
    project: view.project,
    subject: view.subject,
    ...(site === undefined ? {} : { site }),
    ...(timePoint === undefined ? {} : { timePoint }),
    person: personOf(view, state),
    protocol,
    papillaries: choices.papillaries,
    seq,
    at: last.at,
    ...(signature === undefined ? {} : { signature }),
    // what was signed stands as it was recorded, whatever is here now
    measurements: signature === undefined ? allMeasurements(results) : (state.recorded?.measurements ?? []),
    ...coveredAnalyses(state, study),
    ...(choices.quality === undefined ? {} : { quality: choices.quality }),
    ...(choices.rhythm === undefined ? {} : { rhythm: choices.rhythm }),
    ...(choices.notEvaluable === undefined ? {} : { notEvaluable: choices.notEvaluable }),
    ...(annotations.length === 0 ? {} : { annotations }),
    ...(choices.adjudicated === undefined ? {} : { adjudicated: choices.adjudicated }),
    comments: state.comments.map(({ text }) => text),
    ...(choices.answers === undefined ? {} : { answers: choices.answers }),
    ...(choices.waived === undefined ? {} : { waived: choices.waived }),
    stacks: study.stacks,
    descriptions: harmlessDescriptions(study.stacks),
    stack: study.stack,
    phases: signature === undefined ? results.phases : (state.recorded?.phases ?? results.phases),
    curve: results.curve,
    ranges: results.ranges,
    contours: [...contoursOf(state)],
    scores: choices.scores ?? [],
    blockers: signature === undefined ? results.blockers.map(({ detail }) => detail) : [],
  }
}

/** Of a read that is signed now; of one that was unlocked since, none. */
function signatureOf({ status, signatures }: ReadState, head: string): PrintSource['signature'] {
  const last = signatures.at(-1)
  if (status !== 'signed' || last === undefined) return undefined
  return { at: last.revision.at, meaning: last.meaning, version: last.version, head }
}

function personOf({ clinical }: Pick<StudyView, 'clinical'>, { choices }: ReadState): PrintSource['person'] {
  const { sex = choices.given?.sex, heightCm, weightKg } = clinical
  const given = choices.given?.age
  const age = clinical.age ?? (given === undefined ? undefined : `${given}Y`)
  const entered = choices.bodySize
  const height = entered?.heightCm ?? heightCm
  const weight = entered?.weightKg ?? weightKg
  return {
    ...(sex === undefined ? {} : { sex }),
    ...(age === undefined ? {} : { age }),
    ...(height === undefined ? {} : { heightCm: height }),
    ...(weight === undefined ? {} : { weightKg: weight }),
  }
}
