/** Everything that the project's protocol asks for: how far each is, the way to it, answers and reasons. */
import { Check, CircleAlert, CircleDashed, CircleSlash } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ItemStanding } from '#analysis/reading/checklist/standing.ts'
import type { Gesture } from '#contract/read-events.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { lockOf, useReading, useRoom } from '../room.ts'
import type { RoomDialog } from '../room-dialog.ts'
import { AnswerField } from './AnswerField.tsx'
import { useAskedItem } from './asked.ts'
import styles from './ChecklistDialog.module.css'
import { useChecklist } from './checked.ts'
import { ExcuseField } from './ExcuseField.tsx'
import { firstGap, gapsOf, goToGap } from './go.ts'
import { itemName } from './item-names.ts'

const signs = { done: Check, open: CircleAlert, waived: CircleSlash, 'not-here': CircleDashed } as const

export function ChecklistDialog({
  append,
  onAsk,
  onClose,
}: {
  readonly append: (gesture: Gesture) => void
  readonly onAsk: (dialog: RoomDialog) => void
  readonly onClose: () => void
}) {
  const texts = useTexts().checklist
  const standings = useChecklist()
  const list = useRef<HTMLOListElement>(null)
  const first = useFirst(standings)
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const lines = [...(list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
    const row = event.target instanceof Element ? event.target.closest('li') : null
    const at = lines.findIndex((line) => row?.contains(line))
    const next = lines[at + (event.key === 'ArrowDown' ? 1 : -1)]
    event.preventDefault()
    event.stopPropagation()
    next?.focus()
  }
  return (
    <Dialog title={texts.title} size="lg" onClose={onClose}>
      {standings.length === 0 ? (
        <p>{texts.nothing}</p>
      ) : (
        <>
          <ol ref={list} className={styles.list} onKeyDown={onKey}>
            {standings.map((standing) => (
              <Row
                key={standing.item.id}
                standing={standing}
                isFirst={standing.item.id === first}
                append={append}
                onAsk={onAsk}
                onClose={onClose}
              />
            ))}
          </ol>
          <p className={styles.keys}>{texts.keys}</p>
        </>
      )}
    </Dialog>
  )
}

function Row({
  standing,
  isFirst,
  append,
  onAsk,
  onClose,
}: {
  readonly standing: ItemStanding
  /** has the focus when the list opens */
  readonly isFirst: boolean
  readonly append: (gesture: Gesture) => void
  readonly onAsk: (dialog: RoomDialog) => void
  readonly onClose: () => void
}) {
  const all = useTexts()
  const texts = all.checklist
  const room = useRoom()
  const locked = useReading(({ state }) => lockOf(state) !== undefined)
  const answer = useReading(({ state }) => state.choices.answers?.[standing.item.id])
  const { item, state, done, of, stale, reason } = standing
  const name = itemName(item, all)
  const Sign = signs[state]
  const hasEntry = item.kind === 'question' && item.answer.kind !== 'choice'
  const onDigit = (event: KeyboardEvent): void => {
    if (item.kind !== 'question' || item.answer.kind !== 'choice' || locked) return
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return
    const option = item.answer.options[Number(event.key) - 1]
    if (!option) return
    event.preventDefault()
    event.stopPropagation()
    append({ kind: 'question-answered', question: item.id, answer: option.value })
  }
  const go = (): void => {
    if (item.kind === 'question' || state === 'not-here') return
    onClose()
    goToGap(room, firstGap(standing), onAsk)
  }
  return (
    <li data-state={state} data-need={item.need} onKeyDown={onDigit}>
      <button
        type="button"
        data-line
        data-autofocus={(isFirst && !hasEntry) || undefined}
        className={`${controls.line} ${styles.line}`}
        aria-label={`${name}: ${texts.states[state]}`}
        onClick={go}
      >
        <Sign size={14} aria-hidden />
        <span>{name}</span>
        <em>
          {stale
            ? texts.stale
            : state === 'not-here'
              ? texts.states['not-here']
              : of > 1
                ? texts.count(done, of)
                : ''}
        </em>
        <small>{state === 'done' ? '' : texts.needs[item.need]}</small>
      </button>
      {item.kind === 'question' && state !== 'not-here' && (
        <AnswerField
          item={item}
          name={name}
          answer={answer}
          locked={locked}
          isFirst={isFirst && hasEntry}
          onAnswer={(given) => append({ kind: 'question-answered', question: item.id, answer: given })}
        />
      )}
      {item.need === 'reason' && (state === 'open' || state === 'waived') && (
        <ExcuseField
          name={name}
          reason={reason}
          locked={locked}
          onReason={(given) => append({ kind: 'item-waived', item: item.id, reason: given })}
        />
      )}
    </li>
  )
}

/** The item that a jump led to, else the first that is open. */
function useFirst(standings: readonly ItemStanding[]): string | undefined {
  const [first] = useState(() => useAskedItem.getState().item ?? gapsOf(standings)[0]?.standing.item.id)
  useEffect(() => useAskedItem.setState({ item: undefined }), [])
  return first
}
