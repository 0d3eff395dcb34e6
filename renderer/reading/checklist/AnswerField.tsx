/** The answer to a question of the protocol: one of a few, a number with its unit, or words. */
import { type FormEvent, useState } from 'react'
import { type Answer, faultInAnswer, type QuestionItem } from '#analysis/reading/checklist/items.ts'
import { unitText } from '../../panels/quantities.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import styles from './ChecklistDialog.module.css'
import { inWindow } from './item-names.ts'

export interface AnswerFieldProps {
  readonly item: QuestionItem
  readonly name: string
  readonly answer: Answer | undefined
  readonly locked: boolean
  readonly isFirst: boolean
  readonly onAnswer: (answer: Answer | null) => void
}

export function AnswerField(props: AnswerFieldProps) {
  return props.item.answer.kind === 'choice' ? (
    <Options {...props} options={props.item.answer.options} />
  ) : (
    <Entry {...props} />
  )
}

type Option = Extract<QuestionItem['answer'], { kind: 'choice' }>['options'][number]

function Options({
  name,
  answer,
  locked,
  onAnswer,
  options,
}: AnswerFieldProps & { readonly options: readonly Option[] }) {
  const texts = useTexts().checklist
  return (
    <fieldset className={styles.options} aria-label={texts.answer(name)}>
      {options.map(({ value, text }, index) => (
        <button
          className={controls.button}
          key={value}
          type="button"
          disabled={locked}
          aria-pressed={value === answer}
          onClick={() => onAnswer(value === answer ? null : value)}
        >
          <kbd>{index + 1}</kbd> {inWindow(text)}
        </button>
      ))}
    </fieldset>
  )
}

/** A reader writes a comma or a point. */
const numberIn = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))

function Entry({ item, name, answer, locked, isFirst, onAnswer }: AnswerFieldProps) {
  const texts = useTexts().checklist
  const { answer: asked } = item
  const [text, setText] = useState(answer === undefined ? '' : String(answer))
  const given: Answer = asked.kind === 'number' ? numberIn(text) : text.trim()
  const wrong = text.trim() !== '' && faultInAnswer(given, asked) !== undefined
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '' && answer !== undefined) onAnswer(null)
    else if (text.trim() !== '' && !wrong && given !== answer) onAnswer(given)
  }
  return (
    <form className={styles.entry} onSubmit={save}>
      <input
        className={controls.field}
        value={text}
        data-autofocus={isFirst || undefined}
        disabled={locked}
        inputMode={asked.kind === 'number' ? 'decimal' : 'text'}
        data-short={asked.kind === 'number' || undefined}
        aria-label={texts.answer(name)}
        aria-invalid={wrong || undefined}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={save}
      />
      {asked.kind === 'number' && (
        <i>
          {asked.least === undefined && asked.most === undefined
            ? unitText(asked.unit)
            : texts.outOf(asked.least, asked.most, unitText(asked.unit))}
        </i>
      )}
      <button className={controls.button} type="submit" disabled={locked || wrong}>
        {texts.keep}
      </button>
      {wrong && <em role="alert">{texts.notANumber}</em>}
    </form>
  )
}
