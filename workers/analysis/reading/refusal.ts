/** Which events may follow: asked before one is appended, and again when a log is folded. */
import { faultInAnnotation } from '../annotations/annotation.ts'
import { type Contour, chamberOf, contourKeyOf, contourKeyText, isComputed } from '../contours/contour.ts'
import { landmarkKeyText } from '../contours/landmark.ts'
import { isMeasured } from '../measurements/measurement.ts'
import { imageKeyText } from '../protocol/facts.ts'
import { faultInScores } from '../segments/scores.ts'
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
    return { code: 'read-signed', detail: 'a signed read is unlocked before it is changed' }
  if (state.status === 'open' && body.kind === 'unlocked')
    return { code: 'read-not-signed', detail: 'only a signed read is unlocked' }
  const detail = faultIn(state, body)
  return detail === undefined ? undefined : { code: 'event-invalid', detail }
}

const mayFollowSignature = ({ kind }: ReadEventBody): boolean =>
  kind === 'commented' || kind === 'unlocked' || kind === 'sealed'

function faultIn(state: ReadState, body: ReadEventBody): string | undefined {
  switch (body.kind) {
    case 'opened':
      return 'a read is opened once'
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
        : `${body.phase} is no phase`
    case 'values-given':
      return body.given.haematocrit !== undefined && body.given.haematocritFormula !== undefined
        ? 'a haematocrit is of a sample or by a formula, not both'
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
        : `event ${body.event} is not the one that is undone next`
    case 'redone':
      return isNext(state.redoable, body.event)
        ? undefined
        : `event ${body.event} is not the one that is done again next`
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
    if (touched.has(key)) return `${key} is set twice`
    touched.add(key)
    const fault = faultInContour(contour, gesture)
    if (fault !== undefined) return `${key} ${fault}`
  }
  const both = removed.map(contourKeyText).find((key) => touched.has(key))
  return both === undefined ? undefined : `${both} is set and removed`
}

/** Imported polygons are measured as given: no other gesture may pass its own points off as imported. */
function faultInContour({ points, controls, origin }: Contour, gesture: string): string | undefined {
  if (points.length < 3) return `has ${points.length} points`
  if (!points.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)))
    return 'has a point that is no number'
  if (origin !== 'imported') return undefined
  if (gesture !== openFileGesture) return `is not imported by the gesture ${gesture}`
  return controls === undefined ? undefined : 'is imported and has controls'
}

/** What a hand made needs no second look, and what is not there was not looked at. */
function faultInAccepted(state: ReadState, { contours }: Body<'contours-accepted'>): string | undefined {
  const keys = contours.map(contourKeyText)
  if (keys.length === 0) return 'no contour is accepted'
  const twice = keys.find((key, k) => keys.indexOf(key) !== k)
  if (twice !== undefined) return `${twice} is accepted twice`
  for (const key of keys) {
    const known = state.contours.get(key)
    if (known === undefined) return `${key} is not drawn`
    if (!isComputed(known.contour)) return `${key} is ${known.contour.origin} and needs no accepting`
    if (known.accepted !== undefined) return `${key} is accepted already`
  }
  return undefined
}

function faultInLandmarks({ set, removed }: Body<'landmarks-changed'>): string | undefined {
  const keys = [...set, ...removed].map(landmarkKeyText)
  const twice = keys.find((key, k) => keys.indexOf(key) !== k)
  if (twice !== undefined) return `${twice} is changed twice`
  const odd = set.find(({ point: [x, y] }) => !Number.isFinite(x) || !Number.isFinite(y))
  return odd && `${landmarkKeyText(odd)} lies at no point`
}

/** An annotation keeps its kind and its image under its number; what is there is what can be taken off. */
function faultInAnnotations(
  state: ReadState,
  { set, removed }: Body<'annotations-changed'>,
): string | undefined {
  const numbers = [...set.map(({ number }) => number), ...removed]
  if (numbers.length === 0) return 'no annotation is changed'
  const twice = numbers.find((number, k) => numbers.indexOf(number) !== k)
  if (twice !== undefined) return `annotation ${twice} is changed twice`
  for (const annotation of set) {
    const fault = faultInAnnotation(annotation)
    if (fault !== undefined) return fault
    const before = state.annotations.get(String(annotation.number))?.annotation
    if (before && before.kind !== annotation.kind)
      return `annotation ${annotation.number} is of kind ${before.kind}`
    if (before && imageKeyText(before.image) !== imageKeyText(annotation.image))
      return `annotation ${annotation.number} lies on another image`
  }
  const missing = removed.find((number) => !state.annotations.has(String(number)))
  return missing === undefined ? undefined : `there is no annotation ${missing}`
}

function faultInMarks(
  state: ReadState,
  { images, chamber, empty }: Body<'slices-marked'>,
): string | undefined {
  if (!empty) return undefined
  const marked = new Set(images.map(imageKeyText))
  for (const { contour } of state.contours.values())
    if (chamberOf(contour.border) === chamber && marked.has(imageKeyText(contour.image)))
      return `${imageKeyText(contour.image)} has contours of the chamber that it is to be without`
  return undefined
}

function faultInDecision(
  { choices }: ReadState,
  { scale, segment, grade, reason, between }: Body<'segment-adjudicated'>,
): string | undefined {
  if (grade === null) {
    const known = choices.adjudicated?.some((one) => isSameSegment(one, { scale, segment }))
    return known ? undefined : 'there is no decision to take back'
  }
  const [one, other] = between
  if (one.read === other.read) return 'a decision is between two reads'
  if (one.grade === other.grade) return `both reads say the same of segment ${segment}`
  return (
    faultInScores([{ segment, grade }], scale) ??
    (reason.trim() === '' ? 'a decision without a reason' : undefined)
  )
}

function faultInAnswered(
  { protocol, choices }: ReadState,
  { question, answer }: Body<'question-answered'>,
): string | undefined {
  const asked = protocol.checklist?.find(({ id }) => id === question)
  if (asked?.kind !== 'question') return `the protocol asks no question '${question}'`
  if (answer === null)
    return choices.answers?.[question] === undefined ? 'there is no answer to take back' : undefined
  return faultInAnswer(answer, asked.answer)
}

function faultInWaiver(
  { protocol, choices }: ReadState,
  { item, reason }: Body<'item-waived'>,
): string | undefined {
  const asked = protocol.checklist?.find(({ id }) => id === item)
  if (asked === undefined) return `the protocol has no item '${item}'`
  if (asked.need !== 'reason') return `the protocol lets nobody off '${item}' for a reason`
  if (reason === null)
    return choices.waived?.[item] === undefined ? 'there is no reason to take back' : undefined
  return reason.trim() === '' ? 'a reason without words' : undefined
}

function faultInRecord({ measurements }: Body<'analysis-recorded'>): string | undefined {
  const odd = measurements.find((m) => isMeasured(m) && !Number.isFinite(m.value))
  return odd && `${odd.quantity} is no number`
}

function faultInSignature(state: ReadState, body: Body<'signed'>): string | undefined {
  if (state.recorded === undefined || state.recorded.revision.seq !== body.measurements)
    return `event ${body.measurements} does not hold the measurements recorded last`
  if (!isRecorded(state)) return 'the read changed after its measurements were recorded'
  const version = nextVersion(state)
  return body.version === version ? undefined : `version ${body.version} does not follow ${version - 1}`
}
