/** Circles of the short axis in planes that hold the axis, or miss it: chords in closed form. */
import { describe, expect, it } from 'vitest'
import { crossings } from '#analysis/contours/crossings.ts'
import type { ImagePlane, IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'

/** Across z, 12 mm up; pixels that are not square; the axis goes through the pixel [50, 40]. */
const across: ImagePlane = {
  position: [-50 * 1.5, -40 * 2, 12],
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  rowSpacing: mm(2),
  columnSpacing: mm(1.5),
  rows: 90,
  columns: 110,
}
/** Columns along x, rows along z, beside the axis by so many mm. */
const along = (beside: number): ImagePlane => ({
  position: [-60, beside, -40],
  rowDirection: [1, 0, 0],
  columnDirection: [0, 0, 1],
  rowSpacing: mm(1),
  columnSpacing: mm(1),
  rows: 80,
  columns: 121,
})
const circle = (radius: number, closed = true): { closed: boolean; points: IndexPoint[] } => ({
  closed,
  points: Array.from({ length: 720 }, (_, k): IndexPoint => {
    // from the top round, so that the seam lies in no plane along x
    const angle = Math.PI / 2 + (2 * Math.PI * k) / 720
    return [50 + (radius * Math.cos(angle)) / 1.5, 40 + (radius * Math.sin(angle)) / 2]
  }),
})
const sorted = (points: readonly IndexPoint[]): number[][] =>
  points.map(([column, row]) => [column, row]).toSorted(([a = 0], [b = 0]) => a - b)

describe('a circle of 25 mm about the axis', () => {
  it('is cut at both ends of its diameter by a plane that holds the axis, at its own height', () => {
    const [left = [], right = []] = sorted(crossings(circle(25), across, along(0)))
    expect(left[0]).toBeCloseTo(60 - 25, 3)
    expect(right[0]).toBeCloseTo(60 + 25, 3)
    expect([left[1], right[1]]).toEqual([52, 52])
  })

  it('is cut at the ends of a chord by a plane beside the axis, and not at all by one that misses it', () => {
    const half = Math.sqrt(25 ** 2 - 15 ** 2)
    const [left = [], right = []] = sorted(crossings(circle(25), across, along(15)))
    expect(left[0]).toBeCloseTo(60 - half, 2)
    expect(right[0]).toBeCloseTo(60 + half, 2)
    expect(crossings(circle(25), across, along(26))).toEqual([])
  })

  it('is cut once where the curve is open and ends before the other side', () => {
    const { points } = circle(25)
    expect(crossings({ closed: false, points: points.slice(0, 360) }, across, along(0))).toHaveLength(1)
  })

  it('is not seen on an image that ends before it, nor on a parallel one', () => {
    expect(crossings(circle(25), across, { ...along(0), columns: 30 })).toEqual([])
    expect(crossings(circle(25), across, { ...along(0), columns: 60 })).toHaveLength(1)
    expect(crossings(circle(25), across, { ...across, position: [-75, -80, 22] })).toEqual([])
    expect(crossings(circle(25), across, across)).toEqual([])
  })
})
