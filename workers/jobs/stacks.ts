/** The images of one study in order, with what each series is for. */
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import { placesInList, type SortedPlaces } from '#analysis/protocol/sorted-places.ts'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import type { JobContext } from '#contract/jobs.ts'

/** @param facts `InstanceFacts` as JSON, of one study; places count in this list */
export function stacks(
  { facts }: { readonly facts: readonly string[] },
  { report }: JobContext<AnalysisProgress>,
): SortedPlaces {
  const instances = facts.map((json) => JSON.parse(json) as InstanceFacts)
  const sorted = sortIntoStacks(instances, {}, (done, total) => report({ done, total }))
  return placesInList(sorted, instances)
}
