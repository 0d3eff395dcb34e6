/** What still keeps the read from being signed, each with the place to go to, and the signature. */
import { Check, CircleAlert } from 'lucide-react'
import type { Blocker } from '#analysis/reading/completeness.ts'
import { KeyHint } from '../keys/Keys.tsx'
import styles from './Checklist.module.css'

export interface Step {
  readonly done: boolean
  readonly text: string
}

/** All lines of the list together: what is done, what is missing, and how much more. */
const lines = 4

export function Checklist({
  steps,
  blockers,
  phaseName,
  onGo,
}: {
  readonly steps: readonly Step[]
  readonly blockers: readonly Blocker[]
  /** as in 'ED' or 'phase 7', for a phase from 0 */
  readonly phaseName: (phase: number) => string
  readonly onGo: (blocker: Blocker) => void
}) {
  const done = steps.filter((step) => step.done)
  const room = lines - done.length
  const shown = blockers.length > room ? room - 1 : room
  const more = blockers.length - shown
  return (
    <ul className={styles.list} aria-label="Before signing">
      {done.map(({ text }) => (
        <li key={text} data-done>
          <Check size={13} aria-hidden /> {text}
        </li>
      ))}
      {blockers.slice(0, shown).map((blocker, index) => {
        const text = blockerText(blocker, phaseName)
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

function blockerText({ what, slice, phase, detail }: Blocker, phaseName: (phase: number) => string): string {
  if (what === 'open-slice' && slice !== undefined && phase !== undefined)
    return `Slice ${slice + 1} at ${phaseName(phase)} is open`
  return detail.charAt(0).toUpperCase() + detail.slice(1)
}
