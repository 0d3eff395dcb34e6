import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binaryMask, coverage } from '#analysis/contours/coverage.ts'
import { signedArea } from '#analysis/contours/polygon.ts'
import { shifted } from '#analysis/contours/transform.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { ring } from './shapes.ts'

const total = (shares: Float64Array): number => shares.reduce((sum, share) => sum + share, 0)

describe('the shares of all pixels', () => {
  it('sum to the area of the border to 1e-9, wherever it lies between the pixels', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.integer({ min: 3, max: 40 }),
        fc.boolean(),
        (dx, dy, count, turned) => {
          const points = shifted(ring(11.3, count, [20, 20], 0.8), [dx, dy])
          const polygon = turned ? [...points].reverse() : points
          expect(Math.abs(total(coverage(polygon, 40, 40)) - Math.abs(signedArea(polygon)))).toBeLessThan(
            1e-9,
          )
        },
      ),
    )
  })

  it('are 1 within, 0 without, and a half on an edge through pixel centres', () => {
    const box: IndexPoint[] = [
      [2, 1],
      [5, 1],
      [5, 3],
      [2, 3],
    ]
    const shares = coverage(box, 5, 7)
    const row = (r: number) => [...shares.slice(r * 7, r * 7 + 7)]
    expect(row(0)).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(row(1)).toEqual([0, 0, 0.25, 0.5, 0.5, 0.25, 0])
    expect(row(2)).toEqual([0, 0, 0.5, 1, 1, 0.5, 0])
  })

  it('are cut off at the sides of the image', () => {
    const whole = (x: number, y: number): IndexPoint[] => [
      [x, y],
      [x + 8, y],
      [x + 8, y + 6],
      [x, y + 6],
    ]
    expect(total(coverage(whole(-4.5, 2), 20, 20))).toBeCloseTo(4 * 6, 9)
    expect(total(coverage(whole(15.5, 2), 20, 20))).toBeCloseTo(4 * 6, 9)
    expect(total(coverage(whole(5, -3.5), 20, 20))).toBeCloseTo(8 * 3, 9)
    expect(total(coverage(whole(5, 17.5), 20, 20))).toBeCloseTo(8 * 2, 9)
    expect(total(coverage(whole(-40, 0), 20, 20))).toBe(0)
    const slanted: IndexPoint[] = [
      [-10.5, -0.5],
      [9.5, 9.5],
      [-10.5, 9.5],
    ]
    // the part of the triangle right of column −½ is half as wide and half as high
    expect(total(coverage(slanted, 20, 20))).toBeCloseTo(25, 9)
  })
})

it('a mask holds the pixels of which at least half lies inside', () => {
  expect([
    ...binaryMask(
      [
        [0.5, 0.5],
        [3, 0.5],
        [3, 2.5],
        [0.5, 2.5],
      ],
      4,
      5,
    ),
  ]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0])
})
