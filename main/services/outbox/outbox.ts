/**
 * Brings signed results to the registry, one after the other, until it holds each of them: offline they wait, and
 * are tried again with growing pauses; what a person has to decide is shown and left alone.
 */
import { say } from '#analysis/sentences/say.ts'
import { isFailure } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import type { UploadStatus } from '#contract/views.ts'
import { type Chance, type Patience, pause, worldly } from '../../dicomweb/retry.ts'
import { troubleOf } from '../../dicomweb/trouble.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import type { RegistryAdapter } from '../registry/adapter.ts'
import type { Connection } from '../registry/connection.ts'
import { attempt, type Verdict } from './attempt.ts'
import { type Clock, createOutboxQueue, type OutboxItem, type OutboxQueue } from './queue.ts'
import { createReceipts, type Receipts } from './receipts.ts'

export interface Outbox {
  readonly queue: OutboxQueue
  readonly receipts: Receipts
  /** sends whatever is due; resolves when nothing more is */
  run(): Promise<void>
  /** from now on by itself, when something is due */
  start(): void
  /** keeps what waits about a study, and never sends it */
  stopStudy(study: string, reason: string): Promise<void>
  /** of a read as a whole */
  statusOf(read: string): { status: UploadStatus; detail?: string }
  close(): Promise<void>
}

export interface OutboxParts {
  readonly library: Library
  readonly connection: Pick<Connection, 'address' | 'isSignedIn' | 'open' | 'reached' | 'met'>
  readonly announcements: Announcements
  /** why a file must not leave: identity that was found in it */
  readonly identityIn: (item: OutboxItem, file: Uint8Array) => Promise<string | undefined>
  readonly chance?: Chance
  readonly now?: () => number
  /** logs a mistake of ours; the item that met it waits, the others go on */
  readonly onError: (error: unknown) => void
}

const patience: Patience = { attempts: Number.POSITIVE_INFINITY, first: 5_000, longest: 15 * 60_000 }
const longestSleep = 60_000

