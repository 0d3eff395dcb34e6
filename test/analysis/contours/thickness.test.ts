/** Thickness along chords and along field lines, where both are known. */
import { describe, expect, it } from 'vitest'
import { type Centreline, type Chord, centreline } from '#analysis/contours/centreline.ts'
import { laplaceThickness } from '#analysis/contours/laplace-thickness.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import { ring, square, tall } from './shapes.ts'

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}
const reason = (outcome: Outcome<unknown>): string => (outcome.measured ? 'measured' : outcome.reason)

/** A circle in millimetres, in pixels. */
const circle = (r: number, x: number, y: number, pixel: PixelSize = square, count = 240): IndexPoint[] =>
  ring(r, count, [x, y]).map(([a, b]) => [a / pixel.columnSpacing, b / pixel.rowSpacing])
const inMm = ([x, y]: IndexPoint, pixel: PixelSize): IndexPoint => [
  x * pixel.columnSpacing,
  y * pixel.rowSpacing,
]
const from = ([x, y]: IndexPoint, cx: number, cy: number): number => Math.hypot(x - cx, y - cy)

describe('field lines', () => {
  it.each([
    { name: 'square', pixel: square },
    { name: 'tall', pixel: tall },
  ])('between concentric circles are radii, in $name pixels', ({ pixel }) => {
    const { chords, discarded } = value(
      laplaceThickness(circle(12, 40, 50, pixel), circle(18, 40, 50, pixel), pixel, {
        chords: 40,
        smoothing: 0,
      }),
    )
    expect(chords).toHaveLength(40)
    expect(discarded).toBe(0)
    chords.forEach((chord, k) => {
      expect(chord.thickness).toBeCloseTo(6, 1)
      expect(Math.abs(chord.thickness - 6)).toBeLessThan(0.02)
      expect(chord.along).toBeCloseTo(k / 40, 12)
      const [inner, middle, outer] = [chord.endocardial, chord.middle, chord.epicardial].map((p) =>
        inMm(p, pixel),
      )
      expect(from(inner ?? [0, 0], 40, 50)).toBeCloseTo(12, 1)
      expect(from(middle ?? [0, 0], 40, 50)).toBeCloseTo(15, 1)
      expect(from(outer ?? [0, 0], 40, 50)).toBeCloseTo(18, 1)
    })
  })

  it('between eccentric circles are arcs through the limiting points of both', () => {
    // bipolar coordinates: along a line σ stays, and ds = c dτ / (cosh τ − cos σ) from one circle to the other
    const [a, b, e] = [20, 32, 5]
    const outerAt = ((b * b - a * a) / e + e) / 2
    const innerAt = outerAt - e
    const c = Math.sqrt(innerAt * innerAt - a * a)
    const [near, far] = [Math.asinh(c / b), Math.asinh(c / a)]
    const lengthAt = (cosine: number): number => {
      const n = 400
      const h = (far - near) / n
      let sum = 0
      for (let k = 0; k < n; k++) sum += (h * c) / (Math.cosh(near + (k + 0.5) * h) - cosine)
      return sum
    }
    const { chords } = value(
      laplaceThickness(circle(a, innerAt, 0, square, 480), circle(b, outerAt, 0, square, 480), square, {
        chords: 48,
      }),
    )
    expect(chords).toHaveLength(48)
    for (const { middle, thickness, endocardial, epicardial } of chords) {
      const cosineOf = ([x, y]: IndexPoint): number =>
        ((x - c) * (x + c) + y * y) / (Math.hypot(x - c, y) * Math.hypot(x + c, y))
      // a tenth of a step of the grid
      expect(Math.abs(thickness - lengthAt(cosineOf(middle)))).toBeLessThan(0.05)
      // both ends lie on the line that the middle lies on
      expect(cosineOf(endocardial)).toBeCloseTo(cosineOf(middle), 2)
      expect(cosineOf(epicardial)).toBeCloseTo(cosineOf(middle), 2)
      expect(from(endocardial, innerAt, 0)).toBeCloseTo(a, 1)
      expect(from(epicardial, outerAt, 0)).toBeCloseTo(b, 1)
    }
  })

  it('come nearer to the truth on a finer grid', () => {
    const error = (step: number): number =>
      Math.max(
        ...value(
          laplaceThickness(circle(6, 20, 20), circle(10, 20, 20), square, { step: mm(step), chords: 24 }),
        ).chords.map(({ thickness }) => Math.abs(thickness - 4)),
      )
    expect(error(0.25)).toBeLessThan(error(2))
    expect(error(0.25)).toBeLessThan(0.01)
  })

  it('do not depend on the ways that borders run, nor on where they start', () => {
    const [inner, outer] = [circle(12, 41, 50), circle(20, 40, 50)]
    const turned = (points: readonly IndexPoint[]): IndexPoint[] => [
      ...points.slice(77).reverse(),
      ...points.slice(0, 77).reverse(),
    ]
    const of = (p: readonly IndexPoint[], q: readonly IndexPoint[]) =>
      value(laplaceThickness(p, q, square, { chords: 30 })).chords.map(({ thickness }) => thickness)
    const [one, other] = [of(inner, outer), of(turned(inner), turned(outer))]
    one.forEach((thickness, k) => {
      expect(other[k]).toBeCloseTo(thickness, 2)
    })
  })

  it('are refused where chords are, for a grid that no heart needs, and where the potential does not settle', () => {
    const [inner, outer] = [circle(6, 20, 20), circle(9, 20, 20)]
    expect(reason(laplaceThickness(outer, inner, square))).toBe('contours-cross')
    const large = laplaceThickness(inner, outer, square, { mostNodes: 1000 })
    // 18 mm in steps of half a millimetre, and a step and more on either side
    expect(large).toMatchObject({
      reason: 'out-of-range',
      detail: 'the wall needs a grid of 39 × 39 nodes',
    })
    expect(reason(laplaceThickness(inner, outer, square, { mostNodes: 39 * 39 }))).toBe('measured')
    expect(laplaceThickness(inner, outer, square, { step: mm(2), precision: 0 })).toMatchObject({
      reason: 'no-convergence',
      detail: 'the potential in the wall does not settle',
    })
  })
})

