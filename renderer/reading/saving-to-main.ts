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
import { seqOf } from './state/read-log.ts'
import { createReading, type Reading, type ReadingActions } from './state/reading-store.ts'
import type { SavingWorld } from './state/saving.ts'

const shortestWait = 250
const longestWait = 5_000

/**
 * @param stack   that volumes are read on
 * @param stacks  of the study
 */
export function openReading(
  opened: OpenedRead,
  stack: Stack | undefined,
  stacks: readonly Stack[],
): StoreApi<Reading> & ReadingActions {
  const { read, sizes, person } = opened
  const reading = createReading(opened, { stack, stacks, sizes, person }, worldOf(read), {
    refused: tell,
    changedElsewhere: (error, lost) => {
      tell(error)
      if (lost > 0) notify({ tone: 'bad', what: textsNow().acts.lost(lost), todo: textsNow().acts.again })
    },
  })
  const unhear = onAnnouncement((announcement) => {
    if (announcement.kind !== 'read-appended' || announcement.read !== read) return
    const { log } = reading.getState()
    if (log.waiting.length === 0 && announcement.seq > seqOf(log)) reading.reload().catch(tell)
  })
  return {
    ...reading,
    close: () => {
      unhear()
      reading.close()
      if (reading.getState().log.waiting.length > 0) askBeforeLeaving(reading.settled())
    },
  }
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
let leftBehind = 0

/** What was not saved when its study was left is sent all the same; until then the window does not go unasked. */
function askBeforeLeaving(saved: Promise<void>): void {
  if (leftBehind === 0) window.addEventListener('beforeunload', ask)
  leftBehind += 1
  void saved.finally(() => {
    leftBehind -= 1
    if (leftBehind === 0) window.removeEventListener('beforeunload', ask)
  })
}

function worldOf(read: string): SavingWorld {
  let diskFullTold = false
  return {
    append: (after, gestures) => client.reads.append({ read, after, gestures: [...gestures] }),
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
          if (!diskFullTold) tell(error)
          diskFullTold = true
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
