/** What still keeps the read from being signed, each with the place to go to; of what is done how much. */
import { Check, CircleAlert, CircleDashed } from 'lucide-react'
import { KeyHint, shortcutsOf } from '../keys/Keys.tsx'
import { useTexts } from '../texts/texts.ts'
import styles from './Checklist.module.css'

export interface Step {
  /** 'wanted': nobody is held up by it */
  readonly state: 'done' | 'open' | 'wanted'
  readonly text: string
  /** absent where there is no place to go to */
  readonly go?: () => void
}

/** All lines of the list together: what is done, what is missing, and how much more. */
const lines = 4

export function Checklist({
  steps,
  onAll,
}: {
  readonly steps: readonly Step[]
  /** absent where these are all */
  readonly onAll?: (() => void) | undefined
}) {
  const texts = useTexts().checklist
  const done = steps.filter(({ state }) => state === 'done')
  const open = [
    ...steps.filter(({ state }) => state === 'open'),
    ...steps.filter(({ state }) => state === 'wanted'),
  ]
  // a long list says how much is done; a short one names it
  const named = onAll ? [] : done
  const room = lines - (onAll ? 1 : named.length)
  const shown = open.length > room ? room - 1 : room
  const more = open.length - shown
  return (
    <ul className={styles.list} aria-label={texts.before}>
      {onAll && (
        <li data-done={open.length === 0 || undefined} data-all>
          {open.length === 0 ? <Check size={13} aria-hidden /> : <CircleDashed size={13} aria-hidden />}
          <button type="button" aria-keyshortcuts={shortcutsOf('show-checklist')} onClick={onAll}>
            {texts.done(done.length, steps.length)}
          </button>
          <KeyHint command="show-checklist" />
        </li>
      )}
      {named.map(({ text }) => (
        <li key={text} data-done>
          <Check size={13} aria-hidden /> {text}
        </li>
      ))}
      {open.slice(0, shown).map(({ text, go, state }, index) => (
        <li key={text} data-wanted={state === 'wanted' || undefined}>
          <CircleAlert size={13} aria-hidden />
          {go ? (
            <button type="button" title={texts.go(text)} onClick={go}>
              {text}
            </button>
          ) : (
            <span>{text}</span>
          )}
          {index === 0 && <KeyHint command="next-gap" />}
        </li>
      ))}
      {more > 0 && <li className={styles.more}>{texts.more(more)}</li>}
    </ul>
  )
}
