/** Projects: those that the registry shares with this account, and those that folders were imported for. */
import type { ReadProtocol } from '#analysis/reading/events.ts'
import type { ProjectRules } from '#contract/project-api.ts'
import type { Services } from '#contract/services.ts'
import type { ProjectView } from '#contract/views.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { Remote } from '../registry/remote.ts'
import type { Sync } from '../registry/sync.ts'
import { defaultRules, readProtocol } from './rules.ts'

export interface Projects {
  readonly service: Services['projects']
  rulesOf(project: string): ProjectRules
  /** that reads of this project are under from now on */
  protocolOf(project: string): ReadProtocol
}

export interface ProjectsParts {
  readonly index: LibraryIndex
  readonly remote: Remote
  readonly sync: Sync
}

export function createProjects({ index, remote, sync }: ProjectsParts): Projects {
  const rulesOf = (project: string): ProjectRules => remote.project(project)?.protocol ?? defaultRules

  function views(): ProjectView[] {
    const titles = new Map(remote.projects().map(({ id, title }) => [id, title]))
    const here = index.studies()
    for (const { project } of here) if (!titles.has(project)) titles.set(project, project)
    return [...titles].map(([id, title]) => {
      const mine = here.filter(({ project }) => project === id)
      const listed = remote.studies(id).filter((study) => study.listed)
      const known = new Set([...mine, ...listed].map(({ study }) => study))
      return {
        id,
        title,
        studies: known.size,
        downloaded: mine.filter(({ study }) => index.stateOf(study) === 'here').length,
        protocol: readProtocol(rulesOf(id)),
      }
    })
  }

  return {
    rulesOf,
    protocolOf: (project) => readProtocol(rulesOf(project)),
    service: {
      async list({ refresh }) {
        if (refresh) await sync.projects()
        return views()
      },
    },
  }
}
