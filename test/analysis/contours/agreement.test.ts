import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borderDistances, dice } from '#analysis/contours/agreement.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { ring, square, tall } from './shapes.ts'

const box = (left: number, top: number, width: number, height: number): IndexPoint[] => [
  [left, top],
  [left + width, top],
  [left + width, top + height],
  [left, top + height],
]
const overlap = (a: readonly IndexPoint[], b: readonly IndexPoint[]): number | string => {
  const found = dice(a, b)
  return found.measured ? found.value : found.reason
}
const distances = (a: readonly IndexPoint[], b: readonly IndexPoint[], pixel = square, closed = true) => {
  const found = borderDistances(a, b, pixel, { closed, step: mm(0.01) })
  if (!found.measured) throw new Error(found.reason)
  return found.value
}

describe('the overlap of two borders', () => {
  it('of squares that share a half is 1/2, of one in another 2a/(a + b)', () => {
    expect(overlap(box(0, 0, 4, 4), box(2, 0, 4, 4))).toBeCloseTo(0.5, 12)
    expect(overlap(box(0, 0, 10, 10), box(3, 3, 2, 5))).toBeCloseTo(20 / 110, 12)
  })

  it('is 1 with itself and 0 apart', () => {
    expect(overlap(ring(9, 60), ring(9, 60))).toBeCloseTo(1, 12)
    expect(overlap(box(0, 0, 4, 4), box(4, 0, 4, 4))).toBe(0)
  })

  it('is the same either way round and under moves, and never above 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: 5, max: 12, noNaN: true }),
        (dx, r) => {
          const [a, b] = [ring(9, 37), ring(r, 24, [100 + dx, 101])]
          const one = overlap(a, b)
          expect(one).toBeCloseTo(Number(overlap([...b].reverse(), a)), 6)
          expect(one).toBeGreaterThanOrEqual(0)
          expect(one).toBeLessThanOrEqual(1)
          const moved = (points: readonly IndexPoint[]): IndexPoint[] =>
            points.map(([x, y]) => [y + 7.3, 250 - x])
          expect(overlap(moved(a), moved(b))).toBeCloseTo(Number(one), 6)
        },
      ),
      { seed: 6, numRuns: 20 },
    )
  })

  it('is unmeasured where one encloses nothing', () => {
    expect(overlap(box(0, 0, 0, 4), box(0, 0, 4, 4))).toBe('degenerate-contour')
    expect(
      overlap(box(0, 0, 4, 4), [
        [0, 0],
        [1, 1],
      ]),
    ).toBe('degenerate-contour')
  })
})

describe('the distances between two borders', () => {
  it('of concentric circles are all the difference of their radii', () => {
    const { hausdorff, percentile95, mean } = distances(ring(20, 720), ring(23, 720))
    for (const value of [hausdorff, percentile95, mean]) expect(value).toBeCloseTo(3, 2)
  })

  it('of a square and one with a spike are the spike, most of the way and on the mean', () => {
    // 10 x 10, on top a triangle 1 wide and 5 high: the tip is 5 away, 95 % of the longer border hardly
    const spiked: IndexPoint[] = [
      [0, 0],
      [4.5, 0],
      [5, -5],
      [5.5, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]
    const { hausdorff, percentile95, mean } = distances(box(0, 0, 10, 10), spiked)
    const edge = Math.hypot(0.5, 5)
    const length = 39 + 2 * edge
    expect(hausdorff).toBe(5)
    // along the spike the distance grows from 0 to 5 over both edges; 5 % of the border lie beyond
    expect(percentile95).toBeCloseTo(5 * (1 - (0.05 * length) / (2 * edge)), 2)
    // the box under the spike is at most half a base away from it
    const under = 2 * ((0.5 ** 2 / 2) * (5 / edge))
    expect(mean).toBeCloseTo((2 * edge * 2.5 + under) / (40 + length), 2)
  })

  it('are those of the worse side, whichever is named first', () => {
    const small = box(0, 0, 1, 1)
    const long = box(0, 0, 20, 1)
    const one = distances(small, long)
    expect(one.hausdorff).toBe(19)
    const other = distances(long, small)
    expect(other.hausdorff).toBe(19)
    expect(other.percentile95).toBeCloseTo(one.percentile95, 9)
    expect(other.mean).toBeCloseTo(one.mean, 9)
  })

  it('are in millimetres where pixels are not square', () => {
    expect(distances(box(0, 0, 10, 10), box(0, 3, 10, 10), tall).hausdorff).toBeCloseTo(6, 9)
    expect(distances(box(0, 0, 10, 10), box(3, 0, 10, 10), tall).hausdorff).toBeCloseTo(1.5, 9)
  })

  it('of open borders do not count the way back', () => {
    const straight: IndexPoint[] = [
      [0, 0],
      [5, 0],
      [10, 0],
    ]
    const bent: IndexPoint[] = [
      [0, 0],
      [5, 5],
      [10, 0],
    ]
    expect(distances(straight, bent, square, false).hausdorff).toBe(5)
    // closed, the tip is as far from the straight line, which is the way back
    expect(distances(straight, bent).mean).toBeLessThan(distances(straight, bent, square, false).mean)
  })

  it('are none for a border without length', () => {
    for (const nothing of [
      [],
      [[1, 1]],
      [
        [1, 1],
        [1, 1],
      ],
    ] as const) {
      const found = borderDistances(nothing as readonly IndexPoint[], ring(5, 9), square)
      expect(found.measured ? 'measured' : found.reason).toBe('degenerate-contour')
    }
  })

  it('do not miss the largest by more than half a step', () => {
    const [a, b] = [box(0, 0, 10, 1), [...box(0, 0, 3, 1), ...box(7, 0, 3, 1)]]
    expect(b.length).toBe(8)
    const coarse = borderDistances(a, ring(30, 9, [5, 40]), square, { step: mm(4) })
    const fine = borderDistances(a, ring(30, 9, [5, 40]), square, { step: mm(0.01) })
    if (!coarse.measured || !fine.measured) throw new Error('unmeasured')
    expect(Math.abs(coarse.value.hausdorff - fine.value.hausdorff)).toBeLessThan(2)
  })
})
