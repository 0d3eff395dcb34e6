/**
 * A press of the mouse on a button does not take the focus: Space and Enter then still mean what the command
 * table says, not the button that was pressed last. By key every button is reached as ever.
 */
import type { MouseEvent } from 'react'

export function keepFocus(event: MouseEvent): void {
  const { target } = event
  if (!(target instanceof Element) || target.closest('[role=dialog]')) return
  if (target.closest('button')) event.preventDefault()
}
