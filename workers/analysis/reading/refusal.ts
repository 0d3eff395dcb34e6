/** Which events may follow: asked before one is appended, and again when a log is folded. */
import { faultInAnnotation } from '../annotations/annotation.ts'
import { type Contour, chamberOf, contourKeyOf, contourKeyText, isComputed } from '../contours/contour.ts'
import { landmarkKeyText } from '../contours/landmark.ts'
import { isMeasured } from '../measurements/measurement.ts'
import { imageKeyText } from '../protocol/facts.ts'
import { faultInScores } from '../segments/scores.ts'
import { say } from '../sentences/say.ts'
import { isSameSegment } from './adjudication/decision.ts'
import { faultInAnswer } from './checklist/items.ts'
import { openFileGesture, type ReadEventBody } from './events.ts'
import { isRecorded, nextVersion, type ReadState } from './state.ts'

export interface Refusal {
  readonly code: 'read-signed' | 'read-not-signed' | 'read-sealed' | 'event-invalid'
  readonly detail: string
}

/** @returns why an event may not follow, undefined when it may */
export function refusalOf(state: ReadState, body: ReadEventBody): Refusal | undefined {
  if (state.status === 'sealed') return { code: 'read-sealed', detail: state.sealed?.text ?? 'sealed' }
  if (state.status === 'signed' && !mayFollowSignature(body))
    return { code: 'read-signed', detail: say('reading/signed-read-unlocked-before-changed') }
  if (state.status === 'open' && body.kind === 'unlocked')
    return { code: 'read-not-signed', detail: say('reading/only-signed-read-unlocked') }
  const detail = faultIn(state, body)
  return detail === undefined ? undefined : { code: 'event-invalid', detail }
}

const mayFollowSignature = ({ kind }: ReadEventBody): boolean =>
  kind === 'commented' || kind === 'unlocked' || kind === 'sealed'

function faultIn(state: ReadState, body: ReadEventBody): string | undefined {
  switch (body.kind) {
    case 'opened':
      return say('reading/read-opened-once')
    case 'contours-changed':
      return faultInContours(body)
    case 'contours-accepted':
      return faultInAccepted(state, body)
    case 'landmarks-changed':
      return faultInLandmarks(body)
    case 'annotations-changed':
      return faultInAnnotations(state, body)
    case 'slices-marked':
      return faultInMarks(state, body)
    case 'phase-chosen':
      return body.phase === null || (Number.isInteger(body.phase) && body.phase >= 0)
        ? undefined
        : say('reading/no-phase', { phase: body.phase })
    case 'values-given':
      return body.given.haematocrit !== undefined && body.given.haematocritFormula !== undefined
        ? say('reading/haematocrit-sample-formula-not-both')
        : undefined
    case 'segments-scored':
      return faultInScores(body.segments, body.scale)
    case 'segment-adjudicated':
      return faultInDecision(state, body)
    case 'question-answered':
      return faultInAnswered(state, body)
    case 'item-waived':
      return faultInWaiver(state, body)
    case 'undone':
      return isNext(state.undoable, body.event)
        ? undefined
        : say('reading/event-not-one-undone-next', { event: body.event })
    case 'redone':
      return isNext(state.redoable, body.event)
        ? undefined
        : say('reading/event-not-one-done-again', { event: body.event })
    case 'analysis-recorded':
      return faultInRecord(body)
    case 'signed':
      return faultInSignature(state, body)
    default:
      return undefined
  }
}

const isNext = (steps: ReadState['undoable'], event: number): boolean => steps.at(-1)?.seq === event

type Body<K extends ReadEventBody['kind']> = Extract<ReadEventBody, { kind: K }>

function faultInContours({ set, removed, gesture }: Body<'contours-changed'>): string | undefined {
  const touched = new Set<string>()
  for (const contour of set) {
    const key = contourKeyText(contourKeyOf(contour))
    if (touched.has(key)) return say('reading/set-twice', { key })
    touched.add(key)
    const fault = faultInContour(contour, gesture)
    if (fault !== undefined) return `${key} ${fault}`
  }
  const both = removed.map(contourKeyText).find((key) => touched.has(key))
  return both === undefined ? undefined : say('reading/set-removed', { both })
}

/** Imported polygons are measured as given: no other gesture may pass its own points off as imported. */
function faultInContour({ points, controls, origin }: Contour, gesture: string): string | undefined {
  if (points.length < 3) return say('reading/has-points', { points: points.length })
  if (!points.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)))
    return say('reading/point-no-number')
  if (origin !== 'imported') return undefined
  if (gesture !== openFileGesture) return say('reading/not-imported-gesture', { gesture })
  return controls === undefined ? undefined : say('reading/imported-controls')
}

