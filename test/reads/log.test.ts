import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { Failure } from '#contract/faults.ts'
import {
  beforeTheFirst,
  openEvents,
  type StoredEvent,
  sealEvent,
  sha256Of,
} from '../../main/services/reads/chain.ts'
import { createReadLog } from '../../main/services/reads/log.ts'
import { upcast } from '../../main/services/reads/upcast.ts'
import { author, freshLibrary, protocol } from './fresh-library.ts'

const application = 'midwall 0.1.0'
const commented = (text: string): ReadEventBody => ({ kind: 'commented', text })

function begun() {
  const library = freshLibrary()
  const log = createReadLog(library, application)
  const { read } = log.begin('1.2.3', 'CMR-TRIAL-01', protocol, author)
  const all = () => {
    const chain = log.verify(read)
    if ('brokenAt' in chain) throw new Error(chain.detail)
    return chain
  }
  return { library, log, read, all }
}
const faultOf = (act: () => unknown): Failure | undefined => {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

it('begins a read with the study, the protocol and the reader', () => {
  const { log, read, all } = begun()
  expect(all().events).toMatchObject([
    { seq: 1, author, application, body: { kind: 'opened', study: '1.2.3', protocol } },
  ])
  expect(log.row(read)).toMatchObject({ status: 'open', version: 0, seq: 1, reader: 'R01' })
})

it('gives back every event as it was appended, in order, with the head that the last one has', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      (batches) => {
        const { log, read, all } = begun()
        for (const batch of batches) log.append(read, log.row(read).seq, author, batch.map(commented))
        const { events, head } = all()
        expect(events.slice(1).map(({ body }) => body)).toEqual(batches.flat().map(commented))
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1))
        expect(log.row(read)).toMatchObject({ head, seq: events.length })
      },
    ),
    { numRuns: 8 },
  )
})

it('keeps every coordinate to the last bit', () => {
  const { log, read, all } = begun()
  const point = fc.tuple(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 9 }), (points) => {
      const contour = {
        image: { sopInstanceUid: '1.2', frame: 0 },
        border: 'lv-endocardial',
        closed: true,
        points,
        origin: 'drawn',
      } as const
      log.append(read, log.row(read).seq, author, [
        { kind: 'contours-changed', set: [contour], removed: [], gesture: 'draw' },
      ])
      const last = all().events.at(-1)?.body
      const kept = last?.kind === 'contours-changed' ? last.set[0]?.points : undefined
      // JSON has no negative zero, and an image has no use for one.
      expect(kept).toEqual(points.map(([x, y]) => [x + 0, y + 0]))
    }),
    { numRuns: 50 },
  )
})

it('refuses the second of two writers that both know the same last event, and keeps nothing of it', () => {
  const { log, read, all } = begun()
  log.append(read, 1, author, [commented('first')])
  const fault = faultOf(() =>
    log.append(read, 1, { id: 'R01', role: 'reader' }, [commented('second'), commented('third')]),
  )
  expect(fault).toMatchObject({ code: 'read-changed-elsewhere', data: { read, expected: 1, actual: 2 } })
  expect(all().events).toHaveLength(2)
})

it('appends all events of a call or none', () => {
  const { log, read, all } = begun()
  const broken = {
    kind: 'commented',
    get text(): string {
      throw new Error('cannot be written')
    },
  } as const
  expect(() => log.append(read, 1, author, [commented('a'), broken])).toThrow('cannot be written')
  expect(all().events).toHaveLength(1)
  expect(log.row(read).seq).toBe(1)
})

it('lets nobody change or remove an event, not even by SQL', () => {
  const { library } = begun()
  expect(() => library.db.exec("UPDATE read_events SET sha256 = 'x'")).toThrow('append-only')
  expect(() => library.db.exec('DELETE FROM read_events')).toThrow('append-only')
})

it('notices a changed byte, a dropped event, two that changed places, and one from another read', () => {
  const { library, log, read, all } = begun()
  log.append(read, 1, author, ['a', 'b', 'c'].map(commented))
  const rows = library.db.prepare('SELECT seq, bytes, sha256 FROM read_events ORDER BY seq').all()
  const stored = (rows as { seq: number; bytes: ArrayBuffer; sha256: string }[]).map((row) => ({
    ...row,
    bytes: new Uint8Array(row.bytes),
  }))
  const [one, two, three, four] = stored
  if (!one || !two || !three || !four) throw new Error('four events were stored')
  const opened = (events: readonly StoredEvent[]) => openEvents(read, events, 1, beforeTheFirst)
  expect(opened(stored)).toEqual(all())

  const flipped = Buffer.from(two.bytes)
  flipped[flipped.length - 4] = (flipped[flipped.length - 4] ?? 0) ^ 1
  expect(opened([one, { ...two, bytes: flipped }, three, four])).toMatchObject({ brokenAt: 2 })
  // Hashed anew it is whole in itself, and the next event gives it away.
  const rehashed = { ...two, bytes: flipped, sha256: sha256Of(flipped) }
  expect(opened([one, rehashed, three, four])).toMatchObject({ brokenAt: 3 })
  expect(opened([one, three, four])).toMatchObject({ brokenAt: 2 })
  expect(opened([one, { ...three, seq: 2 }, { ...two, seq: 3 }, four])).toMatchObject({ brokenAt: 2 })
  const foreign = sealEvent(
    'another',
    { seq: 2, at: '', author, application, body: commented('a') },
    one.sha256,
  )
  expect(opened([one, foreign])).toMatchObject({ brokenAt: 2 })
})

it('says which stored event was tampered with behind its back', () => {
  const { library, log, read } = begun()
  library.db.exec('DROP TRIGGER read_events_never_change')
  library.db.prepare('UPDATE read_events SET bytes = ? WHERE read = ?').run(Buffer.from('{}'), read)
  expect(log.verify(read)).toMatchObject({ brokenAt: 1 })
})

it('keeps one read for a reader, a study and a version of the protocol', () => {
  const { log, read } = begun()
  expect(log.ofReader('1.2.3', 'R01', protocol)?.read).toBe(read)
  expect(log.ofReader('1.2.3', 'R02', protocol)).toBeUndefined()
  expect(log.ofReader('1.2.3', 'R01', { ...protocol, version: '2' })).toBeUndefined()
  expect(() => log.begin('1.2.3', 'CMR-TRIAL-01', protocol, author)).toThrow(/UNIQUE/)
})

it('reads events of an older version as if they were of this one, and leaves their bytes alone', () => {
  const old = {
    format: 'midwall-event/0',
    read: 'r',
    seq: 1,
    previous: 'p',
    at: '',
    author,
    application,
    comment: 'dry apex',
  }
  const steps = [
    {
      from: 'midwall-event/0',
      to: 'midwall-event/1',
      change: (event: object) => ({
        ...event,
        body: commented('comment' in event ? String(event.comment) : ''),
      }),
    },
  ]
  expect(upcast(old, steps)).toMatchObject({ read: 'r', seq: 1, body: commented('dry apex') })
  expect(upcast(old)).toBeUndefined()
  expect(upcast({ ...old, format: 'midwall-event/9', body: commented('x') }, steps)).toBeUndefined()
})
