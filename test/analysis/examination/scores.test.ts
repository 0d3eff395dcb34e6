/** Scores of segments as an examination holds them: which scale counts, and when none does. */
import { describe, expect, it } from 'vitest'
import type { Examination } from '#analysis/examination/examination.ts'
import { runScores } from '#analysis/examination/scores.ts'
import { type ScoreScale, type SegmentScore, scoreScales } from '#analysis/segments/scores.ts'
import { bareExamination } from './bare.ts'

const nameOf = ({ name, version }: ScoreScale): SegmentScore['scale'] => ({ name, version })
const scmr = nameOf(scoreScales.scmrMotion)
const aha = nameOf(scoreScales.ahaMotion)
const scored = (scale: SegmentScore['scale'], grades: Readonly<Record<number, string>>): SegmentScore[] =>
  Object.entries(grades).map(([segment, grade]) => ({ segment: Number(segment), scale, grade }))
const verdict = (change: Partial<Examination>) => {
  const outcome = runScores({ ...bareExamination, ...change })
  return outcome.measured ? outcome.value : [outcome.reason, outcome.detail]
}

describe('the wall motion score index', () => {
  it('of a normal, an akinetic and a dyskinetic segment is 10 thirds, by the scale of the protocol', () => {
    const scores = scored(scmr, { 1: 'normal', 7: 'akinesis', 8: 'dyskinesis', 9: 'not assessable' })
    expect(verdict({ scores, motionScale: scmr })).toMatchObject({
      method: 'segment-scores',
      version: '1',
      options: { scale: scmr, fixedBy: 'protocol' },
      measurements: [
        {
          quantity: 'wall-score-index',
          value: expect.closeTo(10 / 3, 12),
          method: 'mean-score/scmr-registry-motion',
          warnings: ['not assessable: segment 9'],
        },
        { quantity: 'wall-scored', value: 3 },
      ],
      warnings: [],
    })
  })

  it('leaves what was scored on other things alone', () => {
    const scores = [
      ...scored(scmr, { 1: 'normal' }),
      ...scored(nameOf(scoreScales.transmurality), { 1: '76-100 %' }),
    ]
    expect(verdict({ scores })).toMatchObject({
      options: { scale: scmr, fixedBy: 'scores' },
      measurements: [{ value: 1 }, { value: 1 }],
      warnings: ['the protocol fixes no scale of wall motion'],
    })
  })

  it('is refused, by name, of nothing, of two scales, of another scale than the protocol’s and of none', () => {
    expect(verdict({})).toEqual(['not-evaluable', 'the motion of no segment is scored'])
    expect(verdict({ scores: scored(nameOf(scoreScales.stress), { 1: 'mild' }) })).toEqual([
      'not-evaluable',
      'the motion of no segment is scored',
    ])
    const both = [...scored(scmr, { 1: 'normal' }), ...scored(aha, { 2: 'akinetic' })]
    expect(verdict({ scores: both })).toEqual([
      'contradictory-input',
      'motion is scored on scmr-registry-motion 1 and on aha-motion 1',
    ])
    expect(verdict({ scores: scored(aha, { 2: 'akinetic' }), motionScale: scmr })).toMatchObject({
      measurements: [
        {
          unmeasured: 'contradictory-input',
          detail: 'segment 2 is scored on aha-motion 1, not on scmr-registry-motion 1',
        },
        { unmeasured: 'contradictory-input' },
      ],
    })
    expect(verdict({ scores: scored({ name: 'ours', version: '2' }, { 1: 'fine' }) })).toEqual([
      'contradictory-input',
      'there is no scale ours 2',
    ])
    expect(verdict({ scores: scored({ ...scmr, version: '9' }, { 1: 'normal' }) })).toEqual([
      'contradictory-input',
      'there is no scale scmr-registry-motion 9',
    ])
    for (const motionScale of [{ name: 'ours', version: '1' }, nameOf(scoreScales.stress)])
      expect(verdict({ scores: scored(scmr, { 1: 'normal' }), motionScale })).toEqual([
        'contradictory-input',
        'the protocol names a scale of wall motion that there is not',
      ])
  })
})
