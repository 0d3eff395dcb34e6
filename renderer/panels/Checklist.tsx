/** What still keeps the read from being signed, each with the place to go to, and the signature. */
import { Check, CircleAlert } from 'lucide-react'
import type { Blocker } from '#analysis/reading/completeness.ts'
import { KeyHint } from '../keys/Keys.tsx'
import styles from './Checklist.module.css'

export interface Step {
  readonly done: boolean
  readonly text: string
}

const shownAtMost = 4

export function Checklist({
  steps,
  blockers,
  onGo,
}: {
  readonly steps: readonly Step[]
  readonly blockers: readonly Blocker[]
  readonly onGo: (blocker: Blocker) => void
}) {
  const more = blockers.length - shownAtMost
  return (
    <ul className={styles.list} aria-label="Before signing">
      {steps
        .filter(({ done }) => done)
        .map(({ text }) => (
          <li key={text} data-done>
            <Check size={13} aria-hidden /> {text}
          </li>
        ))}
      {blockers.slice(0, shownAtMost).map((blocker, index) => {
        const text = capitalised(blocker.detail)
        return (
          <li key={text}>
            <CircleAlert size={13} aria-hidden />
            {blocker.slice === undefined && blocker.phase === undefined ? (
              <span>{text}</span>
            ) : (
              <button type="button" onClick={() => onGo(blocker)}>
                {text}
              </button>
            )}
            {index === 0 && <KeyHint command="next-gap" />}
          </li>
        )
      })}
      {more > 0 && <li className={styles.more}>and {more} more</li>}
    </ul>
  )
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
