/**
 * A read's state as the fold of its events. Pure: the same events give the same state, all at once or one by
 * one. Undo and redo are events that name the gesture they take back or repeat; nothing is ever cut off.
 */
import { chamberOf, contourKeyOf, contourKeyText } from '../contours/contour.ts'
import { landmarkKeyText } from '../contours/landmark.ts'
import { isSameSegment } from './adjudication/decision.ts'
import type { ReadEvent, ReadEventBody } from './events.ts'
import { refusalOf } from './refusal.ts'
import {
  type AnnotationRecord,
  type Change,
  type Choices,
  type ContourRecord,
  type EmptyRecord,
  emptyKeyText,
  type LandmarkRecord,
  type ReadState,
  type RecordedAnalysis,
  type Revision,
  type Step,
} from './state.ts'

/** A state under construction: the same fields, open to change. */
interface Draft
  extends Omit<
    ReadState,
    'contours' | 'landmarks' | 'empty' | 'annotations' | 'undoable' | 'redoable' | 'analyses'
  > {
  status: ReadState['status']
  seq: number
  changed: number
  contours: Map<string, ContourRecord>
  landmarks: Map<string, LandmarkRecord>
  empty: Map<string, EmptyRecord>
  annotations: Map<string, AnnotationRecord>
  choices: Choices
  comments: ReadState['comments']
  undoable: Step[]
  redoable: Step[]
  analyses: Map<string, RecordedAnalysis>
  recorded?: NonNullable<ReadState['recorded']>
  signatures: ReadState['signatures']
  reopened: ReadState['reopened']
  sealed?: NonNullable<ReadState['sealed']>
}

/**
 * State after all events.
 * @throws RangeError when the log does not begin with 'opened', has a hole, or holds an event that could never
 *         have been appended: such a log is damaged
 */
export function foldRead(events: Iterable<ReadEvent>): ReadState {
  let draft: Draft | undefined
  for (const event of events) {
    if (draft === undefined) draft = opened(event)
    else follow(draft, event)
  }
  if (draft === undefined) throw new RangeError('a read without events')
  return draft
}

/** State after one more event; the given state stays as it is. @throws RangeError as above */
export function applyEvent(state: ReadState, event: ReadEvent): ReadState {
  const draft: Draft = {
    ...state,
    contours: new Map(state.contours),
    landmarks: new Map(state.landmarks),
    empty: new Map(state.empty),
    annotations: new Map(state.annotations),
    analyses: new Map(state.analyses),
    undoable: [...state.undoable],
    redoable: [...state.redoable],
  }
  follow(draft, event)
  return draft
}

function opened({ seq, body }: ReadEvent): Draft {
  if (body.kind !== 'opened') throw new RangeError(`a read begins with 'opened', not '${body.kind}'`)
  return {
    study: body.study,
    protocol: body.protocol,
    status: 'open',
    seq,
    changed: seq,
    contours: new Map(),
    landmarks: new Map(),
    empty: new Map(),
    annotations: new Map(),
    analyses: new Map(),
    choices: { papillaries: body.protocol.papillaries },
    comments: [],
    undoable: [],
    redoable: [],
    signatures: [],
    reopened: [],
  }
}

function follow(draft: Draft, event: ReadEvent): void {
  if (event.seq !== draft.seq + 1) throw new RangeError(`event ${event.seq} follows event ${draft.seq}`)
  const refusal = refusalOf(draft, event.body)
  if (refusal !== undefined) throw new RangeError(`event ${event.seq}: ${refusal.detail}`)
  draft.seq = event.seq
  const revision: Revision = { seq: event.seq, at: event.at, author: event.author.id }
  const step = stepOf(draft, event.body, revision)
  if (step === undefined) note(draft, event.body, revision)
  else {
    // what was undone before a new gesture can no longer be done again
    apply(draft, step, 'after')
    draft.undoable.push(step)
    draft.redoable.length = 0
  }
}

