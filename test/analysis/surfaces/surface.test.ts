/** Surfaces from contours: what they enclose, that they are closed and look outwards, and where they are refused. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { polygonArea } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { enclosedVolume, openEdges, vertexNormals } from '#analysis/surfaces/mesh.ts'
import { middleOf, pointOf } from '#analysis/surfaces/ring.ts'
import { pointsAround, type Surface } from '#analysis/surfaces/surface.ts'
import { mm } from '#analysis/units/units.ts'
import { moved } from '../volumes/moved.ts'
import { boxStack, stackAt } from '../volumes/prism.ts'
import { circle, drawAll, middle, outcomeOf, redrawn, surfaceIn, towardsColumns } from './drawn-heart.ts'

const square = { rowSpacing: mm(1), columnSpacing: mm(1) }

/** Semi-axes of a half ellipsoid whose base is cut at slice 0. */
const [across, long] = [28, 80]
const radiusAt = (depth: number): number => across * Math.sqrt(Math.max(0, 1 - (depth / long) ** 2))

describe('what a surface encloses', () => {
  it('is the sum of discs of a cylinder to within 0.4 %: what 64 points and a dome of six steps leave out', () => {
    const stack = boxStack(7)
    const { volume } = surfaceIn(
      stack,
      drawAll(stack, 'lv-endocardial', () => circle(25)),
    )
    const discs = (7 * 10 * Math.PI * 25 ** 2) / 1000
    expect(volume / discs).toBeGreaterThan(0.996)
    expect(volume / discs).toBeLessThan(1)
  })

  it('is half an ellipsoid of 131 mL to within 0.5 % in slices of 2 mm and 2 % in slices of 8 mm', () => {
    for (const [spacing, tolerance] of [
      [2, 0.005],
      [8, 0.02],
    ] as const) {
      // the discs of the first slice reach half a spacing above the base, so it lies half a spacing below
      const stack = boxStack(Math.floor(long / spacing), { spacing })
      const { volume } = surfaceIn(
        stack,
        drawAll(stack, 'lv-endocardial', (slice) => circle(radiusAt((slice + 0.5) * spacing))),
      )
      const truth = ((2 / 3) * Math.PI * across ** 2 * long) / 1000
      expect(Math.abs(volume / truth - 1)).toBeLessThan(tolerance)
    }
  })

  it('lies within 1 % of the sum of discs of the same contours', () => {
    const stack = boxStack(9, { spacing: 8 })
    const radii = stack.frames.map((_, slice) => radiusAt((slice + 0.5) * 8))
    const { volume } = surfaceIn(
      stack,
      drawAll(stack, 'lv-endocardial', (slice) => circle(radii[slice] ?? 0)),
    )
    const discs = radii.reduce((sum, radius) => sum + (Math.PI * radius ** 2 * 8) / 1000, 0)
    expect(Math.abs(volume / discs - 1)).toBeLessThan(0.01)
  })

  it('is the same wherever the patient lies and however the borders were begun and turned', () => {
    const stack = boxStack(6)
    const shape = (slice: number): IndexPoint[] =>
      circle(30 - 3 * slice, [middle + slice, middle - 2 * slice])
    const before = surfaceIn(stack, drawAll(stack, 'lv-endocardial', shape))
    const part = fc.double({ min: -1, max: 1, noNaN: true })
    const far = fc.double({ min: -200, max: 200, noNaN: true })
    fc.assert(
      fc.property(
        fc.tuple(part, part),
        fc.double({ min: 0, max: 6.3, noNaN: true }),
        fc.tuple(far, far, far),
        fc.array(fc.tuple(fc.nat(95), fc.boolean()), { minLength: 6, maxLength: 6 }),
        ([x, y], angle, by, hands) => {
          const { stack: other, place, turn } = moved(stack, [x, y, 0.5], angle, by)
          const contours = drawAll(other, 'lv-endocardial', (slice) =>
            redrawn(shape(slice), ...(hands[slice] ?? ([0, false] as const))),
          )
          const now = surfaceIn(other, contours, { start: turn(towardsColumns) })
          expect(now.volume).toBeCloseTo(before.volume, 1)
          expect(openEdges(now.loft)).toBe(0)
          // the same vertex is at the same place of the heart: nothing has turned within the surface
          const count = before.loft.positions.length / 3
          for (let vertex = 0; vertex < count; vertex += 37) {
            const [is, was] = [
              pointOf(now.loft.positions, vertex),
              place(pointOf(before.loft.positions, vertex)),
            ]
            // less than half of what lies between two points of a ring
            expect(Math.hypot(is[0] - was[0], is[1] - was[1], is[2] - was[2])).toBeLessThan(1.2)
          }
        },
      ),
      { seed: 11, numRuns: 25 },
    )
  })
})

