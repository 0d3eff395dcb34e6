/**
 * The library's one registry: who is signed in to it, whether it was reached last time, and the only door through
 * which the other services ask it. A token that ended is noticed here, whoever asked.
 */
import { z } from 'zod'
import { Failure } from '#contract/faults.ts'
import type { RegistryView } from '#contract/views.ts'
import { type Chance, persevering, shortly, worldly } from '../../dicomweb/retry.ts'
import { troubleOf } from '../../dicomweb/trouble.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import type { RegistryAdapter, RegistryAddress } from './adapter.ts'
import { checkedUrl, locate } from './address.ts'
import { openArchive } from './archive.ts'
import { type About, asFailure } from './faults.ts'
import { openMidwallRegistry, signInToMidwall } from './midwall.ts'
import { keepSecrets } from './secrets.ts'

export interface Connection {
  view(): RegistryView
  /** undefined until a registry was named */
  address(): (RegistryAddress & { readonly account: string }) | undefined
  isSignedIn(): boolean
  /** @param signal  heard until the account is in; before, everything stays as it was. @throws its reason */
  signIn(asked: SignInRequest, signal?: AbortSignal): Promise<RegistryView>
  signOut(): Promise<RegistryView>
  /**
   * Asks the registry, a few times if it does not answer.
   * @throws Failure 'registry-not-set', 'not-signed-in', 'registry-unreachable', 'registry-refused',
   *         'registry-broken', 'access-denied'
   */
  ask<T>(question: (registry: RegistryAdapter) => Promise<T>, about?: About): Promise<T>
  /** the adapter for a transfer with a patience of its own, whose troubles are then told by `met` */
  open(): RegistryAdapter
  /** a transfer came to a good end */
  reached(): void
  /** what a transfer met, as a fault; notes an ended token and an unreachable registry */
  met(error: unknown, about?: About): unknown
  close(): void
}

export interface SignInRequest {
  readonly url: string
  readonly kind: 'auto' | 'midwall' | 'dicomweb'
  readonly account: string
  readonly secret: string
}

export interface ConnectionParts {
  readonly library: Library
  readonly announcements: Announcements
  readonly chance?: Chance
  /** a certificate authority beside the system's own, PEM */
  readonly ca?: string | undefined
  /** milliseconds without a byte after which a registry counts as gone */
  readonly silence?: number
}

const rowSchema = z.object({
  url: z.string(),
  kind: z.enum(['midwall', 'dicomweb']),
  account: z.string(),
  identity: z.string(),
})
type RegistryRow = z.infer<typeof rowSchema>

export function createConnection(parts: ConnectionParts): Connection {
  const { library, announcements, chance = worldly } = parts
  const { db } = library
  const line = { silence: parts.silence ?? 30_000, ca: parts.ca }
  const secrets = keepSecrets(library.folder)
  const select = db.prepare('SELECT url, kind, account, identity FROM registry')
  const replace = db.prepare(
    'INSERT OR REPLACE INTO registry (one, url, kind, account, identity) VALUES (1, ?, ?, ?, ?)',
  )
  const named = (): RegistryRow | undefined => {
    const row = select.get()
    return row === undefined ? undefined : rowSchema.parse(row)
  }

  let adapter: RegistryAdapter | undefined = reopened()
  let unreachable: string | undefined
  let announced = JSON.stringify(view())

  function reopened(): RegistryAdapter | undefined {
    const row = named()
    const secret = secrets.read()
    return row && secret?.url === row.url && secret.account === row.account
      ? openAdapter(row, secret.secret)
      : undefined
  }

  function openAdapter({ account, ...address }: RegistryRow, secret: string): RegistryAdapter {
    const open = address.kind === 'midwall' ? openMidwallRegistry : openArchive
    return open(address, { account, secret }, line)
  }

  function view(): RegistryView {
    const row = named()
    if (!row) return { state: 'not-set' }
    const { url, kind, account } = row
    if (!adapter) return { url, kind, account, state: 'signed-out' }
    if (unreachable !== undefined) return { url, kind, account, state: 'unreachable', detail: unreachable }
    return { url, kind, account, state: 'signed-in' }
  }

  function tell(): RegistryView {
    const now = view()
    const text = JSON.stringify(now)
    if (text !== announced) announcements.announce({ kind: 'registry-changed', registry: now })
    announced = text
    return now
  }

  function reached(): void {
    if (unreachable === undefined) return
    unreachable = undefined
    tell()
  }

  function met(error: unknown, about?: About): unknown {
    const trouble = troubleOf(error)
    if (!trouble) return error
    const { url } = named() ?? { url: '' }
    if (trouble.kind === 'refused' && trouble.status === 401) {
      adapter?.close()
      adapter = undefined
    }
    unreachable = trouble.kind === 'unreachable' ? trouble.detail : undefined
    tell()
    return asFailure(error, url, about)
  }

  function open(): RegistryAdapter {
    if (adapter) return adapter
    const row = named()
    throw row ? new Failure('not-signed-in', { registry: row.url }) : new Failure('registry-not-set', {})
  }

  return {
    view,
    address: () => named(),
    isSignedIn: () => adapter !== undefined,
    open,
    reached,
    met,

    async ask(question, about) {
      const registry = open()
      try {
        const answer = await persevering(() => question(registry), shortly, chance)
        reached()
        return answer
      } catch (error) {
        throw met(error, about)
      }
    },

    async signIn({ url, kind, account, secret }, signal) {
      const attempt = async (): Promise<{ row: RegistryRow; secret: string }> => {
        const address = await locate(url, kind, line, signal)
        if (address.kind === 'midwall') {
          const session = await signInToMidwall(address, { account, secret }, line, signal)
          return { row: { ...address, account: session.account }, secret: session.secret }
        }
        const row = { ...address, account }
        const archive = openAdapter(row, secret)
        try {
          // an archive has no session: a first question shows whether it lets this account in
          await archive.dicomWeb.studies({ study: '1.2.3' }, signal)
        } finally {
          archive.close()
        }
        return { row, secret }
      }
      const signedIn = await attempt().catch((error: unknown) => {
        throw signInFailure(error, checkedUrl(url))
      })
      signal?.throwIfAborted()
      adapter?.close()
      const { row } = signedIn
      await secrets.write({ url: row.url, account: row.account, secret: signedIn.secret })
      library.transaction(() => {
        replace.run(row.url, row.kind, row.account, row.identity)
        library.audit(row.account, 'signed-in', JSON.stringify({ registry: row.url }))
      })
      adapter = openAdapter(row, signedIn.secret)
      unreachable = undefined
      return tell()
    },

    async signOut() {
      const leaving = adapter
      adapter = undefined
      unreachable = undefined
      await secrets.forget()
      if (leaving) {
        library.audit(leaving.account, 'signed-out', JSON.stringify({ registry: leaving.url }))
        // the token is forgotten here whether or not the registry hears of it
        await leaving.signOut().catch((error: unknown) => {
          if (!troubleOf(error)) throw error
        })
        leaving.close()
      }
      return tell()
    },

    close: () => adapter?.close(),
  }
}

/** An account that is known and shut out is refused like any other: there is nothing yet to be denied. */
function signInFailure(error: unknown, registry: string): unknown {
  const trouble = troubleOf(error)
  if (trouble?.kind !== 'refused' || trouble.status !== 403) return asFailure(error, registry)
  const { status, detail } = trouble
  return new Failure('registry-refused', { registry, status, detail }, { cause: error })
}
