/** Everything that the project's protocol asks for: how far each is, the way to it, answers and reasons. */
import { Check, CircleAlert, CircleDashed, CircleSlash } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { ItemStanding } from '#analysis/reading/checklist/standing.ts'
import type { Gesture } from '#contract/read-events.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import { useTexts } from '../../texts/texts.ts'
import { lockOf, useReading, useRoom } from '../room.ts'
import type { RoomDialog } from '../room-dialog.ts'
import { AnswerField } from './AnswerField.tsx'
import { useAskedItem } from './asked.ts'
import styles from './ChecklistDialog.module.css'
import { useChecklist } from './checked.ts'
import { ExcuseField } from './ExcuseField.tsx'
import { firstGap, goToGap } from './go.ts'
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
  useFocusOnAsked(list)
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
  append,
  onAsk,
  onClose,
}: {
  readonly standing: ItemStanding
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
  const go = (): void => {
    if (item.kind === 'question' || state === 'not-here') return
    onClose()
    goToGap(room, firstGap(standing), onAsk)
  }
  return (
    <li data-state={state} data-item={item.id}>
      <button
        type="button"
        data-line
        className={styles.line}
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

/** At the item that a jump led to, else at the first that is open. */
function useFocusOnAsked(list: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const { item } = useAskedItem.getState()
    useAskedItem.setState({ item: undefined })
    const row =
      (item === undefined ? null : list.current?.querySelector(`[data-item="${item}"]`)) ??
      list.current?.querySelector('[data-state="open"]')
    // the dialog takes the focus first
    const later = setTimeout(
      () => row?.querySelector<HTMLElement>('input, fieldset button, [data-line]')?.focus(),
      100,
    )
    return () => clearTimeout(later)
  }, [list])
}
