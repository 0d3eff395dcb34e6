/**
 * The log of the open read as this window knows it: what main confirmed, and behind it the gestures that are
 * still on their way. Only main's part is saved; the rest is shown, and shown as not yet saved.
 */
import type { ReadEvent, ReadEventBody } from '#analysis/reading/events.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { Appended, MeasurementSet, OpenedRead, ReadView } from '#contract/views.ts'

export interface ReadLog {
  readonly read: string
  readonly study: string
  readonly reader: string
  readonly version: number
  readonly status: ReadView['status']
  readonly head: string
  readonly confirmed: readonly ReadEvent[]
  readonly waiting: readonly Gesture[]
  /** main's numbers, for `confirmed` */
  readonly results: MeasurementSet
}

export const logOf = (opened: OpenedRead, waiting: readonly Gesture[] = []): ReadLog => ({
  read: opened.read,
  study: opened.study,
  reader: opened.reader,
  version: opened.version,
  status: opened.status,
  head: opened.head,
  confirmed: opened.events,
  waiting,
  results: opened.results,
})

export const seqOf = ({ confirmed }: ReadLog): number => confirmed.at(-1)?.seq ?? 0

export const withGesture = (log: ReadLog, gesture: Gesture): ReadLog => ({
  ...log,
  waiting: [...log.waiting, gesture],
})

/**
 * Main appended the first `count` waiting gestures, and may have recorded analyses before them: the gestures that
 * still wait count behind these too.
 */
export const withAppended = (log: ReadLog, appended: Appended, count: number): ReadLog => ({
  ...log,
  confirmed: [...log.confirmed, ...appended.events],
  waiting: movedBy(log.waiting.slice(count), seqOf(log), appended.events.length - count),
  head: appended.head,
  results: appended.results,
})

/** An undo names the gesture that it takes back by the number that was expected for it. */
const movedBy = (waiting: readonly Gesture[], after: number, by: number): readonly Gesture[] =>
  by === 0
    ? waiting
    : waiting.map((gesture) =>
        (gesture.kind === 'undone' || gesture.kind === 'redone') && gesture.event > after
          ? { ...gesture, event: gesture.event + by }
          : gesture,
      )

/** What main has by now, with the gestures that it has not: `arrived` of those that waited are among its events. */
export function logBehind(log: ReadLog, opened: OpenedRead, arrived: number): ReadLog {
  const since = opened.events.filter(({ seq }) => seq > seqOf(log))
  return logOf(opened, movedBy(log.waiting.slice(arrived), seqOf(log), since.length - arrived))
}

export const withoutWaiting = (log: ReadLog, count: number): ReadLog => ({
  ...log,
  waiting: log.waiting.slice(count),
})

/**
 * The waiting gestures as the events that they will become: a read has one writer, so their numbers are known
 * before main confirms them.
 */
export function waitingEvents(log: ReadLog, at: string): readonly ReadEvent[] {
  const first = seqOf(log) + 1
  const last = log.confirmed.at(-1)
  return log.waiting.map((body, index) => ({
    seq: first + index,
    at,
    author: { id: log.reader, role: last?.author.role ?? 'reader' },
    application: last?.application ?? 'midwall',
    body,
  }))
}

/** Confirmed and waiting, in order: the history as the reader may see it. */
export const allEvents = (log: ReadLog): readonly ReadEvent[] => [
  ...log.confirmed,
  ...waitingEvents(log, new Date().toISOString()),
]

/** Gestures that an undo took back and no redo repeated. */
export function undoneIn(events: readonly ReadEvent[]): ReadonlySet<number> {
  const undone = new Set<number>()
  for (const { body } of events) {
    if (body.kind === 'undone') undone.add(body.event)
    if (body.kind === 'redone') undone.delete(body.event)
  }
  return undone
}

export interface Arrived {
  /** of the gestures that were sent, how many main has, in their order */
  readonly count: number
  /** somebody else continued the read behind the event that was known */
  readonly continued: boolean
}

/**
 * What of the gestures that were sent is already in a reloaded log, behind the event `after`. An answer may be
 * lost after main had appended; sending again would then do everything twice.
 */
export function arrivedOf(sent: readonly Gesture[], after: number, events: readonly ReadEvent[]): Arrived {
  const since = events.filter(({ seq, body }) => seq > after && body.kind !== 'analysis-recorded')
  const other = since.findIndex(({ body }, index) => !sameGesture(body, sent[index]))
  const count = other < 0 ? since.length : other
  return { count, continued: count < since.length }
}

/**
 * Of the waiting gestures behind the first `arrived`, what still stood when they were given up: without those that an
 * undo among them had taken back, and without that undo.
 */
export function standingOf(log: ReadLog, arrived = 0): readonly Gesture[] {
  const base = seqOf(log) + arrived
  const events = waitingEvents(log, '').slice(arrived)
  const undone = undoneIn(events)
  return events
    .filter(({ seq, body }) => {
      if (body.kind === 'undone') return body.event <= base && undone.has(body.event)
      if (body.kind === 'redone') return body.event <= base && !undone.has(body.event)
      return !undone.has(seq)
    })
    .map(({ body }) => body as Gesture)
}

/** By content: keys may come back in another order, and main counts an undo behind what it recorded itself. */
const sameGesture = (body: ReadEventBody, sent: Gesture | undefined): boolean =>
  body.kind === 'undone' || body.kind === 'redone'
    ? body.kind === sent?.kind
    : canonical(body) === canonical(sent)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  )
