/** A dialog that is closed gives the focus back to what had it, through all dialogs that followed each other. */
import { useLayoutEffect, useState } from 'react'

const isInDialog = (element: Element | null): boolean => element?.closest('[role=dialog]') != null

let outside: Element | null = null

/** What had the focus before the first of the dialogs that follow each other. */
function origin(): Element | null {
  const { activeElement } = document
  if (!isInDialog(activeElement)) outside = activeElement
  return outside
}

/** For a dialog that stands as long as it is rendered: its frame gives nothing back when it is taken away whole. */
export function useFocusBack(): void {
  const [before] = useState(origin)
  useLayoutEffect(
    () => () => {
      // who was sent elsewhere by what the dialog did stays there
      const isFree = document.activeElement === document.body || isInDialog(document.activeElement)
      if (isFree && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}
