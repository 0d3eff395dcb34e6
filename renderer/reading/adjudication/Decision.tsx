/** The grade that stands, and why: an event of the adjudicator's own read. */
import { type FormEvent, useState } from 'react'
import type { ScoreDifference } from '#analysis/reading/adjudication/adjudication.ts'
import type { Adjudication, JudgedGrade } from '#analysis/reading/adjudication/decision.ts'
import { knownScale } from '#analysis/segments/scores.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { JudgedReading } from '#contract/views.ts'
import { signOf } from '../../panels/segments/scoring.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import styles from './AdjudicationDialog.module.css'

export function Decision({
  difference,
  readings,
  decision,
  grade,
  onGrade,
  locked,
  append,
  onDecided,
}: {
  readonly difference: ScoreDifference
  readonly readings: readonly [JudgedReading, JudgedReading]
  readonly decision: Adjudication | undefined
  readonly grade: string | undefined
  readonly onGrade: (grade: string) => void
  readonly locked: boolean
  readonly append: (gesture: Gesture) => void
  readonly onDecided: () => void
}) {
  const { adjudication: texts, panels } = useTexts()
  const [reason, setReason] = useState(decision?.reason ?? '')
  const scale = knownScale(difference.scale)
  if (!scale) return null
  const judged = (k: 0 | 1): JudgedGrade => {
    const { read, version, head } = readings[k]
    return { read, version, head, grade: difference.grades[k] }
  }
  const say = (given: string | null, why: string): void =>
    append({
      kind: 'segment-adjudicated',
      scale: difference.scale,
      segment: difference.segment,
      grade: given,
      reason: why,
      between: [judged(0), judged(1)],
    })
  const ready = !locked && grade !== undefined && reason.trim() !== ''
  const keep = (event: FormEvent): void => {
    event.preventDefault()
    if (!ready || grade === undefined) return
    say(grade, reason.trim())
    onDecided()
  }
  return (
    <form className={styles.decision} aria-label={texts.decision} onSubmit={keep}>
      <fieldset aria-label={texts.decision}>
        {[...scale.grades.map(({ name }) => name), scale.notAssessable].map((name) => (
          <button
            className={controls.button}
            key={name}
            type="button"
            disabled={locked}
            aria-pressed={name === grade}
            onClick={() => onGrade(name)}
          >
            <kbd>{signOf(scale, name)}</kbd> {panels.segments.grades[name] ?? name}
          </button>
        ))}
      </fieldset>
      <input
        className={controls.field}
        value={reason}
        disabled={locked}
        aria-label={texts.reason}
        placeholder={texts.reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <button className={controls.button} type="submit" data-main disabled={!ready}>
        {texts.keep}
      </button>
      {decision && (
        <button className={controls.button} type="button" disabled={locked} onClick={() => say(null, '')}>
          {texts.takeBack}
        </button>
      )}
    </form>
  )
}
