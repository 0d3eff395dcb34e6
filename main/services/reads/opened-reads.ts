/**
 * Reads in memory: verified once, then folded on with every event that is appended. What is remembered counts
 * only while its head is the one in the library: a transaction may have been undone around it.
 */
import type { ReadEvent, ReadEventBody } from '#analysis/reading/events.ts'
import { applyEvent, foldRead } from '#analysis/reading/fold.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { Author, ReadLog, ReadRow } from './log.ts'

export interface OpenRead {
  readonly row: ReadRow
  readonly events: readonly ReadEvent[]
  readonly state: ReadState
}

export interface OpenReads {
  /** @throws Failure 'no-such-read', 'library-damaged' when the chain does not hold */
  open(read: string): OpenRead
  /** @throws Failure as the log's append does */
  append(read: string, after: number, author: Author, bodies: readonly ReadEventBody[], at?: string): OpenRead
}

/** A reader goes back and forth between few; a long read takes some 100 MB. */
const remembered = 4

export function createOpenReads(logs: ReadLog, library: string): OpenReads {
  const known = new Map<string, OpenRead>()

  function remember(read: string, opened: OpenRead): OpenRead {
    known.delete(read)
    known.set(read, opened)
    for (const oldest of known.keys()) {
      if (known.size <= remembered) break
      known.delete(oldest)
    }
    return opened
  }

  function open(read: string): OpenRead {
    const row = logs.row(read)
    const before = known.get(read)
    if (before?.row.head === row.head) return remember(read, before)
    const log = logs.verify(read)
    if ('brokenAt' in log) throw damaged(log.detail)
    if (log.head !== row.head || log.events.length !== row.seq)
      throw damaged(say('library/read-and-log-differ'))
    return remember(read, { row, events: log.events, state: folded(log.events) })
  }

  function folded(events: readonly ReadEvent[]): ReadState {
    try {
      return foldRead(events)
    } catch (cause) {
      throw damaged(say('library/log-not-followed'), cause)
    }
  }

  const damaged = (detail: string, cause?: unknown): Failure =>
    new Failure('library-damaged', { library, detail }, { cause })

  return {
    open,
    append(read, after, author, bodies, at) {
      const before = open(read)
      const { events, row } = logs.append(read, after, author, bodies, at)
      const state = events.reduce(applyEvent, before.state)
      return remember(read, { row, events: [...before.events, ...events], state })
    },
  }
}
