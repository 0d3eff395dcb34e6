/**
 * Grades of segments as codes: the scale is the concept and the grade its value, of the segment that stands beside it.
 * No public scheme has the scales of readers with their versions, so both are codes of our own, one scale a prefix; a
 * scale that a project brings itself has none and is said in words.
 */
import { knownScale, type ScoreScale, type SegmentScore, scoreScales } from '../segments/scores.ts'
import type { Code } from './codes.ts'
import { own } from './private-codes.ts'

const prefixes = {
  scmrMotion: 'scmr-motion',
  ahaMotion: 'aha-motion',
  stress: 'stress-perf',
  transmurality: 'lge-trans',
  pattern: 'lge-pattern',
} as const satisfies Readonly<Record<keyof typeof scoreScales, string>>

export interface ScaleCodes {
  readonly scale: ScoreScale
  readonly concept: Code
  /** by name of the grade */
  readonly grades: ReadonlyMap<string, Code>
}

export const scaleCodes: readonly ScaleCodes[] = (Object.keys(prefixes) as (keyof typeof prefixes)[]).map(
  (key) => {
    const scale: ScoreScale = scoreScales[key]
    const prefix = prefixes[key]
    const grades = new Map(scale.grades.map(({ name }, k) => [name, own(`${prefix}-${k}`, name)]))
    grades.set(scale.notAssessable, own(`${prefix}-na`, scale.notAssessable))
    return { scale, concept: own(prefix, `Segment score, ${scale.name} ${scale.version}`), grades }
  },
)

/** @returns undefined for a scale of which we have no codes */
export function scoreCodes(
  score: SegmentScore,
): { readonly concept: Code; readonly grade: Code } | undefined {
  const scale = knownScale(score.scale)
  const codes = scaleCodes.find((one) => one.scale === scale)
  const grade = codes?.grades.get(score.grade)
  return codes && grade && { concept: codes.concept, grade }
}

/** What a report says of a segment to which a read gave no grade. */
export const notScored = 'not scored'
