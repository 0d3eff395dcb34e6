/** That pictures are not as the scanner gave them: turned, mirrored, bright for dark. */
import { FlipHorizontal2, RotateCw, SunMoon } from 'lucide-react'
import { useStore } from '../cine/store.ts'
import { useTexts } from '../texts/texts.ts'
import type { ImageView } from '../viewport/image-view.ts'
import { type Orientation, sameOrientation, upright } from '../viewport/orientation.ts'
import styles from './LookMark.module.css'

interface Look {
  readonly orientation: Orientation
  readonly inverted: boolean
}

const iconSize = 12

const TurnIcon = ({ mirrored }: Orientation) =>
  mirrored ? <FlipHorizontal2 size={iconSize} aria-hidden /> : <RotateCw size={iconSize} aria-hidden />

/** Each with its words. */
export function LookWords({ orientation, inverted }: Look) {
  const texts = useTexts().display
  return (
    <>
      {!sameOrientation(orientation, upright) && (
        <span>
          <TurnIcon {...orientation} />
          {texts.turned(orientation.turns, orientation.mirrored)}
        </span>
      )}
      {inverted && (
        <span>
          <SunMoon size={iconSize} aria-hidden />
          {texts.inverted}
        </span>
      )}
    </>
  )
}

export interface LookMarkProps {
  /** of the stack that the pictures are of */
  readonly view: ImageView
  /** for a large picture, or many */
  readonly words?: boolean
}

/** Over a small picture signs alone, which say what they mean when they are pointed at; nothing where it is untouched. */
export function LookMark({ view, words = false }: LookMarkProps) {
  const texts = useTexts().display
  const orientation = useStore(view.wishes, (now) => now.orientation)
  const inverted = useStore(view.wishes, (now) => now.inverted)
  const turned = !sameOrientation(orientation, upright)
  if (!turned && !inverted) return null
  if (words)
    return (
      <span className={styles.words} role="status">
        <LookWords orientation={orientation} inverted={inverted} />
      </span>
    )
  const said = [turned && texts.turned(orientation.turns, orientation.mirrored), inverted && texts.inverted]
    .filter((word) => word !== false)
    .join(', ')
  return (
    <span className={styles.mark} role="img" aria-label={said} title={said}>
      {turned && <TurnIcon {...orientation} />}
      {inverted && <SunMoon size={iconSize} aria-hidden />}
    </span>
  )
}
