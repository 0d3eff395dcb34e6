/**
 * Segments that two signed reads of one study scored differently, and what a third reader decided of each. Grades are
 * only held against each other on the same scale; what one of the two scored and the other did not is a difference too.
 */
import { ahaSegments } from '../../segments/aha.ts'
import { knownScale, type SegmentScore } from '../../segments/scores.ts'
import type { ReadState } from '../state.ts'
import { isSameSegment, scaleName as nameOf } from './decision.ts'

export interface ScoreDifference {
  readonly scale: SegmentScore['scale']
  readonly segment: number
  readonly grades: readonly [string | null, string | null]
}

/** By scale in the order of the first reading, and by segment. */
export function scoredDifferently(
  first: readonly SegmentScore[],
  second: readonly SegmentScore[],
): readonly ScoreDifference[] {
  const scales = new Map(first.map(({ scale }) => [nameOf(scale), scale]))
  const shared = new Set(second.map(({ scale }) => nameOf(scale)))
  return [...scales]
    .filter(([name]) => shared.has(name))
    .flatMap(([name, scale]) => {
      const gradeIn = (scores: readonly SegmentScore[], segment: number): string | null =>
        scores.find((one) => one.segment === segment && nameOf(one.scale) === name)?.grade ?? null
      return ahaSegments.flatMap(({ segment }): ScoreDifference[] => {
        const grades = [gradeIn(first, segment), gradeIn(second, segment)] as const
        return grades[0] === grades[1] ? [] : [{ scale, segment, grades }]
      })
    })
}

/** Grades apart on a scale with an order; undefined where it has none, or one of the grades is no amount. */
export function gradesApart({ scale, grades }: ScoreDifference): number | undefined {
  const known = knownScale(scale)
  const [one, other] = grades.map((grade) => known?.grades.find(({ name }) => name === grade)?.score)
  return one === undefined || other === undefined ? undefined : Math.abs(one - other)
}

/** A read that decides between others and contours nothing itself: it is signed without volumes. */
export const isAdjudication = ({ choices, contours }: Pick<ReadState, 'choices' | 'contours'>): boolean =>
  contours.size === 0 && (choices.adjudicated ?? []).length > 0

/** What the read says of segments: its own scores, and its decisions in their place. */
export function scoresOf({ scores = [], adjudicated = [] }: ReadState['choices']): readonly SegmentScore[] {
  const decided = adjudicated.map(({ segment, scale, grade }): SegmentScore => ({ segment, scale, grade }))
  return [...scores.filter((own) => !decided.some((other) => isSameSegment(own, other))), ...decided]
}
