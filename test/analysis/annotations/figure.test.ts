import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  angleOf,
  ellipseEnds,
  ellipseInBox,
  ellipseWithEnd,
  lengthOf,
  outlineOf,
  regionArea,
} from '#analysis/annotations/figure.ts'
import { pulled } from '#analysis/annotations/pull.ts'
import { signedArea } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { at } from '#analysis/units/at.ts'
import { mm } from '#analysis/units/units.ts'

const flat = { rowSpacing: mm(2), columnSpacing: mm(0.5) }
const square = { rowSpacing: mm(1.5), columnSpacing: mm(1.5) }

describe('a length', () => {
  it('is 5 mm where 6 columns of ½ mm and 2 rows of 2 mm lie between its ends', () => {
    const ends: IndexPoint[] = [
      [10, 20],
      [16, 22],
    ]
    expect(lengthOf(ends, flat)).toBe(5)
  })
})

describe('an angle', () => {
  const arms = (degrees: number): IndexPoint[] => {
    const turn = (degrees * Math.PI) / 180
    // arms of 10 mm and 20 mm round (30, 40), in the millimetres of pixels that are not square
    return [
      [30 + 10 / 0.5, 40],
      [30, 40],
      [30 + (20 * Math.cos(turn)) / 0.5, 40 + (20 * Math.sin(turn)) / 2],
    ]
  }

  it('is that of the arms in the patient, also where pixels are not square', () => {
    for (const degrees of [0.01, 30, 45, 90, 120, 179.99]) {
      const angle = angleOf(arms(degrees), flat)
      expect(angle).toMatchObject({ measured: true })
      if (angle.measured) expect(angle.value).toBeCloseTo(degrees, 9)
    }
  })

  it('is unmeasured where an arm has no length', () => {
    expect(
      angleOf(
        [
          [1, 1],
          [1, 1],
          [4, 5],
        ],
        square,
      ),
    ).toMatchObject({ measured: false, reason: 'too-few-points' })
  })
})

describe('an ellipse', () => {
  const box = ellipseInBox([50, 70], [90, 90])

  it('in a box of 40 × 20 pixels encloses π · 20 · 10 of them, and its outline the same', () => {
    const figure = { kind: 'ellipse', points: box } as const
    const truth = Math.PI * 20 * 10
    expect(regionArea(figure, square)).toBeCloseTo(truth * 1.5 * 1.5, 9)
    expect(regionArea(figure, flat)).toBeCloseTo(truth * 0.5 * 2, 9)
    expect(Math.abs(signedArea(outlineOf(figure)))).toBeCloseTo(truth, 9)
  })

  it('follows a pulled end while the end across from it stays', () => {
    const ends = ellipseEnds(box)
    const to: IndexPoint = [110, 80]
    const longer = ellipseWithEnd(box, 1, to, square)
    expect(longer[0]).toEqual(ends[0])
    expect(longer[1]).toEqual(to)
    const broader = ellipseEnds(ellipseWithEnd(box, 2, [70, 60], square))
    expect(at(broader, 2)[1]).toBeCloseTo(60, 9)
    expect(at(broader, 3)[1]).toBeCloseTo(90, 9)
    const lower = ellipseEnds(ellipseWithEnd(box, 3, [70, 110], square))
    expect(at(lower, 2)[1]).toBeCloseTo(70, 9)
    expect(at(lower, 3)[1]).toBeCloseTo(110, 9)
  })

  it('keeps its axes at right angles in the patient, whichever end is pulled to where', () => {
    const coordinate = fc.double({ min: -40, max: 200, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), coordinate, coordinate, (end, x, y) => {
        const pulled = ellipseWithEnd(box, end, [x, y], flat)
        const [a, b, c, d] = ellipseEnds(pulled).map(([u, v]) => [u * 0.5, v * 2] as const)
        if (!a || !b || !c || !d) throw new Error('an ellipse has four ends')
        const scalar = (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1])
        expect(Math.abs(scalar)).toBeLessThan(1e-6)
      }),
    )
  })
})

describe('a freehand region', () => {
  const polygon = (corners: number): IndexPoint[] =>
    Array.from({ length: corners }, (_, k) => {
      const turn = (2 * Math.PI * k) / corners
      return [80 + (20 * Math.cos(turn)) / 0.5, 60 + (20 * Math.sin(turn)) / 2]
    })

  it('of 16 corners on a circle of 20 mm encloses what a polygon of 16 corners does', () => {
    const area = regionArea({ kind: 'freehand', points: polygon(16) }, flat)
    expect(area).toBeCloseTo(8 * 400 * Math.sin(Math.PI / 8), 6)
  })

  it('that crosses itself counts no loop against another', () => {
    const eight: IndexPoint[] = [
      [10, 10],
      [30, 30],
      [30, 10],
      [10, 30],
    ]
    // two triangles of 20 by 10 pixels, of which the outline takes one
    expect(regionArea({ kind: 'freehand', points: eight }, square)).toBeCloseTo(100 * 1.5 * 1.5, 6)
  })

  it('gives way where it is pulled, and nowhere on the other side', () => {
    const circle = polygon(64)
    const there = pulled(circle, [120, 60], [10, 0], flat)
    expect(Math.max(...there.map(([x]) => x))).toBeCloseTo(130, 6)
    expect(Math.min(...there.map(([x]) => x))).toBeCloseTo(40, 6)
    const left = (points: readonly IndexPoint[]) => points.filter(([x]) => x < 70)
    for (const point of left(there))
      expect(circle.some((one) => one[0] === point[0] && one[1] === point[1])).toBe(true)
    expect(Math.abs(signedArea(there))).toBeGreaterThan(Math.abs(signedArea(circle)))
  })

  it('pulled by nothing encloses what it did within 0.1 %, and holds no more corners than it needs', () => {
    const circle = polygon(64)
    const same = pulled(circle, [101, 72], [0, 0], flat)
    expect(Math.abs(signedArea(same) / signedArea(circle) - 1)).toBeLessThan(0.001)
    expect(same.length).toBeLessThanOrEqual(66)
  })
})
