/**
 * What was done and is not saved: it is sent after its study was left, and what main took no more is kept to be done
 * again. A window that holds any of it does not go unasked.
 */
import type { Gesture } from '#contract/read-events.ts'
import { notify, untilDismissed } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'

const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
let held = 0

/** Until then the window does not go unasked. */
export function askBeforeLeaving(gone: Promise<void>): void {
  if (held === 0) window.addEventListener('beforeunload', ask)
  held += 1
  void gone.finally(() => {
    held -= 1
    if (held === 0) window.removeEventListener('beforeunload', ask)
  })
}

/** Adds a gesture to the read as it is now. @returns whether it was taken; where not, the reader was told why */
type Take = (gesture: Gesture) => boolean

/**
 * @param gestures  that the read did not take, in the order in which they were done
 * @param openRead  undefined while this window does not have it open
 */
export function keepForAgain(gestures: readonly Gesture[], openRead: () => Take | undefined): void {
  if (gestures.length === 0) return
  const { acts } = textsNow()
  const id = notify({
    tone: 'bad',
    what: acts.lost(gestures.length),
    todo: acts.kept,
    action: { name: acts.again, run: () => doAgain(gestures, openRead) },
  })
  askBeforeLeaving(untilDismissed(id))
}

function doAgain(gestures: readonly Gesture[], openRead: () => Take | undefined): void {
  const take = openRead()
  if (!take) notify({ tone: 'plain', what: textsNow().acts.openFirst })
  keepForAgain(
    gestures.filter((gesture) => !take?.(gesture)),
    openRead,
  )
}
