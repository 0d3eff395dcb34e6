import { describe, expect, it } from 'vitest'
import { fleissKappa } from '#analysis/agreement/fleiss.ts'
import { cohenKappa } from '#analysis/agreement/kappa.ts'
import {
  commonScores,
  type ScaleOfGrades,
  type ScoredStudy,
  scoreAgreement,
  severalScores,
} from '#analysis/agreement/scores.ts'
import { known, refusal } from '../../truth/statistics/known.ts'

const motion: ScaleOfGrades = { name: 'motion', version: '1', grades: 4, ordered: true }
const pattern: ScaleOfGrades = { name: 'pattern', version: '1', grades: 3, ordered: false }
/** Grades of segments 1, 2, ...; undefined: not assessable. */
const scored = (
  study: string,
  grades: readonly (number | undefined)[],
  scale: ScaleOfGrades = motion,
): ScoredStudy => ({
  study,
  scale,
  segments: grades.map((grade, i) => ({ segment: i + 1, ...(grade === undefined ? {} : { grade }) })),
})
const only = <T>(list: readonly T[]): T => {
  const [first, ...more] = list
  if (first === undefined || more.length > 0) throw new Error(`${list.length} instead of one`)
  return first
}

describe('scores of segments', () => {
  it('are paired by study and segment, in whatever order they were given', () => {
    const turned = { ...scored('s1', [3, 0, 1]), segments: scored('s1', [3, 0, 1]).segments.toReversed() }
    const common = only(
      commonScores([
        [scored('s1', [2, 0, 1]), scored('s2', [1])],
        [scored('s2', [3]), turned],
      ]),
    )
    expect(common).toEqual({
      scale: motion,
      items: [
        { case: 's1', values: [2, 3] },
        { case: 's1', values: [0, 0] },
        { case: 's1', values: [1, 1] },
        { case: 's2', values: [1, 3] },
      ],
      leftOut: [],
    })
  })

  it('of different scales, and of different versions of one, are never put together', () => {
    const newer = { ...motion, version: '2' }
    const common = commonScores([
      [scored('s', [1]), scored('s', [2], pattern)],
      [scored('s', [0]), scored('s', [2], pattern), scored('s', [3], newer)],
    ])
    expect(common.map(({ scale }) => scale)).toEqual([motion, pattern, newer])
    expect(common.map(({ items }) => items)).toEqual([
      [{ case: 's', values: [1, 0] }],
      [{ case: 's', values: [2, 2] }],
      [],
    ])
    expect(common[2]?.leftOut).toEqual([{ study: 's', why: 'the first reader has none' }])
  })

  it('that one cannot judge, has not scored, or has twice are left out by name', () => {
    const common = only(
      commonScores([
        [scored('a', [1, undefined, 2]), scored('b', [1]), scored('c', [1]), scored('c', [2])],
        [scored('a', [1, 1]), scored('c', [1])],
      ]),
    )
    expect(common.items).toEqual([{ case: 'a', values: [1, 1] }])
    expect(common.leftOut).toEqual([
      { study: 'a', why: 'segment 2: the first reader found it not assessable' },
      { study: 'a', why: 'segment 3: the second reader did not score it' },
      { study: 'b', why: 'the second reader has none' },
      { study: 'c', why: 'the first reader has 2 of it' },
    ])
    const order = only(commonScores([[scored('a', Array(12).fill(undefined))], [scored('a', [])]]))
    expect(order.leftOut.map(({ why }) => why.slice(0, 10))).toEqual(
      Array.from({ length: 12 }, (_, i) => `segment ${i + 1}:`.slice(0, 10)),
    )
  })
})

/** Twelve patients of four segments: the second reader is a grade higher in every third patient. */
const first = Array.from({ length: 12 }, (_, p) => scored(`p${p}`, [0, 1, 2, (p % 2) + 1]))
const second = first.map((one, p) => ({
  ...one,
  segments: one.segments.map(({ segment, grade = 0 }) => ({
    segment,
    grade: grade + (p % 3 === 0 ? 1 : 0),
  })),
}))

