/** What is known of the chosen study, and the actions that make sense for it now. */

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { seriesRoles } from '#analysis/protocol/stack.ts'
import type { ClinicalView, MeasuredView, SeriesView, StudyView } from '#contract/views.ts'
import { seriesQuery } from '../client/queries.ts'
import { Refused } from '../dialogs/Refused.tsx'
import type { CommandId } from '../keys/commands.ts'
import { KeyHint, shortcutsOf } from '../keys/Keys.tsx'
import { sizeText } from '../status/amounts.ts'
import { Chip } from '../status/Chip.tsx'
import { seriesNames } from '../status/role-names.ts'
import type { Texts } from '../texts/en/en.ts'
import { numberIn } from '../texts/formats.ts'
import { saidLines, saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import * as actions from './actions.ts'
import { problemText } from './problem.ts'
import styles from './StudyDetails.module.css'
import { canCancel, canDownload, canOpen, canPause, canVouch, stageOf, stageTones } from './stages.ts'

export function StudyDetails({
  study,
  onOpen,
  onVouch,
}: {
  readonly study: StudyView | undefined
  readonly onOpen: (study: StudyView) => void
  readonly onVouch: (study: StudyView) => void
}) {
  const { details: texts, stages, empty } = useTexts().worklist
  if (!study)
    return (
      <aside className={styles.details} aria-label={texts.name}>
        <p className={styles.nothing}>{empty.nothingChosen}</p>
      </aside>
    )
  const stage = stageOf(study)
  return (
    <aside className={styles.details} aria-label={texts.of(study.subject)}>
      <div className={styles.head}>
        <h2>{study.subject}</h2>
        <Chip tone={stageTones[stage]}>{stages[stage]}</Chip>
      </div>
      <dl className={styles.facts}>
        <Fact name={texts.visit}>{study.timePoint}</Fact>
        <Fact name={texts.site}>{study.site}</Fact>
        <Fact name={texts.subject}>{personText(study.clinical, texts)}</Fact>
        <Fact name={texts.bodySize}>{sizeText(study.clinical)}</Fact>
        <Fact name={texts.heartRate}>
          {study.clinical.heartRate && texts.rate(numberIn(study.clinical.heartRate))}
        </Fact>
        <Fact name={texts.uid}>
          <span className={styles.uid}>{study.study}</span>
        </Fact>
        <Fact name={texts.problem}>
          {problemText(study.download) ?? (study.upload.detail && saidText(study.upload.detail))}
        </Fact>
      </dl>
      <div className={styles.actions} data-tour="study">
        {canOpen(study) && (
          <Action command="open-study" main run={() => onOpen(study)}>
            {study.read.status === 'none' ? texts.read : texts.openRead}
          </Action>
        )}
        {canDownload(study) && (
          <Action command="download-study" main run={() => actions.download(study)}>
            {study.download.status === 'not-here' ? texts.download : texts.resume}
          </Action>
        )}
        {canVouch(study) && (
          <Action command="vouch-for-study" run={() => onVouch(study)}>
            {texts.vouch(study.download.quarantined)}
          </Action>
        )}
        {canPause(study) && (
          <Action command="pause-download" run={() => actions.pauseOrResume(study)}>
            {texts.pause}
          </Action>
        )}
        {canCancel(study) && (
          <Action command="cancel-download" run={() => actions.cancel(study)}>
            {texts.cancel}
          </Action>
        )}
        {study.read.status === 'signed' && study.upload.status !== 'done' && (
          <Action command="send-study" run={() => actions.send(study)}>
            {texts.send}
          </Action>
        )}
      </div>
      {canOpen(study) && <SeriesOf study={study.study} />}
    </aside>
  )
}

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
  const { details: texts } = useTexts().worklist
  const series = useQuery(seriesQuery(study))
  const rows = (series.data ?? []).toSorted(
    (a, b) => seriesRoles.indexOf(a.role) - seriesRoles.indexOf(b.role),
  )
  const names = seriesNames(rows)
  return (
    <section className={styles.series} aria-label={texts.series}>
      <h3>{texts.series}</h3>
      {series.isPending && <p className={styles.nothing}>{texts.loadingSeries}</p>}
      {series.error && <Refused error={series.error} />}
      <ul>
        {rows.map((row) => (
          <li key={row.stack}>
            <b>{names.get(row)}</b>
            <span>
              {row.slices} × {row.phases}
              {'value' in row.spacing &&
                row.slices > 1 &&
                ` · ${numberIn(row.spacing.value, 1)} ${row.spacing.unit}`}
              {rateText(row, texts)}
            </span>
            {row.warnings.length > 0 && (
              <em title={saidLines(row.warnings)}>{texts.warnings(row.warnings.length)}</em>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Details = Texts['worklist']['details']

const rateText = ({ heartRate, phases }: SeriesView, texts: Details): string => {
  const rate: MeasuredView = heartRate
  if ('value' in rate) return ` · ${texts.rate(numberIn(rate.value))}`
  return phases > 1 ? ` · ${texts.rateUnknown}` : ''
}

function personText({ sex, age }: ClinicalView, texts: Details): string {
  const years = age && /^0*(\d+)Y$/.exec(age)?.[1]
  return [sex && texts.sexes[sex], years ? texts.years(years) : age].filter(Boolean).join(', ')
}
