/**
 * Who may see and do what in the demo registry, asked of its records at every call, so that a grant or a
 * withdrawal counts from that moment on.
 */
import type { Permission, SharedStudy } from '#contract/project-api.ts'
import type { ProjectRecord, Records, StudyRecord } from './records.ts'

export function permissionsOf(records: Records, project: string, account: string): readonly Permission[] {
  const grants = Object.hasOwn(records.grants, project) ? records.grants[project] : undefined
  return (grants && Object.hasOwn(grants, account) ? grants[account] : undefined) ?? []
}

export const may = (records: Records, account: string, project: string, what: Permission): boolean =>
  permissionsOf(records, project, account).includes(what)

export const projectOf = (records: Records, id: string): ProjectRecord | undefined =>
  records.projects.find((project) => project.id === id)

export const isWithdrawn = (records: Records, study: string): boolean =>
  records.withdrawals.some(({ studies }) => studies.includes(study))

/** A site or subject that left sends nothing more either. */
export function withdrawnParticipant(
  records: Records,
  project: string,
  participant: { readonly site?: string; readonly subject?: string },
): boolean {
  return records.withdrawals.some(
    (one) =>
      one.project === project &&
      one.withdrawn === (one.scope === 'site' ? participant.site : participant.subject),
  )
}

export type StudyAccess = 'open' | 'denied' | 'withdrawn' | 'unknown'

export function studyAccess(
  records: Records,
  account: string,
  study: string,
  what: Permission,
): { access: StudyAccess; project?: string } {
  const record = Object.hasOwn(records.studies, study) ? records.studies[study] : undefined
  if (!record) return { access: 'unknown' }
  const { project } = record
  if (permissionsOf(records, project, account).length === 0) return { access: 'denied', project }
  if (isWithdrawn(records, study)) return { access: 'withdrawn', project }
  return { access: may(records, account, project, what) ? 'open' : 'denied', project }
}

/** A study as the reading room may see it: fields that the protocol does not open never leave the server. */
export function withoutWithheld(study: StudyRecord, project: ProjectRecord): SharedStudy {
  const { project: _, date, fields, ...open } = study
  const { keepsDates, opensFields } = project.protocol
  return {
    ...open,
    ...(keepsDates && date !== undefined ? { date } : {}),
    fields: Object.fromEntries(Object.entries(fields).filter(([name]) => opensFields.includes(name))),
  }
}

/**
 * Modalities and classes that tell what somebody else thought of the images. A blinded reader gets those that he
 * sent himself and no others.
 */
const opinions = new Set(['SR', 'SEG', 'PR', 'KO', 'OT', 'DOC', 'RTSTRUCT', 'M3D'])

export function maySeeInstance(
  records: Records,
  account: string,
  project: string,
  instance: { readonly modality?: string; readonly storedBy?: string },
): boolean {
  if (!opinions.has(instance.modality ?? '')) return true
  if (instance.storedBy === account || may(records, account, project, 'coordinate')) return true
  return projectOf(records, project)?.protocol.sharesResults ?? false
}
