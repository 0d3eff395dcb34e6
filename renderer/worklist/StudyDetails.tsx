/** What is known of the chosen study, and the actions that make sense for it now. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { seriesRoles } from '#analysis/protocol/stack.ts'
import type { ClinicalView, MeasuredView, SeriesView, StudyView } from '#contract/views.ts'
import { seriesQuery } from '../client/queries.ts'
import type { CommandId } from '../keys/commands.ts'
import { KeyHint, shortcutsOf } from '../keys/Keys.tsx'
import { counted, sizeText } from '../status/amounts.ts'
import { Chip } from '../status/Chip.tsx'
import { seriesNames } from '../status/role-names.ts'
import * as actions from './actions.ts'
import styles from './StudyDetails.module.css'
import { canCancel, canDownload, canOpen, canPause, canVouch, stageOf, stageWords } from './stages.ts'

export function StudyDetails({
  study,
  onOpen,
  onVouch,
}: {
  readonly study: StudyView | undefined
  readonly onOpen: (study: StudyView) => void
  readonly onVouch: (study: StudyView) => void
}) {
  if (!study) return <aside className={styles.details} aria-label="Study" />
  const stage = stageWords[stageOf(study)]
  return (
    <aside className={styles.details} aria-label={`Study of ${study.subject}`}>
      <div className={styles.head}>
        <h2>{study.subject}</h2>
        <Chip tone={stage.tone}>{stage.text}</Chip>
      </div>
      <dl className={styles.facts}>
        <Fact name="Visit">{study.timePoint}</Fact>
        <Fact name="Site">{study.site}</Fact>
        <Fact name="Subject">{personText(study.clinical)}</Fact>
        <Fact name="Body size">{sizeText(study.clinical)}</Fact>
        <Fact name="Heart rate">{study.clinical.heartRate && `${study.clinical.heartRate} bpm`}</Fact>
        <Fact name="Study UID">
          <span className={styles.uid}>{study.study}</span>
        </Fact>
        <Fact name="Problem">{study.download.problem ?? study.upload.detail}</Fact>
      </dl>
      <div className={styles.actions}>
        {canOpen(study) && (
          <Action command="open-study" main run={() => onOpen(study)}>
            {study.read.status === 'none' ? 'Read' : 'Open the read'}
          </Action>
        )}
        {canDownload(study) && (
          <Action command="download-study" main run={() => actions.download(study)}>
            {study.download.status === 'not-here' ? 'Download' : 'Resume'}
          </Action>
        )}
        {canVouch(study) && (
          <Action command="vouch-for-study" run={() => onVouch(study)}>
            Vouch for {heldBack(study)}
          </Action>
        )}
        {canPause(study) && (
          <Action command="pause-download" run={() => actions.pauseOrResume(study)}>
            Pause
          </Action>
        )}
        {canCancel(study) && (
          <Action command="cancel-download" run={() => actions.cancel(study)}>
            Cancel
          </Action>
        )}
        {study.read.status === 'signed' && study.upload.status !== 'done' && (
          <Action command="send-study" run={() => actions.send(study)}>
            Send
          </Action>
        )}
      </div>
      {canOpen(study) && <SeriesOf study={study.study} />}
    </aside>
  )
}

const heldBack = ({ download: { quarantined } }: StudyView): string =>
  quarantined === 1 ? '1 image' : `${quarantined} images`

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === undefined || children === '') return null
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Action({
  command,
  main = false,
  run,
  children,
}: {
  readonly command: CommandId
  readonly main?: boolean
  readonly run: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" data-main={main} aria-keyshortcuts={shortcutsOf(command)} onClick={run}>
      {children} <KeyHint command={command} />
    </button>
  )
}

function SeriesOf({ study }: { readonly study: string }) {
  const series = useQuery(seriesQuery(study))
  const rows = (series.data ?? []).toSorted(
    (a, b) => seriesRoles.indexOf(a.role) - seriesRoles.indexOf(b.role),
  )
  const names = seriesNames(rows)
  return (
    <section className={styles.series} aria-label="Series">
      <h3>Series</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.stack}>
            <b>{names.get(row)}</b>
            <span>
              {row.slices} × {row.phases}
              {'value' in row.spacing &&
                row.slices > 1 &&
                ` · ${row.spacing.value.toFixed(1)} ${row.spacing.unit}`}
              {rateText(row)}
            </span>
            {row.warnings.length > 0 && (
              <em title={row.warnings.join('\n')}>{counted(row.warnings.length, 'warning')}</em>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const rateText = ({ heartRate, phases }: SeriesView): string => {
  const rate: MeasuredView = heartRate
  if ('value' in rate) return ` · ${Math.round(rate.value)} bpm`
  return phases > 1 ? ' · rate unknown' : ''
}

const sexWords = { M: 'male', F: 'female', O: 'other' } as const

function personText({ sex, age }: ClinicalView): string {
  const years = age && /^0*(\d+)Y$/.exec(age)?.[1]
  return [sex && sexWords[sex], years ? `${years} years` : age].filter(Boolean).join(', ')
}
