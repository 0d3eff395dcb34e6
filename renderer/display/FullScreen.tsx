/** While images take the whole screen: how to leave, by Escape or by the button that says so. */
import { Minimize2 } from 'lucide-react'
import { useEffect } from 'react'
import { useImagesFill } from '../status/notices.ts'
import { useTexts } from '../texts/texts.ts'
import { useLatest } from '../viewport/use-latest.ts'
import { type DisplayStore, useDisplay } from './display.ts'
import styles from './FullScreen.module.css'

export interface FullScreenProps {
  readonly display: DisplayStore
  /** Escape is for something else first: a curve that is being drawn */
  readonly keepsEscape: () => boolean
}

/** They close by Escape themselves. */
const before = '[role=menu], [role=dialog]'

export function FullScreen({ display, keepsEscape }: FullScreenProps) {
  const full = useDisplay(display, (now) => now.full)
  const texts = useTexts().display.full
  const latest = useLatest(keepsEscape)
  const isFull = full !== undefined
  useImagesFill(isFull)
  useEffect(() => {
    if (!isFull) return
    const leave = (): void => display.setState({ full: undefined })
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || document.querySelector(before) || latest.current()) return
      event.preventDefault()
      event.stopImmediatePropagation()
      leave()
    }
    const changed = (): void => {
      if (!document.fullscreenElement) leave()
    }
    window.addEventListener('keydown', press, { capture: true })
    document.addEventListener('fullscreenchange', changed)
    // where the browser grants no screen, as without a press of a key, images fill its window all the same
    document.documentElement.requestFullscreen().catch(() => {})
    return () => {
      window.removeEventListener('keydown', press, { capture: true })
      document.removeEventListener('fullscreenchange', changed)
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
    }
  }, [display, isFull, latest])
  if (!isFull) return null
  return (
    <button
      type="button"
      className={styles.leave}
      aria-label={texts.leave}
      aria-keyshortcuts="Escape"
      onClick={() => display.setState({ full: undefined })}
    >
      <Minimize2 size={12} aria-hidden />
      <kbd>Esc</kbd> {texts.hint}
    </button>
  )
}
