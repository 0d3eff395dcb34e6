import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centreline } from '#analysis/contours/centreline.ts'
import { polygonArea } from '#analysis/contours/polygon.ts'
import { wallArea, wallDepth, wallMask, wallPixels } from '#analysis/contours/ring.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { ring, square, tall } from './shapes.ts'

const image = { ...square, rows: 80, columns: 80 }
const middle: IndexPoint = [40, 38]
const wall = (inner: number, outer: number, shift = 0) => {
  const outcome = wallPixels(ring(inner, 256, [40 + shift, 38]), ring(outer, 256, middle), image)
  if (!outcome.measured) throw new Error(outcome.reason)
  return outcome
}

describe('the wall', () => {
  it('has the area between its borders, to 1e-9, wherever they lie between the pixels', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (dx, tall) => {
          const pixel = { rowSpacing: mm(tall), columnSpacing: mm(1.25) }
          const inner = ring(18, 90, [40 + dx, 38])
          const outer = ring(27, 90, [40, 38 + dx])
          const found = wallPixels(inner, outer, { ...image, ...pixel })
          if (!found.measured) throw new Error(found.reason)
          expect(wallArea(found.value, pixel)).toBeCloseTo(
            polygonArea(outer, pixel) - polygonArea(inner, pixel),
            9,
          )
          expect(found.warnings).toEqual([])
        },
      ),
      { seed: 3, numRuns: 25 },
    )
  })

  it('is as deep as its radius says, from 0 at the endocardium to 1 at the epicardium', () => {
    const { value } = wall(18, 28)
    value.index.forEach((pixel, i) => {
      const r = Math.hypot((pixel % 80) - 40, Math.floor(pixel / 80) - 38)
      expect(value.depth[i]).toBeCloseTo(Math.min(1, Math.max(0, (r - 18) / 10)), 2)
    })
  })

  it('has depths in millimetres where pixels are not square', () => {
    const circle = (radius: number): IndexPoint[] =>
      ring(radius, 400, [0, 0]).map(([x, y]) => [x / tall.columnSpacing, y / tall.rowSpacing])
    const depth = wallDepth(circle(20), circle(30), tall)
    expect(depth([0, 22.5 / tall.rowSpacing])).toBeCloseTo(0.25, 3)
    expect(depth([22.5 / tall.columnSpacing, 0])).toBeCloseTo(0.25, 3)
    expect([depth([0, 0]), depth([0, 40])]).toEqual([0, 1])
  })

  it('of an apical cap is all of it, and as deep as the way from its middle', () => {
    const found = wallPixels(undefined, ring(12, 256, middle), image)
    if (!found.measured) throw new Error(found.reason)
    expect(wallArea(found.value, square)).toBeCloseTo(polygonArea(ring(12, 256, middle), square), 9)
    const depth = wallDepth(undefined, ring(12, 256, middle), square)
    expect(depth([46, 38])).toBeCloseTo(0.5, 3)
  })

  it('eroded by a fifth at both borders leaves the pixels of the middle three fifths', () => {
    const { value } = wall(15.2, 25.7)
    const mask = wallMask(value, { erosion: 0.2 })
    for (let pixel = 0; pixel < mask.length; pixel++) {
      const depth = (Math.hypot((pixel % 80) - 40, Math.floor(pixel / 80) - 38) - 15.2) / 10.5
      if (Math.abs(depth - 0.2) > 0.01 && Math.abs(depth - 0.8) > 0.01)
        expect(mask[pixel]).toBe(depth > 0.2 && depth < 0.8 ? 1 : 0)
    }
    const whole = wallMask(value)
    expect(whole.reduce((sum, one) => sum + one, 0)).toBeCloseTo(Math.PI * (25.7 ** 2 - 15.2 ** 2), -2)
    expect(() => wallMask(value, { erosion: 0.5 })).toThrow(RangeError)
    expect(() => wallMask(value, { erosion: -0.1 })).toThrow(RangeError)
  })

  it('is refused where borders cross, cross themselves or enclose nothing', () => {
    const reason = (inner: readonly IndexPoint[], outer: readonly IndexPoint[]): string => {
      const found = wallPixels(inner, outer, image)
      return found.measured ? found.warnings.join() : found.reason
    }
    expect(reason(ring(20, 99, [40, 38]), ring(15, 99, middle))).toBe('contours-cross')
    expect(reason(ring(15, 99, [50, 38]), ring(20, 99, middle))).toBe('contours-cross')
    expect(reason(ring(15, 99, [45.2, 38]), ring(20, 99, middle))).toMatch(/crosses/)
    const eight: IndexPoint[] = [
      [30, 30],
      [50, 50],
      [50, 30],
      [30, 55],
    ]
    expect(reason(eight, ring(30, 99, middle))).toBe('self-intersecting-contour')
    expect(reason(ring(9, 99, middle), eight)).toBe('self-intersecting-contour')
    expect(reason([middle, middle, middle], ring(30, 99, middle))).toBe('degenerate-contour')
    expect(reason([middle, [41, 41]], ring(30, 99, middle))).toBe('degenerate-contour')
  })
})

describe('the centreline', () => {
  it('of concentric circles has 100 chords of the difference of their radii, by any pixel shape', () => {
    const circle = (radius: number): IndexPoint[] =>
      ring(radius, 720, [60, 60]).map(([x, y]) => [x / tall.columnSpacing, y / tall.rowSpacing])
    const found = centreline(circle(22), circle(31.5), tall)
    if (!found.measured) throw new Error(found.reason)
    expect(found.value.chords).toHaveLength(100)
    expect(found.value.discarded).toBe(0)
    for (const { thickness } of found.value.chords) expect(Math.abs(thickness - 9.5)).toBeLessThan(0.002)
  })

  it('of eccentric circles is the ellipse about their centres, and its normals give the chords', () => {
    const [a, b, e] = [20, 32, 5]
    const found = centreline(ring(a, 720, [60 + e, 60]), ring(b, 720, [60, 60]), square, { smoothing: 0 })
    if (!found.measured) throw new Error(found.reason)
    const semi = (a + b) / 2
    const minor = Math.sqrt(semi * semi - (e / 2) ** 2)
    const reach = (x: number, y: number, ux: number, uy: number, cx: number, r: number): number => {
      const [dx, dy] = [x - cx, y]
      const p = dx * ux + dy * uy
      return -p + Math.sign(r) * Math.sqrt(p * p - (dx * dx + dy * dy - r * r))
    }
    for (const { middle: m, thickness } of found.value.chords) {
      const [x, y] = [m[0] - 60, m[1] - 60]
      expect(((x - e / 2) / semi) ** 2 + (y / minor) ** 2).toBeCloseTo(1, 3)
      const size = Math.hypot((x - e / 2) / semi ** 2, y / minor ** 2)
      const [ux, uy] = [(x - e / 2) / semi ** 2 / size, y / minor ** 2 / size]
      const out = reach(x, y, ux, uy, 0, b)
      const inward = reach(x, y, -ux, -uy, e, -a)
      expect(Math.abs(thickness - (out + Math.abs(inward)))).toBeLessThan(0.02)
    }
  })
})
