/** What a project fixes for its reads, where its registry does not say, and for folders imported by hand. */
import { z } from 'zod'
import type { ReadProtocol } from '#analysis/reading/events.ts'
import { type ProjectRules, projectSchema } from '#contract/project-api.ts'
import type { Library } from '../../store/library.ts'

/** SCMR 2020 base rule; papillaries as in the reference contours of the field; blinded, without dates. */
export const defaultRules: ProjectRules = {
  name: 'SCMR 2020 left ventricle',
  version: '1',
  base: 'reader-slices',
  papillaries: 'cavity',
  sharesResults: false,
  keepsDates: false,
  opensFields: [],
}

export const readProtocol = ({
  name,
  version,
  base,
  papillaries,
  motionScale,
  checklist,
  scarMethod,
}: ProjectRules): ReadProtocol => ({
  name,
  version,
  base,
  papillaries,
  ...(motionScale === undefined ? {} : { motionScale }),
  ...(scarMethod === undefined ? {} : { scarMethod }),
  ...(checklist === undefined ? {} : { checklist }),
})

export type RulesOf = (project: string) => ProjectRules

const rulesRow = z.object({ rules: z.string() })

/** As the registry said them last. */
export function createRulesOf({ db }: Pick<Library, 'db'>): RulesOf {
  const select = db.prepare('SELECT rules FROM projects WHERE project = ?')
  return (project) => {
    const row = select.get(project)
    return row === undefined
      ? defaultRules
      : projectSchema.shape.protocol.parse(JSON.parse(rulesRow.parse(row).rules))
  }
}

/** The part of the rules that the identity check needs. */
export const identityRules = ({ subjectPattern, keepsDates }: ProjectRules) => ({
  keepsDates,
  ...(subjectPattern === undefined ? {} : { subjectPattern }),
})
