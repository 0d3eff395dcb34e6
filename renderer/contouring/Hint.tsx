/** What the next click does, while a tool is in the hand. */
import { useStore } from '../cine/store.ts'
import { useTexts } from '../texts/texts.ts'
import { isOpen } from './anatomy.ts'
import type { ContourEditor } from './contour-editor.ts'

export function Hint({ editor }: { readonly editor: ContourEditor }) {
  const { hints, borders, landmarks } = useTexts().contouring
  const { tool, border, landmark, placed, locked, stack } = useStore(editor)
  if (locked !== undefined) return null
  switch (tool) {
    case 'draw': {
      if (placed === 0) {
        const open = stack !== undefined && isOpen(border, stack)
        return <>{(open ? hints.open : hints.points)(borders[border])}</>
      }
      return (
        <>
          {hints.placed(placed)} · <b>↵</b> {hints.close} · <b>⌫</b> {hints.back} · <b>Esc</b> {hints.giveUp}
        </>
      )
    }
    case 'freehand':
      return <>{hints.freehand(borders[border])}</>
    case 'brush':
      return <>{hints.brush(borders[border])}</>
    case 'nudge':
    case 'erase':
      return <>{hints[tool]}</>
    case 'mark':
      return <>{hints.mark(landmarks[landmark])}</>
    case 'look':
    case 'edit':
      return null
  }
}
