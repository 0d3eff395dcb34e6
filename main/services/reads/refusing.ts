/** What may not follow in a read as it is now, and as which failure its caller hears of it. */
import type { ReadEvent, ReadEventBody } from '#analysis/reading/events.ts'
import { applyEvent } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { Failure } from '#contract/faults.ts'
import { faultInGesture } from './gestures.ts'
import type { OpenRead } from './opened-reads.ts'
import type { ReadStudy } from './study.ts'

/** @param after  the last event that the caller knows */
export function refuseIfChangedSince({ row: { read, seq }, events }: OpenRead, after: number): void {
  if (seq === after || onlyAnalysesSince(events, after)) return
  throw new Failure('read-changed-elsewhere', { read, expected: after, actual: seq })
}

/** What an analysis found is appended while its reader goes on drawing: it changes nothing that a gesture rests on. */
const onlyAnalysesSince = (events: readonly ReadEvent[], after: number): boolean =>
  after <= events.length && events.slice(after).every(({ body }) => body.kind === 'analysis-recorded')

/** An undo names a gesture of the same call by the number that its caller expected. */
export const behind = (body: ReadEventBody, after: number, by: number): ReadEventBody =>
  (body.kind === 'undone' || body.kind === 'redone') && body.event > after
    ? { ...body, event: body.event + by }
    : body

/** Each body is held against the state that the ones before it will have left. */
export function refuseUnfit(opened: OpenRead, study: ReadStudy, bodies: readonly ReadEventBody[]): void {
  const author = { id: '', role: '' }
  bodies.reduce((state: ReadState, body) => {
    const refusal = refusalOf(state, body)
    if (refusal) throw failureOf(refusal, opened)
    const detail = faultInGesture(body, study)
    if (detail !== undefined) throw new Failure('event-invalid', { detail })
    return applyEvent(state, { seq: state.seq + 1, at: '', author, application: '', body })
  }, opened.state)
}

export function refuseUnlessOpen({ row, state }: OpenRead): void {
  const { read } = row
  if (row.status === 'sealed') throw new Failure('read-sealed', { read, reason: state.sealed?.text ?? '' })
  if (row.status === 'signed') throw new Failure('read-signed', { read })
}

export function failureOf(
  { code, detail }: NonNullable<ReturnType<typeof refusalOf>>,
  { row: { read } }: OpenRead,
): Failure {
  switch (code) {
    case 'event-invalid':
      return new Failure(code, { detail })
    case 'read-sealed':
      return new Failure(code, { read, reason: detail })
    case 'read-signed':
    case 'read-not-signed':
      return new Failure(code, { read })
  }
}
