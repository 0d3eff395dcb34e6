/**
 * The last gate: nothing in which the identity check finds a person leaves the library, whoever signed it. What
 * is merely suspected was looked at, or vouched for, when the images came in.
 */
import { say } from '#analysis/sentences/say.ts'
import type { ProjectRules } from '#contract/project-api.ts'
import { DicomRefusal } from '#dicom/parse/refusal.ts'
import { identityInResult } from '../reads/identity.ts'
import type { OutboxItem } from './queue.ts'

/** @returns why the file must not leave; undefined when it may */
export function identityIn(
  item: Pick<OutboxItem, 'kind' | 'project'>,
  file: Uint8Array,
  { subjectPattern }: Pick<ProjectRules, 'subjectPattern'>,
): string | undefined {
  if (item.kind !== 'sr' && item.kind !== 'seg') return undefined
  try {
    return identityInResult(file, item.project, subjectPattern)
  } catch (error) {
    if (error instanceof DicomRefusal) return say('registry/file-not-whole')
    throw error
  }
}
