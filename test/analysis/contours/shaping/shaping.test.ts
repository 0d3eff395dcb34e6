import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, distance, polygonArea, signedArea } from '#analysis/contours/polygon.ts'
import { erased, painted, stroke } from '#analysis/contours/shaping/brush.ts'
import { curveThrough } from '#analysis/contours/shaping/fit-line.ts'
import { nudged, reaches } from '#analysis/contours/shaping/nudge.ts'
import { smoothed, smoothing } from '#analysis/contours/shaping/smooth.ts'
import { isSimple } from '#analysis/contours/simple.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { ring, ringArea, square, tall } from '../shapes.ts'

const place = fc.tuple(
  fc.double({ min: 60, max: 140, noNaN: true }),
  fc.double({ min: 60, max: 140, noNaN: true }),
)
/** farther, and points of a polygon tell too little of its line */
const short = fc.double({ min: -6, max: 6, noNaN: true })

describe('a nudge', () => {
  const line = Array.from({ length: 41 }, (_, k): IndexPoint => [80 + k, 100])

  it('carries what lies at the centre of the disc along with it and leaves what lies outside', () => {
    const moved = nudged(line, { centre: [100, 100], radius: mm(8) }, [100, 101], square)
    expect(moved[20]?.[1]).toBeCloseTo(101, 12)
    moved.forEach((point, k) => {
      const from = line[k] ?? [0, 0]
      if (Math.abs(from[0] - 100) >= 8) expect(point).toEqual(from)
    })
  })

  it('moves a point at distance d by (1 − d²/R²)² of a short way', () => {
    const moved = nudged(line, { centre: [100, 100], radius: mm(10) }, [100, 101], square)
    for (const d of [2, 5, 8])
      expect((moved[20 + d]?.[1] ?? 0) - 100).toBeCloseTo((1 - d ** 2 / 100) ** 2, 12)
  })

  it('counts its radius in millimetres where pixels are not square', () => {
    // 8 mm are 16 columns of 0.5 mm and 4 rows of 2 mm
    const moved = nudged(
      [
        [115, 100],
        [117, 100],
        [100, 103],
        [100, 105],
      ],
      { centre: [100, 100], radius: mm(8) },
      [101, 100],
      tall,
    )
    expect(moved.map(([x]) => x > 115 && x !== 117).slice(0, 2)).toEqual([true, false])
    expect(moved.map(([x]) => x > 100).slice(2)).toEqual([true, false])
  })

  it('never folds the picture, however far and wherever it goes: no small triangle is turned over', () => {
    fc.assert(
      fc.property(
        place,
        place,
        place,
        fc.double({ min: 3, max: 25, noNaN: true }),
        (from, to, at, radius) => {
          const [x, y] = at
          const small: IndexPoint[] = [
            [x, y],
            [x + 1e-4, y],
            [x, y + 1e-4],
          ]
          const pushed = nudged(small, { centre: from, radius: mm(radius) }, to, square)
          expect(signedArea(pushed)).toBeGreaterThan(0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('keeps an inner border inside an outer one when both are pushed', () => {
    fc.assert(
      fc.property(place, short, short, (from, dx, dy) => {
        const to: IndexPoint = [from[0] + dx, from[1] + dy]
        const disc = { centre: from, radius: mm(12) }
        const [inner, outer] = [ring(20, 300), ring(25, 1200)].map((points) =>
          nudged(points, disc, to, square),
        )
        expect(inner?.every((point) => contains(outer ?? [], point))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('reaches a border as far as its radius', () => {
    expect(reaches(ring(20, 96), { centre: [100, 100], radius: mm(19) }, square)).toBe(false)
    expect(reaches(ring(20, 96), { centre: [100, 100], radius: mm(21) }, square)).toBe(true)
  })
})

describe('a brush', () => {
  const disc = { centre: [100, 100] as const, radius: mm(6) }

  it('paints the disc and its length times its breadth', () => {
    expect(polygonArea(stroke(disc, [110, 100], square), square)).toBeCloseTo(ringArea(6, 48) + 120, 6)
    expect(polygonArea(stroke(disc, [100, 105], tall), tall)).toBeCloseTo(ringArea(6, 48) + 120, 6)
  })

  it('adds exactly what it did not cover before, and takes away exactly what it covers', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const area = ring(20, 90)
        const way = stroke({ centre: from, radius: mm(6) }, to, square)
        const size = (points: readonly IndexPoint[]) => polygonArea(points, square)
        const [together, left] = [painted(area, way, square), erased(area, way, square)]
        // one piece of it: what is cut off or does not touch is let go
        expect(size(together)).toBeGreaterThanOrEqual(Math.max(size(area), size(way)) - 1)
        expect(size(left)).toBeLessThanOrEqual(size(area) + 1)
        expect(isSimple(together)).toBe(true)
        expect(left.length === 0 || isSimple(left)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('leaves no point of what it erased from the rim', () => {
    const left = erased(
      ring(20, 96),
      stroke({ centre: [120, 100], radius: mm(6) }, [120, 100], square),
      square,
    )
    expect(left.every((point) => distance(point, [120, 100], square) > 5.9)).toBe(true)
  })

  it('leaves nothing of what it covers wholly, and begins an area where there is none', () => {
    expect(erased(ring(4, 30), stroke(disc, [100, 100], square), square)).toEqual([])
    expect(polygonArea(painted([], stroke(disc, [100, 100], square), square), square)).toBeCloseTo(
      36 * Math.PI,
      0,
    )
  })
})

describe('smoothing', () => {
  const wavy = (periods: number, height: number): IndexPoint[] =>
    Array.from({ length: 960 }, (_, k) => {
      const angle = (2 * Math.PI * k) / 960
      const radius = 25 + height * Math.cos(periods * angle)
      return [100 + radius * Math.cos(angle), 100 + radius * Math.sin(angle)]
    })
  const heightOf = (points: readonly IndexPoint[]): number => {
    const radii = points.map((point) => distance(point, [100, 100], square))
    return (Math.max(...radii) - Math.min(...radii)) / 2
  }

  it('keeps a circle to a thousandth of its radius', () => {
    for (const point of smoothed(ring(25, 300), true, square))
      expect(Math.abs(distance(point, [100, 100], square) / 25 - 1)).toBeLessThan(0.001)
  })

  it('keeps of a small wave what the filter says', () => {
    const { to, fro, rounds, points } = smoothing
    for (const periods of [3, 8, 16]) {
      const kept = (k: number): number => {
        const s = 1 - Math.cos((2 * Math.PI * k) / points)
        return ((1 - to * s) * (1 - fro * s)) ** rounds
      }
      const after = heightOf(smoothed(wavy(periods, 0.2), true, square)) / 0.2
      // a wave of the radius is one of k − 1 and of k + 1 periods of the place
      expect(after).toBeGreaterThan(Math.min(kept(periods - 1), kept(periods + 1)) - 0.06)
      expect(after).toBeLessThan(Math.max(kept(periods - 1), kept(periods + 1), 1) + 0.06)
    }
  })

  it('takes a wave of sixteen periods away and keeps one of three', () => {
    expect(heightOf(smoothed(wavy(16, 0.5), true, square))).toBeLessThan(0.1)
    expect(heightOf(smoothed(wavy(3, 2), true, square))).toBeGreaterThan(1.9)
  })

  it('keeps the ends of an open line', () => {
    const line = Array.from({ length: 50 }, (_, k): IndexPoint => [k, 3 * Math.sin(k)])
    const after = smoothed(line, false, square)
    expect(after[0]).toEqual(line[0])
    expect(after.at(-1)?.[0]).toBeCloseTo(49, 9)
  })
})

describe('a curve through a line', () => {
  it('stays within a quarter of a millimetre, closed and open', () => {
    const line = ring(25, 200)
    for (const closed of [true, false]) {
      const { points } = curveThrough(line, closed, square)
      for (const point of points)
        expect(Math.abs(distance(point, [100, 100], square) - 25)).toBeLessThan(0.25)
    }
  })

  it('keeps both ends of an open line as handles', () => {
    const line = ring(25, 200).slice(0, 120)
    const { controls } = curveThrough(line, false, square)
    expect(controls[0]).toEqual(line[0])
    expect(distance(controls.at(-1) ?? [0, 0], line.at(-1) ?? [0, 0], square)).toBeLessThan(1e-9)
  })
})
