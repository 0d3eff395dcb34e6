/** Whose heart, under which protocol, read by whom; and whether what is on the screen is saved. */

import { ArrowLeft } from 'lucide-react'
import type { ReadProtocol } from '#analysis/reading/events.ts'
import type { ReadStatus, StudyView } from '#contract/views.ts'
import { openDialog } from '../dialogs/open.ts'
import { KeyHint } from '../keys/Keys.tsx'
import { Chip, type Tone } from '../status/Chip.tsx'
import { Standing } from '../status/Standing.tsx'
import { useTexts } from '../texts/texts.ts'
import { ModeTabs } from './ModeTabs.tsx'
import type { SavingState } from './state/saving.ts'
import styles from './TopBar.module.css'

export interface TopBarProps {
  readonly study: StudyView
  readonly fieldStrength: number | undefined
  readonly protocol: ReadProtocol | undefined
  readonly status: ReadStatus
  readonly version: number
  readonly saving: SavingState
  /** gestures that main has not confirmed */
  readonly waiting: number
  readonly onHistory: () => void
  readonly onLeave: () => void
}

export function TopBar(props: TopBarProps) {
  const { study, fieldStrength, protocol, status, version, onHistory, onLeave } = props
  const { room: texts, display } = useTexts()
  const about = [study.timePoint, fieldStrength && display.field(fieldStrength)].filter(Boolean).join(' · ')
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.back} onClick={onLeave} aria-label={texts.back}>
        <ArrowLeft size={15} aria-hidden />
        <KeyHint command="back-to-worklist" />
      </button>
      <h1>{study.subject}</h1>
      {about && <span className={styles.about}>{about}</span>}
      {protocol && (
        <span className={styles.protocol}>
          <Chip>
            <span className={styles.protocolName}>
              {protocol.name} {protocol.version}
            </span>
          </Chip>
        </span>
      )}
      {status === 'signed' && (
        <span className={styles.signed}>
          <Chip tone="good">{texts.signedVersion(version)}</Chip>
        </span>
      )}
      {status === 'sealed' && <Chip tone="attention">{texts.sealed}</Chip>}
      <ModeTabs />
      <Saved {...props} onHistory={onHistory} />
      <Standing
        onRegistry={() => openDialog('sign-in')}
        onOutbox={() => openDialog('outbox')}
        onReader={() => openDialog('reader')}
        onPalette={() => openDialog('palette')}
      />
    </header>
  )
}

const savedTones: Readonly<Record<SavingState, Tone>> = {
  saved: 'good',
  saving: 'plain',
  unreachable: 'bad',
}

/** True at any moment: green only when main confirmed everything that is on the screen. */
function Saved({ saving, waiting, onHistory }: Pick<TopBarProps, 'saving' | 'waiting' | 'onHistory'>) {
  const texts = useTexts().room
  return (
    <span role="status">
      <Chip
        tone={savedTones[saving]}
        dot
        onClick={onHistory}
        title={texts.history}
        data-saved={saving === 'saved'}
      >
        {texts.saved[saving]}
        {saving === 'unreachable' && texts.waiting(waiting)}
      </Chip>
    </span>
  )
}
