import { describe, expect, it } from 'vitest'
import { borderLine, distanceToBorder } from '#analysis/contours/border-distance.ts'
import { polygonArea } from '#analysis/contours/polygon.ts'
import { resampleClosed, resampleOpen } from '#analysis/contours/resample.ts'
import { simplifiedTo, simplifiedWithin } from '#analysis/contours/simplify.ts'
import { closedSpline, openSpline, splineArea } from '#analysis/contours/spline.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { ring, square, tall } from './shapes.ts'

describe('a line kept with fewer points', () => {
  it('strays from none of the points left out by more than a tenth of a millimetre', () => {
    const points = ring(30, 400)
    const kept = simplifiedWithin(points, square)
    expect(kept.length).toBeLessThan(70)
    const line = borderLine(kept, square)
    for (const point of points) expect(distanceToBorder(line, point, square)).toBeLessThanOrEqual(0.1 + 1e-12)
    expect(simplifiedWithin(points, square, { tolerance: mm(1) }).length).toBeLessThan(kept.length)
  })

  it('keeps corners and drops what lies on a side', () => {
    const corners: IndexPoint[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]
    const dense = resampleClosed(corners, 40, square)
    expect(simplifiedWithin(dense, square)).toEqual(corners)
    const open = [...Array(21).keys()].map((k): IndexPoint => [k / 2, k < 10 ? 0 : (k - 10) / 3])
    expect(simplifiedWithin(open, square, { closed: false })).toEqual([open[0], open[10], open[20]])
  })

  it('measures the tolerance in millimetres', () => {
    const bump: IndexPoint[] = [
      [0, 0],
      [5, 0.3],
      [10, 0],
      [5, 40],
    ]
    expect(simplifiedWithin(bump, square, { tolerance: mm(0.4) })).toHaveLength(3)
    expect(simplifiedWithin(bump, tall, { tolerance: mm(0.4) })).toHaveLength(4)
  })

  it('by area drops the points that stand for least, and never the last three', () => {
    const points: IndexPoint[] = [
      [0, 0],
      [5, 0.1],
      [10, 0],
      [10, 10],
      [5, 11],
      [0, 10],
    ]
    expect(simplifiedTo(points, 5)).toEqual(points.filter((_, k) => k !== 1))
    expect(simplifiedTo(points, 4)).toEqual(points.filter((_, k) => k !== 1 && k !== 4))
    expect(simplifiedTo(points, 1)).toHaveLength(3)
    expect(simplifiedTo(points, 9)).toEqual(points)
  })

  it('of two points is itself', () => {
    expect(
      simplifiedWithin(
        [
          [1, 2],
          [3, 4],
        ],
        square,
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ])
  })
})

describe('points at equal distances along an open line', () => {
  it('include both ends', () => {
    const bent: IndexPoint[] = [
      [0, 0],
      [4, 0],
      [4, 4],
    ]
    expect(resampleOpen(bent, 5, square)).toEqual([
      [0, 0],
      [2, 0],
      [4, 0],
      [4, 2],
      [4, 4],
    ])
    expect(resampleOpen(bent, 2, tall)).toEqual([
      [0, 0],
      [4, 4],
    ])
    // across 4 of half a millimetre, down 4 of two: a fifth of the way is at the corner
    expect(resampleOpen(bent, 6, tall)[1]).toEqual([4, 0])
    expect(() => resampleOpen(bent, 1, square)).toThrow(RangeError)
    expect(() =>
      resampleOpen(
        [
          [1, 1],
          [1, 1],
        ],
        5,
        square,
      ),
    ).toThrow(RangeError)
  })
})

describe('the area within a curve itself', () => {
  it('of 16 controls on a circle misses it by 0.007 %, and its 96-gon by ten times that', () => {
    const controls = ring(30, 16)
    const circle = Math.PI * 900
    expect(Math.abs(splineArea(controls, square) / circle - 1)).toBeLessThan(7e-5)
    expect(Math.abs(polygonArea(closedSpline(controls, square), square) / circle - 1)).toBeGreaterThan(6e-4)
  })

  it('is what ever finer polygons on it tend to', () => {
    const controls: IndexPoint[] = [
      [10, 12],
      [42, 8],
      [55, 30],
      [30, 24],
      [12, 40],
    ]
    for (const pixel of [square, tall])
      expect(polygonArea(closedSpline(controls, pixel, 200_00), pixel)).toBeCloseTo(
        splineArea(controls, pixel),
        3,
      )
    expect(splineArea([...controls].reverse(), square)).toBeCloseTo(splineArea(controls, square), 9)
    expect(
      splineArea(
        [
          [1, 1],
          [5, 5],
        ],
        square,
      ),
    ).toBe(0)
  })
})

describe('an open curve', () => {
  it('ends at its first and last control, without curvature there', () => {
    const controls: IndexPoint[] = [
      [0, 0],
      [10, 8],
      [20, 0],
      [30, 8],
    ]
    const curve = openSpline(controls, square, 400)
    expect(curve[0]).toEqual([0, 0])
    expect(curve.at(-1)).toEqual([30, 8])
    expect(curve).toHaveLength(400)
    const bend = (i: number): number => {
      const [p, q, r] = [curve[i - 1] ?? [0, 0], curve[i] ?? [0, 0], curve[i + 1] ?? [0, 0]]
      return Math.abs(p[0] - 2 * q[0] + r[0]) + Math.abs(p[1] - 2 * q[1] + r[1])
    }
    expect(bend(1)).toBeLessThan(bend(130) / 20)
    expect(bend(398)).toBeLessThan(bend(270) / 20)
  })
})
