/** One of a few, as small buttons beside each other. */
import controls from '../theme/controls.module.css'
import styles from './Choice.module.css'

export interface ChoiceProps<T extends string> {
  readonly label: string
  readonly options: readonly T[]
  readonly name: (option: T) => string
  /** none where nothing is chosen yet */
  readonly chosen: T | undefined
  readonly disabled?: boolean
  readonly onChoose: (option: T) => void
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, options, name, chosen, disabled = false, onChoose } = props
  return (
    <fieldset className={styles.choice} aria-label={label}>
      {options.map((option) => (
        <button
          className={controls.choice}
          key={option}
          type="button"
          disabled={disabled}
          aria-pressed={option === chosen}
          onClick={() => onChoose(option)}
        >
          {name(option)}
        </button>
      ))}
    </fieldset>
  )
}
