/** What the registry holds of a signed read, as it was read back and compared; and what is still on its way. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReceiptView } from '#contract/views.ts'
import { outboxQuery, receiptsQuery } from '../../client/queries.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import form from '../../dialogs/form.module.css'
import { Refused } from '../../dialogs/Refused.tsx'
import { Chip } from '../../status/Chip.tsx'
import { resultKind, uploadWords } from '../../status/stage-words.ts'
import { dateTimeIn } from '../../texts/formats.ts'
import { useTexts } from '../../texts/texts.ts'
import styles from './ReceiptDialog.module.css'
import { waitingLines } from './waiting-lines.ts'

export function ReceiptDialog({
  read,
  onSend,
  onClose,
}: {
  readonly read: string
  readonly onSend: () => void
  readonly onClose: () => void
}) {
  const texts = useTexts().signing.receipt
  const receipts = useQuery(receiptsQuery(read))
  const outbox = useQuery(outboxQuery)
  const waiting = outbox.data?.filter((entry) => entry.read === read && entry.status !== 'done') ?? []
  const error = receipts.error ?? outbox.error
  return (
    <Dialog onClose={onClose} title={texts.title} size="lg">
      <div className={form.form}>
        {error && <Refused error={error} />}
        {waitingLines(waiting).map(({ status, what, about }) => {
          const { text, tone } = uploadWords(status)
          return (
            <p key={`${status} ${what} ${about}`} className={styles.waiting}>
              <Chip tone={tone}>{text}</Chip>
              <span>
                <b>{what}</b> {about}
              </span>
            </p>
          )
        })}
        {newestFirst(receipts.data ?? []).map((receipt) => (
          <table key={receipt.head} className={styles.receipt}>
            <tbody>
              <tr>
                <td>{texts.registry}</td>
                <td>{receipt.registry}</td>
              </tr>
              <tr>
                <td>{texts.arrived}</td>
                <td>{texts.arrivedAt(dateTimeIn(receipt.at))}</td>
              </tr>
              <tr>
                <td>{texts.head}</td>
                <td>{receipt.head}</td>
              </tr>
              {receipt.objects.map(({ kind, uid, sha256 }) => (
                <tr key={sha256}>
                  <td>{resultKind(kind)}</td>
                  <td>{uid === kind ? sha256 : uid}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        {receipts.data?.length === 0 && waiting.length === 0 && <p>{texts.notSent}</p>}
        <div className={form.actions}>
          {(waiting.length > 0 || receipts.data?.length === 0) && (
            <Button variant="default" onClick={onSend}>
              {texts.send}
            </Button>
          )}
          <Button data-autofocus onClick={onClose}>
            {texts.done}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const newestFirst = (receipts: readonly ReceiptView[]): readonly ReceiptView[] =>
  receipts.toSorted((a, b) => (a.at < b.at ? 1 : -1))
