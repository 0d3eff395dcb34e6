/** How things stand, on every page: the connection, the registry, what waits to be sent, who is reading. */
import { useQuery } from '@tanstack/react-query'
import type { RegistryView } from '#contract/views.ts'
import { useConnection } from '../client/connection.ts'
import { outboxQuery, registryQuery } from '../client/queries.ts'
import { useSession } from '../client/session.ts'
import { KeyHint } from '../keys/Keys.tsx'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import { Chip, type Tone } from './Chip.tsx'
import styles from './Standing.module.css'

export function Standing({
  onRegistry,
  onOutbox,
  onReader,
  onPalette,
}: {
  readonly onRegistry: () => void
  readonly onOutbox: () => void
  readonly onReader: () => void
  readonly onPalette: () => void
}) {
  const texts = useTexts().status
  const connection = useConnection(({ state }) => state)
  const registry = useQuery(registryQuery).data
  const outbox = useQuery(outboxQuery).data
  const reader = useSession(({ reader }) => reader)
  const waiting = outbox?.filter(({ status }) => status !== 'done') ?? []
  const stuck = waiting.some(({ status }) => status === 'conflict' || status === 'blocked')
  return (
    <div className={styles.standing}>
      {connection !== 'open' && (
        <Chip tone="bad" dot title={texts.startAgain}>
          {connection === 'lost' ? texts.lost : texts.connecting}
        </Chip>
      )}
      {connection === 'open' && registry && <Registry registry={registry} onClick={onRegistry} />}
      {waiting.length > 0 && (
        <Chip tone={stuck ? 'bad' : 'attention'} onClick={onOutbox}>
          {texts.toSend(waiting.length)}
        </Chip>
      )}
      {reader !== undefined && (
        <Chip
          tone={reader ? 'plain' : 'attention'}
          onClick={onReader}
          title={texts.changeReader}
          data-tour="reader"
        >
          {reader ? reader.name : texts.whoReads}
        </Chip>
      )}
      <button
        type="button"
        className={styles.palette}
        data-tour="palette"
        onClick={onPalette}
        aria-label={texts.findCommand}
      >
        <KeyHint command="open-palette" />
      </button>
    </div>
  )
}

const registryTones: Readonly<Record<RegistryView['state'], Tone>> = {
  'not-set': 'plain',
  'signed-out': 'attention',
  'signed-in': 'good',
  unreachable: 'attention',
}

function Registry({ registry, onClick }: { readonly registry: RegistryView; readonly onClick: () => void }) {
  const texts = useTexts().status
  return (
    <Chip
      tone={registryTones[registry.state]}
      dot={registry.state === 'signed-in'}
      onClick={onClick}
      title={registry.detail ? saidText(registry.detail) : registry.url}
    >
      {texts.registry[registry.state]}
    </Chip>
  )
}
