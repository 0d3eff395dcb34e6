import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange } from '#analysis/contours/arrangement.ts'
import { contains, polygonArea, signedArea } from '#analysis/contours/polygon.ts'
import { difference, intersection, mended, type Rings, regionArea, union } from '#analysis/contours/region.ts'
import { isSimple } from '#analysis/contours/simple.ts'
import { shifted } from '#analysis/contours/transform.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { ring, ringArea, square, tall } from './shapes.ts'

const box = (left: number, top: number, right: number, bottom: number): IndexPoint[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]
const area = (rings: Rings): number => regionArea(rings, square)
const areas = (rings: Rings): number[] => rings.map(signedArea)

describe('areas put together', () => {
  it('of two overlapping squares are seven eighths of both', () => {
    const [a, b] = [[box(0, 0, 4, 4)], [box(2, 2, 6, 6)]]
    expect([
      area(union(a, b)),
      area(intersection(a, b)),
      area(difference(a, b)),
      area(difference(b, a)),
    ]).toEqual([28, 4, 12, 12])
    expect(union(a, b)).toHaveLength(1)
    expect(intersection(a, b)[0]).toHaveLength(4)
  })

  it('take pixels of any shape into account', () => {
    expect(regionArea([box(0, 0, 4, 4)], tall)).toBe(16)
  })

  it('keep what lies apart apart, the largest first', () => {
    const rings = union([box(0, 0, 2, 2)], [box(10, 10, 13, 13)])
    expect(areas(rings)).toEqual([9, 4])
    expect(intersection([box(0, 0, 2, 2)], [box(10, 10, 13, 13)])).toEqual([])
  })

  it('have a hole where one lies within another, running the other way', () => {
    const wall = difference([box(0, 0, 10, 10)], [box(3, 3, 6, 6)])
    expect(areas(wall)).toEqual([100, -9])
    expect(areas(union(wall, [box(4, 4, 5, 5)]))).toEqual([100, -9, 1])
    expect(areas(union(wall, [box(3, 3, 6, 6)]))).toEqual([100])
    expect(area(intersection(wall, [box(0, 0, 5, 5)]))).toBe(21)
  })

  it('take several off at once: epicardium less endocardium less two papillary muscles on the wall', () => {
    const rest = difference(
      [box(0, 0, 20, 20)],
      [box(5, 5, 15, 15)],
      [box(4, 8, 7, 10)],
      [box(18, 18, 22, 22)],
    )
    expect(area(rest)).toBe(400 - 100 - 2 - 4)
  })
})

