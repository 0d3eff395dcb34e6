import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportOutcome, ImportReport } from '#contract/import-report.ts'
import { counted } from '../status/amounts.ts'
import { Chip, type Tone } from '../status/Chip.tsx'
import form from './form.module.css'
import styles from './ImportReportView.module.css'
import { openDialog } from './open.ts'

const words: Readonly<Record<ImportOutcome, readonly [text: string, tone: Tone]>> = {
  accepted: ['accepted', 'good'],
  'accepted-with-warning': ['accepted with a warning', 'attention'],
  known: ['known already', 'plain'],
  ignored: ['ignored', 'plain'],
  quarantined: ['quarantined', 'attention'],
  refused: ['refused', 'bad'],
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
  const counts = order
    .map((outcome) => [outcome, report.files.filter((file) => file.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0)
  const [shown, setShown] = useState<ImportOutcome | undefined>(counts[0]?.[0])
  const files = report.files.filter((file) => file.outcome === shown)
  return (
    <div className={form.form}>
      <p>
        {counted(report.files.length, 'file')}, {studies} {studies === 1 ? 'study' : 'studies'}.
      </p>
      <fieldset className={styles.counts} aria-label="Outcomes">
        {counts.map(([outcome, count]) => {
          const [text, tone] = words[outcome]
          return (
            <Chip
              key={outcome}
              tone={tone}
              aria-pressed={outcome === shown}
              onClick={() => setShown(outcome)}
            >
              {count} {text}
            </Chip>
          )
        })}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.files} tabIndex={0} aria-label="Files">
        <table>
          <tbody>
            {files.slice(0, mostRows).map(({ path, reason }) => (
              <tr key={path}>
                <td className={styles.path}>{path}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {files.length > mostRows && <p>and {files.length - mostRows} more</p>}
      </section>
      <div className={form.actions}>
        {counts.some(([outcome]) => outcome === 'quarantined') && (
          <Button variant="default" onClick={() => openDialog('quarantine')}>
            Look at the quarantine
          </Button>
        )}
        <Button data-autofocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}
