/** Short messages to the reader. What went wrong stays until it is dismissed; what went well goes by itself. */
import { useEffect } from 'react'
import { create } from 'zustand'
import { refusalOf } from '../client/faults.ts'
import { refusalSentence } from '../client/sentences.ts'

export interface Notice {
  readonly id: number
  readonly tone: 'good' | 'plain' | 'bad'
  readonly what: string
  readonly todo?: string
  /** something that is kept for the reader, and gone with the notice: nothing else takes the notice's place */
  readonly action?: { readonly name: string; readonly run: () => void }
}

interface Notices {
  readonly notices: readonly Notice[]
  /** how many dialogs stand over the page */
  readonly dialogs: number
  /** images fill the window */
  readonly full: boolean
}

export const useNotices = create<Notices>(() => ({ notices: [], dialogs: 0, full: false }))

const shownAtOnce = 4
let lastId = 0

/** @returns its id */
export function notify(notice: Omit<Notice, 'id'>): number {
  lastId += 1
  const added = { ...notice, id: lastId }
  useNotices.setState(({ notices }) => {
    const said = notices.filter((known) => known.action !== undefined || known.what !== notice.what)
    const surplus = said.length + 1 - shownAtOnce
    const pushedOut = said.filter(({ action }) => action === undefined).slice(0, Math.max(0, surplus))
    return { notices: [...said.filter((known) => !pushedOut.includes(known)), added] }
  })
  return added.id
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

/**
 * What is true of the study that is open, and would be wrong of the next.
 * @returns takes it back
 */
export function notifyMeanwhile(notice: Omit<Notice, 'id'>): () => void {
  const id = notify(notice)
  return () => dismiss(id)
}

/** What keeps something is dismissed by itself alone. */
export const dismissAll = (): void =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter(({ action }) => action !== undefined) }))

export const untilDismissed = (id: number): Promise<void> =>
  new Promise((resolve) => {
    const look = (notices: readonly Notice[]): void => {
      if (notices.some((notice) => notice.id === id)) return
      unwatch()
      resolve()
    }
    const unwatch = useNotices.subscribe(({ notices }) => look(notices))
  })

/** Messages leave the page for the edge of the window while a dialog stands over it. */
export function useDialogStands(stands: boolean): void {
  useEffect(() => {
    if (!stands) return
    useNotices.setState(({ dialogs }) => ({ dialogs: dialogs + 1 }))
    return () => useNotices.setState(({ dialogs }) => ({ dialogs: dialogs - 1 }))
  }, [stands])
}

/** Messages lie below the images that fill the window. */
export function useImagesFill(full: boolean): void {
  useEffect(() => {
    if (!full) return
    useNotices.setState({ full })
    return () => useNotices.setState({ full: false })
  }, [full])
}

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
