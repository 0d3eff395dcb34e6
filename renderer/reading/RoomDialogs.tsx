/** The dialogs of the reading room; which one is open is the room's business, what they do is the read's. */

import type { Gesture } from '#contract/read-events.ts'
import type { ReaderView } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { queryClient } from '../client/queries.ts'
import { AskReason } from '../dialogs/AskReason.tsx'
import { attempt } from '../status/notices.ts'
import { useTexts } from '../texts/texts.ts'
import { AdjudicationDialog } from './adjudication/AdjudicationDialog.tsx'
import { ChecklistDialog } from './checklist/ChecklistDialog.tsx'
import { excusable, useChecklist } from './checklist/checked.ts'
import { itemName } from './checklist/item-names.ts'
import { BodySizeDialog } from './dialogs/BodySizeDialog.tsx'
import { HeaderOfImage } from './dialogs/HeaderOfImage.tsx'
import { HistoryDialog } from './dialogs/HistoryDialog.tsx'
import { ReceiptDialog } from './dialogs/ReceiptDialog.tsx'
import { SignDialog } from './dialogs/SignDialog.tsx'
import { UnlockDialog } from './dialogs/UnlockDialog.tsx'
import { CompareDialog } from './images/CompareDialog.tsx'
import { useReading, useRoom } from './room.ts'
import type { RoomDialog } from './room-dialog.ts'
import { signRead, unlockRead } from './signing.ts'
import { allEvents, seqOf, undoneIn } from './state/read-log.ts'

export function RoomDialogs({
  dialog,
  reader,
  append,
  onOpen,
  onClose,
}: {
  readonly dialog: RoomDialog | undefined
  readonly reader: ReaderView
  readonly append: (gesture: Gesture) => void
  readonly onOpen: (dialog: RoomDialog) => void
  readonly onClose: () => void
}) {
  const { reading } = useRoom()
  const { log, state, shown } = useReading((now) => now)
  const { read } = log
  const all = useTexts()
  const texts = all.room
  const unexcused = excusable(useChecklist()).map(({ item }) => ({
    item: item.id,
    name: itemName(item, all),
  }))
  switch (dialog) {
    case undefined:
      return null
    case 'header':
      return <HeaderOfImage onClose={onClose} />
    case 'adjudication':
      return <AdjudicationDialog append={append} onClose={onClose} />
    case 'checklist':
      return <ChecklistDialog append={append} onAsk={onOpen} onClose={onClose} />
    case 'compare':
      return <CompareDialog onClose={onClose} />
    case 'sign':
      return (
        <SignDialog
          reader={reader}
          measurements={shown}
          notEvaluable={state.choices.notEvaluable}
          unexcused={unexcused}
          onSign={async (passphrase, meaning, reasons, waited) => {
            for (const { item } of unexcused)
              append({ kind: 'item-waived', item, reason: (reasons[item] ?? '').trim() })
            await signRead(reading, passphrase, meaning, waited)
            onOpen('receipt')
          }}
          onClose={onClose}
        />
      )
    case 'unlock':
      return (
        <UnlockDialog
          reader={reader}
          onUnlock={(passphrase, reason, waited) => unlockRead(reading, passphrase, reason, waited)}
          onClose={onClose}
        />
      )
    case 'receipt':
      return (
        <ReceiptDialog
          read={read}
          onSend={() =>
            attempt(async () => {
              await client.results.upload({ read })
              void queryClient.invalidateQueries({ queryKey: ['outbox'] })
            })
          }
          onClose={onClose}
        />
      )
    case 'history': {
      const events = allEvents(log)
      return (
        <HistoryDialog events={events} undone={undoneIn(events)} confirmed={seqOf(log)} onClose={onClose} />
      )
    }
    case 'comment':
      return (
        <AskReason
          title={texts.comment.title}
          label={texts.comment.label}
          action={texts.comment.action}
          onDone={(text) => append({ kind: 'commented', text })}
          onClose={onClose}
        />
      )
    case 'not-evaluable':
      return (
        <AskReason
          title={texts.notEvaluable.title}
          lead={texts.notEvaluable.lead}
          label={texts.notEvaluable.label}
          start={state.choices.notEvaluable ?? ''}
          action={texts.notEvaluable.action}
          other={
            state.choices.notEvaluable === undefined
              ? undefined
              : { name: texts.notEvaluable.undo, run: () => append({ kind: 'not-evaluable', reason: null }) }
          }
          onDone={(reason) => append({ kind: 'not-evaluable', reason })}
          onClose={onClose}
        />
      )
    case 'body-size':
      return (
        <BodySizeDialog
          start={state.choices.bodySize}
          onDone={(size) => append({ kind: 'body-size-entered', size })}
          onClose={onClose}
        />
      )
  }
}
