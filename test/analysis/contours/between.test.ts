import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borderDistances } from '#analysis/contours/agreement.ts'
import { type BorderInTime, betweenPhases } from '#analysis/contours/between-phases.ts'
import { betweenBySignedDistance, betweenPolar } from '#analysis/contours/between-slices.ts'
import { isoline } from '#analysis/contours/isoline.ts'
import { centroid, polygonArea, signedArea } from '#analysis/contours/polygon.ts'
import { radialPolygon, radialProfile } from '#analysis/contours/radial.ts'
import { reanchored } from '#analysis/contours/reanchor.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm, ms } from '#analysis/units/units.ts'
import { ring, ringArea, square, tall } from './shapes.ts'

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}
const reason = (outcome: Outcome<unknown>): string => (outcome.measured ? 'measured' : outcome.reason)
const apart = (a: readonly IndexPoint[], b: readonly IndexPoint[], pixel = square): number =>
  value(borderDistances(a, b, pixel, { step: mm(1) })).hausdorff

/** Two lobes: its centroid does not see all of it. */
const bean: IndexPoint[] = [
  [0, 0],
  [30, 0],
  [30, 20],
  [20, 20],
  [20, 5],
  [10, 5],
  [10, 20],
  [0, 20],
]

describe('a border by its distance from its centroid', () => {
  it('is exact at every direction, and comes back as it was', () => {
    const { centre, radii } = value(radialProfile(ring(12, 96, [40, 50]), square, 96))
    expect(centre[0]).toBeCloseTo(40, 9)
    expect(centre[1]).toBeCloseTo(50, 9)
    for (const radius of radii) expect(radius).toBeCloseTo(12, 9)
    const box: IndexPoint[] = [
      [-10, -10],
      [10, -10],
      [10, 10],
      [-10, 10],
    ]
    const found = value(radialProfile(box, square, 8)).radii
    const side = Math.SQRT2 * 10
    for (const [k, expected] of [10, side, 10, side, 10, side, 10, side].entries())
      expect(found[k]).toBeCloseTo(expected, 9)
    const back = radialPolygon({ centre: [1, 2], radii: Float64Array.of(1, 2, 3, 4) }, tall)
    for (const [k, [x, y]] of [
      [4, 1],
      [2, 2],
      [-4, 1],
      [2, -1],
    ].entries()) {
      expect(back[k]?.[0]).toBeCloseTo(x ?? 0, 9)
      expect(back[k]?.[1]).toBeCloseTo(y ?? 0, 9)
    }
  })

  it('is the same whichever way the border runs and wherever it starts, in millimetres', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 0, max: 59 }), (count, start) => {
        const points = ring(12, count, [40, 50], 0.7)
        const other = [...points.slice(start % count), ...points.slice(0, start % count)].reverse()
        const [a, b] = [points, other].map((one) => value(radialProfile(one, tall, 50)).radii)
        a?.forEach((radius, k) => {
          expect(radius).toBeGreaterThan(0)
          expect(b?.[k]).toBeCloseTo(radius, 6)
        })
      }),
      { seed: 8 },
    )
  })

  it('is none where a ray from the centroid meets it more than once', () => {
    expect(reason(radialProfile(bean, square, 20))).toBe('degenerate-contour')
    expect(reason(radialProfile([...ring(10, 20), ...ring(10, 20)], square, 20))).toBe('degenerate-contour')
    expect(
      reason(
        radialProfile(
          [
            [1, 1],
            [2, 2],
          ],
          square,
          20,
        ),
      ),
    ).toBe('degenerate-contour')
    expect(
      reason(
        radialProfile(
          [
            [1, 1],
            [2, 2],
            [3, 3],
          ],
          square,
          20,
        ),
      ),
    ).toBe('degenerate-contour')
  })
})

