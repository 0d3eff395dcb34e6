import { KeyHint } from '../keys/Keys.tsx'
import { useTexts } from '../texts/texts.ts'
import controls from '../theme/controls.module.css'
import styles from './Waiting.module.css'

/** The room before there is anything to read: why, and what to do. */
export function Waiting({
  what,
  todo,
  action,
  onLeave,
}: {
  readonly what: string
  readonly todo?: string
  readonly action?: { readonly name: string; readonly run: () => void }
  readonly onLeave: () => void
}) {
  const { back } = useTexts().room
  return (
    <main className={styles.waiting}>
      <p role="status">
        <b>{what}</b>
        <br />
        {todo}
      </p>
      <div>
        <button className={controls.button} type="button" onClick={onLeave}>
          {back} <KeyHint command="back-to-worklist" />
        </button>
        {action && (
          <button
            className={controls.button}
            type="button"
            data-main
            ref={(button) => button?.focus()}
            onClick={action.run}
          >
            {action.name}
          </button>
        )}
      </div>
    </main>
  )
}
