import { describe, expect, it } from 'vitest'
import { endSlice, levels, thirdSlice, ventricleRange } from '../../renderer/hanging/levels.ts'
import { endo, epi, stackOf } from '../analysis/ventricle.ts'

const stack = stackOf({ slices: 12, phases: 4 })

describe('the slices of the ventricle', () => {
  it('reach from the most basal to the most apical contour of any phase', () => {
    const contours = [endo(stack, 4, 0, 900), endo(stack, 2, 1, 900), epi(stack, 8, 0, 400)]
    expect(ventricleRange(stack, contours)).toEqual({ base: 2, apex: 8 })
  })

  it('are not known before anything is contoured, nor from another stack', () => {
    expect(ventricleRange(stack, [])).toBeUndefined()
    expect(
      ventricleRange(stackOf({ slices: 3, phases: 1, series: '7.7' }), [endo(stack, 4, 3, 900)]),
    ).toBeUndefined()
  })

  it('have their ends and their middle, and the middle of each third', () => {
    expect(levels.map((level) => endSlice(level, { base: 2, apex: 8 }))).toEqual([2, 5, 8])
    expect(levels.map((level) => thirdSlice(level, { base: 0, apex: 11 }))).toEqual([2, 6, 10])
    expect(levels.map((level) => thirdSlice(level, { base: 2, apex: 4 }))).toEqual([2, 3, 4])
    expect(levels.map((level) => endSlice(level, { base: 3, apex: 3 }))).toEqual([3, 3, 3])
  })
})
