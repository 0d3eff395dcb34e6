/** Mean, median and spread of a map over a region. */
import { mean, variance } from '../numerics/moments.ts'
import { quantile } from '../numerics/sample-quantile.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

export interface RegionStatistics {
  readonly mean: number
  readonly median: number
  /** over the pixels, n − 1 */
  readonly sd: number
  readonly pixels: number
  /** root mean square of the pixels' own errors; absent for maps that have none */
  readonly error?: number
}

export interface RegionValues {
  readonly values: readonly number[]
  /** one a value, or none at all */
  readonly errors: readonly number[]
  /** pixels of the region without a number */
  readonly rejected: number
}

/** share of a region without numbers from which on it is said */
const manyRejected = 0.25

/**
 * @param fewest  pixels that a mean needs
 * @returns unmeasured 'too-few-pixels'
 */
export function regionStatistics(
  { values, errors, rejected }: RegionValues,
  fewest: number,
): Outcome<RegionStatistics> {
  const n = values.length
  if (n < Math.max(2, fewest))
    return unmeasured('too-few-pixels', say('mapping/pixels-number-without-needed', { n, rejected, fewest }))
  const sorted = values.toSorted((a, b) => a - b)
  const lost = rejected / (n + rejected)
  return measured(
    {
      mean: mean(values),
      median: quantile(sorted, 0.5),
      sd: Math.sqrt(variance(values)),
      pixels: n,
      ...(errors.length === n ? { error: Math.sqrt(mean(errors.map((e) => e * e))) } : {}),
    },
    lost > manyRejected ? [say('mapping/pixels-could-not-fitted', { lost: 100 * lost })] : [],
  )
}
