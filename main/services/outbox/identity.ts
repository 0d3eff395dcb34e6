/**
 * The last gate: nothing in which the identity check finds a person leaves the library, whoever signed it. What
 * is merely suspected was looked at, or vouched for, when the images came in.
 */
import type { ProjectRules } from '#contract/project-api.ts'
import { inspect } from '#dicom/inspect.ts'
import type { OutboxItem } from './queue.ts'

/** @returns why the file must not leave; undefined when it may */
export function identityIn(
  item: Pick<OutboxItem, 'kind' | 'project'>,
  file: Uint8Array,
  { subjectPattern, keepsDates }: ProjectRules,
): string | undefined {
  if (item.kind !== 'sr' && item.kind !== 'seg') return undefined
  const inspection = inspect(file, {
    project: {
      protocolId: item.project,
      keepsDates,
      ...(subjectPattern === undefined ? {} : { subjectPattern }),
    },
  })
  if (inspection.kind !== 'other-object' && inspection.kind !== 'image')
    return 'the file cannot be read whole'
  const found = inspection.findings.filter(({ severity }) => severity === 'found')
  return found.length === 0 ? undefined : found.map(({ sentence }) => sentence).join('; ')
}
