/**
 * One attempt to bring one item to the registry: asked first when the last attempt's end is unknown, sent, then
 * read back. Only what was read back and compared is done.
 */
import { say } from '#analysis/sentences/say.ts'
import { type Trouble, troubleOf } from '../../dicomweb/trouble.ts'
import type { RegistryAdapter } from '../registry/adapter.ts'
import { type Held, heldBy } from './proof.ts'
import type { OutboxItem } from './queue.ts'

export type Verdict =
  | { readonly status: 'done' }
  /** other content under this name: a person decides */
  | { readonly status: 'conflict'; readonly detail: string }
  /** will not pass by itself: kept, shown, not retried */
  | { readonly status: 'blocked'; readonly detail: string }
  /** 'checking' when the registry may have it by now */
  | { readonly status: 'waiting' | 'checking'; readonly detail: string; readonly retryAfterMs?: number }

export interface Attempt {
  readonly registry: RegistryAdapter
  readonly item: OutboxItem
  /** the signed bytes, their hash verified */
  readonly signed: Uint8Array
  readonly signal: AbortSignal
  /** is called, and durable, before the first byte leaves */
  readonly sending: () => void
}

/** @throws the signal's reason, or our own mistakes; everything that a registry does is a verdict */
export async function attempt(parts: Attempt): Promise<{ verdict: Verdict; trouble?: unknown }> {
  let sent = parts.item.status === 'checking'
  try {
    if (sent) {
      const before = await look(parts)
      if (before !== 'absent') return { verdict: verdictOf(before) }
    }
    parts.sending()
    sent = true
    const answer = await send(parts)
    const after = await look(parts)
    if (after !== 'absent') return { verdict: verdictOf(after) }
    return { verdict: { status: answer === 'refused' ? 'blocked' : 'waiting', detail: absentAfter(answer) } }
  } catch (error) {
    const trouble = troubleOf(error)
    if (!trouble) throw error
    return { verdict: verdictOn(trouble, sent), trouble: error }
  }
}

const look = ({ registry, item, signed, signal }: Attempt): Promise<Held> =>
  heldBy(registry, item, signed, signal)

type Answer = 'claimed' | 'unclaimed' | 'refused'

async function send({ registry, item, signed, signal }: Attempt): Promise<Answer> {
  const { project, study, read, version, kind, head, sha256, uid } = item
  if (kind === 'sr' || kind === 'seg') {
    const { claimed, failureReason } = await registry.dicomWeb.store(signed, uid, signal)
    if (failureReason === notAuthorized) return 'refused'
    return claimed ? 'claimed' : 'unclaimed'
  }
  const document = Buffer.from(signed).toString('utf8')
  await registry.results?.record(project, { read, version, kind, study, head, sha256, document }, signal)
  return 'claimed'
}

/** PS3.7 annex C: the registry will not take anything of this study from this account. */
const notAuthorized = 0x0124

function absentAfter(answer: Answer): string {
  if (answer === 'refused') return say('registry/takes-nothing')
  return answer === 'claimed' ? say('registry/stored-and-not-held') : say('registry/not-stored')
}

const verdictOf = (held: Exclude<Held, 'absent'>): Verdict =>
  held === 'same' ? { status: 'done' } : { status: 'conflict', detail: say('registry/holds-other-content') }

function verdictOn(trouble: Trouble, sent: boolean): Verdict {
  const unsure = sent ? 'checking' : 'waiting'
  const { detail } = trouble
  if (trouble.kind !== 'refused') return { status: unsure, detail }
  const { status, retryAfterMs } = trouble
  if (status === 401) return { status: unsure, detail: say('registry/sign-in-again') }
  if (status === 409) return { status: 'conflict', detail }
  if (status === 408 || status === 429 || status >= 500) {
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
    return { status: unsure, detail: say('registry/answered', { status, detail }), ...wait }
  }
  return { status: 'blocked', detail: say('registry/refused-with', { status, detail }) }
}
