/** The studies that the registry shares, where each stands, and what to do next; everything by key. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { StudyView } from '#contract/views.ts'
import { projectsQuery, studiesQuery } from '../client/queries.ts'
import { useStudyOrder } from '../client/study-order.ts'
import { AskReason } from '../dialogs/AskReason.tsx'
import { openDialog } from '../dialogs/open.ts'
import { keepFocus } from '../keys/keep-focus.ts'
import { useCommands } from '../keys/registry.ts'
import { notify } from '../status/notices.ts'
import { Region } from '../status/Region.tsx'
import { useTexts } from '../texts/texts.ts'
import * as actions from './actions.ts'
import { Filters } from './Filters.tsx'
import { columns, type Listing, listed, nextStage, stageCounts, startListing } from './listing.ts'
import { useNewsOf } from './news.ts'
import { Projects } from './Projects.tsx'
import { useWorklistPlace } from './place.ts'
import { StudyDetails } from './StudyDetails.tsx'
import { StudyTable } from './StudyTable.tsx'
import { canVouch, whyNotOpen } from './stages.ts'
import { TopBar } from './TopBar.tsx'
import styles from './Worklist.module.css'

const none: readonly StudyView[] = []

export function Worklist({ onOpen }: { readonly onOpen: (study: string) => void }) {
  const texts = useTexts().worklist
  const projects = useQuery(projectsQuery)
  const { project: chosenProject, study: chosenStudy } = useWorklistPlace()
  const project = projects.data?.find(({ id }) => id === chosenProject) ?? projects.data?.[0]
  const studies = useQuery({ ...studiesQuery(project?.id ?? ''), enabled: project !== undefined })
  useNewsOf(project?.id)
  const all = studies.data ?? none
  const [listing, setListing] = useState(startListing)
  const rows = useMemo(() => listed(all, listing), [all, listing])
  useEffect(() => useStudyOrder.setState({ order: rows.map(({ study }) => study) }), [rows])
  const counts = useMemo(() => stageCounts(all, listing.text), [all, listing.text])
  const at = Math.max(
    0,
    rows.findIndex(({ study }) => study === chosenStudy),
  )
  const chosen = rows[at]
  const [vouching, setVouching] = useState<StudyView>()
  const filterField = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLTableElement>(null)

  const change = (part: Partial<Listing>): void => setListing((now) => ({ ...now, ...part }))
  const choose = (index: number): void => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)]
    if (row) useWorklistPlace.setState({ study: row.study })
  }
  const chooseProject = (step: number): void => {
    const list = projects.data ?? []
    const next = list[list.findIndex(({ id }) => id === project?.id) + step]
    if (next) useWorklistPlace.setState({ project: next.id })
  }
  const open = (study: StudyView): void => {
    const why = whyNotOpen(study)
    if (why === undefined) onOpen(study.study)
    else notify({ tone: 'plain', what: why })
  }
  const withChosen = (act: (study: StudyView) => void) => () => chosen && act(chosen)
  const column = columns.indexOf(listing.sort)

  useCommands({
    'next-study': () => choose(at + 1),
    'previous-study': () => choose(at - 1),
    'first-study': () => choose(0),
    'last-study': () => choose(rows.length - 1),
    'next-project': () => chooseProject(1),
    'previous-project': () => chooseProject(-1),
    'open-study': withChosen(open),
    'download-study': withChosen(actions.download),
    'download-all': () => actions.downloadAll(rows),
    'pause-download': withChosen(actions.pauseOrResume),
    'cancel-download': withChosen(actions.cancel),
    'vouch-for-study': {
      run: withChosen(setVouching),
      unavailable: chosen && canVouch(chosen) ? undefined : texts.vouching.nothing,
    },
    'send-study': withChosen(actions.send),
    filter: () => filterField.current?.focus(),
    'clear-filter': () => setListing(startListing),
    'filter-next': () => change({ stage: nextStage(counts, listing.stage) }),
    'sort-next': () => change({ sort: columns[(column + 1) % columns.length] ?? 'subject' }),
    'sort-reverse': () => change({ reverse: !listing.reverse }),
    refresh: () => actions.refresh(project?.id),
    import: () => openDialog('import', { project: project?.id }),
    protocol: {
      run: () => openDialog('protocol', { project: project?.id }),
      unavailable: project === undefined ? texts.noProjectChosen : undefined,
    },
    quarantine: () => openDialog('quarantine'),
  })
  useEffect(() => grid.current?.focus({ preventScroll: true }), [])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus where it is; every button has its key
    <div className={styles.room} onMouseDown={keepFocus}>
      <TopBar />
      <Region name={texts.parts.projects}>
        <Projects
          projects={projects.data ?? []}
          error={projects.error}
          loading={projects.isPending}
          chosen={project?.id}
          onChoose={(id) => useWorklistPlace.setState({ project: id })}
        />
      </Region>
      <main className={styles.list}>
        <Filters
          ref={filterField}
          project={project}
          listing={listing}
          counts={counts}
          total={all.length}
          onChange={change}
          onLeave={() => grid.current?.focus({ preventScroll: true })}
        />
        <Region name={texts.parts.studies}>
          <StudyTable
            ref={grid}
            rows={rows}
            total={all.length}
            at={at}
            listing={listing}
            loading={projects.isPending || (project !== undefined && studies.isPending)}
            error={studies.error}
            noProject={projects.data?.length === 0}
            onClear={() => setListing(startListing)}
            onAgain={() => {
              void projects.refetch()
              void studies.refetch()
            }}
            onNews={() => actions.refresh(project?.id)}
            onImport={() => openDialog('import', { project: project?.id })}
            onChoose={choose}
            onOpen={open}
            onChange={change}
          />
        </Region>
      </main>
      <Region name={texts.parts.details}>
        <StudyDetails study={chosen} onOpen={open} onVouch={setVouching} />
      </Region>
      {vouching && (
        <AskReason
          title={texts.vouching.title(vouching.subject)}
          lead={texts.vouching.lead}
          label={texts.vouching.label}
          action={texts.vouching.action}
          onDone={(reason) => actions.vouch(vouching, reason)}
          onClose={() => setVouching(undefined)}
        />
      )}
    </div>
  )
}
