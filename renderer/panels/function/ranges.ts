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

const ofPerson = ['age-unknown', 'under-18', 'ethnicity-unknown', 'sex-unknown', 'no-band'] as const
export type MissingOfPerson = (typeof ofPerson)[number]

/** What is not known of the patient, so that no range fits; undefined where that is not what stands in the way. */
export function missingOfPerson(ranges: readonly Ranged[]): MissingOfPerson | undefined {
  for (const { comparisons } of ranges)
    for (const one of comparisons)
      if (!one.compared) {
        const missing = ofPerson.find((known) => known === one.refusal)
        if (missing) return missing
      }
  return undefined
}
