/** What the registry said last, kept in the library so that it can be read offline. */
import { z } from 'zod'
import {
  type Permission,
  permissions,
  projectSchema,
  type RegistryProject,
  type SharedStudy,
  sharedStudySchema,
  type Withdrawal,
  withdrawalSchema,
} from '#contract/project-api.ts'
import type { Library } from '../../store/library.ts'

export interface RemoteStudy extends SharedStudy {
  readonly project: string
  /** the registry still lists it */
  readonly listed: boolean
}

export interface Remote {
  projects(): RegistryProject[]
  project(id: string): RegistryProject | undefined
  replaceProjects(projects: readonly RegistryProject[], identity: string): void
  studies(project?: string): RemoteStudy[]
  study(study: string): RemoteStudy | undefined
  replaceStudies(project: string, studies: readonly SharedStudy[]): void
  /** @returns those whose studies are not all removed here yet */
  noteWithdrawals(project: string, withdrawals: readonly Withdrawal[]): Withdrawal[]
  applied(withdrawal: Withdrawal): void
}

interface ProjectRow {
  readonly project: string
  readonly title: string
  readonly rules: string
  readonly permissions: string
}

const rulesSchema = projectSchema.shape.protocol
const permissionsSchema = z.array(z.enum(permissions))

export function createRemote({ db, transaction }: Library): Remote {
  const selectProjects = db.prepare(
    'SELECT project, title, rules, permissions FROM projects ORDER BY project',
  )
  const selectProject = db.prepare(
    'SELECT project, title, rules, permissions FROM projects WHERE project = ?',
  )
  const dropProjects = db.prepare('DELETE FROM projects')
  const addProject = db.prepare(
    'INSERT OR REPLACE INTO projects (project, title, rules, permissions, identity) VALUES (?, ?, ?, ?, ?)',
  )
  const selectStudies = db.prepare('SELECT project, shared, listed FROM remote_studies ORDER BY study')
  const selectOfProject = db.prepare(
    'SELECT project, shared, listed FROM remote_studies WHERE project = ? ORDER BY study',
  )
  const selectStudy = db.prepare('SELECT project, shared, listed FROM remote_studies WHERE study = ?')
  const unlist = db.prepare('UPDATE remote_studies SET listed = 0 WHERE project = ?')
  // a study belongs to the project that listed it first: data only for the project they were shared for
  const addStudy = db.prepare(
    `INSERT INTO remote_studies (study, project, shared, listed) VALUES (?, ?, ?, 1)
     ON CONFLICT (study) DO UPDATE SET shared = excluded.shared, listed = 1
     WHERE remote_studies.project = excluded.project`,
  )
  const addWithdrawal = db.prepare(
    'INSERT OR IGNORE INTO withdrawals (id, project, withdrawal, applied) VALUES (?, ?, ?, NULL)',
  )
  const openWithdrawals = db.prepare(
    'SELECT withdrawal FROM withdrawals WHERE project = ? AND applied IS NULL',
  )
  const markApplied = db.prepare('UPDATE withdrawals SET applied = ? WHERE id = ?')

  return {
    projects: () => (selectProjects.all() as ProjectRow[]).map(asProject),
    project: (id) => {
      const row = selectProject.get(id) as ProjectRow | undefined
      return row && asProject(row)
    },
    replaceProjects: (projects, identity) =>
      transaction(() => {
        dropProjects.run()
        for (const { id, title, protocol, permissions: held } of projects)
          addProject.run(id, title, JSON.stringify(protocol), JSON.stringify(held), identity)
      }),
    studies: (project) =>
      ((project === undefined ? selectStudies.all() : selectOfProject.all(project)) as StudyRow[]).map(
        asStudy,
      ),
    study: (study) => {
      const row = selectStudy.get(study) as StudyRow | undefined
      return row && asStudy(row)
    },
    replaceStudies: (project, studies) =>
      transaction(() => {
        unlist.run(project)
        for (const shared of studies) addStudy.run(shared.study, project, JSON.stringify(shared))
      }),
    noteWithdrawals: (project, withdrawals) =>
      transaction(() => {
        for (const one of withdrawals) addWithdrawal.run(one.id, project, JSON.stringify(one))
        const rows = openWithdrawals.all(project) as { withdrawal: string }[]
        return rows.map(({ withdrawal }) => withdrawalSchema.parse(JSON.parse(withdrawal)))
      }),
    applied: ({ id }) => void markApplied.run(new Date().toISOString(), id),
  }
}

interface StudyRow {
  readonly project: string
  readonly shared: string
  readonly listed: number
}

const asStudy = ({ project, shared, listed }: StudyRow): RemoteStudy => ({
  ...sharedStudySchema.parse(JSON.parse(shared)),
  project,
  listed: listed === 1,
})

function asProject({ project, title, rules, permissions: held }: ProjectRow): RegistryProject {
  const permitted: Permission[] = permissionsSchema.parse(JSON.parse(held))
  return { id: project, title, protocol: rulesSchema.parse(JSON.parse(rules)), permissions: permitted }
}
