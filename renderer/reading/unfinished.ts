/**
 * A curve that was being placed when its study was left, or its read was signed: kept in this window for that read,
 * and with it for its reader, until it can be gone on with there. Meanwhile the window does not go unasked.
 */
import { type Spot, spotOf } from '#analysis/annotations/spot.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { ContourEditor } from '../contouring/contour-editor.ts'
import type { Draft } from '../contouring/draft.ts'
import { notifyMeanwhile } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import { askBeforeLeaving } from './unsaved.ts'

interface Kept {
  readonly draft: Draft
  readonly letGo: () => void
}

/** by read */
const kept = new Map<string, Kept>()

function keep(read: string, draft: Draft): void {
  forget(read)
  askBeforeLeaving(new Promise((letGo) => kept.set(read, { draft, letGo })))
}

function forget(read: string): void {
  kept.get(read)?.letGo()
  kept.delete(read)
}

export interface Unfinished {
  /** Before the hand is taken from the read: what it was drawing stays. */
  keep(): void
  /** Puts the kept curve into the hand again, on its image, and says so. */
  offer(): void
  /** The read is closed for good. */
  forget(): void
}

/** @param show  brings an image on the screen and holds it */
export function unfinishedIn(
  read: string,
  editor: ContourEditor,
  stacks: readonly Stack[],
  show: (spot: Spot) => void,
): Unfinished {
  let untell: (() => void) | undefined
  return {
    keep: () => {
      untell?.()
      if (editor.draft) keep(read, editor.draft)
    },
    offer: () => {
      const draft = kept.get(read)?.draft
      const spot = draft && spotOf(stacks, draft.image)
      if (!spot) return
      forget(read)
      show(spot)
      editor.goOn(draft)
      const { borders, goOn } = textsNow().contouring
      untell = notifyMeanwhile({
        tone: 'plain',
        what: goOn.what(borders[draft.border], draft.placed.length),
        todo: goOn.todo,
      })
    },
    forget: () => forget(read),
  }
}
