/** Which images of a study lie where another lies, at the same time: counted twice, a volume would be wrong. */
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'

/** @param facts `InstanceFacts` as JSON, of one study */
export function findDuplicates({ facts }: { readonly facts: readonly string[] }): {
  readonly duplicates: string[]
} {
  const instances = facts.map((json) => JSON.parse(json) as InstanceFacts)
  const { unstacked } = sortIntoStacks(instances)
  const duplicates = unstacked
    .filter(({ reason }) => reason === 'duplicate-position')
    .map(({ sopInstanceUid }) => sopInstanceUid)
  return { duplicates: [...new Set(duplicates)] }
}
