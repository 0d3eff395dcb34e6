/** What the next press does, while a tool for measuring is in the hand. */
import { useStore } from '../cine/store.ts'
import { useTexts } from '../texts/texts.ts'
import type { MeasuringEditor } from './measuring-editor.ts'

export function MeasureHint({ editor }: { readonly editor: MeasuringEditor }) {
  const { hints } = useTexts().measuring
  const { tool, placed, writing } = useStore(editor)
  if (tool === undefined || writing) return null
  const next = placed === 0 || tool === 'freehand' ? hints[tool] : placed === 2 ? hints.second : hints.end
  return (
    <>
      {next} · <b>Esc</b> {hints.leave}
    </>
  )
}
