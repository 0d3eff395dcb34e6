/** Two readings of the same cases. */
import { type Unmeasured, unmeasured } from '../units/outcome.ts'

export interface Pair {
  /** the case that both read: a study, or a patient */
  readonly case: string
  readonly a: number
  readonly b: number
}

/** Below three pairs a spread of differences says nothing. */
export const fewestPairs = 3

/**
 * Why these pairs allow no statistics, or undefined.
 * @returns unmeasured 'contradictory-input' for a number that is not finite or a case that occurs twice,
 *          'too-few-subjects' for fewer than three pairs
 */
export function refusedPairs(pairs: readonly Pair[]): Unmeasured | undefined {
  const seen = new Set<string>()
  for (const pair of pairs) {
    const odd = !Number.isFinite(pair.a) ? pair.a : !Number.isFinite(pair.b) ? pair.b : undefined
    if (odd !== undefined) return unmeasured('contradictory-input', `case ${pair.case} was read as ${odd}`)
    if (seen.has(pair.case)) return unmeasured('contradictory-input', `case ${pair.case} occurs twice`)
    seen.add(pair.case)
  }
  if (pairs.length < fewestPairs)
    return unmeasured('too-few-subjects', `${pairs.length} pairs; at least ${fewestPairs} are needed`)
  return undefined
}

/** a − b */
export const differences = (pairs: readonly Pair[]): number[] => pairs.map(({ a, b }) => a - b)
export const pairMeans = (pairs: readonly Pair[]): number[] => pairs.map(({ a, b }) => (a + b) / 2)

/** What belongs together by its case, in order of first occurrence. */
export function byCase<T extends { readonly case: string }>(items: readonly T[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(item.case)
    if (group === undefined) groups.set(item.case, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
