/**
 * News of a project: its studies, and who left it. A withdrawal is carried out here and now: the objects go, the
 * reads are sealed, what waits to be sent stays and is never sent, and the audit keeps all of it. One that a crash
 * interrupted is taken up at the next sync.
 */
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { Withdrawal } from '#contract/project-api.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { WithdrawStudy } from '../library/withdraw.ts'
import type { LocalStudies } from '../studies/local.ts'
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
  /** every project of this account; one that fails keeps none of the others @throws Failure as `Connection.ask` does */
  all(): Promise<void>
}

export interface SyncParts {
  readonly index: LibraryIndex
  readonly local: LocalStudies
  readonly connection: Connection
  readonly remote: Remote
  readonly leaving: Leaving
}

export function createSync({ index, local, connection, remote, leaving }: SyncParts): Sync {
  async function withdraw(project: string, withdrawal: Withdrawal): Promise<string[]> {
    const { scope, withdrawn, reason } = withdrawal
    const sentence = say(`registry/${scope}-withdrawn`, { withdrawn, reason })
    const studies = leavingWith(project, withdrawal)
    for (const study of studies) {
      await leaving.stopDownload(study)
      await leaving.sealReads(study, sentence)
      await leaving.stopOutbox(study, sentence)
      await leaving.withdrawStudy({ study, project, who: 'registry', reason: sentence })
      // what a reader began before the last object was gone
      await leaving.sealReads(study, sentence)
      await leaving.stopOutbox(study, sentence)
    }
    return studies
  }

  /** Those that the registry names and those that only this library knows; never another project's. */
  function leavingWith(project: string, { scope, withdrawn, studies }: Withdrawal): string[] {
    const named = studies.filter((study) => {
      const home = index.projectOf(study) ?? remote.study(study)?.project
      return home === undefined || home === project
    })
    const here = index
      .studies()
      .filter((one) => one.project === project && one.state === 'here')
      .map(({ study }) => ({ study, trial: local.facts(study)?.trial }))
      .filter(({ trial }) => withdrawn === (scope === 'site' ? trial?.siteId : trial?.subjectId))
    return [...new Set([...named, ...here.map(({ study }) => study)])]
  }

  async function projects(): Promise<void> {
    const { identity, found } = await connection.ask(async (registry) => ({
      identity: registry.identity,
      found: await registry.projects(),
    }))
    remote.replaceProjects(found, identity)
  }

  async function project(id: string): Promise<{ studies: number; withdrawn: string[] }> {
    if (!remote.project(id)) await projects()
    const found = remote.project(id)
    if (!found) throw new Failure('no-such-project', { project: id })
    const about = { project: id }
    const news = await connection.ask(
      async (registry) => ({
        studies: found.permissions.includes('download') ? await registry.studies(id) : [],
        withdrawals: await registry.withdrawals(id),
      }),
      about,
    )
    remote.replaceStudies(id, news.studies)
    const withdrawn: string[] = []
    for (const withdrawal of remote.noteWithdrawals(id, news.withdrawals)) {
      withdrawn.push(...(await withdraw(id, withdrawal)))
      remote.applied(withdrawal)
    }
    return { studies: news.studies.length, withdrawn }
  }

  return {
    projects,
    project,
    async all() {
      await projects()
      const failures: unknown[] = []
      for (const { id } of remote.projects())
        await project(id).catch((error: unknown) => void failures.push(error))
      if (failures.length > 0) throw failures[0]
    },
  }
}
