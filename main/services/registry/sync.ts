/**
 * News of a project: its studies, and who left it. A withdrawal is carried out here and now: the objects go, the
 * reads are sealed, what waits to be sent stays and is never sent, and the audit keeps all of it. One that a crash
 * interrupted is taken up at the next sync.
 */
import { Failure } from '#contract/faults.ts'
import type { Withdrawal } from '#contract/project-api.ts'
import type { WithdrawStudy } from '../library/withdraw.ts'
import type { Connection } from './connection.ts'
import type { Remote } from './remote.ts'

export interface Leaving {
  /** stops a download of the study and waits until nothing of it is under way */
  stopDownload(study: string): Promise<void>
  /** appends 'sealed' to every read of the study */
  sealReads(study: string, reason: string): Promise<void>
  /** blocks what waits to be sent about the study */
  stopOutbox(study: string, reason: string): Promise<void>
  /** removes every object of the study from library and quarantine, remembers that it left, and says so */
  withdrawStudy: WithdrawStudy
}

export interface Sync {
  /** @throws Failure as `Connection.ask` does */
  projects(): Promise<void>
  /** @throws Failure as `Connection.ask` does, and 'no-such-project' */
  project(id: string): Promise<{ studies: number; withdrawn: string[] }>
}

export interface SyncParts {
  readonly connection: Connection
  readonly remote: Remote
  readonly leaving: Leaving
}

export function createSync({ connection, remote, leaving }: SyncParts): Sync {
  async function withdraw(project: string, { scope, withdrawn, reason, studies }: Withdrawal): Promise<void> {
    const sentence = `the ${scope} ${withdrawn} was withdrawn: ${reason}`
    for (const study of studies) {
      await leaving.stopDownload(study)
      await leaving.sealReads(study, sentence)
      await leaving.stopOutbox(study, sentence)
      await leaving.withdrawStudy({ study, project, who: 'registry', reason: sentence })
    }
  }

  async function projects(): Promise<void> {
    const { identity, found } = await connection.ask(async (registry) => ({
      identity: registry.identity,
      found: await registry.projects(),
    }))
    remote.replaceProjects(found, identity)
  }

  return {
    projects,

    async project(id) {
      if (!remote.project(id)) await projects()
      const project = remote.project(id)
      if (!project) throw new Failure('no-such-project', { project: id })
      const about = { project: id }
      const news = await connection.ask(
        async (registry) => ({
          studies: project.permissions.includes('download') ? await registry.studies(id) : [],
          withdrawals: await registry.withdrawals(id),
        }),
        about,
      )
      remote.replaceStudies(id, news.studies)
      const withdrawn: string[] = []
      for (const withdrawal of remote.noteWithdrawals(id, news.withdrawals)) {
        await withdraw(id, withdrawal)
        remote.applied(withdrawal)
        withdrawn.push(...withdrawal.studies)
      }
      return { studies: news.studies.length, withdrawn }
    },
  }
}
