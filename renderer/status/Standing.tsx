/** How things stand, on every page: the connection, the registry, what waits to be sent, who is reading. */
import { useQuery } from '@tanstack/react-query'
import type { RegistryView } from '#contract/views.ts'
import { useConnection } from '../client/connection.ts'
import { outboxQuery, registryQuery } from '../client/queries.ts'
import { useSession } from '../client/session.ts'
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
  const connection = useConnection(({ state }) => state)
  const registry = useQuery(registryQuery).data
  const outbox = useQuery(outboxQuery).data
  const reader = useSession(({ reader }) => reader)
  const waiting = outbox?.filter(({ status }) => status !== 'done') ?? []
  const stuck = waiting.some(({ status }) => status === 'conflict' || status === 'blocked')
  return (
    <div className={styles.standing}>
      {connection !== 'open' && (
        <Chip tone="bad" dot title="Start Midwall again and open the address that it prints">
          {connection === 'lost' ? 'library not reached' : 'connecting'}
        </Chip>
      )}
      {connection === 'open' && registry && <Registry registry={registry} onClick={onRegistry} />}
      {waiting.length > 0 && (
        <Chip tone={stuck ? 'bad' : 'attention'} onClick={onOutbox}>
          {waiting.length} to send
        </Chip>
      )}
      {reader !== undefined && (
        <Chip tone={reader ? 'plain' : 'attention'} onClick={onReader} title="Change the reader">
          {reader ? reader.name : 'who is reading?'}
        </Chip>
      )}
      <button type="button" className={styles.palette} onClick={onPalette} aria-label="Find a command">
        <kbd>Ctrl K</kbd>
      </button>
    </div>
  )
}

function Registry({ registry, onClick }: { readonly registry: RegistryView; readonly onClick: () => void }) {
  const shown: Readonly<Record<RegistryView['state'], readonly [text: string, tone: Tone]>> = {
    'not-set': ['no registry', 'plain'],
    'signed-out': ['signed out', 'attention'],
    'signed-in': ['online', 'good'],
    unreachable: ['offline', 'attention'],
  }
  const [text, tone] = shown[registry.state]
  return (
    <Chip
      tone={tone}
      dot={registry.state === 'signed-in'}
      onClick={onClick}
      title={registry.detail ?? registry.url}
    >
      {text}
    </Chip>
  )
}
