/** One decision between two signed reads, as the log keeps it. */
import type { SegmentScore } from '../../segments/scores.ts'

/** One of the two signed versions, and what it says of the segment; null where it says nothing. */
export interface JudgedGrade {
  readonly read: string
  readonly version: number
  /** hash that its signature froze: a version that is signed later has another */
  readonly head: string
  readonly grade: string | null
}

export interface Adjudication extends SegmentScore {
  readonly reason: string
  readonly between: readonly [JudgedGrade, JudgedGrade]
}

export const scaleName = ({ name, version }: SegmentScore['scale']): string => `${name} ${version}`

export const isSameSegment = (
  a: Pick<SegmentScore, 'scale' | 'segment'>,
  b: Pick<SegmentScore, 'scale' | 'segment'>,
): boolean => a.segment === b.segment && scaleName(a.scale) === scaleName(b.scale)
