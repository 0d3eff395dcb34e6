/** How far main is with the contours it was asked for, and the way to stop it. */
import { Progress } from '@mantine/core'
import { useStore } from '../cine/store.ts'
import { KeyHint } from '../keys/Keys.tsx'
import { useTexts } from '../texts/texts.ts'
import styles from './MakingNote.module.css'
import type { Making } from './making.ts'

export function MakingNote({ making }: { readonly making: Making }) {
  const texts = useTexts().contouring.making
  const state = useStore(making.state)
  if (!state) return null
  const { kind, done, total } = state
  return (
    <div className={styles.note} role="status">
      <span>{texts[kind]}</span>
      <Progress
        size="xs"
        value={total > 0 ? (100 * done) / total : 100}
        animated={total === 0}
        aria-label={texts[kind]}
      />
      <button type="button" onClick={() => making.cancel()}>
        {texts.cancel} <KeyHint command="abandon-contour" />
      </button>
    </div>
  )
}
