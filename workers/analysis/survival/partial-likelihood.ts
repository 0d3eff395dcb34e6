/**
 * Cox' partial likelihood with its first two derivatives, in one pass from the last time to the first.
 *
 *   Breslow  Σ_events βx − d ln Σ_R e^βx        Efron  the l-th of d tied events sees Σ_R − (l/d) Σ_D
 *
 * @source Cox 1972; Breslow 1974, doi:10.2307/2529620; Efron 1977, doi:10.1080/01621459.1977.10480613
 */

export const tieRules = ['efron', 'breslow'] as const
export type TieRule = (typeof tieRules)[number]

/** Patients in order of time, last first: the risk set only grows. */
export interface RiskSets {
  readonly count: number
  readonly covariates: number
  readonly times: Float64Array
  readonly events: Uint8Array
  /** count × covariates, a patient a row */
  readonly x: Float64Array
  /** place of each in the list that was given */
  readonly order: readonly number[]
}

export interface Derivatives {
  logLikelihood: number
  readonly score: Float64Array
  /** covariates × covariates: minus the second derivative */
  readonly information: Float64Array
}

/** What is known of those at risk at one event time, and of each of its tied events. */
export interface EventTime {
  readonly time: number
  /** places of its events among the sorted patients */
  readonly first: number
  readonly last: number
  readonly events: number
  /** of the l-th event: 1 / Σ e^βx of those it is drawn from */
  readonly weight: number
  /** their mean covariates; the array is used again for the next */
  readonly mean: Float64Array
  /** and covariance */
  readonly covariance: Float64Array
}

export function riskSets(
  observations: readonly { readonly time: number; readonly event: boolean }[],
  rows: readonly (readonly number[])[],
): RiskSets {
  const order = observations.map((_, i) => i)
  order.sort((a, b) => (observations[b]?.time ?? 0) - (observations[a]?.time ?? 0))
  const covariates = rows[0]?.length ?? 0
  const x = new Float64Array(order.length * covariates)
  for (const [i, place] of order.entries()) x.set(rows[place] ?? [], i * covariates)
  return {
    count: order.length,
    covariates,
    times: Float64Array.from(order, (place) => observations[place]?.time ?? Number.NaN),
    events: Uint8Array.from(order, (place) => (observations[place]?.event ? 1 : 0)),
    x,
    order,
  }
}

/** βx of each, less the largest, so that no exponential overflows; the likelihood does not see the difference. */
export function linearPredictors({ count, covariates, x }: RiskSets, beta: ArrayLike<number>): Float64Array {
  const predictors = new Float64Array(count)
  let largest = -Infinity
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let k = 0; k < covariates; k++) sum += (x[i * covariates + k] ?? 0) * (beta[k] ?? 0)
    predictors[i] = sum
    if (sum > largest) largest = sum
  }
  for (let i = 0; i < count; i++) predictors[i] = (predictors[i] ?? 0) - largest
  return predictors
}

/**
 * Calls `visit` for each event, tied ones one after the other, latest time first.
 * The arrays that it is given are used again: what is kept must be copied.
 */
export function eachEvent(
  sets: RiskSets,
  predictors: Float64Array,
  ties: TieRule,
  visit: (event: EventTime) => void,
): void {
  const { count, covariates: p, times, events, x } = sets
  // sums over those at risk, and over those who have the event at this time: of e, of e·x, of e·x·xᵀ
  const all = sumsOf(p)
  const tied = sumsOf(p)
  const mean = new Float64Array(p)
  const covariance = new Float64Array(p * p)
  for (let first = 0; first < count; ) {
    let last = first
    let dying = 0
    clear(tied)
    for (; last < count && times[last] === times[first]; last++) {
      const weight = Math.exp(predictors[last] ?? 0)
      add(all, weight, x, last * p)
      if (events[last] === 1) {
        dying++
        add(tied, weight, x, last * p)
      }
    }
    for (let l = 0; l < dying; l++) {
      const share = ties === 'efron' ? l / dying : 0
      const total = all.zeroth - share * tied.zeroth
      for (let k = 0; k < p; k++) mean[k] = ((all.first[k] ?? 0) - share * (tied.first[k] ?? 0)) / total
      for (let k = 0; k < p; k++)
        for (let m = 0; m < p; m++) {
          const q = k * p + m
          covariance[q] =
            ((all.second[q] ?? 0) - share * (tied.second[q] ?? 0)) / total - (mean[k] ?? 0) * (mean[m] ?? 0)
        }
      visit({ time: times[first] ?? 0, first, last, events: dying, weight: 1 / total, mean, covariance })
    }
    first = last
  }
}

interface Sums {
  zeroth: number
  readonly first: Float64Array
  readonly second: Float64Array
}

const sumsOf = (p: number): Sums => ({
  zeroth: 0,
  first: new Float64Array(p),
  second: new Float64Array(p * p),
})

function clear(sums: Sums): void {
  sums.zeroth = 0
  sums.first.fill(0)
  sums.second.fill(0)
}

function add(sums: Sums, weight: number, x: Float64Array, start: number): void {
  const p = sums.first.length
  sums.zeroth += weight
  for (let k = 0; k < p; k++) {
    const weighted = weight * (x[start + k] ?? 0)
    sums.first[k] = (sums.first[k] ?? 0) + weighted
    for (let m = 0; m < p; m++)
      sums.second[k * p + m] = (sums.second[k * p + m] ?? 0) + weighted * (x[start + m] ?? 0)
  }
}

export function derivatives(sets: RiskSets, beta: ArrayLike<number>, ties: TieRule): Derivatives {
  const { count, covariates: p, events, x } = sets
  const predictors = linearPredictors(sets, beta)
  const result: Derivatives = {
    logLikelihood: 0,
    score: new Float64Array(p),
    information: new Float64Array(p * p),
  }
  for (let i = 0; i < count; i++) {
    if (events[i] !== 1) continue
    result.logLikelihood += predictors[i] ?? 0
    for (let k = 0; k < p; k++) result.score[k] = (result.score[k] ?? 0) + (x[i * p + k] ?? 0)
  }
  eachEvent(sets, predictors, ties, ({ weight, mean, covariance }) => {
    result.logLikelihood += Math.log(weight)
    for (let k = 0; k < p; k++) result.score[k] = (result.score[k] ?? 0) - (mean[k] ?? 0)
    for (let q = 0; q < p * p; q++)
      result.information[q] = (result.information[q] ?? 0) + (covariance[q] ?? 0)
  })
  return result
}