describe('chords', () => {
  const [inner, outer] = [circle(12, 40, 50), circle(18, 40, 50)]

  it('begin in the direction of the start, which is to the right where none is given, and run clockwise', () => {
    const angles = (found: Centreline, k: number): number => {
      const { middle } = found.chords[k] ?? { middle: [0, 0] as const }
      return (Math.atan2(middle[1] - 50, middle[0] - 40) * 180) / Math.PI
    }
    const plain = value(centreline(inner, outer, square, { chords: 36, smoothing: 0 }))
    expect(angles(plain, 0)).toBeCloseTo(0, 0)
    expect(angles(plain, 9)).toBeCloseTo(90, 0)
    const smooth = value(centreline(inner, outer, square))
    expect(angles(smooth, 0)).toBeCloseTo(0, 0)
    expect(angles(smooth, 25)).toBeCloseTo(90, 0)
    const upwards = value(centreline(inner, outer, square, { chords: 36, smoothing: 0, start: [40, 10] }))
    expect(angles(upwards, 0)).toBeCloseTo(-90, 0)
    expect(angles(upwards, 9)).toBeCloseTo(0, 0)
    const wide = value(
      centreline(circle(12, 40, 50, tall), circle(18, 40, 50, tall), tall, {
        chords: 36,
        smoothing: 0,
        start: [80, 45],
      }),
    )
    // (40, 90) mm
    expect(inMm(wide.chords[0]?.middle ?? [0, 0], tall)[1]).toBeCloseTo(65, 0)
  })

  it('say how far along they are, and hold their ends apart by their thickness', () => {
    const { chords, discarded } = value(centreline(inner, outer, square))
    expect(chords).toHaveLength(100)
    expect(discarded).toBe(0)
    chords.forEach((chord: Chord, k) => {
      expect(chord.along).toBeCloseTo(k / 100, 12)
      const [p, q] = [chord.endocardial, chord.epicardial]
      expect(Math.hypot(p[0] - q[0], p[1] - q[1])).toBeCloseTo(chord.thickness, 9)
    })
  })

  it('that cross are left out, the longer of two, and are counted', () => {
    // a wall that is folded inwards: the normals of the fold meet within it
    const folded = (r: number, depth: number): IndexPoint[] =>
      Array.from({ length: 360 }, (_, k) => {
        const angle = (2 * Math.PI * k) / 360
        const radius = r - depth * Math.exp(-((Math.min(k, 360 - k) / 8) ** 2))
        return [50 + radius * Math.cos(angle), 50 + radius * Math.sin(angle)]
      })
    const found = value(centreline(folded(20, 9), folded(32, 9), square, { smoothing: 0 }))
    expect(found.discarded).toBeGreaterThan(0)
    expect(found.chords).toHaveLength(100 - found.discarded)
    const side = (p: IndexPoint, q: IndexPoint, r: IndexPoint): number =>
      (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    for (const a of found.chords)
      for (const b of found.chords)
        if (a !== b)
          expect(
            side(a.endocardial, a.epicardial, b.endocardial) *
              side(a.endocardial, a.epicardial, b.epicardial) <
              0 &&
              side(b.endocardial, b.epicardial, a.endocardial) *
                side(b.endocardial, b.epicardial, a.epicardial) <
                0,
          ).toBe(false)
    // the fold does not thin the wall
    for (const { thickness } of found.chords) expect(thickness).toBeLessThan(14)
  })

  it('are smoothed by as much as is asked for', () => {
    const toothed = circle(18, 40, 50).map(([x, y], k): IndexPoint => {
      const grown = k % 40 < 20 ? 1.06 : 1
      return [40 + grown * (x - 40), 50 + grown * (y - 50)]
    })
    const roughness = (smoothing: number): number => {
      const { chords } = value(centreline(inner, toothed, square, { smoothing }))
      return chords.reduce((sum, { middle }, k) => {
        const next = chords[(k + 1) % chords.length]?.middle ?? middle
        return sum + Math.abs(from(middle, 40, 50) - from(next, 40, 50))
      }, 0)
    }
    expect(roughness(2)).toBeLessThan(roughness(0))
    expect(roughness(8)).toBeLessThan(0.5 * roughness(2))
  })

  it('are refused for borders that enclose nothing, cross themselves or one another, by name', () => {
    const flat: IndexPoint[] = [
      [0, 0],
      [5, 5],
      [10, 10],
    ]
    const eight: IndexPoint[] = [
      [30, 40],
      [50, 60],
      [50, 40],
      [30, 60],
      [28, 50],
    ]
    expect(centreline(flat, outer, square)).toMatchObject({
      reason: 'degenerate-contour',
      detail: 'the endocardial border encloses nothing',
    })
    expect(centreline(inner, outer.slice(0, 2), square)).toMatchObject({
      reason: 'degenerate-contour',
      detail: 'the epicardial border encloses nothing',
    })
    expect(centreline(inner, eight, square)).toMatchObject({
      reason: 'self-intersecting-contour',
      detail: 'the epicardial border crosses itself',
    })
    expect(centreline(circle(12, 50, 50, square, 24), outer, square)).toMatchObject({
      reason: 'contours-cross',
      detail: expect.stringMatching(/^\d+ endocardial points lie outside the epicardial border$/),
    })
  })
})
