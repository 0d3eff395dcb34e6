import { describe, expect, it } from 'vitest'
import { measured } from '#analysis/units/outcome.ts'
import { ml, mm, mm2 } from '#analysis/units/units.ts'
import { discSummation, discThickness, discVolume, slabHalves } from '#analysis/volumes/discs.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { phaseVolume } from '#analysis/volumes/phase.ts'
import { boxStack, drawnOn, marksBeside, square, stackAt } from './prism.ts'

describe('discs', () => {
  it('add up, and of none there is no volume', () => {
    expect(discSummation([ml(1), ml(2), ml(4)])).toMatchObject({ value: 7 })
    expect(discSummation([])).toMatchObject({ reason: 'no-contours' })
    expect(discVolume(mm2(500), mm(10))).toBe(5)
    expect(() => discVolume(mm2(500), mm(0))).toThrow(RangeError)
  })

  // gaps of 10, 10, 14, 10 and 10 mm
  const uneven = stackAt([0, -10, -20, -34, -44, -54])

  it('of an uneven range reach half way to their neighbours within it, half the spacing beyond', () => {
    expect(discThickness(uneven, 1, 4)).toMatchObject({ value: [10, 12, 12, 10] })
    expect(discThickness(uneven, 2, 3)).toMatchObject({ value: [12, 12] })
    expect(slabHalves(uneven, 1, 4)).toMatchObject({
      value: [
        { above: 5, below: 5 },
        { above: 5, below: 7 },
        { above: 7, below: 5 },
        { above: 5, below: 5 },
      ],
    })
    // the end of a range does not reach over the wide gap beside it
    expect(slabHalves(uneven, 0, 2)).toMatchObject({ value: [{}, {}, { above: 5, below: 5 }] })
    const jumping = { ...stackAt([0, -14, -24, -34, -48, -58]), spacing: measured(mm(10)) }
    expect(discThickness(jumping, 1, 4)).toMatchObject({ value: [10, 10, 12, 12] })
    expect(slabHalves(jumping, 1, 4)).toMatchObject({
      value: [{ above: 5, below: 5 }, { above: 5 }, { below: 7 }, { above: 7, below: 5 }],
    })
  })

  it('of an even range all have the spacing, though the stack is uneven elsewhere', () => {
    expect(discThickness(uneven, 3, 5)).toMatchObject({ value: [10, 10, 10], warnings: [] })
    expect(slabHalves(uneven, 3, 5)).toMatchObject({
      value: [{ above: 5, below: 5 }, {}, { above: 5, below: 5 }],
    })
  })

  it('of one slice have no thickness', () => {
    expect(slabHalves(boxStack(1), 0, 0)).toMatchObject({ reason: 'single-slice' })
    expect(discThickness(boxStack(1), 0, 0)).toMatchObject({ reason: 'single-slice' })
  })
})

describe('areas that contradict each other', () => {
  const stack = boxStack(4)
  const warnings = (inner: number, outer: number, muscle?: number) => {
    const contours = [1, 2].flatMap((slice) => [
      drawnOn(stack, slice, 0, 'lv-endocardial', square(inner)),
      drawnOn(stack, slice, 0, 'lv-epicardial', square(outer)),
      ...(muscle === undefined ? [] : [drawnOn(stack, slice, 0, 'lv-papillary', square(muscle))]),
    ])
    const grid = arrange(stack, contours, marksBeside(stack, contours))
    const { cavity, wall } = phaseVolume(stack, grid, 0, muscle === undefined ? 'cavity' : 'mass')
    if (!cavity.measured || !wall.measured) throw new Error('no volume')
    return { cavity: cavity.warnings, wall: wall.warnings }
  }

  it('are said: a cavity larger than its outline, a papillary muscle larger than its cavity', () => {
    expect(warnings(900, 1600)).toEqual({ cavity: [], wall: [] })
    expect(warnings(1600, 1600).wall).toEqual([])
    expect(warnings(1681, 1600)).toEqual({
      cavity: [],
      wall: [1, 2].map((k) => `slice ${k + 1}: the endocardial area exceeds the epicardial`),
    })
    expect(warnings(900, 1600, 961).cavity).toEqual(
      [1, 2].map((k) => `slice ${k + 1}: the papillary area exceeds the cavity`),
    )
    expect(warnings(900, 1600, 900).cavity).toEqual([])
  })
})
