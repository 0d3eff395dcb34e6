/** Projects: those that the registry shares with this account, and those that folders were imported for. */
import type { ReadProtocol } from '#analysis/reading/events.ts'
import { Failure } from '#contract/faults.ts'
import type { ProjectRules } from '#contract/project-api.ts'
import type { Services } from '#contract/services.ts'
import type { ProjectView } from '#contract/views.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { Remote } from '../registry/remote.ts'
import type { Sync } from '../registry/sync.ts'
import type { LocalProtocols } from './local-protocols.ts'
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
  readonly local: LocalProtocols
}

/** who did it, of a command line without a reader */
const unnamed = 'unnamed'

export function createProjects({ index, remote, sync, local }: ProjectsParts): Projects {
  /** What the registry says of its projects stands above what a person attached before it had them. */
  const rulesOf = (project: string): ProjectRules => {
    const said = remote.project(project)?.protocol
    if (said !== undefined) return said
    const { format: _, ...attached } = local.of(project) ?? { format: undefined }
    return { ...defaultRules, ...attached }
  }

  const sourceOf = (project: string): ProjectView['protocolFrom'] =>
    remote.project(project) !== undefined ? 'registry' : local.of(project) !== undefined ? 'file' : 'usual'

  function changed(id: string): ProjectView {
    const view = views().find((project) => project.id === id)
    if (view === undefined) throw new Failure('no-such-project', { project: id })
    return view
  }

  /** @throws Failure 'no-such-project', 'project-of-registry' */
  function refuseUnlessLocal(project: string): void {
    if (sourceOf(project) === 'registry') throw new Failure('project-of-registry', { project })
    changed(project)
  }

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
        protocolFrom: sourceOf(id),
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
      async attachProtocol({ project, file }, { session }) {
        refuseUnlessLocal(project)
        local.attach(project, file, session.reader ?? unnamed)
        return changed(project)
      },
      async detachProtocol({ project }, { session }) {
        refuseUnlessLocal(project)
        local.detach(project, session.reader ?? unnamed)
        return changed(project)
      },
    },
  }
}
