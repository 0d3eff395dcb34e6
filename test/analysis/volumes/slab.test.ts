import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verticesFrom } from '#analysis/contours/vertices.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import {
  integralOfPositive as integralOver,
  type LinearOnImage,
  raised,
  slabIntegral as slabOver,
  valueAt,
} from '#analysis/volumes/slab.ts'
import { square } from './prism.ts'

const integralOfPositive = (points: readonly IndexPoint[], g: LinearOnImage): number =>
  integralOver(verticesFrom(points), g)
const slabIntegral = (points: readonly IndexPoint[], g: LinearOnImage, thickness: number): number =>
  slabOver(verticesFrom(points), g, thickness)

const flat = (base: number): LinearOnImage => ({ base, perColumn: 0, perRow: 0 })
/** value 0 on a line through (100, 100) */
const through = (perColumn: number, perRow: number): LinearOnImage => ({
  base: -100 * (perColumn + perRow),
  perColumn,
  perRow,
})

describe('what of a slab lies below a plane', () => {
  it('is all of it, none of it or a flat part of it, as high as the plane', () => {
    const box = square(400)
    expect(slabIntegral(box, flat(25), 10)).toBeCloseTo(4000, 9)
    expect(slabIntegral(box, flat(10), 10)).toBeCloseTo(4000, 9)
    expect(slabIntegral(box, flat(4), 10)).toBeCloseTo(1600, 9)
    expect(slabIntegral(box, flat(0), 10)).toBe(0)
    expect(slabIntegral(box, flat(-3), 10)).toBe(0)
  })

  it('is a wedge where the plane leaves through the floor: half the box side times the mean height', () => {
    // heights 0 to 5 over the right half of 10 × 20 mm
    expect(slabIntegral(square(400), through(0.5, 0), 10)).toBeCloseTo(10 * 20 * 2.5, 9)
    expect(slabIntegral(square(400), through(0, 0.5), 10)).toBeCloseTo(10 * 20 * 2.5, 9)
    expect(slabIntegral(square(400), through(-0.5, 0), 10)).toBeCloseTo(10 * 20 * 2.5, 9)
  })

  it('stops at the ceiling: heights −5 to 5 with 3 mm of slab', () => {
    // 6 mm rise to 3 mm, 4 mm full: (6 · 1.5 + 4 · 3) · 20
    expect(slabIntegral(square(400), through(0.5, 0), 3)).toBeCloseTo((6 * 1.5 + 4 * 3) * 20, 9)
  })

  it('does not depend on which way round or from where the border was drawn', () => {
    const box = square(400)
    const turned = [...box.slice(2), ...box.slice(0, 2)]
    const g = raised(through(0.3, -0.2), 1)
    const expected = slabIntegral(box, g, 4)
    expect(slabIntegral(turned, g, 4)).toBeCloseTo(expected, 9)
    expect(slabIntegral([...box].reverse(), g, 4)).toBeCloseTo(expected, 9)
  })

  it('is the same for a border with bays as for its parts', () => {
    // a U of three boxes; the plane cuts both arms
    const u: IndexPoint[] = [
      [0, 0],
      [30, 0],
      [30, 30],
      [20, 30],
      [20, 10],
      [10, 10],
      [10, 30],
      [0, 30],
    ]
    const parts: IndexPoint[][] = [
      [
        [0, 0],
        [30, 0],
        [30, 10],
        [0, 10],
      ],
      [
        [0, 10],
        [10, 10],
        [10, 30],
        [0, 30],
      ],
      [
        [20, 10],
        [30, 10],
        [30, 30],
        [20, 30],
      ],
    ]
    for (const g of [
      { base: 5, perColumn: 0.1, perRow: -0.4 },
      { base: -2, perColumn: 0.2, perRow: 0.1 },
    ]) {
      const whole = integralOfPositive(u, g)
      expect(whole).toBeGreaterThan(0)
      expect(whole).toBeCloseTo(
        parts.reduce((sum, part) => sum + integralOfPositive(part, g), 0),
        9,
      )
    }
  })

  it('is nothing of no border', () => {
    expect(integralOfPositive([], flat(5))).toBe(0)
    expect(
      integralOfPositive(
        [
          [1, 1],
          [2, 3],
        ],
        flat(5),
      ),
    ).toBe(0)
  })

  it('is never negative, never more than the slab, and grows with the plane', () => {
    const slope = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(slope, slope, fc.double({ min: -30, max: 30, noNaN: true }), (a, b, height) => {
        const g = raised(through(a, b), height)
        const part = slabIntegral(square(400), g, 8)
        const more = slabIntegral(square(400), raised(g, 1), 8)
        expect(part).toBeGreaterThanOrEqual(-1e-9)
        expect(part).toBeLessThanOrEqual(3200 + 1e-9)
        expect(more).toBeGreaterThanOrEqual(part - 1e-9)
      }),
      { seed: 11, numRuns: 200 },
    )
  })

  it('agrees with a grid of points to within what the grid can tell', () => {
    const g: LinearOnImage = { base: -14, perColumn: 0.11, perRow: 0.07 }
    const box = square(400)
    let sum = 0
    const n = 200
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const value = valueAt(g, 90 + (20 * (i + 0.5)) / n, 90 + (20 * (j + 0.5)) / n)
        sum += Math.max(0, Math.min(value, 3.5))
      }
    expect(slabIntegral(box, g, 3.5)).toBeCloseTo((sum * 400) / (n * n), 1)
  })
})
