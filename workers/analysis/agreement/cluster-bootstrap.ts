/** How a statistic would vary had other patients come: whole patients are drawn again, with replacement. */
import type { Interval } from '../numerics/interval.ts'
import { drawnAgain } from '../numerics/resampling.ts'
import { quantile } from '../numerics/sample-quantile.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

export interface BootstrapOptions {
  /** 2000 drawings give the ends of a 95 % interval to about a tenth of its width */
  readonly drawings: number
  readonly seed: number
  readonly confidence: number
}

export const bootstrapDefaults: BootstrapOptions = { drawings: 2000, seed: 1, confidence: 0.95 }

/** Drawings in which the statistic may be undefined, as a share, before its interval says nothing. */
const mostUndefined = 0.1
const fewestClusters = 3

/**
 * The percentile interval.
 * @param clusters   the items of one patient each
 * @param statistic  of drawn clusters; undefined where it has no value
 * @param progress   of drawings
 * @returns unmeasured 'too-few-subjects' for fewer than three clusters, 'no-spread' when the statistic has no value
 *          in more than a tenth of the drawings
 */
export function clusterBootstrap<T>(
  clusters: readonly T[],
  statistic: (drawn: readonly T[]) => number | undefined,
  options: Partial<BootstrapOptions> = {},
  progress?: (done: number, total: number) => void,
): Outcome<Interval> {
  const { drawings, seed, confidence } = { ...bootstrapDefaults, ...options }
  if (clusters.length < fewestClusters)
    return unmeasured(
      'too-few-subjects',
      `${clusters.length} patients; at least ${fewestClusters} are needed`,
    )
  const values: number[] = []
  for (let drawing = 0; drawing < drawings; drawing++) {
    const value = statistic(drawnAgain(clusters, seed, drawing))
    if (value !== undefined) values.push(value)
    progress?.(drawing + 1, drawings)
  }
  if (values.length < (1 - mostUndefined) * drawings)
    return unmeasured('no-spread', `no value in ${drawings - values.length} of ${drawings} drawings`)
  values.sort((x, y) => x - y)
  return measured({
    low: quantile(values, (1 - confidence) / 2),
    high: quantile(values, (1 + confidence) / 2),
  })
}
