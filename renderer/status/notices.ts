/** Short messages to the reader. What went wrong stays until it is dismissed; what went well goes by itself. */
import { create } from 'zustand'
import { refusalOf } from '../client/faults.ts'
import { refusalSentence } from '../client/sentences.ts'

export interface Notice {
  readonly id: number
  readonly tone: 'good' | 'plain' | 'bad'
  readonly what: string
  readonly todo?: string
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }))

const shownAtOnce = 4
let lastId = 0

export function notify(notice: Omit<Notice, 'id'>): void {
  lastId += 1
  const added = { ...notice, id: lastId }
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((known) => known.what !== notice.what), added].slice(-shownAtOnce),
  }))
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

export const dismissAll = (): void => useNotices.setState({ notices: [] })

/** Tells the reader what the world refused, and leaves a trace of what was our own mistake. */
export function tell(error: unknown): void {
  const refusal = refusalOf(error)
  if (refusal.code === 'cancelled') return
  if (refusal.code === 'window-bug') console.error(error)
  notify({ tone: 'bad', ...refusalSentence(refusal) })
}

/** Runs what a key or a button started; a refusal is told. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch(tell)
}
