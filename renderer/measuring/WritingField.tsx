/** The field in which a text on an image is written, where it will stand. */
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { longestAnnotationText } from '#analysis/annotations/annotation.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { useStore } from '../cine/store.ts'
import { useTexts } from '../texts/texts.ts'
import { scaled } from '../theme/scale.ts'
import { indexToCanvas } from '../viewport/transform.ts'
import { useViewport } from '../viewport/viewport-context.ts'
import styles from './measuring.module.css'
import type { MeasuringEditor, Writing } from './measuring-editor.ts'

export function WritingField({ editor }: { readonly editor: MeasuringEditor }) {
  const writing = useStore(editor, (now) => now.writing)
  return writing ? <Placed editor={editor} writing={writing} /> : null
}

function Placed({ editor, writing }: { readonly editor: MeasuringEditor; readonly writing: Writing }) {
  const { surface } = useViewport()
  const shown = useStore(surface.onScreen)
  const isHere = shown && imageKeyText(writing.annotation.image) === imageKeyText(shown.frame)
  if (!isHere) return null
  const [first, second = first] = writing.annotation.points
  if (!first || !second) return null
  const { x, y } = indexToCanvas(shown.transform, writing.annotation.kind === 'arrow' ? second : first)
  const { width, height } = shown.transform.surface
  const left = Math.max(4, Math.min(x, width - scaled(field.width) - 8))
  const top = Math.max(4, Math.min(y - 12, height - scaled(field.height)))
  return <Field editor={editor} left={left} top={top} />
}

/** CSS pixels at 100 % */
const field = { width: 210, height: 52 }

function Field({
  editor,
  left,
  top,
}: {
  readonly editor: MeasuringEditor
  readonly left: number
  readonly top: number
}) {
  const texts = useTexts().measuring
  const input = useRef<HTMLInputElement>(null)
  // before the next key is heard: a letter of the text shall be no command
  useLayoutEffect(() => input.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    const { value } = event.currentTarget
    const application = event.currentTarget.closest<HTMLElement>('[role=application]')
    editor.finishWriting(event.key === 'Enter' ? value : undefined)
    application?.focus()
  }
  return (
    <div
      className={styles.field}
      data-keys="own"
      style={{ left, top, width: scaled(field.width) }}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <input
        ref={input}
        aria-label={texts.textLabel}
        defaultValue={editor.textTyped}
        maxLength={longestAnnotationText}
        onChange={({ currentTarget }) => editor.typed(currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={({ currentTarget }) => editor.finishWriting(currentTarget.value)}
      />
      <small>{texts.textHint}</small>
    </div>
  )
}