export function createOutbox(parts: OutboxParts): Outbox {
  const { library, connection, announcements, identityIn, chance = worldly, now = Date.now } = parts
  const queue = createOutboxQueue(library)
  const receipts = createReceipts(library)
  let current: { readonly item: OutboxItem; readonly stop: AbortController } | undefined
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const clock = (): Clock => ({ now: now(), latest: now() + patience.longest })

  /** Undefined where nobody is signed in to the registry that it is for: somebody may change that at any moment. */
  function doorOf({ identity }: Pick<OutboxItem, 'identity'>): RegistryAdapter | undefined {
    const isOurs = connection.isSignedIn() && connection.address()?.identity === identity
    return isOurs ? connection.open() : undefined
  }

  function settle(
    item: OutboxItem,
    status: OutboxItem['status'],
    change: Parameters<OutboxQueue['set']>[2],
  ): void {
    queue.set(item, status, change)
    announcements.announce({ kind: 'outbox-changed', read: item.read, status })
  }

  function conclude(item: OutboxItem, verdict: Verdict): void {
    const tried = true
    if (verdict.status === 'done') settle(item, 'done', { tried })
    else if (verdict.status === 'conflict' || verdict.status === 'blocked')
      settle(item, verdict.status, { detail: verdict.detail, tried })
    else {
      const wait = pause(item.tries + 1, verdict.retryAfterMs, patience, chance.random())
      settle(item, verdict.status, { detail: verdict.detail, tried, nextTry: Math.round(now() + wait) })
    }
  }

  /** Nobody knows how far our mistake let it come, so the registry is asked before it is sent again. */
  function stumble(item: OutboxItem, error: unknown): void {
    parts.onError(error)
    const detail = isFailure(error) ? faultSentence(error.fault).what : say('registry/own-mistake')
    conclude(item, { status: 'checking', detail })
  }

  /** @returns false when the registry cannot be asked any more for now */
  async function bring(item: OutboxItem): Promise<boolean> {
    const stop = new AbortController()
    current = { item, stop }
    try {
      const signed = await library.blobs.read(item.sha256)
      const identity = await identityIn(item, signed)
      if (identity !== undefined) {
        settle(item, 'blocked', { detail: identity })
        return true
      }
      const registry = doorOf(item)
      if (!registry) return false
      const { verdict, trouble } = await attempt({
        registry,
        item,
        signed,
        signal: stop.signal,
        sending: () => settle(item, 'sending', {}),
      })
      if (trouble === undefined) connection.reached()
      else connection.met(trouble)
      conclude(item, verdict)
      return connection.isSignedIn() && troubleOf(trouble)?.kind !== 'unreachable'
    } catch (error) {
      // stopped while it was under way: whether it arrived, the registry will be asked
      if (stop.signal.aborted) {
        settle(item, 'checking', { detail: say('registry/stopped') })
        return false
      }
      if (isFailure(error, 'library-damaged')) settle(item, 'blocked', { detail: error.data.detail })
      else stumble(item, error)
      return true
    } finally {
      current = undefined
    }
  }

  async function obtainReceipts(identity: string): Promise<void> {
    for (const consignment of queue.withoutReceipt(identity)) {
      const registry = doorOf(consignment)
      if (!registry) return
      const items = queue.ofRead(consignment.read).filter(({ version }) => version === consignment.version)
      try {
        await receipts.obtain(registry, consignment, items)
        announcements.announce({ kind: 'outbox-changed', read: consignment.read, status: 'done' })
      } catch (error) {
        if (troubleOf(error)) {
          connection.met(error)
          return
        }
        parts.onError(error)
      }
    }
  }

  async function pass(): Promise<void> {
    const address = connection.address()
    if (!address || !connection.isSignedIn()) return
    queue.doubtSending()
    for (;;) {
      const [next] = queue.due(address.identity, clock())
      if (!next || closed) break
      if (!(await bring(next))) break
    }
    if (connection.isSignedIn() && !closed) await obtainReceipts(address.identity)
  }

  function run(): Promise<void> {
    running ??= pass().finally(() => {
      running = undefined
      sleep()
    })
    return running
  }

  function sleep(): void {
    clearTimeout(timer)
    if (closed || timer === undefined) return
    timer = setTimeout(() => run().catch(parts.onError), untilDue()).unref()
  }

  /** Never at once: what a failed pass left is due already, and would be tried without a pause. */
  function untilDue(): number {
    try {
      const identity = connection.isSignedIn() ? connection.address()?.identity : undefined
      const due = identity === undefined ? undefined : queue.nextDue(identity, clock())
      return due === undefined ? longestSleep : Math.min(Math.max(due - now(), patience.first), longestSleep)
    } catch (error) {
      parts.onError(error)
      return longestSleep
    }
  }

  return {
    queue,
    receipts,
    run,
    start() {
      clearTimeout(timer)
      timer = setTimeout(() => run().catch(parts.onError), 0).unref()
    },
    async stopStudy(study, reason) {
      if (current?.item.study === study) {
        current.stop.abort()
        await running?.catch(() => undefined)
      }
      for (const item of queue.ofStudy(study))
        if (item.status !== 'done') settle(item, 'blocked', { detail: reason })
    },
    statusOf(read) {
      const items = queue.ofRead(read)
      const last = Math.max(...items.map(({ version }) => version))
      const latest = items.filter(({ version }) => version === last)
      const worst = gravest.find((status) => latest.some((item) => item.status === status))
      const detail = latest.find((item) => item.status === worst)?.detail
      return { status: worst ?? 'none', ...(detail ? { detail } : {}) }
    },
    async close() {
      closed = true
      clearTimeout(timer)
      current?.stop.abort()
      await running?.catch(() => undefined)
    },
  }
}

/** A read is as far as its last object. */
const gravest = ['conflict', 'blocked', 'waiting', 'checking', 'sending', 'done'] as const
