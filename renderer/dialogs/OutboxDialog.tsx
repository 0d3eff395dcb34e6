/** What is signed and not yet at the registry: sent, checked and kept waiting by main, shown here. */
import { Skeleton, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { outboxQuery } from '../client/queries.ts'
import { Chip } from '../status/Chip.tsx'
import { resultKind, uploadWords } from '../status/stage-words.ts'
import { timeIn } from '../texts/formats.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import { Dialog } from './Dialog.tsx'
import form from './form.module.css'
import styles from './OutboxDialog.module.css'
import { Refused } from './Refused.tsx'

export function OutboxDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts().dialogs.outbox
  const outbox = useQuery(outboxQuery)
  const waiting = outbox.data?.filter(({ status }) => status !== 'done') ?? []
  return (
    <Dialog onClose={onClose} title={texts.title(waiting.length)} size="xl">
      {outbox.error && <Refused error={outbox.error} />}
      {outbox.isPending ? (
        <Skeleton height={60} />
      ) : waiting.length === 0 ? (
        <p className={form.lead}>{texts.none}</p>
      ) : (
        <Table className={styles.waiting} verticalSpacing={4} fz={12}>
          <Table.Thead>
            <Table.Tr>
              {texts.columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {waiting.map((entry) => {
              const { text, tone } = uploadWords(entry.status)
              return (
                <Table.Tr key={entry.id}>
                  <Table.Td>{resultKind(entry.kind)}</Table.Td>
                  <Table.Td>…{entry.study.slice(-16)}</Table.Td>
                  <Table.Td>
                    <Chip tone={tone}>{text}</Chip>
                  </Table.Td>
                  <Table.Td>{entry.tries}</Table.Td>
                  <Table.Td>{entry.nextTry && timeIn(entry.nextTry)}</Table.Td>
                  <Table.Td>{entry.detail && saidText(entry.detail)}</Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      )}
    </Dialog>
  )
}
