/** Reads as rows: appending to a log, and reading it back verified. */
import { randomUUID } from 'node:crypto'
import type { ReadEvent, ReadEventBody, ReadProtocol } from '#analysis/reading/events.ts'
import { Failure } from '#contract/faults.ts'
import type { ReadStatus, ReadView } from '#contract/views.ts'
import type { Library } from '../../store/library.ts'
import {
  type Broken,
  beforeTheFirst,
  openEvents,
  type StoredEvent,
  sealEvent,
  type Verified,
} from './chain.ts'

export type Author = ReadEvent['author']

export interface ReadRow extends ReadView {
  readonly project: string
  readonly status: Exclude<ReadStatus, 'none'>
}

export interface ReadLog {
  /** @throws Failure 'no-such-read' */
  row(read: string): ReadRow
  rows(study?: string): readonly ReadRow[]
  ofReader(study: string, reader: string, protocol: ReadProtocol): ReadRow | undefined
  begin(study: string, project: string, protocol: ReadProtocol, author: Author): ReadRow
  /**
   * All of the bodies or none, after the event that the caller knows as the last.
   * @param at  now, unless the caller has said a moment already
   * @throws Failure 'read-changed-elsewhere' when there is a later one
   */
  append(read: string, after: number, author: Author, bodies: readonly ReadEventBody[], at?: string): Appended
  /** The whole log from its first event, each held against the one before. */
  verify(read: string): Verified | Broken
}

export interface Appended {
  readonly events: readonly ReadEvent[]
  readonly row: ReadRow
}

interface EventRow extends Omit<StoredEvent, 'bytes'> {
  readonly bytes: ArrayBuffer
}

function* storedEvents(rows: Iterable<EventRow>): Generator<StoredEvent> {
  for (const { seq, bytes, sha256 } of rows) yield { seq, bytes: new Uint8Array(bytes), sha256 }
}

/** @param application  name and version, recorded with every event */
export function createReadLog(
  library: Library,
  application: string,
  now: () => Date = () => new Date(),
): ReadLog {
  const { db } = library
  const one = db.prepare('SELECT * FROM reads WHERE read = ?')
  const all = db.prepare('SELECT * FROM reads ORDER BY created, read')
  const ofStudy = db.prepare('SELECT * FROM reads WHERE study = ? ORDER BY created, read')
  const own = db.prepare('SELECT * FROM reads WHERE study = ? AND reader = ? AND protocol = ?')
  const insertRead = db.prepare(
    `INSERT INTO reads (read, study, reader, project, protocol, status, version, seq, head, created)
     VALUES (?, ?, ?, ?, ?, 'open', 0, 0, ?, ?)`,
  )
  const insertEvent = db.prepare('INSERT INTO read_events (read, seq, bytes, sha256) VALUES (?, ?, ?, ?)')
  const advance = db.prepare('UPDATE reads SET status = ?, version = ?, seq = ?, head = ? WHERE read = ?')
  const events = db.prepare('SELECT seq, bytes, sha256 FROM read_events WHERE read = ? ORDER BY seq')

  function row(read: string): ReadRow {
    const found = one.get(read) as ReadRow | undefined
    if (!found) throw new Failure('no-such-read', { read })
    return viewOf(found)
  }

  function append(
    read: string,
    after: number,
    author: Author,
    bodies: readonly ReadEventBody[],
    at = now().toISOString(),
  ): Appended {
    return library.transaction(() => {
      const before = row(read)
      if (before.seq !== after)
        throw new Failure('read-changed-elsewhere', { read, expected: after, actual: before.seq })
      let { head, status, version } = before
      const appended = bodies.map((body, i): ReadEvent => {
        const event = { seq: after + 1 + i, at, author, application, body }
        const stored = sealEvent(read, event, head)
        insertEvent.run(read, stored.seq, stored.bytes, stored.sha256)
        head = stored.sha256
        status = statusAfter(status, body)
        if (body.kind === 'signed') version = body.version
        return event
      })
      advance.run(status, version, after + bodies.length, head, read)
      return { events: appended, row: row(read) }
    })
  }

  return {
    row,
    append,
    rows: (study) => ((study === undefined ? all.all() : ofStudy.all(study)) as ReadRow[]).map(viewOf),
    ofReader(study, reader, protocol) {
      const found = own.get(study, reader, protocolText(protocol)) as ReadRow | undefined
      return found && viewOf(found)
    },
    begin: (study, project, protocol, author) =>
      library.transaction(() => {
        const read = randomUUID()
        const created = now().toISOString()
        insertRead.run(read, study, author.id, project, protocolText(protocol), beforeTheFirst, created)
        return append(read, 0, author, [{ kind: 'opened', study, protocol }]).row
      }),
    verify(read) {
      const rows = events.iterate(read) as Iterable<EventRow>
      return openEvents(read, storedEvents(rows), 1, beforeTheFirst)
    },
  }
}

const protocolText = ({ name, version }: ReadProtocol): string => JSON.stringify([name, version])

const viewOf = ({ read, study, reader, project, status, version, seq, head }: ReadRow): ReadRow => ({
  read,
  study,
  reader,
  project,
  status,
  version,
  seq,
  head,
})

function statusAfter(status: ReadRow['status'], body: ReadEventBody): ReadRow['status'] {
  if (status === 'sealed') return status
  if (body.kind === 'signed') return 'signed'
  if (body.kind === 'sealed') return 'sealed'
  return body.kind === 'unlocked' ? 'open' : status
}
