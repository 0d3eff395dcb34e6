/** What the ejection fraction rests on, always in sight, and what it would be by the other conventions. */
import { saidLines, saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './RestsOn.module.css'

export interface RestsOnProps {
  /** as in 'EF 33.0 %' */
  readonly number: string
  /** as in '18 endocardial contours, phases 20 and 7' */
  readonly contours: string
  readonly method: string
  readonly warnings: readonly string[]
  /** as in 'papillaries as mass: EF 35.2 %' */
  readonly others: readonly string[]
}

const shownWarnings = 3

export function RestsOn({ number, contours, method, warnings, others }: RestsOnProps) {
  const texts = useTexts().numbers.restsOn
  return (
    <section className={styles.why} aria-label={texts.label(number)}>
      <b>{texts.title(number)}</b>
      <p>{contours}</p>
      <p>{method}</p>
      {warnings.slice(0, shownWarnings).map((warning) => (
        <p key={warning} className={styles.warning}>
          {saidText(warning)}
        </p>
      ))}
      {warnings.length > shownWarnings && (
        <p className={styles.warning} title={saidLines(warnings.slice(shownWarnings))}>
          {texts.more(warnings.length - shownWarnings)}
        </p>
      )}
      {others.map((other) => (
        <p key={other}>{other}</p>
      ))}
    </section>
  )
}
