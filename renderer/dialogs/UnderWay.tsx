/** In a dialog: what is under way, and the button that stops it. */
import { Button, Progress } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'
import styles from './UnderWay.module.css'

export function UnderWay({ step, onStop }: { readonly step: string; readonly onStop: () => void }) {
  const { stop } = useTexts().dialogs
  return (
    <div className={styles.underWay}>
      <div role="status">
        {step}
        <Progress size="xs" value={100} animated aria-label={step} />
      </div>
      <Button variant="default" onClick={onStop}>
        {stop}
      </Button>
    </div>
  )
}