describe('borders that are shared or touched', () => {
  it('along a whole side leave one square, or none, or a side by side pair as one', () => {
    const [left, right] = [[box(0, 0, 4, 4)], [box(4, 0, 8, 4)]]
    expect(areas(union(left, right))).toEqual([32])
    expect(intersection(left, right)).toEqual([])
    expect(areas(difference(left, right))).toEqual([16])
  })

  it('along part of a side join', () => {
    expect(areas(union([box(0, 0, 4, 4)], [box(4, 1, 8, 3)]))).toEqual([24])
    expect(areas(difference([box(0, 0, 4, 4)], [box(2, 0, 4, 4)]))).toEqual([8])
  })

  it('of one and the same line leave it as it was, whichever way round and from whichever point', () => {
    const circle = ring(17.3, 50, [40.2, 31.7])
    const again = [...circle.slice(13), ...circle.slice(0, 13)].reverse()
    for (const other of [circle, again]) {
      expect(union([circle], [other])[0]).toHaveLength(50)
      expect(area(union([circle], [other]))).toBeCloseTo(ringArea(17.3, 50), 9)
      expect(area(intersection([circle], [other]))).toBeCloseTo(ringArea(17.3, 50), 9)
      expect(difference([circle], [other])).toEqual([])
    }
  })

  it('at a corner stay two rings', () => {
    const rings = union([box(0, 0, 4, 4)], [box(4, 4, 8, 8)])
    expect(areas(rings)).toEqual([16, 16])
    for (const one of rings) expect(isSimple(one)).toBe(true)
  })

  it('of a hole that touches its outer border at a point stay two rings', () => {
    const hole: IndexPoint[] = [
      [0, 5],
      [3, 3],
      [6, 5],
      [3, 7],
    ]
    const rings = difference([box(0, 0, 10, 10)], [hole])
    expect(areas(rings)).toEqual([100, -12])
  })

  it('by many areas at one point leave each a ring of its own, wherever round the point they lie', () => {
    for (const turn of [0, 0.3, 1.1, 2.5, 4]) {
      const sector = (from: number, size: number): IndexPoint[] => {
        const on = (angle: number): IndexPoint => [
          30 + 20 * Math.cos(angle + turn),
          30 + 20 * Math.sin(angle + turn),
        ]
        return [[30, 30], on(from), on(from + size / 2), on(from + size)]
      }
      const sectors = [sector(0, 0.4), sector(0.9, 0.5), sector(2, 0.6), sector(3.3, 0.7), sector(5, 0.8)]
      const rings = union(...sectors.map((one) => [one]))
      expect(rings).toHaveLength(5)
      for (const one of rings) {
        expect(one).toHaveLength(4)
        expect(isSimple(one)).toBe(true)
      }
      const sizes = (list: Rings): number[] => areas(list).sort((a, b) => a - b)
      sizes(rings).forEach((size, k) => {
        expect(size).toBeCloseTo(sizes(sectors)[k] ?? 0, 4)
      })
      // what they leave of a disc about the point touches itself there
      const rest = difference([ring(25, 40, [30, 30])], ...sectors.map((one) => [one]))
      expect(area(rest)).toBeCloseTo(ringArea(25, 40) - area(sectors), 3)
      for (const one of rest) expect(isSimple(one)).toBe(true)
    }
  })

  it('of a corner that lies on a side are cut there', () => {
    const tip: IndexPoint[] = [
      [4, 2],
      [8, 0],
      [8, 4],
    ]
    expect(areas(union([box(0, 0, 4, 4)], [tip]))).toEqual([16, 8])
  })
})