describe('the border between two slices', () => {
  it('of two circles is the circle between them, by both ways, in millimetres', () => {
    for (const pixel of [square, tall]) {
      const circle = (r: number, x: number, y: number): IndexPoint[] =>
        ring(r, 120, [x, y]).map(([a, b]) => [a / pixel.columnSpacing, b / pixel.rowSpacing])
      for (const between of [betweenPolar, betweenBySignedDistance])
        for (const share of [0, 0.3, 0.5, 1]) {
          const found = value(between(circle(30, 60, 70), circle(20, 66, 62), share, pixel))
          const expected = circle(30 - 10 * share, 60 + 6 * share, 70 - 8 * share)
          expect(apart(found, expected, pixel)).toBeLessThan(0.035)
        }
    }
  })

  it('by distances is any shape: at the ends the borders themselves, between them with an area between', () => {
    const crescent: IndexPoint[] = bean.map(([x, y]) => [x + 20, y + 20])
    const smaller = crescent.map(([x, y]): IndexPoint => [35 + 0.8 * (x - 35), 30 + 0.8 * (y - 30)])
    expect(apart(value(betweenBySignedDistance(crescent, smaller, 0, square)), crescent)).toBeLessThan(0.75)
    expect(apart(value(betweenBySignedDistance(crescent, smaller, 1, square)), smaller)).toBeLessThan(0.75)
    const half = value(betweenBySignedDistance(crescent, smaller, 0.5, square))
    const area = polygonArea(half, square)
    expect(area).toBeGreaterThan(polygonArea(smaller, square))
    expect(area).toBeLessThan(polygonArea(crescent, square))
    expect(signedArea(half)).toBeGreaterThan(0)
  })

  it('by distances is the same as where the distances of every place are taken', () => {
    // distance by its definition, sign by the winding of the border about the place
    const signed = (line: readonly IndexPoint[], x: number, y: number): number => {
      let [least, winding] = [Number.POSITIVE_INFINITY, 0]
      line.forEach(([ax, ay], i) => {
        const [bx, by] = line[(i + 1) % line.length] ?? [0, 0]
        const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
        const t = Math.max(0, Math.min(1, along))
        least = Math.min(least, Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y))
        winding += Math.atan2(
          (ax - x) * (by - y) - (bx - x) * (ay - y),
          (ax - x) * (bx - x) + (ay - y) * (by - y),
        )
      })
      return Math.abs(winding) > 1 ? -least : least
    }
    // about the origin, so that no centroid moves
    const [cx, cy] = centroid(bean)
    const small = bean.map(([x, y]): IndexPoint => [x - cx, y - cy])
    const large = small.map(([x, y]): IndexPoint => [2.5 * x + 0.01, 2 * y + 0.01])
    const found = value(betweenBySignedDistance(small, large, 0.5, square, { step: mm(1.7) }))
    const [left, top] = [Math.min(...large.map(([x]) => x)) - 3.4, Math.min(...large.map(([, y]) => y)) - 3.4]
    const [columns, rows] = [52, 32]
    const [ox, oy] = centroid(large)
    const values = Float64Array.from({ length: rows * columns }, (_, i) => {
      const [x, y] = [left - ox + 1.7 * (i % columns), top - oy + 1.7 * Math.floor(i / columns)]
      const shifted = large.map(([a, b]): IndexPoint => [a - ox, b - oy])
      return 0.5 * signed(small, x, y) + 0.5 * signed(shifted, x, y)
    })
    const [whole = []] = isoline(values, rows, columns, 0).sort((p, q) => signedArea(q) - signedArea(p))
    expect(found).toHaveLength(whole.length)
    found.forEach(([x, y], k) => {
      const [column, row] = whole[k] ?? [0, 0]
      expect(x).toBeCloseTo(left - ox / 2 + 1.7 * column, 6)
      expect(y).toBeCloseTo(top - oy / 2 + 1.7 * row, 6)
    })
  })

  it('on a grid of more than four million places is refused before it is made', () => {
    const far = betweenBySignedDistance.bind(undefined, ring(50, 9), ring(40, 9), 0.5, square)
    expect(() => far({ step: mm(0.01) })).toThrow(/step of 0.01 mm/)
    expect(() => far({ step: mm(Number.NaN) })).toThrow(RangeError)
  })

  it('has no stray over the other side of the heart: it moves with the centroids', () => {
    const found = value(betweenBySignedDistance(ring(10, 90, [30, 30]), ring(10, 90, [90, 30]), 0.25, square))
    expect(centroid(found)[0]).toBeCloseTo(45, 2)
    expect(polygonArea(found, square) / ringArea(10, 90)).toBeCloseTo(1, 2)
  })

  it('is refused for shares beyond the two, and for borders that cannot be', () => {
    for (const between of [betweenPolar, betweenBySignedDistance]) {
      expect(() => between(ring(5, 9), ring(6, 9), 1.01, square)).toThrow(RangeError)
      expect(() => between(ring(5, 9), ring(6, 9), -0.01, square)).toThrow(RangeError)
      expect(() => between(ring(5, 9), ring(6, 9), Number.NaN, square)).toThrow(RangeError)
      expect(
        reason(
          between(
            ring(5, 9),
            [
              [1, 1],
              [2, 2],
              [3, 3],
            ],
            0.5,
            square,
          ),
        ),
      ).toBe('degenerate-contour')
      expect(reason(between([[1, 1]], ring(5, 9), 0.5, square))).toBe('degenerate-contour')
    }
    expect(reason(betweenPolar(bean, ring(5, 9), 0.5, square))).toBe('degenerate-contour')
    expect(reason(betweenPolar(ring(5, 9), bean, 0.5, square))).toBe('degenerate-contour')
    const sliver: IndexPoint[] = [
      [0, 0],
      [50, 0],
      [50, 1e-9],
    ]
    expect(reason(betweenBySignedDistance(sliver, sliver, 0.5, square))).toBe('degenerate-contour')
  })
})

