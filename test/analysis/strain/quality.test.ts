import { describe, expect, it } from 'vitest'
import { type Evidence, lowerDecile } from '#analysis/strain/evidence.ts'
import { usualStrain } from '#analysis/strain/options.ts'
import { gradeOf, qualityOf, whyRejected } from '#analysis/strain/quality.ts'

const limits = {
  residual: [0.2, 0.4, 0.6],
  closing: [1, 2, 3],
  jacobian: [0.3, 0.1, 0],
  lostShare: 1 / 3,
} as const
const evidence = (
  residual: readonly number[],
  closing: readonly number[],
  jacobian: readonly number[],
): Evidence => ({
  residual: Float64Array.from(residual),
  closing: Float64Array.from(closing),
  jacobian: Float64Array.from(jacobian),
})
const even = (residual: number, closing: number, jacobian: number, count = 10) =>
  evidence(Array(count).fill(residual), Array(count).fill(closing), Array(count).fill(jacobian))
const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

describe('tracking quality', () => {
  it.each([
    ['good in all', 0.19, 1, 0.31, 3],
    ['a fair residual', 0.21, 1, 0.9, 2],
    ['a poor residual', 0.41, 0, 1, 1],
    ['a residual beyond all limits', 0.61, 0, 1, 0],
    ['a closing error of a good and a half millimetre', 0.1, 1.5, 1, 2],
    ['a closing error of two and a half', 0.1, 2.5, 1, 1],
    ['a closing error beyond all limits', 0.1, 3.01, 1, 0],
    ['strong shrinking', 0.1, 0, 0.3, 2],
    ['stronger shrinking', 0.1, 0, 0.1, 1],
    ['a fold', 0.1, 0, 0, 0],
    ['the worst of several', 0.3, 2.5, 1, 1],
  ])('%s', (_, residual, closing, jacobian, grade) => {
    expect(gradeOf(residual, closing, jacobian, false, limits)).toBe(grade)
    expect(qualityOf([even(residual, closing, jacobian)], all, limits).grade).toBe(grade)
  })

  it('is at most 1 where a point is folded', () => {
    expect(gradeOf(0.1, 0, 1, true, limits)).toBe(1)
    const one = evidence(Array(20).fill(0.1), Array(20).fill(0), [...Array(19).fill(1), -0.2])
    const quality = qualityOf([one], [...all, ...all.map((k) => k + 10)], limits)
    expect(quality).toMatchObject({ grade: 1, folded: true, jacobian: 1, lost: 0.05 })
    expect(qualityOf([one], all, limits)).toMatchObject({ grade: 3, folded: false, lost: 0 })
  })

  it('takes the root mean square residual, the mean closing error and the lower decile of the change of area', () => {
    const some = evidence([0.1, 0.3], [1, 2], [0.5, 0.8])
    const quality = qualityOf([some], [0, 1], limits)
    expect(quality.residual).toBeCloseTo(Math.sqrt(0.05), 12)
    expect(quality).toMatchObject({ closing: 1.5, jacobian: 0.5 })
    expect(lowerDecile(Array.from({ length: 20 }, (_, k) => 20 - k))).toBe(3)
    expect(lowerDecile([5])).toBe(5)
  })

  it('looks at all lines of a part and at no other points', () => {
    const quality = qualityOf([even(0.1, 0, 1), even(0.3, 1, 0.5)], [2, 3], limits)
    expect(quality.residual).toBeCloseTo(Math.sqrt(0.05), 12)
    expect(quality).toMatchObject({ closing: 0.5, jacobian: 0.5 })
  })

  it('is 0 where more than a third of the points are lost each by itself', () => {
    const lost = (count: number) =>
      evidence(
        all.map((k) => (k < count ? 0.65 : 0.01)),
        Array(10).fill(0),
        Array(10).fill(1),
      )
    expect(qualityOf([lost(3)], all, limits)).toMatchObject({ grade: 2, lost: 0.3 })
    expect(qualityOf([lost(4)], all, limits)).toMatchObject({ grade: 0, lost: 0.4 })
  })

  it('rejects what is graded 0, with everything that speaks against it', () => {
    const bad = qualityOf([even(0.75, 3.26, -0.1)], all, limits)
    expect(whyRejected('slice 3, segment 8', bad)).toEqual({
      measured: false,
      reason: 'tracking-failed',
      detail:
        'slice 3, segment 8: 100 % of the points are lost, residual 0.75, closing error 3.3 mm, change of area -0.10',
    })
    expect(whyRejected('slice 3', { ...bad, grade: 1 })).toBeUndefined()
  })

  it('has limits that ascend from good to poor', () => {
    for (const steps of [usualStrain.quality.residual, usualStrain.quality.closing])
      expect([...steps]).toEqual(steps.toSorted((a, b) => a - b))
    expect([...usualStrain.quality.jacobian]).toEqual(usualStrain.quality.jacobian.toSorted((a, b) => b - a))
  })
})