describe('a surface', () => {
  const stack = boxStack(6)
  const cone = surfaceIn(
    stack,
    drawAll(stack, 'lv-endocardial', (slice) => circle(34 - 4 * slice, [middle + 2 * slice, middle])),
  )

  it('has no hole, and all of its triangles look outwards', () => {
    expect(openEdges(cone.loft)).toBe(0)
    expect(enclosedVolume(cone.loft)).toBeGreaterThan(0)
    const { positions, triangles, lidFrom } = cone.loft
    const normals = vertexNormals(positions, triangles.subarray(0, lidFrom))
    const inside = middleOf(positions)
    for (let vertex = 0; vertex < positions.length / 3; vertex++) {
      const [p, n] = [pointOf(positions, vertex), pointOf(normals, vertex)]
      const outwards = n[0] * (p[0] - inside[0]) + n[1] * (p[1] - inside[1]) + n[2] * (p[2] - inside[2])
      expect(outwards).toBeGreaterThan(0)
    }
  })

  it('passes through every contour, at its true position', () => {
    cone.rings.forEach(({ slice, ring }, r) => {
      const row = cone.loft.rows.indexOf(r, r === 0 ? 1 : 0)
      const from = 3 * row * pointsAround
      for (const i of [0, 1, 2, 90]) expect(cone.loft.positions[from + i]).toBeCloseTo(ring[i] ?? 0, 3)
      expect(ring[2]).toBeCloseTo(-10 * slice, 6)
    })
  })

  it('does not twist: points above each other differ by less than a third of a point in angle', () => {
    expect(largestTwist(cone)).toBeLessThan((2 * Math.PI) / pointsAround / 3)
  })

  it('has its vertices at the same places of the heart at another phase', () => {
    const both = [
      ...drawAll(stack, 'lv-endocardial', (slice) => circle(30 - 3 * slice), 0),
      ...drawAll(stack, 'lv-endocardial', (slice) => redrawn(circle(22 - 3 * slice), 31, true), 1),
    ]
    const ed = surfaceIn(stack, both)
    const es = surfaceIn(stack, both, { phase: 1, like: ed, start: [0, 1, 0] })
    ed.rings.forEach(({ ring }, r) => {
      const other = es.rings[r]?.ring ?? ring
      const angle = (p: readonly number[]) => Math.atan2((p[1] ?? 0) - middle, (p[0] ?? 0) - middle)
      expect(Math.abs(angle(pointOf(ring, 5)) - angle(pointOf(other, 5)))).toBeLessThan(0.03)
    })
  })

  it('is closed over a crescent, whose middle lies outside of it', () => {
    const crescent = (size: number): IndexPoint[] => [
      ...Array.from({ length: 40 }, (_, i): IndexPoint => {
        const angle = -1.2 + (2.4 * i) / 39
        return [middle + size * Math.cos(angle), middle + size * Math.sin(angle)]
      }),
      ...Array.from({ length: 40 }, (_, i): IndexPoint => {
        const angle = 1.2 - (2.4 * i) / 39
        return [middle - 10 + size * Math.cos(angle), middle + size * 0.98 * Math.sin(angle)]
      }),
    ]
    const rv = surfaceIn(
      stack,
      drawAll(stack, 'rv-endocardial', (slice) => crescent(50 - 3 * slice)),
      { part: 'rv-endocardial' },
    )
    expect(openEdges(rv.loft)).toBe(0)
    expect(rv.volume).toBeGreaterThan(0)
    expect(largestTwist(rv)).toBeLessThan(0.1)
    // and holds what the discs do: no dome fills its hollow
    const discs = stack.frames.reduce(
      (sum, _, slice) => sum + polygonArea(crescent(50 - 3 * slice), square) / 100,
      0,
    )
    expect(Math.abs(rv.volume / discs - 1)).toBeLessThan(0.01)
  })
})

describe('where contours are missing', () => {
  const stack = boxStack(8)
  const without = (...missing: readonly number[]) =>
    outcomeOf(
      stack,
      drawAll(stack, 'lv-endocardial', (slice) =>
        slice > 0 && slice < 7 && !missing.includes(slice) ? circle(25) : undefined,
      ),
    )

  it('one slice is bridged, and the surface says which', () => {
    expect(without(3)).toMatchObject({ measured: true, value: { bridged: [3] } })
    expect(without()).toMatchObject({ measured: true, value: { bridged: [] } })
  })

  it('a slice that was not acquired is bridged too', () => {
    const gap = stackAt([0, -10, -20, -40, -50])
    const found = outcomeOf(
      gap,
      drawAll(gap, 'lv-endocardial', () => circle(25)),
    )
    expect(found).toMatchObject({ measured: true, value: { bridged: [2] } })
  })

  it('two slices beside each other leave no surface, for a reason that names them', () => {
    expect(without(3, 4)).toEqual({
      measured: false,
      reason: 'missing-slice',
      detail: 'the LV endocardium is not drawn on slices 4 to 5 at phase 1',
    })
  })

  it('nothing drawn, one slice, a border that crosses itself: each is refused', () => {
    expect(outcomeOf(stack, [])).toMatchObject({ reason: 'no-contours' })
    const one = drawAll(stack, 'lv-endocardial', (slice) => (slice === 2 ? circle(20) : undefined))
    expect(outcomeOf(stack, one)).toMatchObject({ reason: 'too-few-slices' })
    const bow: IndexPoint[] = [
      [80, 80],
      [120, 121],
      [120, 80],
      [80, 120],
    ]
    const crossed = drawAll(stack, 'lv-endocardial', (slice) => (slice === 2 ? bow : circle(20)))
    expect(outcomeOf(stack, crossed)).toMatchObject({ reason: 'self-intersecting-contour' })
  })
})

/** Radians between a point of a ring and the same point of the next, each about its own middle. */
function largestTwist({ rings }: Surface): number {
  let largest = 0
  rings.slice(1).forEach(({ ring }, r) => {
    const before = rings[r]?.ring ?? ring
    const [a, b] = [middleOf(before), middleOf(ring)]
    for (let k = 0; k < pointsAround; k++) {
      const [p, q] = [pointOf(before, k), pointOf(ring, k)]
      const turn = Math.atan2(q[1] - b[1], q[0] - b[0]) - Math.atan2(p[1] - a[1], p[0] - a[0])
      largest = Math.max(largest, Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))))
    }
  })
  return largest
}