describe('whatever is given', () => {
  const blob = fc
    .tuple(
      fc.array(fc.double({ min: 3, max: 20, noNaN: true }), { minLength: 3, maxLength: 30 }),
      fc.integer({ min: -8, max: 8 }),
      fc.integer({ min: -8, max: 8 }),
      fc.boolean(),
    )
    .map(([radii, x, y, back]) => {
      const points = radii.map((r, k): IndexPoint => {
        const angle = (2 * Math.PI * k) / radii.length
        // on a coarse grid, so that edges and corners are often shared
        return [Math.round(30 + x + r * Math.cos(angle)), Math.round(30 + y + r * Math.sin(angle))]
      })
      return back ? points.reverse() : points
    })

  it('the four parts of two areas add up to both', () => {
    fc.assert(
      fc.property(blob, blob, (a, b) => {
        const whole = (polygon: readonly IndexPoint[]): number => area(union([polygon]))
        const both = area(intersection([a], [b]))
        expect(area(union([a], [b])) + both).toBeCloseTo(whole(a) + whole(b), 3)
        expect(area(difference([a], [b]))).toBeCloseTo(whole(a) - both, 3)
        expect(area(difference([b], [a]))).toBeCloseTo(whole(b) - both, 3)
      }),
      { seed: 11, numRuns: 120 },
    )
  })

  it('a pixel belongs to the result as it belongs to what it was made of', () => {
    fc.assert(
      fc.property(blob, blob, (a, b) => {
        fc.pre(isSimple(a) && isSimple(b))
        const inside = (rings: Rings, p: IndexPoint): boolean =>
          rings.filter((one) => contains(one, p)).length % 2 === 1
        const [or, and, less] = [union([a], [b]), intersection([a], [b]), difference([a], [b])]
        for (let y = 8; y < 55; y += 3)
          for (let x = 8; x < 55; x += 3) {
            // off the grid that corners lie on
            const p: IndexPoint = [x + 0.317, y + 0.413]
            const [inA, inB] = [contains(a, p), contains(b, p)]
            expect([inside(or, p), inside(and, p), inside(less, p)]).toEqual([
              inA || inB,
              inA && inB,
              inA && !inB,
            ])
          }
      }),
      { seed: 12, numRuns: 25 },
    )
  })

  it('rings that come out do not cross and hold no vertex twice', () => {
    fc.assert(
      fc.property(blob, blob, (a, b) => {
        for (const one of [...union([a], [b]), ...difference([a], [b])]) {
          expect(new Set(one.map(String)).size).toBe(one.length)
          expect(one.length).toBeGreaterThan(2)
        }
      }),
      { seed: 13 },
    )
  })

  it('nearly parallel lines far from the origin are cut without complaint', () => {
    const thin = (dy: number): IndexPoint[] =>
      Array.from({ length: 40 }, (_, k): IndexPoint => [k * 7.31, 1e-6 * Math.sin(k) + dy]).concat([
        [300, 50],
        [0, 50],
      ])
    const far = (points: IndexPoint[]) => shifted(points, [1e4, -1e4])
    expect(area(union([far(thin(0))], [far(thin(1e-6))]))).toBeCloseTo(polygonArea(thin(0), square), 2)
  })

  it('lines without an inside give nothing, and points that are none are refused', () => {
    expect(
      union(
        [[[1, 1]]],
        [
          [
            [1, 1],
            [4, 4],
          ],
        ],
        [],
      ),
    ).toEqual([])
    expect(() =>
      union([
        [
          [1, Number.NaN],
          [2, 2],
          [3, 0],
        ],
      ]),
    ).toThrow(RangeError)
    expect(() =>
      union([
        [
          [1, Number.POSITIVE_INFINITY],
          [2, 2],
          [3, 0],
        ],
      ]),
    ).toThrow(RangeError)
  })
})

describe('a line that crosses itself', () => {
  it('keeps the larger part of an eight', () => {
    const eight: IndexPoint[] = [
      [0, 0],
      [10, 10],
      [10, 0],
      [0, 10 / 3],
    ]
    const parts = areas(union([eight]))
    expect(parts).toHaveLength(2)
    expect(polygonArea(mended(eight), square)).toBeCloseTo(Math.max(...parts), 9)
    expect(isSimple(mended(eight))).toBe(true)
  })

  it('counts a loop that turns the same way as inside', () => {
    const curl: IndexPoint[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [4, 10],
      [4, 2],
      [8, 2],
      [8, 12],
      [0, 12],
    ]
    expect(polygonArea(mended(curl), square)).toBe(100 + 16)
    expect(mended([...curl].reverse()).length).toBe(mended(curl).length)
  })

  it('keeps a simple line as it is', () => {
    expect(polygonArea(mended(ring(9, 40)), square)).toBeCloseTo(ringArea(9, 40), 9)
    expect(
      mended([
        [0, 0],
        [1, 1],
      ]),
    ).toEqual([])
  })
})

describe('lines cut at their meetings', () => {
  it('share nothing but ends', () => {
    const { points, pieces } = arrange([
      [ring(10, 7, [12, 12])],
      [ring(9, 5, [15, 13])],
      [ring(8, 4, [14, 9])],
    ])
    expect(new Set(points.map(String)).size).toBe(points.length)
    for (const a of pieces)
      for (const b of pieces) {
        if (a === b) continue
        const shared = [a.from, a.to].filter((vertex) => vertex === b.from || vertex === b.to)
        expect(shared.length).toBeLessThan(2)
      }
  })

  it('keep the points that were given', () => {
    const given = ring(10.123456789, 9, [12.3, 17.7])
    expect(arrange([[given]]).points).toEqual(given)
  })
})
