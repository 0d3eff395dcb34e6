/** Key presses become commands, unless somebody is typing or a dialog has the floor. */
import { chordOf } from './chord.ts'
import type { CommandId } from './commands.ts'
import { repeatsWhileHeld } from './held.ts'
import { commandFor, type Ran, runCommand } from './registry.ts'

const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]'
const text =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, [contenteditable=true]'
/** What a text does with Ctrl while it is typed: a word less, all of it, as it stood before. */
const textKeys =
  /^Mod\+([ACVXYZ]|Shift\+Z|(Shift\+)?(Backspace|Delete|Insert|Home|End|ArrowLeft|ArrowRight|ArrowUp|ArrowDown))$/
export const isKeyOfText = (chord: string): boolean => !chord.startsWith('Mod+') || textKeys.test(chord)

/** What a focused control does with a key stays its own: a button's Enter, a menu's arrows. */
const ownKeys: readonly (readonly [selector: string, keys: readonly string[]])[] = [
  ['button, a[href], summary, [role=button]', ['Enter', 'Space']],
  [
    '[role=menu], [role=listbox], [role=radiogroup], [role=slider], [role=tablist]',
    ['Enter', 'Space', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Escape'],
  ],
]

/** Whether a press belongs to what has the focus and not to the command table. */
function isTaken(target: Element | null, chord: string): boolean {
  if (target === null) return false
  if (target.closest('[role=dialog], [data-keys=own]')) return true
  if (isKeyOfText(chord) && target.closest(text)) return true
  if (!chord.startsWith('Mod+') && target.closest(typing)) return true
  return ownKeys.some(([selector, keys]) => keys.includes(chord) && target.closest(selector) !== null)
}

/** Of a dialog from the moment it is there: it gets the focus only a little later, and may lose it to a click. */
export const dialogNow = (): Element | null => document.querySelector('[role=dialog][aria-modal=true]')

/** Listens until the returned function is called; `told` hears what came of each command. */
export function listenToKeys(told: (id: CommandId, ran: Ran) => void): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || dialogNow() !== null) return
    const chord = chordOf(event)
    if (isTaken(event.target instanceof Element ? event.target : null, chord)) return
    const id = commandFor(chord)
    if (id === undefined) return
    event.preventDefault()
    if (!event.repeat || repeatsWhileHeld(id)) told(id, runCommand(id))
  }
  window.addEventListener('keydown', press)
  return () => window.removeEventListener('keydown', press)
}
