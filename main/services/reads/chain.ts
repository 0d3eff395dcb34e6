/**
 * Events as exact bytes, chained by their hashes: each holds the hash of the one before, so that none can be
 * changed, dropped or moved without every later hash changing. The hash that signing freezes is the anchor.
 */
import { createHash } from 'node:crypto'
import type { ReadEvent } from '#analysis/reading/events.ts'
import { say } from '#analysis/sentences/say.ts'
import { currentFormat, upcast } from './upcast.ts'

/** What the first event of a read follows. */
export const beforeTheFirst = '0'.repeat(64)

export interface StoredEvent {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly sha256: string
}

/** The event as it is stored, for good. */
export function sealEvent(read: string, event: ReadEvent, previous: string): StoredEvent {
  const { seq, at, author, application, body } = event
  const text = JSON.stringify({ format: currentFormat, read, seq, previous, at, author, application, body })
  const bytes = Buffer.from(text, 'utf8')
  return { seq, bytes, sha256: sha256Of(bytes) }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export interface Verified {
  readonly events: readonly ReadEvent[]
  /** of each event */
  readonly hashes: readonly string[]
  /** of the last one, or what the first would have followed */
  readonly head: string
}

export interface Broken {
  readonly brokenAt: number
  readonly detail: string
}

/**
 * Reads a stretch of a log, each event held against its own hash and the one before.
 *
 * @param stored  in order, the first with the number `from`
 * @param previous  hash of the event before `from`
 */
export function openEvents(
  read: string,
  stored: Iterable<StoredEvent>,
  from: number,
  previous: string,
): Verified | Broken {
  const events: ReadEvent[] = []
  const hashes: string[] = []
  let head = previous
  for (const { seq, bytes, sha256 } of stored) {
    const expected = from + events.length
    if (seq !== expected)
      return { brokenAt: expected, detail: say('library/event-missing', { event: expected }) }
    if (sha256Of(bytes) !== sha256)
      return { brokenAt: seq, detail: say('library/event-bytes', { event: seq }) }
    const event = upcast(parse(bytes))
    if (!event || event.read !== read || event.seq !== seq)
      return { brokenAt: seq, detail: say('library/event-of-another', { event: seq }) }
    if (event.previous !== head)
      return { brokenAt: seq, detail: say('library/event-does-not-follow', { event: seq }) }
    const { at, author, application, body } = event
    events.push({ seq, at, author, application, body })
    hashes.push(sha256)
    head = sha256
  }
  return { events, hashes, head }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    // Not JSON: the caller says which event it was.
    return undefined
  }
}
