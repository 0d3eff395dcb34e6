import { describe, expect, it } from 'vitest'
import type { PatientPoint } from '#analysis/geometry/plane.ts'
import { valueAt } from '#analysis/volumes/slab.ts'
import {
  fitValvePlane,
  heightOf,
  riseOver,
  stackAxes,
  valvePlaneSquareTo,
} from '#analysis/volumes/valve-plane.ts'
import { boxStack, planePoints, stackAt } from './prism.ts'

const axesOf = (stack = boxStack(4)) => {
  const axes = stackAxes(stack)
  if (!axes.measured) throw new Error(axes.reason)
  return axes.value
}
const fitted = (points: readonly PatientPoint[]) => {
  const plane = fitValvePlane(points, axesOf(), 'mitral')
  if (!plane.measured) throw new Error(plane.detail)
  return plane
}

describe('the directions of a stack', () => {
  it('point from the last slice to the first, whichever way its normal does', () => {
    expect(axesOf(stackAt([0, -10, -20])).up).toEqual([0, 0, 1])
    expect(axesOf(stackAt([0, 10, 20])).up.map((v) => v + 0)).toEqual([0, 0, -1])
    expect(heightOf(axesOf(stackAt([0, 10, 20])), [5, 5, 7])).toBeCloseTo(-7, 12)
  })

  it('are not known of a single slice, nor without geometry', () => {
    expect(stackAxes(boxStack(1))).toMatchObject({ measured: false, reason: 'single-slice' })
    const stack = boxStack(2)
    expect(stackAxes({ ...stack, frames: [[null], [null]] })).toMatchObject({ reason: 'no-geometry' })
  })
})

describe('the plane of a valve', () => {
  it('goes through points that lie on one, and says how it leans', () => {
    const { value, warnings } = fitted(planePoints(12, 0.25))
    expect(value.centre).toEqual([100, 100, 12])
    expect(value.slope[0]).toBeCloseTo(0.25, 12)
    expect(value.slope[1]).toBeCloseTo(0, 12)
    expect(value.residual).toBeCloseTo(0, 12)
    expect(value.points).toBe(4)
    expect(warnings).toEqual([])
  })

  it('lies between points that do not, with equal squares: a saddle of ±3 mm leaves 3 mm', () => {
    const saddle = planePoints(0).map(([x, y], i): PatientPoint => [x, y, i < 2 ? 13 : 7])
    const { value, warnings } = fitted(saddle)
    expect(value.centre[2]).toBeCloseTo(10, 12)
    expect(value.slope[0]).toBeCloseTo(0, 12)
    expect(value.residual).toBeCloseTo(3, 12)
    expect(warnings).toEqual([])
  })

  it('warns of points that lie more than 5 mm off it', () => {
    const saddle = planePoints(0).map(([x, y], i): PatientPoint => [x, y, i < 2 ? 16 : 4])
    expect(fitted(saddle).warnings).toEqual(['the points of the valve lie 6.0 mm off one plane'])
  })

  it('leans both ways at once: a rise of 0.2 across and −0.3 down from three points', () => {
    const z = (x: number, y: number) => 4 + 0.2 * x - 0.3 * y
    const points = (
      [
        [0, 0],
        [40, 0],
        [10, 30],
      ] as const
    ).map(([x, y]): PatientPoint => [x, y, z(x, y)])
    const { value } = fitted(points)
    expect(value.slope[0]).toBeCloseTo(0.2, 12)
    expect(value.slope[1]).toBeCloseTo(-0.3, 12)
    const image = boxStack(2).frames[1]?.[0]?.facts.plane
    if (image === undefined) throw new Error('no plane')
    // slice 2 lies at z = −10
    expect(valueAt(riseOver(value, axesOf(), image), 25, 12)).toBeCloseTo(z(25, 12) + 10, 9)
  })

  it('is missing with two points, or with points on one line', () => {
    expect(fitValvePlane(planePoints(5).slice(0, 2), axesOf(), 'mitral')).toMatchObject({
      reason: 'valve-plane-missing',
      detail: '2 points of the valve make no plane',
    })
    const line = [0, 10, 20, 40].map((x): PatientPoint => [x, x / 2, 3])
    expect(fitValvePlane(line, axesOf(), 'mitral')).toMatchObject({
      reason: 'valve-plane-missing',
      detail: 'the points of the valve lie on one line',
    })
  })

  it('of the tricuspid valve is missed by its own name', () => {
    const reason = 'tricuspid-plane-missing'
    expect(fitValvePlane(planePoints(5).slice(0, 2), axesOf(), 'tricuspid')).toMatchObject({ reason })
    expect(
      valvePlaneSquareTo(
        [0, 1, 0],
        [
          [1, 2, 4],
          [1, 2, 4],
        ],
        axesOf(),
        'tricuspid',
      ),
    ).toMatchObject({ reason })
  })

  it('needs points that spread by more than 2 mm across their line', () => {
    const spread = (off: number) =>
      fitValvePlane(
        [
          [-20, off, 0],
          [20, off, 0],
          [-20, -off, 0],
          [20, -off, 0],
        ],
        axesOf(),
        'mitral',
      ).measured
    expect(spread(1.9)).toBe(false)
    expect(spread(2.1)).toBe(true)
  })

  it('leans by no more than 60°', () => {
    expect(fitValvePlane(planePoints(5, Math.tan((59 * Math.PI) / 180)), axesOf(), 'mitral').measured).toBe(
      true,
    )
    expect(fitValvePlane(planePoints(5, Math.tan((61 * Math.PI) / 180)), axesOf(), 'mitral')).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the valve plane leans by more than 60° against the short axis',
    })
  })

  it('is not made of a point that is no number', () => {
    const points: PatientPoint[] = [...planePoints(5), [Number.NaN, 0, 0]]
    expect(fitValvePlane(points, axesOf(), 'mitral')).toMatchObject({
      reason: 'contradictory-input',
      detail: 'a point of the valve is no finite number',
    })
  })
})

describe('a plane through two points of one view', () => {
  it('holds both and the normal of the view, and says what it assumes', () => {
    // the view holds the stack's normal and the direction (0.8, 0.6)
    const [a, b] = [
      [10, 20, 4],
      [10 + 24, 20 + 18, 13],
    ] as const
    const plane = valvePlaneSquareTo([-0.6, 0.8, 0], [a, b], axesOf(), 'mitral')
    if (!plane.measured) throw new Error(plane.detail)
    // 9 mm up on a way of 30 mm, all of it along the view
    expect(plane.value.slope[0]).toBeCloseTo(0.3 * 0.8, 12)
    expect(plane.value.slope[1]).toBeCloseTo(0.3 * 0.6, 12)
    expect(plane.value.centre[2]).toBeCloseTo(8.5, 12)
    expect(plane.value).toMatchObject({ points: 2, residual: expect.closeTo(0, 9) })
    expect(plane.warnings).toEqual([
      'one view shows two points of the valve: its plane is taken to stand square to that view',
    ])
  })

  it('is none where they lie above each other or in one place', () => {
    const square = (b: PatientPoint) => valvePlaneSquareTo([0, 1, 0], [[10, 20, 4], b], axesOf(), 'mitral')
    expect(square([10, 20, 4])).toMatchObject({ reason: 'valve-plane-missing' })
    expect(square([10, 20, 30])).toMatchObject({ reason: 'valve-plane-missing' })
    expect(square([16, 20, 30])).toMatchObject({ reason: 'contradictory-input' })
  })
})
