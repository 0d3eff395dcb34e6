import { describe, expect, it } from 'vitest'
import { isMeasured } from '#analysis/measurements/measurement.ts'
import {
  faultInScores,
  knownScale,
  type ScoreScale,
  type SegmentScore,
  scoreIndex,
  scoreScales,
  wallMotionScoreIndex,
} from '#analysis/segments/scores.ts'
import { segmentsOfTerritory, usualTerritories, withTerritories } from '#analysis/segments/territories.ts'

const { ahaMotion, scmrMotion, pattern, stress, transmurality } = scoreScales
const score = (segment: number, grade: string, scale: SegmentScore['scale'] = ahaMotion): SegmentScore => ({
  segment,
  scale,
  grade,
})
const reason = (scores: readonly SegmentScore[], scale = ahaMotion): string => {
  const found = scoreIndex(scores, scale)
  return found.measured ? 'measured' : found.reason
}

describe('the wall motion score index', () => {
  it('is the mean over the segments scored, and names its scale, n and what could not be assessed', () => {
    const scores = [
      score(1, 'normal'),
      score(2, 'akinetic'),
      score(3, 'aneurysmal'),
      score(4, 'not assessable'),
    ]
    const found = scoreIndex(scores, ahaMotion)
    expect(found.measured && found.value).toEqual({
      index: 3,
      n: 3,
      scale: { name: 'aha-motion', version: '1' },
      notAssessable: [4],
    })
    const [index, n] = wallMotionScoreIndex(scores, ahaMotion)
    expect(index && isMeasured(index) && [index.value, index.method, index.warnings]).toEqual([
      3,
      'mean-score/aha-motion',
      ['not assessable: segment 4'],
    ])
    expect(n && isMeasured(n) && n.value).toBe(3)
  })

  it('lists the segments that could not be assessed as its warning, and has none without any', () => {
    const warnings = (...grades: string[]) =>
      wallMotionScoreIndex(
        grades.map((grade, i) => score(i + 1, grade)),
        ahaMotion,
      ).map((m) => isMeasured(m) && m.warnings)
    expect(warnings('normal', 'not assessable', 'akinetic', 'not assessable')).toEqual([
      ['not assessable: segments 2, 4'],
      ['not assessable: segments 2, 4'],
    ])
    expect(warnings('not assessable', 'normal')).toEqual([
      ['not assessable: segment 1'],
      ['not assessable: segment 1'],
    ])
    expect(warnings('normal', 'akinetic')).toEqual([[], []])
  })

  it('names scale, segment and grade of what it refuses, in both of its numbers', () => {
    const refused = (scores: readonly SegmentScore[], scale: ScoreScale = ahaMotion) =>
      wallMotionScoreIndex(scores, scale).map((m) => [
        m.quantity,
        !isMeasured(m) && `${m.unmeasured}: ${m.detail}`,
      ])
    const by = (why: string) => [
      ['wall-score-index', why],
      ['wall-scored', why],
    ]
    expect(refused([score(1, 'normal'), { ...score(2, 'akinesis'), scale: scmrMotion }])).toEqual(
      by('contradictory-input: segment 2 is scored on scmr-registry-motion 1, not on aha-motion 1'),
    )
    expect(refused([{ ...score(1, 'normal'), scale: { name: 'aha-motion', version: '2' } }])).toEqual(
      by('contradictory-input: segment 1 is scored on aha-motion 2, not on aha-motion 1'),
    )
    expect(refused([score(0, 'normal')])).toEqual(by('contradictory-input: there is no segment 0'))
    expect(refused([score(7, 'normal'), score(7, 'normal')])).toEqual(
      by('contradictory-input: segment 7 is scored twice'),
    )
    expect(refused([score(7, 'superb')])).toEqual(
      by("contradictory-input: aha-motion has no grade 'superb' (segment 7)"),
    )
    expect(refused([])).toEqual(by('not-evaluable: no segment is scored'))
    expect(refused([score(1, 'mild', stress)], stress)).toEqual(
      by('contradictory-input: stress-perfusion is no scale of wall motion'),
    )
    const unordered = { ...pattern, about: 'wall-motion' } as const
    expect(refused([score(1, 'mixed', unordered)], unordered)).toEqual(
      by('not-evaluable: the grades of lge-pattern have no order to take a mean of'),
    )
  })

  it('counts grades from 1 on both scales of motion, and from 0 where normal is nothing', () => {
    const index = (scale: ScoreScale, grade: string) => {
      const found = scoreIndex([score(17, grade, scale)], scale)
      return found.measured && found.value.index
    }
    for (const [scale, first] of [
      [ahaMotion, 1],
      [scmrMotion, 1],
      [stress, 0],
      [transmurality, 0],
    ] as const)
      expect(scale.grades.map(({ name }) => index(scale, name))).toEqual(
        scale.grades.map((_, i) => first + i),
      )
  })

  it('never pools scales, takes no strange grade or segment and no segment twice', () => {
    expect(reason([score(1, 'normal'), { ...score(2, 'akinesis'), scale: scmrMotion }])).toBe(
      'contradictory-input',
    )
    expect(reason([{ ...score(1, 'normal'), scale: { name: 'aha-motion', version: '2' } }])).toBe(
      'contradictory-input',
    )
    expect(reason([score(1, 'superb')])).toBe('contradictory-input')
    expect(reason([score(18, 'normal')])).toBe('contradictory-input')
    expect(reason([score(1, 'normal'), score(1, 'akinetic')])).toBe('contradictory-input')
  })

  it('is none where nothing is scored, grades have no order, or the scale is not one of motion', () => {
    expect(reason([])).toBe('not-evaluable')
    expect(reason([score(1, 'not assessable')])).toBe('not-evaluable')
    const mixed = scoreIndex([{ segment: 1, scale: pattern, grade: 'mixed' }], pattern)
    expect(mixed.measured ? 'measured' : mixed.reason).toBe('not-evaluable')
    const [index] = wallMotionScoreIndex([{ segment: 1, scale: stress, grade: 'mild' }], stress)
    expect(index && !isMeasured(index) && index.unmeasured).toBe('contradictory-input')
  })
})

