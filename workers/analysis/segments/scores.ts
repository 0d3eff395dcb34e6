/**
 * Scores that a reader gives to segments, and the wall motion score index:
 *
 *   WMSI = Σ scores / n        n: segments scored; those not assessable count in neither
 *
 * A scale is data of the protocol with a name and a version. An index names its scale and n, and scores of different
 * scales are never put together: a 3 is akinetic on one and severely hypokinetic on another.
 */
import { type Measurement, type Method, measurement } from '../measurements/measurement.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { ahaSegments } from './aha.ts'

export interface Grade {
  readonly name: string
  /** absent where grades have no order, as patterns have none */
  readonly score?: number
}

export interface ScoreScale {
  readonly name: string
  readonly version: string
  readonly about: 'wall-motion' | 'stress-perfusion' | 'transmurality' | 'enhancement-pattern'
  readonly grades: readonly Grade[]
  /** what a segment is called that cannot be judged */
  readonly notAssessable: string
}

const ordered = (first: number, ...names: readonly string[]): readonly Grade[] =>
  names.map((name, i) => ({ name, score: first + i }))

const scale = (
  name: string,
  about: ScoreScale['about'],
  grades: readonly Grade[],
  notAssessable = 'not assessable',
): ScoreScale => ({ name, version: '1', about, grades, notAssessable })

/** The scales that are pinned; a protocol may bring others. */
export const scoreScales = {
  scmrMotion: scale(
    'scmr-registry-motion',
    'wall-motion',
    ordered(1, 'normal', 'mild-moderate hypokinesis', 'severe hypokinesis', 'akinesis', 'dyskinesis'),
  ),
  ahaMotion: scale(
    'aha-motion',
    'wall-motion',
    ordered(1, 'normal', 'hypokinetic', 'akinetic', 'dyskinetic', 'aneurysmal'),
  ),
  stress: scale(
    'stress-perfusion',
    'stress-perfusion',
    ordered(0, 'normal', 'mild', 'moderate', 'severe'),
    'non-diagnostic',
  ),
  transmurality: scale(
    'lge-transmurality',
    'transmurality',
    ordered(0, '0 %', '1-25 %', '26-50 %', '51-75 %', '76-100 %'),
  ),
  pattern: scale('lge-pattern', 'enhancement-pattern', [
    { name: 'none' },
    { name: 'ischaemic' },
    { name: 'non-ischaemic' },
    { name: 'mixed' },
  ]),
} as const satisfies Readonly<Record<string, ScoreScale>>

export interface SegmentScore {
  readonly segment: number
  /** name and version of the scale that it was given on */
  readonly scale: Pick<ScoreScale, 'name' | 'version'>
  /** name of a grade, or what the scale calls a segment that cannot be judged */
  readonly grade: string
}

export const knownScale = ({ name, version }: SegmentScore['scale']): ScoreScale | undefined =>
  Object.values<ScoreScale>(scoreScales).find((one) => one.name === name && one.version === version)

/** @returns what is wrong with scores that are given on one scale, undefined when nothing is */
export function faultInScores(
  segments: readonly Omit<SegmentScore, 'scale'>[],
  scale: SegmentScore['scale'],
): string | undefined {
  const known = knownScale(scale)
  if (known === undefined) return say('segments/there-no-scale', { name: scale.name, version: scale.version })
  const scored = new Set<number>()
  for (const { segment, grade } of segments) {
    if (!ahaSegments.some((one) => one.segment === segment))
      return say('segments/there-no-segment', { segment })
    if (scored.has(segment)) return say('segments/segment-scored-twice', { segment })
    scored.add(segment)
    if (grade !== known.notAssessable && !known.grades.some(({ name }) => name === grade))
      return say('segments/no-grade-segment', { name: known.name, grade, segment })
  }
  return undefined
}

export interface ScoreIndex {
  readonly index: number
  readonly n: number
  readonly scale: Pick<ScoreScale, 'name' | 'version'>
  readonly notAssessable: readonly number[]
}

/**
 * @returns unmeasured 'contradictory-input' for a score of another scale, a grade that the scale has not, a segment
 *   that there is not or one scored twice; 'not-evaluable' when no segment is scored or the scale has no order
 */
export function scoreIndex(scores: readonly SegmentScore[], by: ScoreScale): Outcome<ScoreIndex> {
  const seen = new Set<number>()
  const notAssessable: number[] = []
  let sum = 0
  let n = 0
  for (const { segment, scale: own, grade } of scores) {
    if (own.name !== by.name || own.version !== by.version)
      return unmeasured(
        'contradictory-input',
        say('segments/segment-scored-not', {
          segment,
          name: own.name,
          version: own.version,
          other: by.name,
          otherVersion: by.version,
        }),
      )
    if (!ahaSegments.some((known) => known.segment === segment))
      return unmeasured('contradictory-input', say('segments/there-no-segment', { segment }))
    if (seen.has(segment))
      return unmeasured('contradictory-input', say('segments/segment-scored-twice', { segment }))
    seen.add(segment)
    if (grade === by.notAssessable) {
      notAssessable.push(segment)
      continue
    }
    const found = by.grades.find(({ name }) => name === grade)
    if (found === undefined)
      return unmeasured(
        'contradictory-input',
        say('segments/no-grade-segment', { name: by.name, grade, segment }),
      )
    if (found.score === undefined)
      return unmeasured('not-evaluable', say('segments/grades-no-order-take-mean', { name: by.name }))
    sum += found.score
    n++
  }
  if (n === 0) return unmeasured('not-evaluable', say('segments/no-segment-scored'))
  const { name, version } = by
  return measured({ index: sum / n, n, scale: { name, version }, notAssessable })
}

/** The index of wall motion and how many segments it stands for, as they are recorded. */
export function wallMotionScoreIndex(
  scores: readonly SegmentScore[],
  by: ScoreScale,
): readonly Measurement[] {
  const method: Method = { method: `mean-score/${by.name}`, version: by.version }
  const found: Outcome<ScoreIndex> =
    by.about === 'wall-motion'
      ? scoreIndex(scores, by)
      : unmeasured('contradictory-input', say('segments/no-scale-wall-motion', { name: by.name }))
  if (!found.measured)
    return [measurement('wall-score-index', found, method), measurement('wall-scored', found, method)]
  const { index, n, notAssessable } = found.value
  const warnings =
    notAssessable.length === 0
      ? []
      : [
          say('segments/segments-not-assessable', {
            which: notAssessable.length === 1 ? 'segment' : 'segments',
            notAssessable: notAssessable.join(', '),
          }),
        ]
  return [
    measurement('wall-score-index', measured(index), method, warnings),
    measurement('wall-scored', measured(n), method, warnings),
  ]
}
