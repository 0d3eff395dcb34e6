/**
 * Agreement of two readers on an ordered scale, beyond chance.
 *
 *   κ = (pₒ − pₑ) / (1 − pₑ)    pₒ = Σ wᵢⱼ pᵢⱼ,  pₑ = Σ wᵢⱼ pᵢ. p.ⱼ
 *   w: 1 on the diagonal, else 0; 1 − |i − j|/(q − 1); 1 − ((i − j)/(q − 1))²
 *
 * @source Cohen 1960 and 1968, doi:10.1177/001316446002000104; standard error: Fleiss, Cohen & Everitt 1969,
 *         doi:10.1037/h0028106
 */
import { type Estimate, estimateAround, type Interval } from '../numerics/interval.ts'
import { normalQuantile, normalTwoSided } from '../numerics/normal-distribution.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { type BootstrapOptions, clusterBootstrap } from './cluster-bootstrap.ts'
import { cohenMethod } from './methods.ts'
import { byCase } from './pairs.ts'

export const kappaWeights = ['unweighted', 'linear', 'quadratic'] as const
export type KappaWeights = (typeof kappaWeights)[number]

export interface Kappa {
  readonly method: string
  readonly version: string
  readonly weights: KappaWeights
  readonly n: number
  /** pₒ and pₑ, weighted */
  readonly observed: number
  readonly expected: number
  /** with the large-sample standard error, for items that are independent */
  readonly kappa: Estimate
  /** of no agreement beyond chance; undefined where its standard error is 0 */
  readonly p?: number
}

/**
 * @param counts  q × q: rows the first reader's categories in order, columns the second's
 * @returns unmeasured 'contradictory-input' for a table that is not square or counts that are no whole numbers,
 *          'too-few-subjects' for no items, 'no-spread' when chance alone gives full agreement
 */
export function cohenKappa(
  counts: readonly (readonly number[])[],
  weights: KappaWeights,
  confidence = 0.95,
): Outcome<Kappa> {
  const refused = refusedCounts(counts)
  if (refused !== undefined) return refused
  const n = counts.flat().reduce((sum, count) => sum + count, 0)
  const q = counts.length
  const shares = counts.map((row) => row.map((count) => count / n))
  const ofFirst = shares.map((row) => row.reduce((sum, share) => sum + share, 0))
  const ofSecond = ofFirst.map((_, j) => shares.reduce((sum, row) => sum + at(row, j), 0))
  const weight = weightOf(weights, q)
  let observed = 0
  let expected = 0
  for (let i = 0; i < q; i++)
    for (let j = 0; j < q; j++) {
      observed += weight(i, j) * at(at(shares, i), j)
      expected += weight(i, j) * at(ofFirst, i) * at(ofSecond, j)
    }
  const room = 1 - expected
  if (!(room > 1e-12)) return unmeasured('no-spread', 'both readers used one and the same category only')
  const value = (observed - expected) / room
  // mean weight that an item of this category would get by chance
  const rowMean = ofFirst.map((_, i) => ofSecond.reduce((sum, share, j) => sum + share * weight(i, j), 0))
  const columnMean = ofSecond.map((_, j) => ofFirst.reduce((sum, share, i) => sum + share * weight(i, j), 0))
  let spread = 0
  let chanceSpread = 0
  for (let i = 0; i < q; i++)
    for (let j = 0; j < q; j++) {
      const byChance = at(rowMean, i) + at(columnMean, j)
      spread += at(at(shares, i), j) * (weight(i, j) - byChance * (1 - value)) ** 2
      chanceSpread += at(ofFirst, i) * at(ofSecond, j) * (weight(i, j) - byChance) ** 2
    }
  const se = Math.sqrt(Math.max(0, spread - (value - expected * (1 - value)) ** 2) / n) / room
  const chanceSe = Math.sqrt(Math.max(0, chanceSpread - expected ** 2) / n) / room
  return measured({
    ...cohenMethod,
    weights,
    n,
    observed,
    expected,
    kappa: estimateAround(value, se, normalQuantile((1 + confidence) / 2)),
    ...(chanceSe > 0 ? { p: normalTwoSided(value / chanceSe) } : {}),
  })
}

function refusedCounts(counts: readonly (readonly number[])[]): Unmeasured | undefined {
  const q = counts.length
  if (q < 2) return unmeasured('contradictory-input', `a scale of ${q} categories`)
  if (counts.some((row) => row.length !== q))
    return unmeasured('contradictory-input', `the table of ${q} categories is not square`)
  const odd = counts.flat().find((count) => !Number.isInteger(count) || count < 0)
  if (odd !== undefined) return unmeasured('contradictory-input', `a count of ${odd}`)
  if (counts.flat().every((count) => count === 0)) return unmeasured('too-few-subjects', 'no item was read')
  return undefined
}

function weightOf(weights: KappaWeights, q: number): (i: number, j: number) => number {
  switch (weights) {
    case 'unweighted':
      return (i, j) => (i === j ? 1 : 0)
    case 'linear':
      return (i, j) => 1 - Math.abs(i - j) / (q - 1)
    case 'quadratic':
      return (i, j) => 1 - ((i - j) / (q - 1)) ** 2
  }
}

/** One item, a segment say, of one patient, as both readers scored it: places in the scale, from 0. */
export interface ScoredItem {
  readonly case: string
  readonly a: number
  readonly b: number
}

export interface ClusteredKappa extends Kappa {
  /** percentile interval from resampling patients: segments of one patient are not independent */
  readonly clustered: Outcome<Interval>
  readonly patients: number
}

/**
 * @param categories  in the scale
 * @param progress    of drawings
 * @returns unmeasured as `cohenKappa`, and 'contradictory-input' for a score that the scale does not have
 */
export function clusteredKappa(
  items: readonly ScoredItem[],
  categories: number,
  weights: KappaWeights,
  options: Partial<BootstrapOptions> = {},
  progress?: (done: number, total: number) => void,
): Outcome<ClusteredKappa> {
  const known = (score: number): boolean => Number.isInteger(score) && score >= 0 && score < categories
  const odd = items.find(({ a, b }) => !known(a) || !known(b))
  if (odd !== undefined)
    return unmeasured(
      'contradictory-input',
      `case ${odd.case} was scored ${odd.a} and ${odd.b} on a scale of 0 to ${categories - 1}`,
    )
  const whole = cohenKappa(countsOf(items, categories), weights, options.confidence)
  if (!whole.measured) return whole
  // a patient's segments are counted once: drawing patients again is adding tables
  const patients = byCase(items).map((own) => countsOf(own, categories))
  const clustered = clusterBootstrap(
    patients,
    (drawn) => {
      const again = cohenKappa(sumOf(drawn), weights)
      return again.measured ? again.value.kappa.value : undefined
    },
    options,
    progress,
  )
  return measured({ ...whole.value, clustered, patients: patients.length }, whole.warnings)
}

/** q × q counts of scores from 0 to q − 1. */
export function countsOf(items: readonly ScoredItem[], categories: number): number[][] {
  const counts = Array.from({ length: categories }, () => new Array<number>(categories).fill(0))
  for (const { a, b } of items) {
    const row = at(counts, a)
    row[b] = at(row, b) + 1
  }
  return counts
}

const sumOf = (tables: readonly (readonly (readonly number[])[])[]): number[][] =>
  at(tables, 0).map((row, i) =>
    row.map((_, j) => tables.reduce((sum, table) => sum + at(at(table, i), j), 0)),
  )
