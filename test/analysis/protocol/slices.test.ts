import { describe, expect, it } from 'vitest'
import {
  clusterPositions,
  isIrregular,
  jitterWarning,
  missingAfter,
  sliceSpacing,
} from '#analysis/protocol/slices.ts'
import { type Mm, mm } from '#analysis/units/units.ts'

const mms = (...values: number[]): Mm[] => values.map(mm)

describe('positions along the normal', () => {
  it('are slices in ascending order, whatever order they came in', () => {
    expect(clusterPositions([20, 0, 10, 0.1, 20.05])).toEqual([[1, 3], [2], [0, 4]])
    expect(clusterPositions([])).toEqual([])
    expect(clusterPositions([5])).toEqual([[0]])
  })

  it('are one slice up to a fifth of the usual gap apart', () => {
    expect(clusterPositions([0, 10, 20, 30, 32])).toHaveLength(4)
    expect(clusterPositions([0, 10, 20, 30, 32.1])).toHaveLength(5)
    // gaps up to 1 mm are no slice gaps where there are wider ones
    expect(clusterPositions([0, 0.9, 10, 10.9, 20, 20.9])).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ])
  })

  it('that all lie within a millimetre are slices of their own from 0.2 mm on', () => {
    expect(clusterPositions([0, 0.2])).toEqual([[0, 1]])
    expect(clusterPositions([0, 0.25])).toEqual([[0], [1]])
    expect(clusterPositions([0, 0.5, 1])).toEqual([[0], [1], [2]])
    expect(clusterPositions([0, 0.05, 0.9])).toEqual([[0, 1], [2]])
  })

  it('of one place count in the order of the list', () => {
    expect(clusterPositions([3, 3, 3])).toEqual([[0, 1, 2]])
    expect(clusterPositions([3.1, 3, 3.05])).toEqual([[0, 1, 2]])
  })
})

describe('the spacing of slices', () => {
  it('is the median distance of neighbours, up or down', () => {
    for (const positions of [mms(0, 8, 16, 24), mms(24, 16, 8, 0)])
      expect(sliceSpacing(positions)).toEqual({
        spacing: { measured: true, value: 8, warnings: [] },
        irregularity: 0,
        warnings: [],
      })
  })

  it('of one slice is not known', () => {
    for (const positions of [mms(5), mms()])
      expect(sliceSpacing(positions)).toEqual({
        spacing: { measured: false, reason: 'single-slice' },
        irregularity: 0,
        warnings: [],
      })
  })

  it('names gaps that are more than a tenth off, and a missing slice from 1.9 spacings on', () => {
    const warned = (...positions: number[]) => sliceSpacing(mms(...positions)).warnings
    expect(warned(0, 10, 20, 31)).toEqual([])
    expect(warned(0, 10, 20, 31.5)).toEqual(['slices 3 and 4 of 4 are 11.5 mm apart, the others 10.0 mm'])
    expect(warned(0, 10, 20, 28)).toEqual(['slices 3 and 4 of 4 are 8.0 mm apart, the others 10.0 mm'])
    expect(warned(0, 10, 28.9, 38.9)).toEqual(['slices 2 and 3 of 4 are 18.9 mm apart, the others 10.0 mm'])
    expect(warned(0, 10, 29, 39)).toEqual(['a slice is missing between slices 2 and 3 of 4: 19.0 mm apart'])
    expect(sliceSpacing(mms(0, 10, 29, 39)).irregularity).toBeCloseTo(0.9, 12)
    expect(sliceSpacing(mms(0, 10, 20, 28)).irregularity).toBeCloseTo(0.2, 12)
    expect(missingAfter(mms(0, 10, 29, 39, 60))).toEqual([])
    expect(missingAfter(mms(0, 10, 29, 39, 49, 70))).toEqual([1, 4])
    expect(missingAfter(mms(7))).toEqual([])
  })

  it('is irregular from one gap that is more than a tenth off', () => {
    expect(isIrregular(mms(0, 10, 20, 31), mm(10))).toBe(false)
    expect(isIrregular(mms(0, 10, 20, 31.1), mm(10))).toBe(true)
    expect(isIrregular(mms(0, 10, 18.9), mm(10))).toBe(true)
    expect(isIrregular(mms(0), mm(10))).toBe(false)
  })
})

it('frames of one slice that lie more than a millimetre apart are named, slices from 1', () => {
  expect(jitterWarning([0, 1, 0.5], 2)).toEqual([])
  expect(jitterWarning([0.5, -0.6], 2)).toEqual([
    'the frames of slice 3 lie up to 1.1 mm apart along the normal',
  ])
})
