/** A version of a read that is about to be signed, as the report states it. */
import { type Annotation, isRegion } from '#analysis/annotations/annotation.ts'
import { outlineOf } from '#analysis/annotations/figure.ts'
import { type Contour, contourKeyOf, contourKeyText } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { scoresOf } from '#analysis/reading/adjudication/adjudication.ts'
import { contoursOf, type EmptyRecord, type ReadState } from '#analysis/reading/state.ts'
import type { ReportedImage, SignedRead } from '#analysis/report/source.ts'
import type { ReadRow } from './log.ts'
import { coveredAnalyses } from './reported-analyses.ts'
import type { ReadStudy, StudyImage } from './study.ts'

export interface Signing {
  readonly row: ReadRow
  readonly version: number
  /** hash of the event that signs */
  readonly head: string
  readonly signedAt: string
  readonly meaning: string
  readonly application: string
}

/** @param state  with the measurements recorded */
export function signedRead(signing: Signing, state: ReadState, study: ReadStudy): SignedRead {
  const { row, version, head, signedAt, meaning, application } = signing
  const { choices, recorded } = state
  if (!recorded) throw new Error('a read is signed after its measurements were recorded')
  const contours = ordered(contoursOf(state))
  const { stack } = study
  return {
    read: row.read,
    version,
    head,
    reader: row.reader,
    signedAt,
    meaning,
    application,
    study: row.study,
    protocol: state.protocol,
    papillaries: choices.papillaries,
    ...(stack
      ? { stack: { slices: stack.frames.length, phases: stack.phaseCount, ...recorded.phases } }
      : {}),
    measurements: recorded.measurements,
    ...coveredAnalyses(state, study),
    images: reportedImages(contours, state, study),
    contours,
    ...reportedAnnotations(state),
    ...acceptedIn(state),
    ...(choices.quality === undefined ? {} : { quality: choices.quality }),
    ...(choices.rhythm === undefined ? {} : { rhythm: choices.rhythm }),
    ...(choices.notEvaluable === undefined ? {} : { notEvaluable: choices.notEvaluable }),
    comments: state.comments.map(({ text }) => text),
    ...(choices.scores === undefined && choices.adjudicated === undefined
      ? {}
      : { scores: scoresOf(choices) }),
    ...(choices.adjudicated === undefined ? {} : { adjudicated: choices.adjudicated }),
    ...(choices.answers === undefined ? {} : { answers: choices.answers }),
    ...(choices.waived === undefined ? {} : { waived: choices.waived }),
  }
}

function reportedAnnotations({ recorded, annotations }: ReadState): Pick<SignedRead, 'annotations'> {
  const laid = new Map([...annotations.values()].map(({ annotation }) => [annotation.number, annotation]))
  const reported = (recorded?.annotations ?? []).flatMap((stated) => {
    const annotation = laid.get(stated.number)
    return annotation === undefined ? [] : [{ ...stated, line: lineOf(annotation) }]
  })
  return reported.length === 0 ? {} : { annotations: reported }
}

function lineOf(annotation: Annotation): readonly IndexPoint[] {
  if (!isRegion(annotation.kind)) return annotation.points
  const outline = outlineOf(annotation)
  return [...outline, ...outline.slice(0, 1)]
}

function acceptedIn({ contours }: ReadState): Pick<SignedRead, 'accepted'> {
  const accepted = [...contours].flatMap(([key, record]) =>
    record.accepted === undefined ? [] : [[key, record.accepted.author] as const],
  )
  return accepted.length === 0 ? {} : { accepted: Object.fromEntries(accepted) }
}

/** By key, so that the same read gives the same file. */
const ordered = (contours: Iterable<Contour>): Contour[] =>
  [...contours]
    .map((contour) => ({ contour, key: contourKeyText(contourKeyOf(contour)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ contour }) => contour)

function reportedImages(
  contours: readonly Contour[],
  state: ReadState,
  { images }: ReadStudy,
): ReportedImage[] {
  const empty = new Map<string, EmptyRecord[]>()
  for (const mark of state.empty.values()) {
    const key = imageKeyText(mark.image)
    empty.set(key, [...(empty.get(key) ?? []), mark])
  }
  const laid = (state.recorded?.annotations ?? []).map(({ image }) => imageKeyText(image))
  const keys = new Set([...contours.map(({ image }) => imageKeyText(image)), ...empty.keys(), ...laid])
  return [...keys]
    .map((key) => {
      const image = images.get(key)
      if (!image) throw new Error(`the study has no image ${key}`)
      return reported(image, empty.get(key) ?? [])
    })
    .sort((a, b) => (a.phase ?? 0) - (b.phase ?? 0) || (a.slice ?? 0) - (b.slice ?? 0))
}

const reported = (
  { instance, slice, phase, ...key }: StudyImage,
  marks: readonly EmptyRecord[],
): ReportedImage => ({
  ...imageKey(key),
  sopClassUid: instance.sopClassUid,
  seriesUid: instance.seriesUid,
  frames: instance.frames.length,
  sha256: instance.sha256,
  ...(slice === undefined ? {} : { slice }),
  ...(phase === undefined ? {} : { phase }),
  empty: marks.flatMap(({ chamber, assumed }) => (assumed ? [] : [chamber])),
  assumedEmpty: marks.flatMap(({ chamber, assumed }) => (assumed ? [chamber] : [])),
})

const imageKey = ({ sopInstanceUid, frame }: ImageKey): ImageKey => ({ sopInstanceUid, frame })