/** What a hand made needs no second look, and what is not there was not looked at. */
function faultInAccepted(state: ReadState, { contours }: Body<'contours-accepted'>): string | undefined {
  const keys = contours.map(contourKeyText)
  if (keys.length === 0) return say('reading/no-contour-accepted')
  const twice = keys.find((key, k) => keys.indexOf(key) !== k)
  if (twice !== undefined) return say('reading/accepted-twice', { twice })
  for (const key of keys) {
    const known = state.contours.get(key)
    if (known === undefined) return say('reading/not-drawn', { key })
    if (!isComputed(known.contour))
      return say('reading/needs-no-accepting', { key, origin: known.contour.origin })
    if (known.accepted !== undefined) return say('reading/accepted-already', { key })
  }
  return undefined
}

function faultInLandmarks({ set, removed }: Body<'landmarks-changed'>): string | undefined {
  const keys = [...set, ...removed].map(landmarkKeyText)
  const twice = keys.find((key, k) => keys.indexOf(key) !== k)
  if (twice !== undefined) return say('reading/changed-twice', { twice })
  const odd = set.find(({ point: [x, y] }) => !Number.isFinite(x) || !Number.isFinite(y))
  return odd && say('reading/lies-no-point', { landmarkKeyText: landmarkKeyText(odd) })
}

/** An annotation keeps its kind and its image under its number; what is there is what can be taken off. */
function faultInAnnotations(
  state: ReadState,
  { set, removed }: Body<'annotations-changed'>,
): string | undefined {
  const numbers = [...set.map(({ number }) => number), ...removed]
  if (numbers.length === 0) return say('reading/no-annotation-changed')
  const twice = numbers.find((number, k) => numbers.indexOf(number) !== k)
  if (twice !== undefined) return say('reading/annotation-changed-twice', { twice })
  for (const annotation of set) {
    const fault = faultInAnnotation(annotation)
    if (fault !== undefined) return fault
    const before = state.annotations.get(String(annotation.number))?.annotation
    if (before && before.kind !== annotation.kind)
      return say('reading/annotation-kind', { number: annotation.number, kind: before.kind })
    if (before && imageKeyText(before.image) !== imageKeyText(annotation.image))
      return say('reading/annotation-lies-another-image', { number: annotation.number })
  }
  const missing = removed.find((number) => !state.annotations.has(String(number)))
  return missing === undefined ? undefined : say('reading/there-no-annotation', { missing })
}

function faultInMarks(
  state: ReadState,
  { images, chamber, empty }: Body<'slices-marked'>,
): string | undefined {
  if (!empty) return undefined
  const marked = new Set(images.map(imageKeyText))
  for (const { contour } of state.contours.values())
    if (chamberOf(contour.border) === chamber && marked.has(imageKeyText(contour.image)))
      return say('reading/contours-chamber-without', { imageKeyText: imageKeyText(contour.image) })
  return undefined
}

function faultInDecision(
  { choices }: ReadState,
  { scale, segment, grade, reason, between }: Body<'segment-adjudicated'>,
): string | undefined {
  if (grade === null) {
    const known = choices.adjudicated?.some((one) => isSameSegment(one, { scale, segment }))
    return known ? undefined : say('reading/there-no-decision-take-back')
  }
  const [one, other] = between
  if (one.read === other.read) return say('reading/decision-between-two-reads')
  if (one.grade === other.grade) return say('reading/both-reads-say-same-segment', { segment })
  return (
    faultInScores([{ segment, grade }], scale) ??
    (reason.trim() === '' ? say('reading/decision-without-reason') : undefined)
  )
}

function faultInAnswered(
  { protocol, choices }: ReadState,
  { question, answer }: Body<'question-answered'>,
): string | undefined {
  const asked = protocol.checklist?.find(({ id }) => id === question)
  if (asked?.kind !== 'question') return say('reading/protocol-asks-no-question', { question })
  if (answer === null)
    return choices.answers?.[question] === undefined ? say('reading/there-no-answer-take-back') : undefined
  return faultInAnswer(answer, asked.answer)
}

function faultInWaiver(
  { protocol, choices }: ReadState,
  { item, reason }: Body<'item-waived'>,
): string | undefined {
  const asked = protocol.checklist?.find(({ id }) => id === item)
  if (asked === undefined) return say('reading/protocol-no-item', { item })
  if (asked.need !== 'reason') return say('reading/protocol-lets-nobody-off-reason', { item })
  if (reason === null)
    return choices.waived?.[item] === undefined ? say('reading/there-no-reason-take-back') : undefined
  return reason.trim() === '' ? say('reading/reason-without-words') : undefined
}

function faultInRecord({ measurements }: Body<'analysis-recorded'>): string | undefined {
  const odd = measurements.find((m) => isMeasured(m) && !Number.isFinite(m.value))
  return odd && say('reading/no-number', { answer: odd.quantity })
}

function faultInSignature(state: ReadState, body: Body<'signed'>): string | undefined {
  if (state.recorded === undefined || state.recorded.revision.seq !== body.measurements)
    return say('reading/event-does-not-hold-measurements', { measurements: body.measurements })
  if (!isRecorded(state)) return say('reading/read-changed-after-measurements-recorded')
  const version = nextVersion(state)
  return body.version === version
    ? undefined
    : say('reading/version-does-not-follow', { version: body.version, before: version - 1 })
}
