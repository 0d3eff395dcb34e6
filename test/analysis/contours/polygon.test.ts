import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsOf, centroid, contains, polygonArea, signedArea } from '#analysis/contours/polygon.ts'
import { resampleClosed } from '#analysis/contours/resample.ts'
import { isSimple, largestLoop, withoutRepeats } from '#analysis/contours/simple.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { ring, ringArea, square, tall } from './shapes.ts'

describe('the area of a polygon', () => {
  it('of 96 points on a circle is that of the polygon, 0.07 % below the circle', () => {
    expect(polygonArea(ring(25, 96), square)).toBeCloseTo(ringArea(25, 96), 9)
    expect(polygonArea(ring(25, 96), square) / (Math.PI * 625)).toBeCloseTo(1 - 0.000714, 6)
  })

  it('is row spacing times column spacing per pixel where the two differ', () => {
    const box: IndexPoint[] = [
      [10, 10],
      [20, 10],
      [20, 13],
      [10, 13],
    ]
    expect(polygonArea(box, tall)).toBe(30 * 2 * 0.5)
  })

  it('does not depend on direction, start or place: 1e6 pixels away it is the same to 1e-9', () => {
    const points = ring(30, 64)
    const area = polygonArea(points, square)
    expect(polygonArea([...points].reverse(), square)).toBeCloseTo(area, 9)
    expect(polygonArea([...points.slice(20), ...points.slice(0, 20)], square)).toBeCloseTo(area, 9)
    const far = polygonArea(
      [
        [0, 0],
        [8, 0],
        [8, 8],
        [0, 8],
      ].map(([x = 0, y = 0]): IndexPoint => [x + 1e6, y + 1e6]),
      square,
    )
    expect(far).toBe(64)
  })

  it('of fewer than three points is none', () => {
    expect(signedArea([])).toBe(0)
    expect(
      signedArea([
        [1, 1],
        [5, 7],
      ]),
    ).toBe(0)
  })
})

it('the centre of a ring is its middle, wherever its points crowd', () => {
  const crowded = [...ring(20, 60, [50, 60]), ...[]]
  const half = crowded.flatMap((p, k): IndexPoint[] => {
    const next = crowded[(k + 1) % crowded.length] ?? p
    return k < 20 ? [p, [(p[0] + next[0]) / 2, (p[1] + next[1]) / 2]] : [p]
  })
  expect(centroid(half)[0]).toBeCloseTo(50, 9)
  expect(centroid(half)[1]).toBeCloseTo(60, 9)
  const bounds = boundsOf(ring(20, 4, [50, 60]))
  expect([bounds.left, bounds.right, bounds.top, bounds.bottom]).toEqual(
    [30, 70, 40, 80].map((v) => expect.closeTo(v, 9)),
  )
})

describe('a point', () => {
  it('is inside a ring when it is nearer to the middle than the ring', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        (r, angle) => {
          fc.pre(Math.abs(r - 1) > 0.01)
          const p: IndexPoint = [100 + 20 * r * Math.cos(angle), 100 + 20 * r * Math.sin(angle)]
          expect(contains(ring(20, 96), p)).toBe(r < 1)
        },
      ),
    )
  })

  it('on the common edge of two boxes belongs to one of them', () => {
    const left: IndexPoint[] = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ]
    const right: IndexPoint[] = [
      [4, 0],
      [8, 0],
      [8, 4],
      [4, 4],
    ]
    expect([left, right].filter((box) => contains(box, [4, 2]))).toHaveLength(1)
  })
})

describe('a border that crosses itself', () => {
  const eight: IndexPoint[] = [
    [0, 0],
    [10, 10],
    [10, 0],
    [0, 10],
  ]

  it('is told from one that does not', () => {
    expect(isSimple(ring(20, 96))).toBe(true)
    expect(isSimple(eight)).toBe(false)
    expect(
      isSimple([
        [0, 0],
        [10, 0],
        [10, 10],
        [10, 5],
        [10, 10],
        [0, 10],
      ]),
    ).toBe(false)
  })

  it('is not one that merely repeats a point or its start', () => {
    const [first] = ring(20, 12)
    if (first === undefined) throw new Error('no point')
    expect(isSimple([first, ...ring(20, 12), first])).toBe(true)
    expect(withoutRepeats([first, ...ring(20, 12), first])).toEqual(ring(20, 12))
  })

  it('that is one place over and over is that place', () => {
    expect(
      withoutRepeats([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([[1, 1]])
    expect(withoutRepeats([])).toEqual([])
    expect(
      withoutRepeats([
        [1, 1],
        [1, 2],
        [2, 2],
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([
      [1, 1],
      [1, 2],
      [2, 2],
    ])
  })

  it('keeps its larger loop when mended', () => {
    const tail: IndexPoint[] = [
      [0, 0],
      [20, 0],
      [20, 20],
      [0, 20],
      [0, -4],
      [3, -4],
    ]
    const mended = largestLoop(tail)
    expect(isSimple(mended)).toBe(true)
    expect(polygonArea(mended, square)).toBe(400)
  })

  it('comes out simple whatever was drawn', () => {
    const drawn = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), {
      minLength: 3,
      maxLength: 20,
    })
    fc.assert(
      fc.property(drawn, (points) => isSimple(largestLoop(points))),
      { seed: 9, numRuns: 150 },
    )
  })
})

describe('resampling', () => {
  it('spaces points of a closed border evenly, from its start', () => {
    const box: IndexPoint[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]
    expect(resampleClosed(box, 8, square)).toEqual([
      [0, 0],
      [5, 0],
      [10, 0],
      [10, 5],
      [10, 10],
      [5, 10],
      [0, 10],
      [0, 5],
    ])
  })

  it('of a single place is refused', () => {
    expect(() =>
      resampleClosed(
        [
          [1, 1],
          [1, 1],
        ],
        8,
        square,
      ),
    ).toThrow(RangeError)
  })
})
