/** In a dialog: what is under way, with the button that stops it; or that it was stopped. */
import { Button, Progress } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'
import styles from './UnderWay.module.css'
import type { useWaited } from './waited.ts'

interface UnderWayProps {
  readonly of: Pick<ReturnType<typeof useWaited>, 'step' | 'stop' | 'isStopped'>
  /** what came of it then */
  readonly stopped: string
}

export function UnderWay({ of: { step, stop, isStopped }, stopped }: UnderWayProps) {
  const texts = useTexts().dialogs
  return (
    <>
      {isStopped && <p role="status">{stopped}</p>}
      {step !== undefined && (
        <div className={styles.underWay}>
          <div role="status">
            {step}
            <Progress size="xs" value={100} animated aria-label={step} />
          </div>
          <Button variant="default" onClick={stop}>
            {texts.stop}
          </Button>
        </div>
      )}
    </>
  )
}