describe('scores that are given on one scale', () => {
  const fault = (grades: readonly (readonly [number, string])[], scale: SegmentScore['scale'] = ahaMotion) =>
    faultInScores(
      grades.map(([segment, grade]) => ({ segment, grade })),
      scale,
    )

  it('have no fault where the scale knows each grade, and what it calls a segment that cannot be judged', () => {
    expect(fault([])).toBeUndefined()
    expect(
      fault([
        [1, 'normal'],
        [17, 'aneurysmal'],
        [2, 'not assessable'],
      ]),
    ).toBeUndefined()
    expect(fault([[1, 'non-diagnostic']], stress)).toBeUndefined()
    expect(fault([[1, 'mixed']], pattern)).toBeUndefined()
  })

  it('are at fault for a scale, a version, a segment or a grade that there is not, and for one scored twice', () => {
    expect(fault([], { name: 'ours', version: '1' })).toBe('there is no scale ours 1')
    expect(fault([], { ...ahaMotion, version: '2' })).toBe('there is no scale aha-motion 2')
    expect(fault([[0, 'normal']])).toBe('there is no segment 0')
    expect(fault([[18, 'normal']])).toBe('there is no segment 18')
    expect(fault([[1, 'akinesis']])).toBe("aha-motion has no grade 'akinesis' (segment 1)")
    expect(fault([[1, 'non-diagnostic']])).toBe("aha-motion has no grade 'non-diagnostic' (segment 1)")
    expect(
      fault([
        [3, 'normal'],
        [3, 'normal'],
      ]),
    ).toBe('segment 3 is scored twice')
  })

  it('are of a scale that is found by its name and version', () => {
    expect(knownScale({ name: 'aha-motion', version: '1' })).toBe(ahaMotion)
    expect(knownScale(scmrMotion)).toBe(scmrMotion)
    expect(knownScale({ name: 'aha-motion', version: '2' })).toBeUndefined()
  })
})

describe('coronary territories', () => {
  it('are those of the seventeen segment model, and can be changed for a patient', () => {
    expect(segmentsOfTerritory(usualTerritories, 'lad')).toEqual([1, 2, 7, 8, 13, 14, 17])
    expect(segmentsOfTerritory(usualTerritories, 'rca')).toEqual([3, 4, 9, 10, 15])
    expect(segmentsOfTerritory(usualTerritories, 'lcx')).toEqual([5, 6, 11, 12, 16])
    const left = withTerritories(usualTerritories, 'left-dominant', { 4: 'lcx', 10: 'lcx' })
    expect([left.name, segmentsOfTerritory(left, 'rca')]).toEqual(['left-dominant', [3, 9, 15]])
    expect(() => withTerritories(usualTerritories, 'odd', { 18: 'lad' })).toThrow(RangeError)
  })
})
