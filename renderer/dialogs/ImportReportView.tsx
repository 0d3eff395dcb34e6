import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportOutcome, ImportReport } from '#contract/import-report.ts'
import { Chip, type Tone } from '../status/Chip.tsx'
import { numberIn } from '../texts/formats.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import form from './form.module.css'
import styles from './ImportReportView.module.css'
import { openDialog } from './open.ts'

const tones: Readonly<Record<ImportOutcome, Tone>> = {
  accepted: 'good',
  'accepted-with-warning': 'attention',
  known: 'plain',
  ignored: 'plain',
  quarantined: 'attention',
  refused: 'bad',
}

/** What needs somebody's attention comes first. */
const order: readonly ImportOutcome[] = [
  'refused',
  'quarantined',
  'accepted-with-warning',
  'accepted',
  'known',
  'ignored',
]

/** Rows beyond this are counted, not drawn: the whole report is in the command line's JSON. */
const mostRows = 500

/** What became of each file; the outcomes that need somebody's attention first. */
export function ImportReportView({
  report,
  studies,
  onClose,
}: {
  readonly report: ImportReport
  readonly studies: number
  readonly onClose: () => void
}) {
  const { dialogs } = useTexts()
  const texts = dialogs.import
  const counts = order
    .map((outcome) => [outcome, report.files.filter((file) => file.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0)
  const [shown, setShown] = useState<ImportOutcome | undefined>(counts[0]?.[0])
  const files = report.files.filter((file) => file.outcome === shown)
  return (
    <div className={form.form}>
      <p>{texts.summary(numberIn(report.files.length), report.files.length === 1, studies)}</p>
      <fieldset className={styles.counts} aria-label={texts.outcomeList}>
        {counts.map(([outcome, count]) => {
          return (
            <Chip
              key={outcome}
              tone={tones[outcome]}
              aria-pressed={outcome === shown}
              onClick={() => setShown(outcome)}
            >
              {numberIn(count)} {texts.outcomes[outcome]}
            </Chip>
          )
        })}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.files} tabIndex={0} aria-label={texts.fileList}>
        <table>
          <tbody>
            {files.slice(0, mostRows).map(({ path, reason }) => (
              <tr key={path}>
                <td className={styles.path}>{path}</td>
                <td>{reason && saidText(reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {files.length > mostRows && <p>{texts.more(numberIn(files.length - mostRows))}</p>}
      </section>
      <div className={form.actions}>
        {counts.some(([outcome]) => outcome === 'quarantined') && (
          <Button variant="default" onClick={() => openDialog('quarantine')}>
            {texts.quarantine}
          </Button>
        )}
        <Button data-autofocus onClick={onClose}>
          {dialogs.done}
        </Button>
      </div>
    </div>
  )
}
