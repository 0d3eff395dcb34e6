/** The open read on this window's connection: what each refusal means for autosave, and how the reader is told. */

import type { StoreApi } from 'zustand'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { OpenedRead } from '#contract/views.ts'
import { onAnnouncement } from '../client/announcements.ts'
import { client } from '../client/client.ts'
import { useConnection } from '../client/connection.ts'
import { refusalOf } from '../client/faults.ts'
import { notify, tell } from '../status/notices.ts'
import { saidText } from '../texts/said.ts'
import { textsNow } from '../texts/texts.ts'
import { createReading, type Reading, type ReadingActions } from './state/reading-store.ts'
import { Saving, type SavingWorld } from './state/saving.ts'
import { askBeforeLeaving, keepForAgain } from './unsaved.ts'

const shortestWait = 250
const longestWait = 5_000

/** What was still on its way when its study was left, by read. */
const onItsWay = new Map<string, Saving>()
const openNow = new Map<string, ReadingActions>()
/** Why main has no room for what was done, by read. */
const noRoom = new Map<string, unknown>()

/**
 * Where this read was left with work on its way, that work is taken over: two that add to one log lose it.
 * @param stack   that volumes are read on
 * @param stacks  of the study
 */
export function openReading(
  opened: OpenedRead,
  stack: Stack | undefined,
  stacks: readonly Stack[],
): StoreApi<Reading> & ReadingActions {
  const { read, sizes, person } = opened
  const saving = onItsWay.get(read) ?? new Saving(opened, worldOf(read))
  onItsWay.delete(read)
  const reading = createReading(
    saving,
    { stack, stacks, sizes, person },
    {
      givenUp: (error, gestures) => {
        tell(error)
        keepForAgain(gestures, () => {
          const open = openNow.get(read)
          return open && ((gesture) => appendTo(open, gesture))
        })
      },
    },
  )
  openNow.set(read, reading)
  const hear = (seq?: number): void => void reading.hear(seq).catch(tell)
  hear(opened.seq)
  const unhear = onAnnouncement((announcement) => {
    if (announcement.kind === 'read-appended' && announcement.read === read) hear(announcement.seq)
  })
  // what happened while the connection was gone was not announced to us
  const unwatch = useConnection.subscribe((now, before) => {
    if (now.epoch !== before.epoch) hear()
  })
  // who goes on drawing shall know that nothing of it is saved
  const unremind = reading.subscribe(({ log }, before) => {
    if (log.waiting.length > before.log.waiting.length && noRoom.has(read)) tell(noRoom.get(read))
  })
  return {
    ...reading,
    close: () => {
      unhear()
      unwatch()
      unremind()
      reading.close()
      openNow.delete(read)
      if (reading.getState().log.waiting.length === 0) return
      onItsWay.set(read, saving)
      const saved = saving.settled()
      askBeforeLeaving(saved)
      void saved.then(() => {
        if (onItsWay.get(read) === saving) onItsWay.delete(read)
      })
    },
  }
}

function worldOf(read: string): SavingWorld {
  return {
    append: async (after, gestures) => {
      const appended = await client.reads.append({ read, after, gestures: [...gestures] })
      noRoom.delete(read)
      return appended
    },
    reload: (after) => client.reads.show({ read, ...(after === undefined ? {} : { after }) }),
    verdict: (error) => {
      switch (refusalOf(error).code) {
        case 'connection-lost':
        case 'reader-not-chosen':
        // somebody else reads in this window by now: the work waits here for its own reader
        case 'read-of-another-reader':
          return 'unreachable'
        case 'disk-full':
        case 'library-unusable':
          // the work waits in this window until there is room again
          if (!noRoom.has(read)) tell(error)
          noRoom.set(read, error)
          return 'unreachable'
        case 'read-changed-elsewhere':
          return 'changed-elsewhere'
        default:
          return 'refused'
      }
    },
    untilWorthTrying: (attempt) => untilLaterOrConnected(Math.min(shortestWait * 2 ** attempt, longestWait)),
  }
}

function untilLaterOrConnected(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      unwatch()
      resolve()
    }
    const timer = setTimeout(done, ms)
    const unwatch = useConnection.subscribe((now, before) => {
      if (now.epoch !== before.epoch) done()
    })
  })
}

/** Sends a gesture on its way; where the read does not take it, tells the reader why. @returns whether it was taken */
export function appendTo(reading: ReadingActions, gesture: Gesture): boolean {
  const refusal = reading.append(gesture)
  if (refusal) notify({ tone: 'bad', what: textsNow().acts.refused(saidText(refusal.detail)) })
  return refusal === undefined
}
