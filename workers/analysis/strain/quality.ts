/**
 * How far tracking can be believed, from 3 (good) to 0 (rejected): the worst of three judgements.
 *
 *   residual   how much of the brightness the displacement leaves unexplained
 *   closing    by how much tissue misses its place after the beat
 *   jacobian   how near the displacement comes to folding the picture
 *
 * What is graded 0 is not measured. A contour of which more than a share is graded 0 is rejected as a whole.
 */
import { type Unmeasured, unmeasured } from '../units/outcome.ts'
import type { Evidence } from './follow.ts'
import type { QualityLimits } from './options.ts'

export type Grade = 0 | 1 | 2 | 3

export interface TrackingQuality {
  readonly grade: Grade
  /** root mean square over points and phases, in units of the reference's contrast */
  readonly residual: number
  /** mean over the points, mm */
  readonly closing: number
  /** least over the points */
  readonly jacobian: number
  /** of the points, graded 0 each by itself */
  readonly rejected: number
}

/**
 * @param evidence  of every line that the part consists of
 * @param points    of each line, that belong to the part
 */
export function qualityOf(
  evidence: readonly Evidence[],
  points: readonly number[],
  limits: QualityLimits,
): TrackingQuality {
  let squares = 0
  let closing = 0
  let jacobian = Number.POSITIVE_INFINITY
  let rejected = 0
  for (const one of evidence)
    for (const point of points) {
      const own = [one.residual[point] ?? 0, one.closing[point] ?? 0, one.jacobian[point] ?? 0] as const
      squares += own[0] ** 2
      closing += own[1]
      jacobian = Math.min(jacobian, own[2])
      if (gradeOf(...own, limits) === 0) rejected++
    }
  const count = evidence.length * points.length
  const [residual, mean] = [Math.sqrt(squares / count), closing / count]
  return {
    grade: gradeOf(residual, mean, jacobian, limits),
    residual,
    closing: mean,
    jacobian,
    rejected: rejected / count,
  }
}

function gradeOf(residual: number, closing: number, jacobian: number, limits: QualityLimits): Grade {
  const passed = (holds: (limit: number, k: number) => boolean, steps: readonly number[]): number =>
    steps.filter(holds).length
  return [
    passed((limit) => residual <= limit, limits.residual),
    passed((limit) => closing <= limit, limits.closing),
    passed((limit) => jacobian > limit, limits.jacobian),
  ].reduce((worst, grade) => Math.min(worst, grade)) as Grade
}

/** Why a segment is not measured; undefined when it is. */
export const whySegmentRejected = (where: string, quality: TrackingQuality): Unmeasured | undefined =>
  quality.grade === 0 ? unmeasured('tracking-failed', `${where}: ${reason(quality)}`) : undefined

/** Why a whole contour is not measured; undefined when it is. */
export const whyContourRejected = (
  where: string,
  quality: TrackingQuality,
  { rejectedShare }: QualityLimits,
): Unmeasured | undefined =>
  quality.rejected > rejectedShare
    ? unmeasured(
        'tracking-failed',
        `${where}: ${(100 * quality.rejected).toFixed(0)} % of the contour is lost; ${reason(quality)}`,
      )
    : undefined

const reason = ({ residual, closing, jacobian }: TrackingQuality): string =>
  `residual ${residual.toFixed(2)}, closing error ${closing.toFixed(1)} mm, least change of area ${jacobian.toFixed(2)}`
