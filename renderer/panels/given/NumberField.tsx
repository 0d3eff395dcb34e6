/** One number to be entered, with its unit, its bounds where it is beyond them, and who entered it. */
import { type ReactNode, useId } from 'react'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import styles from './GivenForm.module.css'
import { enteredNumber, type NumberField as Field, numberRules } from './numbers.ts'

export interface NumberFieldProps {
  readonly field: Field
  readonly label: string
  readonly unit?: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** what is used while nothing is entered */
  readonly otherwise?: string
  readonly source?: ReactNode
}

export function NumberField({ field, label, unit, value, onChange, otherwise, source }: NumberFieldProps) {
  const texts = useTexts().given
  const note = useId()
  const rule = numberRules[field]
  const shownUnit = unit ?? rule.unit
  const isWrong = enteredNumber(value, rule) === 'wrong'
  return (
    <div>
      <label>
        {label}
        <span>
          <input
            className={controls.smallField}
            inputMode="decimal"
            value={value}
            placeholder={otherwise}
            aria-invalid={isWrong || undefined}
            aria-describedby={isWrong ? note : undefined}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />{' '}
          <i>{shownUnit}</i>
        </span>
      </label>
      {isWrong && (
        <p id={note} className={styles.wrong} role="alert">
          {texts.range(String(rule.least), String(rule.most), shownUnit)}
        </p>
      )}
      {source}
    </div>
  )
}
