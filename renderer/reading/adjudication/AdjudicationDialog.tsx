/** Two signed readings of the study beside each other, segment by segment, and what is decided between them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Check, CircleAlert } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { gradesApart, type ScoreDifference } from '#analysis/reading/adjudication/adjudication.ts'
import { isSameSegment } from '#analysis/reading/adjudication/decision.ts'
import { ahaSegments } from '#analysis/segments/aha.ts'
import { knownScale } from '#analysis/segments/scores.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { AdjudicationView } from '#contract/views.ts'
import { client } from '../../client/client.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import form from '../../dialogs/form.module.css'
import { Refused } from '../../dialogs/Refused.tsx'
import { segmentText } from '../../panels/numbers/words.ts'
import { gradeOfKey } from '../../panels/segments/scoring.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { lockOf, useReading, useRoom } from '../room.ts'
import styles from './AdjudicationDialog.module.css'
import { Decision } from './Decision.tsx'
import { ReadingOfSegment } from './ReadingOfSegment.tsx'

export function AdjudicationDialog({
  append,
  onClose,
}: {
  readonly append: (gesture: Gesture) => void
  readonly onClose: () => void
}) {
  const texts = useTexts().adjudication
  const { study } = useRoom().opened.study
  const begun = useReading(({ state }) => state.choices.adjudicated !== undefined)
  const [between, setBetween] = useState<Pairs[number]['reads']>()
  const found = useQuery({
    queryKey: ['differences', study, between],
    queryFn: () => client.reads.differences(between ? { study, between: [...between] } : { study }),
    // the choice stays in sight while the two are fetched
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  return (
    <Dialog title={texts.title} size="xl" opened={!found.isPending} onClose={onClose}>
      {found.error && <Refused error={found.error} />}
      {found.data && found.data.pairs.length > 0 && !begun && (
        <PairChoice pairs={found.data.pairs} chosen={between} onChoose={setBetween} />
      )}
      {found.data && found.data.readings.length > 0 && (
        <Differences
          key={found.data.readings.map(({ read }) => read).join()}
          view={found.data}
          append={append}
          takesFocus={between !== undefined}
        />
      )}
    </Dialog>
  )
}

type Pairs = AdjudicationView['pairs']

/** Where more than two readings are signed, nobody but the adjudicator says which are decided between. */
function PairChoice({
  pairs,
  chosen,
  onChoose,
}: {
  readonly pairs: Pairs
  readonly chosen: Pairs[number]['reads'] | undefined
  readonly onChoose: (reads: Pairs[number]['reads']) => void
}) {
  const { adjudication: texts } = useTexts()
  return (
    <section className={styles.pairs} aria-label={texts.which}>
      <p className={form.lead}>{texts.which}</p>
      {pairs.map(({ reads, numbers: [first, second], differences }, index) => (
        <button
          key={reads.join()}
          type="button"
          className={controls.button}
          aria-pressed={chosen?.join() === reads.join()}
          data-autofocus={(chosen === undefined && index === 0) || undefined}
          onClick={() => onChoose(reads)}
        >
          {texts.pair(first, second, differences)}
        </button>
      ))}
    </section>
  )
}

const keyOf = ({ scale, segment }: ScoreDifference): string => `${scale.name} ${scale.version} ${segment}`

function Differences({
  view: { readings, differences },
  append,
  takesFocus,
}: {
  readonly view: AdjudicationView
  readonly append: (gesture: Gesture) => void
  /** the hand goes on from the choice of the two to their segments */
  readonly takesFocus: boolean
}) {
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) current.current?.focus()
  }, [takesFocus])
  const { adjudication: texts, panels } = useTexts()
  const { playhead, shortAxis } = useRoom()
  const decided = useReading(({ state }) => state.choices.adjudicated) ?? []
  const locked = useReading(({ state }) => lockOf(state) !== undefined)
  const decisionOn = (one: ScoreDifference) => decided.find((decision) => isSameSegment(decision, one))
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      differences.findIndex((one) => !decisionOn(one)),
    ),
  )
  const [warned, setWarned] = useState(false)
  const showsComments = warned || readings.every(({ comments }) => comments.length === 0)
  const [picked, setPicked] = useState<{ readonly key: string; readonly grade: string }>()
  const [first, second] = readings
  const difference = differences[at]
  if (!first || !second) return null
  if (!difference) return <p className={form.lead}>{texts.same}</p>
  const done = differences.filter((one) => decisionOn(one)).length
  const step = (by: number): void => setAt((now) => Math.min(differences.length - 1, Math.max(0, now + by)))
  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement && event.key.startsWith('ArrowL')) return
    if (event.target instanceof HTMLInputElement && event.key.startsWith('ArrowR')) return
    const scale = knownScale(difference.scale)
    const isTyping = event.target instanceof HTMLInputElement
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
    const chosen = scale && isPlain && !isTyping && !locked ? gradeOfKey(scale, event.key) : undefined
    if (typeof chosen === 'string') setPicked({ key: keyOf(difference), grade: chosen })
    else if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const phases = shortAxis?.phaseCount ?? 1
      const now = playhead.phaseOf(shortAxis ?? playhead.lead)
      playhead.pause()
      playhead.showPhase((now + (event.key === 'ArrowRight' ? 1 : phases - 1)) % phases, shortAxis)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the arrow keys of what is inside
    <div className={styles.board} onKeyDown={onKey}>
      <div>
        <p className={styles.count} role="status">
          {done === differences.length ? texts.signNow : texts.decided(done, differences.length)}
        </p>
        <ul className={styles.list} aria-label={texts.list}>
          {differences.map((one, index) => {
            const segment = ahaSegments.find(({ segment }) => segment === one.segment)
            const apart = gradesApart(one)
            return (
              <li key={keyOf(one)} data-decided={decisionOn(one) !== undefined || undefined}>
                <button
                  className={controls.line}
                  ref={index === at ? current : null}
                  type="button"
                  aria-current={index === at}
                  data-autofocus={index === at || undefined}
                  onClick={() => setAt(index)}
                >
                  {decisionOn(one) ? <Check size={13} aria-hidden /> : <CircleAlert size={13} aria-hidden />}
                  <span>{segment ? segmentText(panels, segment) : one.segment}</span>
                  <small>{apart === undefined ? '' : texts.apart(apart)}</small>
                </button>
              </li>
            )
          })}
        </ul>
      </div>
      <div className={styles.pair}>
        {[first, second].map((reading, index) => (
          <ReadingOfSegment
            key={reading.read}
            name={texts.reading(reading.number)}
            reading={reading}
            segment={difference.segment}
            grade={difference.grades[index] ?? null}
            showsComments={showsComments}
          />
        ))}
        {!showsComments && (
          <p className={styles.held}>
            {texts.commentsHeld}
            <button className={controls.button} type="button" onClick={() => setWarned(true)}>
              {texts.showComments}
            </button>
          </p>
        )}
        <Decision
          key={keyOf(difference)}
          difference={difference}
          readings={[first, second]}
          decision={decisionOn(difference)}
          grade={picked?.key === keyOf(difference) ? picked.grade : decisionOn(difference)?.grade}
          onGrade={(grade) => setPicked({ key: keyOf(difference), grade })}
          locked={locked}
          append={append}
          onDecided={() => {
            const next = differences.findIndex((one, index) => index !== at && !decisionOn(one))
            if (next >= 0) setAt(next)
          }}
        />
      </div>
      <p className={styles.keys}>{texts.keys}</p>
    </div>
  )
}