/** The step of an event that is a gesture. */
function stepOf(draft: Draft, body: ReadEventBody, revision: Revision): Step | undefined {
  switch (body.kind) {
    case 'contours-changed':
      return contourStep(draft, body, revision)
    case 'contours-accepted':
      return acceptStep(draft, body, revision)
    case 'landmarks-changed':
      return landmarkStep(draft, body, revision)
    case 'annotations-changed':
      return annotationStep(draft, body, revision)
    case 'slices-marked':
      return markStep(draft, body, revision)
    case 'phase-chosen':
      return choiceStep(draft, revision, body.which, body.phase)
    case 'papillaries-chosen':
      return choiceStep(draft, revision, 'papillaries', body.papillaries)
    case 'quality-graded':
      return choiceStep(draft, revision, 'quality', body.grade)
    case 'rhythm-graded':
      return choiceStep(draft, revision, 'rhythm', body.rhythm)
    case 'not-evaluable':
      return choiceStep(draft, revision, 'notEvaluable', body.reason)
    case 'body-size-entered':
      return choiceStep(draft, revision, 'bodySize', body.size)
    case 'values-given':
      return choiceStep(draft, revision, 'given', Object.keys(body.given).length === 0 ? null : body.given)
    case 'segments-scored':
      return choiceStep(draft, revision, 'scores', rescored(draft.choices, body))
    case 'segment-adjudicated':
      return choiceStep(draft, revision, 'adjudicated', decided(draft.choices, body))
    case 'question-answered':
      return choiceStep(
        draft,
        revision,
        'answers',
        entered(draft.choices.answers, body.question, body.answer),
      )
    case 'item-waived':
      return choiceStep(draft, revision, 'waived', entered(draft.choices.waived, body.item, body.reason))
    default:
      return undefined
  }
}

/** Everything that is not undone: undoing itself, and what is said about the read. */
function note(draft: Draft, body: ReadEventBody, revision: Revision): void {
  switch (body.kind) {
    case 'undone':
      move(draft, draft.undoable, draft.redoable, 'before')
      break
    case 'redone':
      move(draft, draft.redoable, draft.undoable, 'after')
      break
    case 'commented':
      draft.comments = [...draft.comments, { revision, text: body.text }]
      break
    case 'measurements-recorded': {
      const { kind: _, ...recorded } = body
      draft.recorded = { revision, ...recorded }
      break
    }
    case 'analysis-recorded': {
      const { kind: _, ...record } = body
      draft.analyses.set(record.analysis, { revision, ...record })
      break
    }
    case 'signed': {
      const { kind: _, ...signature } = body
      draft.status = 'signed'
      draft.signatures = [...draft.signatures, { revision, ...signature }]
      break
    }
    case 'unlocked':
      draft.status = 'open'
      draft.reopened = [...draft.reopened, { revision, text: body.reason }]
      break
    case 'sealed':
      draft.status = 'sealed'
      draft.sealed = { revision, text: body.reason }
  }
}

type Body<K extends ReadEventBody['kind']> = Extract<ReadEventBody, { kind: K }>

/** A contour on a slice that was marked empty takes the mark off, in the same step. */
function contourStep(draft: Draft, body: Body<'contours-changed'>, revision: Revision): Step {
  const contours: Change<ContourRecord>[] = []
  const empty = new Map<string, Change<EmptyRecord>>()
  for (const contour of body.set) {
    const key = contourKeyText(contourKeyOf(contour))
    contours.push({ key, before: draft.contours.get(key), after: { contour, revision } })
    const chamber = chamberOf(contour.border)
    const mark = chamber === undefined ? undefined : emptyKeyText(contour.image, chamber)
    const before = mark === undefined ? undefined : draft.empty.get(mark)
    if (mark !== undefined && before !== undefined) empty.set(mark, { key: mark, before, after: undefined })
  }
  for (const removed of body.removed) {
    const key = contourKeyText(removed)
    contours.push({ key, before: draft.contours.get(key), after: undefined })
  }
  return { seq: revision.seq, contours, landmarks: [], empty: [...empty.values()] }
}

function acceptStep(draft: Draft, { contours: keys }: Body<'contours-accepted'>, revision: Revision): Step {
  const contours = keys.flatMap((accepted): Change<ContourRecord>[] => {
    const key = contourKeyText(accepted)
    const before = draft.contours.get(key)
    return before === undefined ? [] : [{ key, before, after: { ...before, accepted: revision } }]
  })
  return { seq: revision.seq, contours, landmarks: [], empty: [] }
}

