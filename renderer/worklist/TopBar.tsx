/** Which library this is, what may come in, and how things stand. */
import { useQuery } from '@tanstack/react-query'
import { HardDriveDownload, ShieldAlert } from 'lucide-react'
import { quarantineQuery, systemQuery } from '../client/queries.ts'
import { openDialog } from '../dialogs/open.ts'
import { KeyHint } from '../keys/Keys.tsx'
import { Standing } from '../status/Standing.tsx'
import { useTexts } from '../texts/texts.ts'
import styles from './TopBar.module.css'

export function TopBar() {
  const texts = useTexts().worklist
  const system = useQuery(systemQuery)
  const quarantine = useQuery(quarantineQuery)
  const held = quarantine.data?.length ?? 0
  return (
    <header className={styles.bar}>
      <h1>Midwall</h1>
      {system.data && (
        <span className={styles.library} title={system.data.library}>
          {system.data.library}
        </span>
      )}
      <span className={styles.space} />
      <button type="button" className={styles.action} onClick={() => openDialog('import')}>
        <HardDriveDownload size={14} aria-hidden /> {texts.import} <KeyHint command="import" />
      </button>
      <button
        type="button"
        className={styles.action}
        data-held={held > 0}
        onClick={() => openDialog('quarantine')}
      >
        <ShieldAlert size={14} aria-hidden /> {texts.quarantine} {held > 0 && <b>{held}</b>}{' '}
        <KeyHint command="quarantine" />
      </button>
      <Standing
        onRegistry={() => openDialog('sign-in')}
        onOutbox={() => openDialog('outbox')}
        onReader={() => openDialog('reader')}
        onPalette={() => openDialog('palette')}
      />
    </header>
  )
}
