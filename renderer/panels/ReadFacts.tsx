/** What the reader says about the study beside the numbers: quality, rhythm, body size, comment, or that it cannot be evaluated. */
import type { ReactNode } from 'react'
import { type ImageQuality, imageQualities, type Rhythm, rhythms } from '#analysis/reading/events.ts'
import type { CommandId } from '../keys/commands.ts'
import { KeyHint, shortcutsOf } from '../keys/Keys.tsx'
import { useTexts } from '../texts/texts.ts'
import { Choice } from './Choice.tsx'
import styles from './ReadFacts.module.css'

export interface ReadFactsProps {
  readonly quality: ImageQuality | undefined
  readonly rhythm: Rhythm | undefined
  readonly notEvaluable: string | undefined
  /** as in '168 cm · 71 kg, from the registry' */
  readonly bodySize: string | undefined
  readonly comments: readonly string[]
  readonly locked: boolean
  readonly onQuality: (grade: ImageQuality | null) => void
  readonly onRhythm: (rhythm: Rhythm | null) => void
  readonly onNotEvaluable: () => void
  readonly onBodySize: () => void
  readonly onComment: () => void
}

export function ReadFacts(props: ReadFactsProps) {
  const { quality, rhythm, notEvaluable, bodySize, comments, locked } = props
  const texts = useTexts().numbers.facts
  return (
    <section className={styles.facts} aria-label={texts.title}>
      <Grade
        name={texts.quality}
        grade="quality"
        command="grade-quality"
        options={imageQualities}
        words={texts.qualities}
        chosen={quality}
        locked={locked}
        onChoose={props.onQuality}
      />
      <Grade
        name={texts.rhythm}
        grade="rhythm"
        command="grade-rhythm"
        options={rhythms}
        words={texts.rhythms}
        chosen={rhythm}
        locked={locked}
        onChoose={props.onRhythm}
      />
      <Entry name={texts.size} command="enter-body-size" locked={locked} onEdit={props.onBodySize}>
        {bodySize ?? <em>{texts.sizeUnknown}</em>}
      </Entry>
      <Entry name={texts.comment} command="comment" locked={locked} onEdit={props.onComment}>
        {comments.length === 0 ? <i>{texts.noComment}</i> : comments.at(-1)}
        {comments.length > 1 && <i> (+{comments.length - 1})</i>}
      </Entry>
      <Entry name={texts.evaluable} command="not-evaluable" locked={locked} onEdit={props.onNotEvaluable}>
        {notEvaluable === undefined ? texts.yes : <em>{texts.no(notEvaluable)}</em>}
      </Entry>
    </section>
  )
}

function Grade<T extends string>({
  name,
  command,
  grade,
  options,
  words,
  chosen,
  locked,
  onChoose,
}: {
  readonly name: string
  readonly command: CommandId
  /** as the checklist calls it, which sends the reader here */
  readonly grade: 'quality' | 'rhythm'
  readonly options: readonly T[]
  readonly words: Readonly<Record<T, string>>
  readonly chosen: T | undefined
  readonly locked: boolean
  readonly onChoose: (option: T | null) => void
}) {
  return (
    <div className={styles.row}>
      <span className={styles.name}>{name}</span>
      <div className={styles.options} data-grade={grade}>
        <Choice
          label={name}
          options={options}
          name={(option) => words[option]}
          chosen={chosen}
          disabled={locked}
          onChoose={(option) => onChoose(option === chosen ? null : option)}
        />
      </div>
      <KeyHint command={command} />
    </div>
  )
}

function Entry({
  name,
  command,
  locked,
  onEdit,
  children,
}: {
  readonly name: string
  readonly command: CommandId
  readonly locked: boolean
  readonly onEdit: () => void
  readonly children: ReactNode
}) {
  return (
    <div className={styles.row}>
      <span className={styles.name}>{name}</span>
      <button
        type="button"
        className={styles.entry}
        disabled={locked}
        aria-keyshortcuts={shortcutsOf(command)}
        onClick={onEdit}
      >
        {children}
      </button>
      <KeyHint command={command} />
    </div>
  )
}