function markStep(draft: Draft, body: Body<'slices-marked'>, revision: Revision): Step {
  const { chamber, assumed = false } = body
  const empty = body.images.map((image): Change<EmptyRecord> => {
    const key = emptyKeyText(image, chamber)
    const after = body.empty ? { image, chamber, assumed, revision } : undefined
    return { key, before: draft.empty.get(key), after }
  })
  return { seq: revision.seq, contours: [], landmarks: [], empty }
}

function landmarkStep(draft: Draft, body: Body<'landmarks-changed'>, revision: Revision): Step {
  const change = (key: string, after: LandmarkRecord | undefined): Change<LandmarkRecord> => ({
    key,
    before: draft.landmarks.get(key),
    after,
  })
  const landmarks = [
    ...body.set.map((landmark) => change(landmarkKeyText(landmark), { landmark, revision })),
    ...body.removed.map((key) => change(landmarkKeyText(key), undefined)),
  ]
  return { seq: revision.seq, contours: [], landmarks, empty: [] }
}

function annotationStep(draft: Draft, body: Body<'annotations-changed'>, revision: Revision): Step {
  const change = (number: number, after: AnnotationRecord | undefined): Change<AnnotationRecord> => {
    const key = String(number)
    return { key, before: draft.annotations.get(key), after }
  }
  const annotations = [
    ...body.set.map((annotation) => change(annotation.number, { annotation, revision })),
    ...body.removed.map((number) => change(number, undefined)),
  ]
  return { seq: revision.seq, contours: [], landmarks: [], empty: [], annotations }
}

function choiceStep<K extends keyof Choices>(
  { choices }: Draft,
  { seq }: Revision,
  field: K,
  value: Choices[K] | null,
): Step {
  const { [field]: _, ...others } = choices
  const after: Choices = {
    papillaries: choices.papillaries,
    ...others,
    ...(value === null ? {} : { [field]: value }),
  }
  return { seq, contours: [], landmarks: [], empty: [], choices: { before: choices, after } }
}

/** The scores of a read with those of one scale replaced; null when none is left. */
function rescored(
  { scores = [] }: Choices,
  { scale, segments }: Body<'segments-scored'>,
): NonNullable<Choices['scores']> | null {
  const others = scores.filter((one) => one.scale.name !== scale.name || one.scale.version !== scale.version)
  const all = [...others, ...segments.map((one) => ({ ...one, scale }))]
  return all.length === 0 ? null : all
}

/** The decisions of a read with that on one segment replaced; null when none is left. */
function decided(
  { adjudicated = [] }: Choices,
  { kind: _, grade, ...body }: Body<'segment-adjudicated'>,
): NonNullable<Choices['adjudicated']> | null {
  const others = adjudicated.filter((one) => !isSameSegment(one, body))
  const all = grade === null ? others : [...others, { ...body, grade }]
  return all.length === 0 ? null : all
}

/** A table with one entry replaced; null takes it away, and the table with the last. */
function entered<T>(
  table: Readonly<Record<string, T>> = {},
  key: string,
  value: T | null,
): Readonly<Record<string, T>> | null {
  const { [key]: _, ...others } = table
  const all = value === null ? others : { ...others, [key]: value }
  return Object.keys(all).length === 0 ? null : all
}

function move(draft: Draft, from: Step[], to: Step[], side: 'before' | 'after'): void {
  const step = from.pop()
  if (step === undefined) return
  apply(draft, step, side)
  to.push(step)
}

function apply(draft: Draft, step: Step, side: 'before' | 'after'): void {
  put(draft.contours, step.contours, side)
  put(draft.landmarks, step.landmarks, side)
  put(draft.empty, step.empty, side)
  put(draft.annotations, step.annotations ?? [], side)
  if (step.choices !== undefined) draft.choices = step.choices[side]
  draft.changed = draft.seq
}

function put<T>(map: Map<string, T>, changes: readonly Change<T>[], side: 'before' | 'after'): void {
  for (const change of changes) {
    const value = change[side]
    if (value === undefined) map.delete(change.key)
    else map.set(change.key, value)
  }
}
