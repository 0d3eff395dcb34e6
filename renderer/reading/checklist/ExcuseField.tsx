/** Why something that the protocol asks for was not done. */
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import styles from './ChecklistDialog.module.css'

export function ExcuseField({
  name,
  reason,
  locked,
  onReason,
}: {
  readonly name: string
  readonly reason: string | undefined
  readonly locked: boolean
  readonly onReason: (reason: string | null) => void
}) {
  const texts = useTexts().checklist
  const [text, setText] = useState('')
  if (reason !== undefined)
    return (
      <p className={styles.entry}>
        <i>
          {texts.why}: {reason}
        </i>
        <button className={controls.button} type="button" disabled={locked} onClick={() => onReason(null)}>
          {texts.takeBack}
        </button>
      </p>
    )
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '') onReason(text.trim())
  }
  return (
    <form className={styles.entry} onSubmit={save}>
      <input
        className={controls.field}
        value={text}
        disabled={locked}
        placeholder={texts.why}
        aria-label={`${name}: ${texts.why}`}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button className={controls.button} type="submit" disabled={locked || text.trim() === ''}>
        {texts.excuse}
      </button>
    </form>
  )
}
