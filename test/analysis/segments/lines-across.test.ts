/** Lines laid across contours by hand: the apical cap along the axis, the cavity from the septum. */
import { describe, expect, it } from 'vitest'
import type { IndexPoint, Vector3 } from '#analysis/geometry/plane.ts'
import { apicalThickness } from '#analysis/segments/apical-cap.ts'
import { diameterFromSeptum } from '#analysis/segments/diameter.ts'
import type { Sectors } from '#analysis/segments/sectors.ts'
import { thickeningOf, thicknessOf } from '#analysis/segments/segment-values.ts'
import type { SliceWall, WallAtPhase } from '#analysis/segments/slice-wall.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'

/** columns 1 mm apart along x, rows 2 mm apart along y */
const plane = flatPlane({ size: [64, 64], spacing: [2, 1] })
const down: Vector3 = [0, 1, 0]
const endocardial: IndexPoint[] = [
  [0, 0],
  [10, 20],
  [20, 0],
]
/** the tip of the epicardium lies 4 mm beside that of the cavity */
const epicardial: IndexPoint[] = [
  [-4, 0],
  [6, 30],
  [24, 0],
]
const value = (outcome: Outcome<number>): number => {
  if (!outcome.measured) throw new Error(outcome.detail ?? outcome.reason)
  return outcome.value
}
const reason = (outcome: Outcome<unknown>): string => (outcome.measured ? 'measured' : outcome.reason)

describe('the wall below the tip of the cavity', () => {
  // at column 10 the epicardial edge lies at row 30 − 30 · 4/18
  const thickness = 2 * (30 - (30 * 4) / 18 - 20)

  it('is the way along the axis, in millimetres of pixels that are no squares', () => {
    expect(value(apicalThickness([{ plane, endocardial, epicardial }], down))).toBeCloseTo(thickness, 9)
  })

  it('is the same in a view that leans against the axis', () => {
    expect(value(apicalThickness([{ plane, endocardial, epicardial }], [0, 0.8, 0.6]))).toBeCloseTo(
      thickness,
      9,
    )
  })

  it('slants with the axis: from (10, 40) mm along (0.6, 0.8) to the edge from (6, 60) to (24, 0) mm', () => {
    // 60 − (x − 6) · 60/18 = y at x = 10 + 0.6 t, y = 40 + 0.8 t
    const t = (60 - (4 * 60) / 18 - 40) / (0.8 + (0.6 * 60) / 18)
    expect(value(apicalThickness([{ plane, endocardial, epicardial }], [0.6, 0.8, 0]))).toBeCloseTo(t, 9)
  })

  it('is the mean of the views, measured from the lowest point of each', () => {
    const deeper = epicardial.map(([x, y]): IndexPoint => [x, 1.5 * y])
    const views = [
      { plane, endocardial, epicardial },
      { plane, endocardial: endocardial.toReversed(), epicardial: deeper },
    ]
    const second = 2 * (45 - (45 * 4) / 18 - 20)
    expect(value(apicalThickness(views, down))).toBeCloseTo((thickness + second) / 2, 9)
  })

  it('is refused without a view, with borders of no points, and where the borders cross', () => {
    expect(reason(apicalThickness([], down))).toBe('no-contours')
    const of = (endo: IndexPoint[], epi: IndexPoint[], axis = down) =>
      reason(apicalThickness([{ plane, endocardial: endo, epicardial: epi }], axis))
    expect(of([], epicardial)).toBe('degenerate-contour')
    expect(of(endocardial, [[0, 0]])).toBe('degenerate-contour')
    expect(
      of(endocardial, [
        [0, 0],
        [20, 0],
      ]),
    ).toBe('contours-cross')
    expect(of([[10, 40]], epicardial)).toBe('contours-cross')
    // an axis square to the view has no direction in it
    expect(of(endocardial, epicardial, [0, 0, 1])).toBe('contours-cross')
  })
})

describe('the cavity across', () => {
  /** 30 mm by 20 mm about (20, 15) mm, in pixels of 1 mm by 2 mm */
  const box: IndexPoint[] = [
    [5, 2.5],
    [35, 2.5],
    [35, 12.5],
    [5, 12.5],
  ]
  const sectors = (zero: number, septalArc: number | undefined, turn: 1 | -1 = 1): Sectors => ({
    level: 'basal',
    variant: 'two-insertion',
    centre: [20, 7.5],
    pixel: { rowSpacing: mm(2), columnSpacing: mm(1) },
    zero,
    turn,
    starts: [],
    segments: [],
    ...(septalArc === undefined ? {} : { septalArc }),
  })
  const quarter = Math.PI / 2

  it('runs from the middle of the septum to the wall opposite', () => {
    expect(value(diameterFromSeptum(box, sectors(-quarter, 180)))).toBeCloseTo(30, 9)
    expect(value(diameterFromSeptum(box, sectors(0, 180)))).toBeCloseTo(20, 9)
    expect(value(diameterFromSeptum(box, sectors(0, 180, -1)))).toBeCloseTo(20, 9)
    expect(value(diameterFromSeptum(box, sectors(quarter, 180, -1)))).toBeCloseTo(30, 9)
    // 45° from the columns: out through the long sides
    expect(value(diameterFromSeptum(box, sectors(0, 90)))).toBeCloseTo(20 * Math.SQRT2, 9)
  })

  it('is refused without the middle of the septum, without a border, and where the centroid lies outside', () => {
    expect(reason(diameterFromSeptum(box, sectors(0, undefined)))).toBe('no-landmarks')
    expect(reason(diameterFromSeptum(box.slice(0, 2), sectors(0, 120)))).toBe('degenerate-contour')
    expect(reason(diameterFromSeptum(box.slice(0, 3), sectors(0, 120)))).toBe('measured')
  })
})

describe('values of chords', () => {
  const at = (...thicknesses: number[]): WallAtPhase => ({
    chords: thicknesses.map((thickness, k) => ({ segment: k + 1, thickness: mm(thickness) })),
    discarded: 0,
  })
  const both: SliceWall = { slice: 0, endDiastole: at(8, 10), endSystole: at(12, 14) }
  const early: SliceWall = { slice: 1, endDiastole: at(100, 100) }
  const late: SliceWall = { slice: 2, endSystole: at(100, 100) }
  const all = () => true

  it('take thickening from slices that have a ring at both ends of systole', () => {
    expect(value(thickeningOf([both, early, late], all))).toBeCloseTo(100 * (13 / 9 - 1), 9)
    expect(reason(thickeningOf([early, late], all))).toBe('no-contours')
  })

  it('name the phase that has no ring', () => {
    expect(thicknessOf([late], 'endDiastole', all)).toMatchObject({
      detail: 'no slice has both borders here at ED',
    })
    expect(thicknessOf([early], 'endSystole', all)).toMatchObject({
      detail: 'no slice has both borders here at ES',
    })
    expect(thicknessOf([both], 'endSystole', all)).toMatchObject({
      value: { mean: 13, largest: 14, smallest: 12 },
    })
  })
})
