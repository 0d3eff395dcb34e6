import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitClosedCurve } from '#analysis/contours/fit.ts'
import { controlIndexFor, nearestOnBorder } from '#analysis/contours/hit.ts'
import { polygonArea } from '#analysis/contours/polygon.ts'
import { isSimple } from '#analysis/contours/simple.ts'
import { closedSpline, contourVertices, openSpline } from '#analysis/contours/spline.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { ring, square, tall } from './shapes.ts'

const radialError = (controls: number): number => {
  const curve = closedSpline(ring(25, controls, [0, 0]), square, 960)
  return Math.max(...curve.map(([x, y]) => Math.abs(Math.sqrt(x * x + y * y) - 25))) / 25
}

describe('a closed border through control points', () => {
  it('misses a circle by 0.115 % of its radius with 8 controls and 0.0064 % with 16', () => {
    expect(radialError(8)).toBeCloseTo(0.00115, 5)
    expect(radialError(16)).toBeCloseTo(0.000064, 6)
  })

  it('passes through every control and has the vertices that were asked for', () => {
    const controls: IndexPoint[] = [
      [40, 40],
      [80, 35],
      [95, 70],
      [60, 100],
      [38, 75],
    ]
    const curve = closedSpline(controls, square)
    expect(curve).toHaveLength(contourVertices)
    for (const control of controls) expect(curve).toContainEqual(control)
    expect(closedSpline(controls, square, 3)).toHaveLength(5)
  })

  it('is the same curve in millimetres whatever the pixels are', () => {
    const inPixels = ring(20, 9).map(([x, y]): IndexPoint => [x / tall.columnSpacing, y / tall.rowSpacing])
    const curve = closedSpline(inPixels, tall).map(([x, y]) => [x * tall.columnSpacing, y * tall.rowSpacing])
    closedSpline(ring(20, 9), square).forEach(([x, y], k) => {
      expect(curve[k]?.[0]).toBeCloseTo(x, 9)
      expect(curve[k]?.[1]).toBeCloseTo(y, 9)
    })
  })

  it('does not care about controls set twice, and encloses nothing with two', () => {
    const controls = ring(20, 6)
    const doubled = controls.flatMap((p, k) => (k === 2 ? [p, p] : [p]))
    expect(closedSpline([...doubled, controls[0] ?? [0, 0]], square)).toEqual(closedSpline(controls, square))
    expect(
      closedSpline(
        [
          [1, 1],
          [5, 5],
          [1, 1],
        ],
        square,
      ),
    ).toEqual([
      [1, 1],
      [5, 5],
    ])
  })

  it('goes round three controls without a corner', () => {
    const curve = closedSpline(ring(20, 3), square)
    expect(isSimple(curve)).toBe(true)
    expect(polygonArea(curve, square) / (Math.PI * 400)).toBeGreaterThan(0.86)
  })

  it('stays simple for any ring of controls with radii within 30 %', () => {
    const radii = fc.array(fc.double({ min: 0.7, max: 1.3, noNaN: true }), { minLength: 5, maxLength: 16 })
    fc.assert(
      fc.property(radii, (factors) => {
        const controls = ring(25, factors.length).map(([x, y], k): IndexPoint => {
          const factor = factors[k] ?? 1
          return [100 + (x - 100) * factor, 100 + (y - 100) * factor]
        })
        expect(isSimple(closedSpline(controls, square))).toBe(true)
      }),
    )
  })
})

describe('an open border', () => {
  it('keeps its ends, and two controls make a straight line', () => {
    const line = openSpline(
      [
        [0, 0],
        [10, 20],
      ],
      square,
      11,
    )
    expect(line).toHaveLength(11)
    expect(line[5]?.[0]).toBeCloseTo(5, 12)
    expect(line[5]?.[1]).toBeCloseTo(10, 12)
    expect(line.at(-1)).toEqual([10, 20])
  })

  it('through points of a line is that line', () => {
    for (const [x, y] of openSpline(
      [
        [0, 0],
        [3, 6],
        [4, 8],
        [10, 20],
      ],
      square,
      30,
    ))
      expect(y).toBeCloseTo(2 * x, 9)
  })
})

describe('handles for a drawn line', () => {
  it('of a circle are eight, and the area changes by less than 0.3 %', () => {
    const fit = fitClosedCurve(ring(25, 200), square)
    expect(fit.controls).toHaveLength(8)
    expect(Math.abs(fit.areaChange)).toBeLessThan(0.3)
    expect(fit.deviation).toBeLessThan(0.1)
  })

  it('are as many as the shape needs, and the change of area is told as it is', () => {
    const wavy = ring(25, 240).map(([x, y], k): IndexPoint => {
      const factor = 1 + 0.06 * Math.cos((5 * 2 * Math.PI * k) / 240)
      return [100 + (x - 100) * factor, 100 + (y - 100) * factor]
    })
    const fit = fitClosedCurve(wavy, square, { tolerance: mm(0.4), most: 24 })
    expect(fit.controls.length).toBeGreaterThan(8)
    expect(fit.deviation).toBeLessThanOrEqual(0.4)
    const before = polygonArea(wavy, square)
    expect(fit.areaChange).toBeCloseTo((100 * (polygonArea(fit.points, square) - before)) / before, 9)
  })
})

describe('under the pointer', () => {
  it('is the nearest place on the border', () => {
    const box: IndexPoint[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]
    expect(nearestOnBorder(box, [12, 4], true)).toEqual({ point: [10, 4], distance: 2, edge: 1 })
    expect(nearestOnBorder(box, [-3, 5], true)).toEqual({ point: [0, 5], distance: 3, edge: 3 })
    expect(nearestOnBorder(box, [-3, 5], false)?.edge).not.toBe(3)
    expect(nearestOnBorder([], [0, 0], true)).toBeUndefined()
  })

  it('a new handle takes its place between its neighbours', () => {
    const controls: IndexPoint[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]
    expect(controlIndexFor(controls, [11, 5], true)).toBe(2)
    expect(controlIndexFor(controls, [-1, 5], true)).toBe(4)
  })
})
