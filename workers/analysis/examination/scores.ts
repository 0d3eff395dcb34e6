/** The wall motion score index of an examination, from the scores that a reader gave to segments. */
import { knownScale, type SegmentScore, wallMotionScoreIndex } from '../segments/scores.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Examination, Findings } from './examination.ts'

const scoresMethod = { method: 'segment-scores', version: '1' } as const

export interface WallMotionScore extends Findings {
  readonly options: {
    readonly scale: SegmentScore['scale']
    /** whether the project's protocol fixed the scale, or the reader's scores name it */
    readonly fixedBy: 'protocol' | 'scores'
  }
}

/**
 * By the scale that the protocol fixes; where it fixes none, by the one that all scores of motion were given on.
 *
 * @returns unmeasured 'not-evaluable' where the motion of no segment is scored; 'contradictory-input' for a scale that
 *          there is not, and for scores on several scales where the protocol fixes none: they are never pooled
 */
export function runScores({ scores = [], motionScale }: Examination): Outcome<WallMotionScore> {
  const given = new Map(scores.map((score) => [nameOf(score.scale), score.scale]))
  const unknown = [...given.values()].find((scale) => knownScale(scale) === undefined)
  if (unknown !== undefined)
    return unmeasured('contradictory-input', say('study/there-no-scale', { nameOf: nameOf(unknown) }))
  const ofMotion = scores.filter(({ scale }) => knownScale(scale)?.about === 'wall-motion')
  if (ofMotion.length === 0) return unmeasured('not-evaluable', say('study/motion-no-segment-scored'))
  const used = [...new Set(ofMotion.map(({ scale }) => nameOf(scale)))]
  if (motionScale === undefined && used.length > 1)
    return unmeasured('contradictory-input', say('study/motion-scored', { used: used.join(' and on ') }))
  const scale = knownScale(motionScale ?? at(ofMotion, 0).scale)
  if (scale === undefined || scale.about !== 'wall-motion')
    return unmeasured('contradictory-input', say('study/protocol-names-scale-wall-motion'))
  const { name, version } = scale
  return measured({
    ...scoresMethod,
    options: { scale: { name, version }, fixedBy: motionScale === undefined ? 'scores' : 'protocol' },
    measurements: wallMotionScoreIndex(ofMotion, scale),
    warnings: motionScale === undefined ? [say('study/protocol-fixes-no-scale-wall')] : [],
  })
}

const nameOf = ({ name, version }: SegmentScore['scale']): string => `${name} ${version}`
