/** Warnings about what is being drawn, over its image. They go when it is mended. */
import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { oncePerFrame } from '../cine/clock.ts'
import { useTexts } from '../texts/texts.ts'
import type { ContourEditor } from './contour-editor.ts'
import styles from './Flaws.module.css'
import { flawsOn } from './flaws.ts'

/** ms: longer than a phase of a cine is shown */
const untilAtRest = 150

export function Flaws({ editor }: { readonly editor: ContourEditor }) {
  const texts = useTexts().contouring.flaws
  const [told, setTold] = useState<readonly string[]>([])
  useEffect(() => {
    const look = inTime(editor, () => {
      const { place, desk } = editor
      const { tool, locked } = editor.get()
      const isAtWork = place !== undefined && tool !== 'look' && locked === undefined
      const found = isAtWork ? flawsOn(place, desk.board, editor.get(), texts) : []
      setTold((before) => (before.join() === found.join() ? before : found))
    })
    // while the cine plays, no image stays long enough to be told of
    let rest: ReturnType<typeof setTimeout> | undefined
    const leave = (): void => {
      setTold((before) => (before.length === 0 ? before : []))
      clearTimeout(rest)
      rest = setTimeout(look.ask, untilAtRest)
    }
    const stops = [
      editor.desk.revision.subscribe(look.ask),
      editor.subscribe(look.ask),
      editor.arrivals.subscribe(leave),
    ]
    look.ask()
    return () => {
      clearTimeout(rest)
      look.cancel()
      for (const stop of stops) stop()
    }
  }, [editor, texts])
  if (told.length === 0) return null
  return (
    <ul className={styles.flaws} role="status">
      {told.map((text) => (
        <li key={text}>
          <TriangleAlert size={12} aria-hidden /> {text}
        </li>
      ))}
    </ul>
  )
}

/** ms: while the hand moves, what may be wrong is looked for ten times a second */
const whileMoving = 100

/** When the frame is made, and not at every move: the line under the hand waits for no warning. */
function inTime({ desk }: ContourEditor, act: () => void): ReturnType<typeof oncePerFrame> {
  let later: ReturnType<typeof setTimeout> | undefined
  const frame = oncePerFrame(() => {
    later ??= setTimeout(
      () => {
        later = undefined
        act()
      },
      desk.isPreviewing ? whileMoving : 0,
    )
  })
  return {
    ask: frame.ask,
    cancel: () => {
      clearTimeout(later)
      frame.cancel()
    },
  }
}