describe('a line of one level', () => {
  const grid = (rows: number, columns: number, f: (x: number, y: number) => number): Float64Array =>
    Float64Array.from({ length: rows * columns }, (_, i) => f(i % columns, Math.floor(i / columns)))

  it('is met where the values are linear between neighbours, clockwise round what is lower', () => {
    const cone = grid(21, 25, (x, y) => Math.hypot(x - 12, y - 10))
    const [found = [], ...others] = isoline(cone, 21, 25, 7.3)
    expect(others).toEqual([])
    for (const [x, y] of found) expect(Math.hypot(x - 12, y - 10)).toBeCloseTo(7.3, 1)
    expect(signedArea(found)).toBeGreaterThan(0)
    expect(signedArea(found)).toBeCloseTo(Math.PI * 7.3 ** 2, -0.5)
  })

  it('runs the other way round a hill', () => {
    const wall = grid(41, 41, (x, y) => Math.abs(Math.hypot(x - 20, y - 20) - 10))
    const rings = isoline(wall, 41, 41, 3)
      .map(signedArea)
      .sort((a, b) => a - b)
    expect(rings).toHaveLength(2)
    expect(rings[0]).toBeCloseTo(-Math.PI * 49, -1)
    expect(rings[1]).toBeCloseTo(Math.PI * 169, -1)
  })

  it('joins low corners of an ambiguous square when its middle is low, and not otherwise', () => {
    const corners = (high: number, turned: boolean): number => {
      const values = grid(4, 4, () => 5)
      for (const [x, y] of turned
        ? [
            [2, 1],
            [1, 2],
          ]
        : [
            [1, 1],
            [2, 2],
          ])
        values[(y ?? 0) * 4 + (x ?? 0)] = 0
      for (const [x, y] of turned
        ? [
            [1, 1],
            [2, 2],
          ]
        : [
            [2, 1],
            [1, 2],
          ])
        values[(y ?? 0) * 4 + (x ?? 0)] = high
      return isoline(values, 4, 4, 1).length
    }
    for (const turned of [false, true]) {
      expect(corners(1.5, turned)).toBe(1)
      expect(corners(2.5, turned)).toBe(2)
    }
  })

  it('is refused where it would leave the grid', () => {
    for (const [x, y] of [
      [0, 2],
      [4, 2],
      [2, 0],
      [2, 4],
    ] as const) {
      const values = grid(5, 5, () => 1)
      values[y * 5 + x] = 0
      expect(() => isoline(values, 5, 5, 0.5)).toThrow(RangeError)
    }
    expect(
      isoline(
        grid(5, 5, () => 1),
        5,
        5,
        0.5,
      ),
    ).toEqual([])
  })
})

