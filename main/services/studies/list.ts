/**
 * The worklist: what the registry shares, what lies here, and how far each study is. One line a study, whichever
 * of the two knows it; what the reading room may see of a subject and nothing beyond it.
 */
import { Failure } from '#contract/faults.ts'
import type { Call, Services } from '#contract/services.ts'
import type { DownloadView, StudyView } from '#contract/views.ts'
import type { Downloads } from '../downloads/downloads.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Remote, RemoteStudy } from '../registry/remote.ts'
import type { Sync } from '../registry/sync.ts'
import { clinicalView } from './clinical.ts'
import type { LocalStudies } from './local.ts'

export interface StudyList {
  readonly list: Services['studies']['list']
  /** one line of it; undefined for a study that nobody knows */
  viewOf(study: string, call: Call): Promise<StudyView | undefined>
}

export interface StudyListParts {
  readonly local: LocalStudies
  readonly index: LibraryIndex
  readonly remote: Remote
  readonly sync: Sync
  readonly downloads: Pick<Downloads, 'view'>
  readonly outbox: Pick<Outbox, 'statusOf'>
  /** the session's reader's own read; another's is none of his business */
  readonly ownRead: (study: string, reader: string | undefined) => StudyView['read']
}

type State = ReturnType<LibraryIndex['stateOf']>

export function createStudyList(parts: StudyListParts): StudyList {
  const { local, index, remote, sync, downloads, outbox, ownRead } = parts

  function view(study: string, project: string, shared: RemoteStudy | undefined, call: Call): StudyView {
    const state = index.stateOf(study)
    const facts = state === 'here' ? local.facts(study) : undefined
    const read = ownRead(study, call.session.reader)
    const site = shared?.site ?? facts?.trial.siteId
    const timePoint = shared?.timePoint ?? facts?.trial.timePointId
    return {
      study,
      project,
      subject: shared?.subject ?? facts?.trial.subjectId ?? local.subject(study) ?? study,
      ...(site === undefined ? {} : { site }),
      ...(timePoint === undefined ? {} : { timePoint }),
      ...(shared?.date === undefined ? {} : { date: shared.date }),
      clinical: clinicalView(shared?.clinical, facts?.patient),
      ...counts(state, study, shared),
      download: download(state, study),
      read,
      upload: read.id === undefined ? { status: 'none' } : outbox.statusOf(read.id),
    }
  }

  const isKnown = (project: string): boolean =>
    remote.project(project) !== undefined || index.studies().some((one) => one.project === project)

  function counts(
    state: State,
    study: string,
    shared: RemoteStudy | undefined,
  ): Pick<StudyView, 'series' | 'instances'> {
    const here = state === 'here' ? local.counts(study) : undefined
    const series = shared?.series ?? here?.series
    const instances = shared?.instances ?? here?.instances
    return { ...(series === undefined ? {} : { series }), ...(instances === undefined ? {} : { instances }) }
  }

  /** A folder that somebody imported was never downloaded, and is here all the same. */
  function download(state: State, study: string): DownloadView {
    const known = downloads.view(study) ?? none(study)
    if (state === 'withdrawn') return { ...known, status: 'withdrawn' }
    if (known.status !== 'not-here') return known
    const { instances, bytes } = local.counts(study)
    const view = { ...known, instances: { done: instances }, bytes }
    return state === 'here' ? { ...view, status: 'complete', quarantined: index.heldOf(study) } : view
  }

  return {
    async list({ project, refresh }, call) {
      if (refresh) await (project === undefined ? sync.all() : sync.project(project))
      const projects = new Map<string, string>()
      for (const one of remote.studies(project))
        if (one.listed || downloads.view(one.study)) projects.set(one.study, one.project)
      for (const one of index.studies())
        if (project === undefined || one.project === project) projects.set(one.study, one.project)
      if (projects.size === 0 && project !== undefined && !isKnown(project))
        throw new Failure('no-such-project', { project })
      return [...projects]
        .map(([study, home]) => view(study, home, remote.study(study), call))
        .toSorted((a, b) => compare(a.subject, b.subject) || compare(a.study, b.study))
    },

    async viewOf(study, call) {
      const shared = remote.study(study)
      const project = index.projectOf(study) ?? shared?.project
      return project === undefined ? undefined : view(study, project, shared, call)
    },
  }
}

const none = (study: string): DownloadView => ({
  study,
  status: 'not-here',
  instances: { done: 0 },
  bytes: 0,
  quarantined: 0,
})

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
