/**
 * Whether groups have the same survival: at every event time the events of a group beside what its share of
 * those at risk would have.
 *
 *   E_g = Σ d n_g/n     V_gh = Σ d (n − d)/(n − 1) · n_g/n (δ_gh − n_h/n)     χ² = (O − E)ᵀ V⁻¹ (O − E), k − 1 df
 *
 * @source Mantel 1966; Peto & Peto 1972, doi:10.2307/2344317
 */
import { chiSquaredAbove } from '../numerics/chi-squared-distribution.ts'
import { dot, positiveDefinite } from '../numerics/positive-definite.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { logRankMethod } from './methods.ts'
import { type Observation, refusedTimes, refusedWithoutEvents, timePoints } from './observations.ts'

export interface Grouped extends Observation {
  readonly group: string
}

export interface LogRank {
  readonly method: string
  readonly version: string
  readonly groups: readonly {
    readonly group: string
    readonly n: number
    readonly observed: number
    readonly expected: number
  }[]
  /** of O − E, groups in the order above */
  readonly covariance: readonly (readonly number[])[]
  readonly chiSquared: number
  readonly degrees: number
  readonly p: number
}

/**
 * @param groups  those that must have patients, in the order wanted; absent, those that occur, in order of name
 * @returns unmeasured as `refusedTimes`, 'too-few-subjects' for an empty group, 'no-partner' for one group only,
 *          'no-events' without events, 'no-spread' where no event time had more than one group at risk
 */
export function logRank(
  observations: readonly Grouped[],
  groups: readonly string[] = [...new Set(observations.map(({ group }) => group))].sort(),
): Outcome<LogRank> {
  const sizes = groups.map((group) => observations.filter((o) => o.group === group).length)
  const empty = groups.find((_, i) => sizes[i] === 0)
  if (empty !== undefined) return unmeasured('too-few-subjects', `group ${empty} is empty`)
  const refused = refusedTimes(observations) ?? refusedWithoutEvents(observations)
  if (refused !== undefined) return refused
  const k = groups.length
  if (k < 2) return unmeasured('no-partner', 'there is one group only')

  const placed = new Map(groups.map((group, i) => [group, i]))
  const stray = observations.find(({ group }) => !placed.has(group))
  if (stray !== undefined)
    return unmeasured('contradictory-input', `group ${stray.group} is none of ${groups.join(', ')}`)
  const left = [...sizes]
  const observed = new Array<number>(k).fill(0)
  const expected = new Array<number>(k).fill(0)
  const covariance = Array.from({ length: k }, () => new Array<number>(k).fill(0))
  for (const { atRisk, ending } of timePoints(observations)) {
    const events = ending.filter(({ event }) => event).length
    const spread = atRisk > 1 ? (events * (atRisk - events)) / (atRisk - 1) : 0
    for (let g = 0; g < k; g++) {
      const share = at(left, g) / atRisk
      expected[g] = at(expected, g) + events * share
      const row = at(covariance, g)
      for (let h = 0; h < k; h++)
        row[h] = at(row, h) + spread * share * ((g === h ? 1 : 0) - at(left, h) / atRisk)
    }
    for (const { group, event } of ending) {
      const g = placed.get(group) ?? 0
      left[g] = at(left, g) - 1
      if (event) observed[g] = at(observed, g) + 1
    }
  }
  const excess = observed.map((o, g) => o - at(expected, g))
  // the excesses sum to 0: the last says nothing that the others do not
  const solved = positiveDefinite(covariance.slice(0, -1))
  if ('dependent' in solved)
    return unmeasured('no-spread', `group ${at(groups, solved.dependent)} shares no event time with another`)
  const others = excess.slice(0, -1)
  const chiSquared = dot(others, solved.solve(others))
  return measured({
    ...logRankMethod,
    groups: groups.map((group, g) => ({
      group,
      n: at(sizes, g),
      observed: at(observed, g),
      expected: at(expected, g),
    })),
    covariance,
    chiSquared,
    degrees: k - 1,
    p: chiSquaredAbove(chiSquared, k - 1),
  })
}