describe('two readers of scores', () => {
  const ofTwo = () => scoreAgreement(only(commonScores([first, second])), { drawings: 200, seed: 3 })

  it('have the kappas of their table of counts, each with an interval by patient', () => {
    const agreement = ofTwo()
    // four of the twelve are higher: segments of grade 0 twelve times, of 1 eighteen, of 2 eighteen
    expect(agreement.counts).toEqual([
      [8, 4, 0, 0],
      [0, 12, 6, 0],
      [0, 0, 12, 6],
      [0, 0, 0, 0],
    ])
    for (const weights of ['unweighted', 'linear', 'quadratic'] as const) {
      const found = agreement.kappa[weights]
      if (found === undefined) throw new Error(`no kappa ${weights}`)
      const { kappa, clustered, patients, n } = known(found)
      expect([patients, n]).toEqual([12, 48])
      expect(kappa.value).toBeCloseTo(known(cohenKappa(agreement.counts, weights)).kappa.value, 12)
      const { low, high } = known(clustered)
      expect(low).toBeLessThan(kappa.value)
      expect(high).toBeGreaterThan(kappa.value)
    }
    expect(agreement.items).toHaveLength(48)
  })

  it('of patterns have no weights, for patterns have no distance', () => {
    const a = [scored('p', [0, 1, 2], pattern)]
    const b = [scored('p', [0, 2, 2], pattern)]
    const { kappa } = scoreAgreement(only(commonScores([a, b])))
    expect(Object.keys(kappa)).toEqual(['unweighted'])
    expect(kappa.unweighted && known(kappa.unweighted).observed).toBeCloseTo(2 / 3, 12)
  })

  it('are told of by drawing, from the first to the last weight', () => {
    const heard: number[] = []
    scoreAgreement(only(commonScores([first, second])), { drawings: 4 }, (done, total) => {
      expect(total).toBe(12)
      heard.push(done)
    })
    expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('with no segment in common have no kappa', () => {
    const { kappa } = scoreAgreement(only(commonScores([[scored('a', [1])], [scored('b', [1])]])))
    expect(kappa.unweighted && refusal(kappa.unweighted)[0]).toBe('too-few-subjects')
  })
})

describe('three readers of scores', () => {
  const ofThree = () => only(commonScores([first, second, first]))

  it('have the Fleiss kappa of how many chose each grade, with an interval by patient', () => {
    const common = ofThree()
    const heard: number[] = []
    const { kappa } = severalScores(common, { drawings: 300, seed: 5 }, (done, total) => {
      expect(total).toBe(300)
      heard.push(done)
    })
    const found = known(kappa)
    const rows = common.items.map(({ values }) =>
      [0, 1, 2, 3].map((grade) => values.filter((value) => value === grade).length),
    )
    expect(found.kappa).toBeCloseTo(known(fleissKappa(rows)).kappa, 12)
    expect(found).toMatchObject({ items: 48, readers: 3, patients: 12 })
    const { low, high } = known(found.clustered)
    expect(low).toBeLessThan(found.kappa)
    expect(high).toBeGreaterThan(found.kappa)
    expect(heard).toEqual(Array.from({ length: 300 }, (_, i) => i + 1))
    // by drawing patients, whose segments are alike: wider than by drawing segments
    const single = common.items.map((item, i) => ({ ...item, case: `${i}` }))
    const narrow = known(
      known(severalScores({ ...common, items: single }, { drawings: 300, seed: 5 }).kappa).clustered,
    )
    expect(narrow.high - narrow.low).toBeLessThan(high - low)
  })

  it('say why they have none', () => {
    const alike = only(commonScores([[scored('a', [1, 1])], [scored('a', [1, 1])], [scored('a', [1, 1])]]))
    expect(refusal(severalScores(alike).kappa)).toEqual([
      'no-spread',
      'all readers used one and the same category only',
    ])
  })
})
