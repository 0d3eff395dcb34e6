import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOutbox, type Outbox, type OutboxParts } from '../../main/services/outbox/outbox.ts'
import type { RegistryAdapter } from '../../main/services/registry/adapter.ts'
import type { Connection } from '../../main/services/registry/connection.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'

const [theirs, another] = ['https://one.invalid', 'https://two.invalid']

let library: Library
let signedInTo: string
/** which registry was asked what */
let asked: string[]
let mistakes: unknown[]

beforeEach(() => {
  library = openLibrary(mkdtempSync(join(tmpdir(), 'midwall-outbox-')))
  signedInTo = theirs
  asked = []
  mistakes = []
})
afterEach(() => library.close())

/** A registry that takes everything and holds it, and notes that it was asked. */
function adapterOf(identity: string): RegistryAdapter {
  const held = new Map<string, string>()
  const unused = (): never => {
    throw new Error('not asked for here')
  }
  return {
    url: identity,
    kind: 'midwall',
    identity,
    account: 'reader',
    dicomWeb: {
      studies: unused,
      series: unused,
      instances: unused,
      sample: unused,
      retrieve: unused,
      store: unused,
    },
    projects: unused,
    studies: unused,
    withdrawals: unused,
    results: {
      async record(_project, { read, document }) {
        asked.push(`${identity} takes ${read}`)
        held.set(read, document)
      },
      async show(_project, { read, version, kind }) {
        const document = held.get(read)
        const [known] = library.db.prepare('SELECT sha256 FROM outbox WHERE read = ?').all(read) as {
          sha256: string
        }[]
        return document === undefined || known === undefined
          ? undefined
          : { read, version, kind, study: '1.2.3', head, sha256: known.sha256, document }
      },
      async issueReceipt(_project, receipt) {
        asked.push(`${identity} gives a receipt of ${receipt.read}`)
        return { ...receipt, id: `receipt-${receipt.read}`, at: '2026-03-01T12:00:00Z', registry: identity }
      },
    },
    signOut: async () => {},
    close: () => {},
  }
}

const head = 'a'.repeat(64)

/** With one signed document of each read, for the registry that is signed in to at first. */
async function open(reads: readonly string[], identityIn: OutboxParts['identityIn']): Promise<Outbox> {
  const adapters = { [theirs]: adapterOf(theirs), [another]: adapterOf(another) }
  const connection: Pick<Connection, 'address' | 'isSignedIn' | 'open' | 'reached' | 'met'> = {
    address: () => ({ url: signedInTo, kind: 'midwall', identity: signedInTo, account: 'reader' }),
    isSignedIn: () => true,
    open: () => {
      const adapter = adapters[signedInTo]
      if (!adapter) throw new Error('there are two')
      return adapter
    },
    reached: () => {},
    met: (error) => error,
  }
  const outbox = createOutbox({
    library,
    connection,
    announcements: {
      announce: () => {},
      listen: () => {
        throw new Error('nobody listens here')
      },
    },
    onError: (error) => void mistakes.push(error),
    identityIn,
  })
  for (const read of reads) {
    const document = Buffer.from(`{"read":"${read}"}`)
    const [sha256, bytes] = [await library.blobs.put(document), document.length]
    outbox.queue.add({ identity: theirs, project: 'CMR-TRIAL-01', study: '1.2.3', read, version: 1, head }, [
      { kind: 'result', uid: 'result', sha256, bytes },
    ])
  }
  return outbox
}

describe('a result that is for one registry', () => {
  it('is brought to it, and its receipt fetched there', async () => {
    const outbox = await open(['a'], async () => undefined)
    await outbox.run()
    expect(mistakes).toEqual([])
    expect(asked).toEqual([`${theirs} takes a`, `${theirs} gives a receipt of a`])
  })

  it('never goes to another that is signed in to while it is made ready', async () => {
    const outbox = await open(['a', 'b'], async ({ read }) => {
      if (read === 'b') signedInTo = another
      return undefined
    })
    await outbox.run()
    expect(mistakes).toEqual([])
    expect(asked).toEqual([`${theirs} takes a`])
    expect(outbox.queue.ofRead('b')).toMatchObject([{ status: 'waiting', tries: 0 }])
  })
})
