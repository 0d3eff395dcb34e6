/**
 * What the scanner calls a series, for a report, which leaves the house. A technician writes there what he likes, and
 * only its form tells whether it names somebody: what might do so is left out. The gate lets a caret stand in
 * descriptions, since scanners part them by one; here it is taken for a name.
 */
import type { Stack } from '#analysis/protocol/stack.ts'
import { asRead, looksLikeIdentity } from '#dicom/identity/texts.ts'

/** By the id of the stack. */
export const harmlessDescriptions = (
  stacks: readonly Pick<Stack, 'id' | 'description'>[],
): ReadonlyMap<string, string> =>
  new Map(
    stacks.flatMap(({ id, description }) =>
      description === undefined || looksLikeIdentity(asRead(description)) ? [] : [[id, description] as const],
    ),
  )
