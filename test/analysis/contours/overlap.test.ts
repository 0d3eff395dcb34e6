import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Boxes } from '#analysis/contours/overlap.ts'
import { isSimple } from '#analysis/contours/simple.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { at } from '#analysis/units/at.ts'
import { ring } from './shapes.ts'

type Segment = readonly [x0: number, y0: number, x1: number, y1: number]

function pairsOf(segments: readonly Segment[]): string[] {
  const boxes = new Boxes(segments.length)
  segments.forEach((segment, i) => {
    boxes.set(i, ...segment)
  })
  const pairs: string[] = []
  boxes.overlapping((a, b) => pairs.push([a, b].sort((p, q) => p - q).join(' ')))
  return pairs.sort()
}

/** By definition: two intervals share a point on either axis. */
function pairsByDefinition(segments: readonly Segment[]): string[] {
  const share = (p: number, q: number, r: number, s: number): boolean =>
    Math.max(Math.min(p, q), Math.min(r, s)) <= Math.min(Math.max(p, q), Math.max(r, s))
  return segments
    .flatMap(([ax, ay, bx, by], i) =>
      segments.flatMap(([cx, cy, dx, dy], j) =>
        i < j && share(ax, bx, cx, dx) && share(ay, by, cy, dy) ? [`${i} ${j}`] : [],
      ),
    )
    .sort()
}

describe('segments whose boxes overlap', () => {
  it('are told once a pair, those that touch at a corner or along a side included', () => {
    expect(
      pairsOf([
        [4, 4, 0, 0],
        [4, 4, 6, 5],
        [1, 9, 1, 4],
        [7, 0, 9, 9],
        [5, 4.5, 5, 4.5],
      ]),
    ).toEqual(['0 1', '0 2', '1 4'])
  })

  it('are all that there are, in any order and direction', () => {
    const place = fc.integer({ min: 0, max: 15 })
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place, place, place), { maxLength: 20 }), (segments) => {
        expect(pairsOf(segments)).toEqual(pairsByDefinition(segments))
      }),
      { seed: 5, numRuns: 300 },
    )
  })

  it('are told from left to right, those that begin together in their own order', () => {
    const told = (segments: readonly Segment[]): (readonly [number, number])[] => {
      const boxes = new Boxes(segments.length)
      segments.forEach((segment, i) => {
        boxes.set(i, ...segment)
      })
      const pairs: (readonly [number, number])[] = []
      boxes.overlapping((a, b) => pairs.push([a, b]))
      return pairs
    }
    // crowded beside one that lies far off: all but one fall into one column
    const place = fc.oneof(
      fc.integer({ min: 0, max: 9 }),
      fc.constant(100_000),
      fc.double({ min: -3, max: 3, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place, place, place), { maxLength: 20 }), (segments) => {
        const left = segments.map(([x0, , x1]) => Math.min(x0, x1))
        const rank = left.map((_, i) => i).sort((a, b) => (left[a] ?? 0) - (left[b] ?? 0) || a - b)
        const ranks = told(segments).map(([a, b]) => [rank.indexOf(a), rank.indexOf(b)] as const)
        expect(ranks).toEqual(ranks.toSorted(([a, b], [c, d]) => a - c || b - d))
        expect(ranks.every(([a, b]) => a < b)).toBe(true)
      }),
      { seed: 8, numRuns: 300 },
    )
  })
})

describe('a border', () => {
  /** Sides of an integer triangle are exact. */
  const side = (a: IndexPoint, b: IndexPoint, c: IndexPoint): number =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))
  const within = (a: IndexPoint, b: IndexPoint, p: IndexPoint): boolean =>
    (p[0] - a[0]) * (p[0] - b[0]) <= 0 && (p[1] - a[1]) * (p[1] - b[1]) <= 0
  /** Segments of whole numbers meet: the textbook's five cases. */
  function meet(a: IndexPoint, b: IndexPoint, c: IndexPoint, d: IndexPoint): boolean {
    const [p, q, r, s] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
    if (p * q < 0 && r * s < 0) return true
    return (
      (p === 0 && within(a, b, c)) ||
      (q === 0 && within(a, b, d)) ||
      (r === 0 && within(c, d, a)) ||
      (s === 0 && within(c, d, b))
    )
  }

  it('crosses itself exactly where two edges that are no neighbours meet', () => {
    const place = fc.integer({ min: 0, max: 9 })
    const outline = fc.uniqueArray(fc.tuple(place, place), {
      minLength: 4,
      maxLength: 9,
      selector: ([x, y]) => 10 * x + y,
    })
    let simple = 0
    fc.assert(
      fc.property(outline, (points) => {
        const n = points.length
        const edge = (i: number): [IndexPoint, IndexPoint] => [at(points, i), at(points, (i + 1) % n)]
        const crosses = points.some((_, i) =>
          points.some((_, j) => j > i + 1 && !(i === 0 && j === n - 1) && meet(...edge(i), ...edge(j))),
        )
        expect(isSimple(points)).toBe(!crosses)
        if (!crosses) simple++
      }),
      { seed: 6, numRuns: 250 },
    )
    expect(simple).toBeGreaterThan(20)
  })

  it('of a thousand points is told from one whose far side is pushed through the near one', () => {
    const long = ring(20, 1000)
    expect(isSimple(long)).toBe(true)
    const pierced = long.map(([x, y], i): IndexPoint => (i === 500 ? [x + 60, y + 0.01] : [x, y]))
    expect(isSimple(pierced)).toBe(false)
  })
})
