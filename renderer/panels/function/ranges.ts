/** The comparison that a row of the table shows: of the number itself, else of its index, by the first table that has one. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { Compared, Comparison } from '#analysis/ranges/comparison.ts'

interface Ranged {
  readonly comparisons: readonly Comparison[]
}

export function comparisonFor(
  ranges: readonly Ranged[],
  quantities: readonly (QuantityName | undefined)[],
): Comparison | undefined {
  const all = quantities.flatMap((wanted) =>
    ranges.flatMap(({ comparisons }) => comparisons.filter(({ quantity }) => quantity === wanted)),
  )
  return all.find(isCompared) ?? all[0]
}

export const isCompared = (comparison: Comparison): comparison is Compared => comparison.compared

const ofPerson = new Set(['age-unknown', 'under-18', 'ethnicity-unknown', 'sex-unknown', 'no-band'])

/** What is not known of the patient, so that no range fits; undefined where that is not what stands in the way. */
export function missingOfPerson(ranges: readonly Ranged[]): string | undefined {
  for (const { comparisons } of ranges)
    for (const one of comparisons) if (!one.compared && ofPerson.has(one.refusal)) return one.detail
  return undefined
}
