/** What the worklist asks main to do. Each refusal is told; the lists follow by announcement. */
import type { StudyView } from '#contract/views.ts'
import { client } from '../client/client.ts'
import { queryClient } from '../client/queries.ts'
import { attempt, notify } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import { canCancel, canDownload, canPause } from './stages.ts'

const refreshed = (): void => {
  void queryClient.invalidateQueries({ queryKey: ['studies'] })
  void queryClient.invalidateQueries({ queryKey: ['projects'] })
}

export function download({ study, subject, download: { status } }: StudyView): void {
  attempt(async () => {
    await (status === 'paused' ? client.downloads.resume({ study }) : client.downloads.start({ study }))
    notify({ tone: 'plain', what: textsNow().worklist.told.coming(subject) })
    refreshed()
  })
}

export function downloadAll(studies: readonly StudyView[]): void {
  const wanted = studies.filter(canDownload)
  if (wanted.length === 0) {
    notify({ tone: 'plain', what: textsNow().worklist.told.allHere })
    return
  }
  attempt(async () => {
    for (const {
      study,
      download: { status },
    } of wanted)
      await (status === 'paused' ? client.downloads.resume({ study }) : client.downloads.start({ study }))
    notify({ tone: 'plain', what: textsNow().worklist.told.manyComing(wanted.length) })
    refreshed()
  })
}

/** What merely lacks the marker of de-identification is let in, for this reason, and fetched again. */
export function vouch({ study, subject }: StudyView, reason: string): void {
  attempt(async () => {
    await client.downloads.start({ study, attest: reason })
    notify({ tone: 'plain', what: textsNow().worklist.told.comingAgain(subject) })
    refreshed()
  })
}

/** Pauses a running download and lets a paused one go on. */
export function pauseOrResume(study: StudyView): void {
  if (study.download.status === 'paused') download(study)
  else if (canPause(study))
    attempt(async () => {
      await client.downloads.pause({ study: study.study })
      refreshed()
    })
}

export function cancel(study: StudyView): void {
  if (!canCancel(study)) return
  attempt(async () => {
    await client.downloads.cancel({ study: study.study })
    notify({ tone: 'plain', what: textsNow().worklist.told.cancelled(study.subject) })
    refreshed()
  })
}

export function send({ subject, read }: StudyView): void {
  const { id } = read
  if (id === undefined || read.status !== 'signed') {
    const { notSigned, signFirst } = textsNow().worklist.told
    notify({ tone: 'plain', what: notSigned(subject), todo: signFirst })
    return
  }
  attempt(async () => {
    await client.results.upload({ read: id })
    notify({ tone: 'plain', what: textsNow().worklist.told.onItsWay(subject) })
    refreshed()
  })
}

/** Asks the registry for news: of one project, or for the list of projects. */
export function refresh(project: string | undefined): void {
  attempt(async () => {
    await client.projects.list({ refresh: true })
    if (project !== undefined) {
      const { studies, withdrawn } = await client.registry.sync({ project })
      notify({ tone: 'good', what: textsNow().worklist.told.news(project, studies, withdrawn.length) })
    }
    refreshed()
  })
}
