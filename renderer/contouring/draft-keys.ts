/** While a curve is being placed, a few keys belong to it before anything else sees them. */
import { dialogNow } from '../keys/listen.ts'
import type { ContourEditor } from './contour-editor.ts'

const typing = 'input, textarea, select, [contenteditable=true], [role=dialog]'

export function listenWhileDrafting(editor: ContourEditor): () => void {
  const actions: Readonly<Record<string, () => void>> = {
    Escape: () => editor.abandonDraft(),
    Enter: () => editor.finishDraft(),
    Backspace: () => editor.unplace(),
    Delete: () => editor.unplace(),
  }
  const press = (event: KeyboardEvent): void => {
    const action = actions[event.key]
    if (!action || editor.draft === undefined || dialogNow() !== null) return
    // with another key beside it, it is another command's: Ctrl Enter signs
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target instanceof Element && event.target.closest(typing)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    action()
  }
  window.addEventListener('keydown', press, { capture: true })
  return () => window.removeEventListener('keydown', press, { capture: true })
}
