import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOutbox, type Outbox, type OutboxParts } from '../../main/services/outbox/outbox.ts'
import type { OutboxItem } from '../../main/services/outbox/queue.ts'
import { type Connection, createConnection } from '../../main/services/registry/connection.ts'
import { keepSecrets } from '../../main/services/registry/secrets.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'

/** Nothing is asked of it here: what is tried ends before anything leaves the workstation. */
const registry = 'https://registry.invalid'
const now = Date.parse('2026-03-01T12:00:00Z')
const [minute, day] = [60_000, 24 * 60 * 60_000]

let library: Library
let connection: Connection
let outbox: Outbox
let mistakes: unknown[]
let tried: string[]

beforeEach(() => {
  library = openLibrary(mkdtempSync(join(tmpdir(), 'midwall-outbox-')))
  library.db
    .prepare('INSERT INTO registry (one, url, kind, account, identity) VALUES (1, ?, ?, ?, ?)')
    .run(registry, 'dicomweb', 'reader', registry)
  mistakes = []
  tried = []
})
afterEach(async () => {
  vi.useRealTimers()
  await outbox.close()
  connection.close()
  library.close()
})

/** With one signed report of each read; the bytes are at hand, so that no test waits for a disk. */
async function open(reads: readonly string[], identityIn: OutboxParts['identityIn'], signedIn = true) {
  if (signedIn)
    await keepSecrets(library.folder).write({ url: registry, account: 'reader', secret: 'not asked for' })
  const announcements: OutboxParts['announcements'] = {
    announce: () => {},
    listen: () => {
      throw new Error('nobody listens here')
    },
  }
  connection = createConnection({ library, announcements })
  outbox = createOutbox({
    library: { ...library, blobs: { ...library.blobs, read: async () => new Uint8Array([1]) } },
    connection,
    announcements,
    now: () => now,
    onError: (error) => void mistakes.push(error),
    identityIn: async (item, file) => {
      tried.push(item.read)
      return identityIn(item, file)
    },
  })
  for (const read of reads)
    outbox.queue.add(
      { identity: registry, project: 'CMR-TRIAL-01', study: '1.2.3', read, version: 1, head: 'a'.repeat(64) },
      [{ kind: 'sr', uid: '1.2.3.4', sha256: 'b'.repeat(64), bytes: 1 }],
    )
}

const item = (read: string): OutboxItem => {
  const [found] = outbox.queue.ofRead(read)
  if (!found) throw new Error(`nothing of ${read} was signed`)
  return found
}

describe('a result that waits', () => {
  it.each([
    ['ends beyond the longest pause, because the clock was set back, is tried', day, ['one']],
    ['ends in ten minutes is left alone', 10 * minute, []],
  ])('for a pause that %s', async (_claim, ahead, expected) => {
    await open(['one'], async () => 'it names a person')
    outbox.queue.set(item('one'), 'waiting', { nextTry: now + ahead })
    await outbox.run()
    expect(tried).toEqual(expected)
  })
})

describe('a mistake of ours in one result', () => {
  const mistake = new Error('a mistake of ours')
  const wrongWithTheFirst: OutboxParts['identityIn'] = async ({ read }) => {
    if (read === 'one') throw mistake
    return 'it names a person'
  }

  it('is logged and shown, makes it wait, and keeps no other from being tried', async () => {
    await open(['one', 'two'], wrongWithTheFirst)
    await outbox.run()
    expect(mistakes).toEqual([mistake])
    expect(item('one')).toMatchObject({ status: 'checking', tries: 1 })
    expect(item('one').detail).toContain('made a mistake')
    expect(item('one').nextTry).toBeGreaterThan(now)
    expect(item('two')).toMatchObject({ status: 'blocked', detail: 'it names a person' })
  })

  it('of which nothing can be written down is not tried again at once', async () => {
    await open(['one'], wrongWithTheFirst)
    library.db.exec("CREATE TRIGGER full BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'disk'); END")
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    outbox.start()
    await vi.advanceTimersByTimeAsync(minute)
    expect(tried.length).toBeGreaterThan(1)
    expect(tried.length).toBeLessThanOrEqual(1 + minute / 5_000)
    expect(mistakes.length).toBeGreaterThanOrEqual(tried.length)
  })

  it('does not leave a result at being sent', async () => {
    await open(['one'], async () => 'it names a person')
    outbox.queue.set(item('one'), 'sending', {})
    await outbox.run()
    expect(item('one').status).toBe('blocked')
  })
})

it('an outbox that nobody signed in for asks now and then, not without a pause', async () => {
  await open(['one'], async () => undefined, false)
  const asked = vi.spyOn(connection, 'isSignedIn')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  outbox.start()
  await vi.advanceTimersByTimeAsync(minute)
  expect(asked.mock.calls.length).toBeLessThan(20)
})
