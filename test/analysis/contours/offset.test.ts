import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borderLine, distanceToBorder } from '#analysis/contours/border-distance.ts'
import { offset } from '#analysis/contours/offset.ts'
import { contains, signedArea } from '#analysis/contours/polygon.ts'
import { regionArea } from '#analysis/contours/region.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { ring, square, tall } from './shapes.ts'

const box: IndexPoint[] = [
  [20, 20],
  [40, 20],
  [40, 30],
  [20, 30],
]
const el: IndexPoint[] = [
  [20, 20],
  [40, 20],
  [40, 30],
  [30, 30],
  [30, 40],
  [20, 40],
]
const area = (by: number, polygon = box): number => regionArea(offset(polygon, mm(by), square), square)

describe('a border moved', () => {
  it('outwards encloses A + P d + π d² of a convex area', () => {
    expect(area(3)).toBeCloseTo(200 + 60 * 3 + Math.PI * 9, 0)
    const fine = offset(box, mm(3), square, { deviation: mm(1e-5) })
    expect(regionArea(fine, square)).toBeCloseTo(200 + 60 * 3 + Math.PI * 9, 3)
  })

  it('outwards runs straight along an inner corner', () => {
    // of the five outer corners each adds a quarter of a disc, the inner one takes a square of side d
    const fine = offset(el, mm(2), square, { deviation: mm(1e-5) })
    expect(regionArea(fine, square)).toBeCloseTo(300 + 80 * 2 + (5 / 4) * Math.PI * 4 - 4, 3)
  })

  it('inwards leaves what lies farther in, and nothing where that is nothing', () => {
    expect(area(-2)).toBeCloseTo(16 * 6, 9)
    expect(area(-4.9)).toBeCloseTo(10.2 * 0.2, 4)
    expect(offset(box, mm(-5.1), square)).toEqual([])
  })

  it('inwards falls apart at a narrow place', () => {
    const neck: IndexPoint[] = [
      [0, 0],
      [10, 0],
      [10, 4],
      [20, 4],
      [20, 0],
      [32, 0],
      [32, 10],
      [20, 10],
      [20, 6],
      [10, 6],
      [10, 10],
      [0, 10],
    ]
    const rings = offset(neck, mm(-1.5), square, { deviation: mm(1e-5) })
    // between the corners of the neck both parts bulge towards it
    const bulge = 2 * (1.5 - (Math.sqrt(1.25) + 2.25 * Math.asin(1 / 1.5)) / 2)
    expect(rings).toHaveLength(2)
    expect(signedArea(rings[0] ?? [])).toBeCloseTo(9 * 7 + bulge, 3)
    expect(signedArea(rings[1] ?? [])).toBeCloseTo(7 * 7 + bulge, 3)
  })

  it('is measured in millimetres of each axis', () => {
    const [moved = []] = offset(box, mm(-1), tall)
    expect(Math.min(...moved.map(([x]) => x))).toBeCloseTo(22, 9)
    expect(Math.min(...moved.map(([, y]) => y))).toBeCloseTo(20.5, 9)
  })

  it('by nothing is itself, whichever way it runs', () => {
    expect(area(0)).toBe(200)
    expect(area(1, [...box].reverse())).toBeCloseTo(area(1), 9)
    expect(signedArea(offset([...box].reverse(), mm(1), square)[0] ?? [])).toBeGreaterThan(0)
  })

  it('lies at its distance from where it was, everywhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 10, max: 25, noNaN: true }), { minLength: 5, maxLength: 24 }),
        fc.double({ min: -4, max: 6, noNaN: true }),
        (radii, by) => {
          fc.pre(Math.abs(by) > 0.05)
          const star = radii.map((r, k): IndexPoint => {
            const angle = (2 * Math.PI * k) / radii.length
            return [50 + r * Math.cos(angle), 50 + r * Math.sin(angle)]
          })
          const line = borderLine(star, square)
          for (const moved of offset(star, mm(by), square))
            for (const point of moved) {
              const distance = distanceToBorder(line, point, square)
              // chords of an arc stray by 0.01 mm, crossings lie where two of them meet
              expect(Math.abs(distance - Math.abs(by))).toBeLessThan(0.011)
              expect(contains(star, point)).toBe(by < 0)
            }
        },
      ),
      { seed: 4, numRuns: 30 },
    )
  })

  it('by a distance that is none is refused', () => {
    expect(() => offset(box, mm(Number.NaN), square)).toThrow(RangeError)
    expect(() => offset(box, mm(Number.POSITIVE_INFINITY), square)).toThrow(RangeError)
    expect(() => offset(box, mm(1), square, { deviation: mm(0) })).toThrow(RangeError)
  })

  it('of a circle is a circle', () => {
    const [out = []] = offset(ring(20, 400), mm(5), square)
    for (const [x, y] of out) expect(Math.hypot(x - 100, y - 100)).toBeCloseTo(25, 1)
  })
})
