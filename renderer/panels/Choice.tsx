/** One of a few, as small buttons beside each other. */
import styles from './Choice.module.css'

export interface ChoiceProps<T extends string> {
  readonly label: string
  readonly options: readonly T[]
  readonly name: (option: T) => string
  readonly chosen: T
  readonly onChoose: (option: T) => void
}

export function Choice<T extends string>({ label, options, name, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset className={styles.choice} aria-label={label}>
      {options.map((option) => (
        <button key={option} type="button" aria-pressed={option === chosen} onClick={() => onChoose(option)}>
          {name(option)}
        </button>
      ))}
    </fieldset>
  )
}
