/**
 * How far tracking can be believed, from 3 (good) to 0 (rejected): the worst of three judgements.
 *
 *   residual   how much of the brightness the displacement leaves unexplained
 *   closing    by how much tissue misses its place after the beat
 *   jacobian   how near the displacement comes to folding the picture; a fold anywhere allows no more than 1
 *
 * Also 0 where more than a share of the points is lost each by itself. What is graded 0 is not measured.
 */

import { say } from '../sentences/say.ts'
import { type Unmeasured, unmeasured } from '../units/outcome.ts'
import { type Evidence, lowerDecile } from './evidence.ts'
import type { QualityLimits } from './options.ts'

export type Grade = 0 | 1 | 2 | 3

export interface TrackingQuality {
  readonly grade: Grade
  /** root mean square over points and phases, in units of the reference's contrast */
  readonly residual: number
  /** mean over the points, mm */
  readonly closing: number
  /** change of area that nine tenths of the points exceed: a fold of a few does not condemn a contour */
  readonly jacobian: number
  /** at least one point is folded over */
  readonly folded: boolean
  /** share of the points that would be graded 0 each by itself */
  readonly lost: number
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
  let sum = 0
  let lostPoints = 0
  const changes: number[] = []
  for (const one of evidence)
    for (const point of points) {
      const own = [one.residual[point] ?? 0, one.closing[point] ?? 0, one.jacobian[point] ?? 0] as const
      squares += own[0] ** 2
      sum += own[1]
      changes.push(own[2])
      if (gradeOf(...own, false, limits) === 0) lostPoints++
    }
  const count = changes.length
  const [residual, closing, jacobian] = [Math.sqrt(squares / count), sum / count, lowerDecile(changes)]
  const lost = lostPoints / count
  const folded = changes.some((change) => change <= 0)
  return {
    grade: lost > limits.lostShare ? 0 : gradeOf(residual, closing, jacobian, folded, limits),
    residual,
    closing,
    jacobian,
    folded,
    lost,
  }
}

/** The worst of the three judgements. @param closing  mm */
export function gradeOf(
  residual: number,
  closing: number,
  jacobian: number,
  folded: boolean,
  limits: QualityLimits,
): Grade {
  const passed = (holds: (limit: number, k: number) => boolean, steps: readonly number[]): number =>
    steps.filter(holds).length
  return [
    passed((limit) => residual <= limit, limits.residual),
    passed((limit) => closing <= limit, limits.closing),
    Math.min(
      folded ? 1 : 3,
      passed((limit) => jacobian > limit, limits.jacobian),
    ),
  ].reduce((worst, grade) => Math.min(worst, grade)) as Grade
}

/** Why a part is not measured; undefined when it is. @param where  what the sentence is about */
export const whyRejected = (where: string, quality: TrackingQuality): Unmeasured | undefined =>
  quality.grade > 0
    ? undefined
    : unmeasured(
        'tracking-failed',
        say('strain/points-lost-residual-closing-error', {
          where,
          lost: 100 * quality.lost,
          residual: quality.residual,
          closing: quality.closing,
          jacobian: quality.jacobian,
        }),
      )