describe('the borders between phases', () => {
  const beat = ms(1000)
  const at = (time: number, r = 20, centre: IndexPoint = [50, 50]): BorderInTime => ({
    time: ms(time),
    points: ring(r, 120, centre),
  })
  const radius = (time: number): number => 20 + 5 * Math.cos((2 * Math.PI * time) / 1000)

  it('go through those that were given, in any order and after any number of beats', () => {
    const known = [at(600, 17), at(100, 24, [52, 49]), at(350, 15, [50, 51])]
    const found = value(betweenPhases(known, beat, [ms(100), ms(350), ms(2600), ms(-900)], square))
    const expected = [known[1], known[2], known[0], known[1]]
    found.forEach((points, k) => {
      expect(apart(points, expected[k]?.points ?? [])).toBeLessThan(0.02)
    })
  })

  it('of six phases follow a heart that beats like a cosine to a twentieth of a millimetre', () => {
    const known = [0, 170, 330, 500, 670, 840].map((time) => at(time, radius(time)))
    const times = Array.from({ length: 50 }, (_, k) => ms(20 * k))
    const found = value(betweenPhases(known, beat, times, square))
    found.forEach((points, k) => {
      expect(Math.sqrt(polygonArea(points, square) / Math.PI)).toBeCloseTo(radius(20 * k), 1)
    })
  })

  it('repeat with the beat without a jump or a bend', () => {
    const known = [at(100, 24), at(400, 15), at(700, 18)]
    const area = (time: number): number =>
      polygonArea(value(betweenPhases(known, beat, [ms(time)], square))[0] ?? [], square)
    expect(area(999.999)).toBeCloseTo(area(0), 1)
    const slope = (time: number): number => (area(time + 1) - area(time - 1)) / 2
    expect(slope(999)).toBeCloseTo(slope(1), 0)
    expect(slope(99)).toBeCloseTo(slope(101), 0)
  })

  it('are unmeasured for one, for two at one time, and where they swing through the middle', () => {
    expect(reason(betweenPhases([at(0)], beat, [ms(0)], square))).toBe('too-few-phases')
    expect(reason(betweenPhases([at(0), at(0)], beat, [ms(0)], square))).toBe('contradictory-input')
    expect(reason(betweenPhases([at(0), at(1000)], beat, [ms(0)], square))).toBe('contradictory-input')
    expect(reason(betweenPhases([at(0), { time: ms(5), points: bean }], beat, [ms(0)], square))).toBe(
      'degenerate-contour',
    )
    expect(betweenPhases([at(0, 30), at(20, 1), at(40, 1)], beat, [ms(30)], square)).toMatchObject({
      reason: 'fit-failed',
      detail: 'the border has no inside at 30 ms',
    })
    expect(betweenPhases([at(0)], beat, [ms(0)], square)).toMatchObject({
      detail: '1 borders do not tell what is between',
    })
    expect(betweenPhases([at(0), at(0)], beat, [ms(0)], square)).toMatchObject({
      detail: 'two borders are given for one time of the beat',
    })
    expect(() => betweenPhases([at(0), at(5)], ms(0), [ms(0)], square)).toThrow(RangeError)
  })
})

describe('carried borders that are corrected', () => {
  const carried = Array.from({ length: 8 }, (): IndexPoint[] => [
    [0, 0],
    [10, 0],
    [10, 10],
  ])
  const moved = (dx: number, dy = 0): IndexPoint[] => (carried[0] ?? []).map(([x, y]) => [x + dx, y + dy])
  const shifts = (edits: Parameters<typeof reanchored>[1]): number[] =>
    reanchored(carried, edits).map((points) => points[0]?.[0] ?? Number.NaN)

  it('fade from one correction into the next, round the beat', () => {
    expect(
      shifts([
        { phase: 4, points: moved(4) },
        { phase: 0, points: moved(0) },
      ]),
    ).toEqual([0, 1, 2, 3, 4, 3, 2, 1])
    expect(
      shifts([
        { phase: 2, points: moved(6) },
        { phase: 5, points: moved(0) },
      ]),
    ).toEqual([3.6, 4.8, 6, 4, 2, 0, 1.2, 2.4].map((x) => expect.closeTo(x, 9)))
  })

  it('move with a single correction, and stay without one', () => {
    expect(shifts([{ phase: 3, points: moved(2) }])).toEqual([2, 2, 2, 2, 2, 2, 2, 2])
    expect(reanchored(carried, [])).toEqual(carried)
    expect(reanchored(carried, [{ phase: 0, points: moved(0, 3) }])[4]?.[2]).toEqual([10, 13])
  })

  it('are refused for another number of vertices and a phase that is not there', () => {
    expect(() => shifts([{ phase: 0, points: [[0, 0]] }])).toThrow(RangeError)
    expect(() => shifts([{ phase: 8, points: moved(1) }])).toThrow(RangeError)
  })
})
