/** What a project fixes for its reads, where its registry does not say, and for folders imported by hand. */

import type { ReadProtocol } from '#analysis/reading/events.ts'
import type { ProjectRules } from '#contract/project-api.ts'

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

export const readProtocol = ({ name, version, base, papillaries }: ProjectRules): ReadProtocol => ({
  name,
  version,
  base,
  papillaries,
})
