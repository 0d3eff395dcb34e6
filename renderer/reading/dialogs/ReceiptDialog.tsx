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
import styles from './ReceiptDialog.module.css'

export function ReceiptDialog({
  read,
  onSend,
  onClose,
}: {
  readonly read: string
  readonly onSend: () => void
  readonly onClose: () => void
}) {
  const receipts = useQuery(receiptsQuery(read))
  const outbox = useQuery(outboxQuery)
  const waiting = outbox.data?.filter((entry) => entry.read === read && entry.status !== 'done') ?? []
  const error = receipts.error ?? outbox.error
  return (
    <Dialog onClose={onClose} title="Sending and receipts" size="lg">
      <div className={form.form}>
        {error && <Refused error={error} />}
        {waiting.map((entry) => {
          const { text, tone } = uploadWords(entry.status)
          return (
            <p key={entry.id}>
              <Chip tone={tone}>{text}</Chip> {resultKind(entry.kind)} {entry.detail}
              {entry.nextTry && ` · next try ${new Date(entry.nextTry).toLocaleTimeString()}`}
            </p>
          )
        })}
        {newestFirst(receipts.data ?? []).map((receipt) => (
          <table key={receipt.head} className={styles.receipt}>
            <tbody>
              <tr>
                <td>Registry</td>
                <td>{receipt.registry}</td>
              </tr>
              <tr>
                <td>Arrived</td>
                <td>{new Date(receipt.at).toLocaleString()}, read back and compared</td>
              </tr>
              <tr>
                <td>Head of the log</td>
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
        {receipts.data?.length === 0 && waiting.length === 0 && <p>This read has not been sent yet.</p>}
        <div className={form.actions}>
          {(waiting.length > 0 || receipts.data?.length === 0) && (
            <Button variant="default" onClick={onSend}>
              Send now
            </Button>
          )}
          <Button data-autofocus onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const newestFirst = (receipts: readonly ReceiptView[]): readonly ReceiptView[] =>
  receipts.toSorted((a, b) => (a.at < b.at ? 1 : -1))
