/** The wall where it meets the side of the image, and where parts of it are left out. */
import { describe, expect, it } from 'vitest'
import type { Polygon } from '#analysis/contours/polygon.ts'
import { eachNeighbour, type LgeSlice, type Wall, wallOf } from '#analysis/scar/lge-slice.ts'
import { mm } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import { circle, ringSlice } from '../../truth/scar-ring.ts'

const box = (left: number, top: number, right: number, bottom: number): Polygon => [
  [left - 0.5, top - 0.5],
  [right + 0.5, top - 0.5],
  [right + 0.5, bottom + 0.5],
  [left - 0.5, bottom + 0.5],
]

/** An apical cap that fills 4 columns and 3 rows, as much as the image has. */
const whole: LgeSlice = {
  slice: 0,
  image: {
    sopInstanceUid: '1.2.3',
    frame: 0,
    plane: flatPlane({ size: [3, 4], spacing: [2, 1.5] }),
    pixels: Float32Array.from({ length: 12 }, (_, i) => 10 + i),
  },
  epicardial: box(0, 0, 3, 2),
  thickness: mm(8),
}
function wall(given: LgeSlice): Wall {
  const made = wallOf(given)
  if (!made.measured) throw new Error(made.detail)
  return made.value
}
const neighboursOf = (one: Wall, i: number): number[] => {
  const found: number[] = []
  eachNeighbour(one, i, (neighbour) => found.push(one.index[neighbour] ?? -1))
  return found
}

describe('a wall that fills the image', () => {
  const filled = () => wall(whole)
  it('has every pixel, whole, at its place and with its signal', () => {
    const all = filled()
    expect([...all.index]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect([...all.place]).toEqual([...all.index])
    expect([...all.signal]).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21])
    expect([...all.solid]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    for (const share of all.share) expect(share).toBeCloseTo(1, 9)
    expect(all.pixelVolume).toBe(2 * 1.5 * 8)
  })
  it('has neighbours on all sides but beyond the image', () => {
    const all = filled()
    expect(neighboursOf(all, 0)).toEqual([1, 4, 5])
    expect(neighboursOf(all, 3)).toEqual([2, 6, 7])
    expect(neighboursOf(all, 8)).toEqual([4, 5, 9])
    expect(neighboursOf(all, 11)).toEqual([6, 7, 10])
    expect(neighboursOf(all, 5)).toEqual([0, 1, 2, 4, 6, 8, 9, 10])
    expect(neighboursOf(all, 4)).toEqual([0, 1, 5, 8, 9])
    expect(neighboursOf(all, 7)).toEqual([2, 3, 6, 10, 11])
  })
  it('has angles from its middle, in millimetres', () => {
    const all = filled()
    // the middle is (1.5, 1): pixel (3, 2) is 2.25 mm to the right and 2 mm down
    expect(all.angle[11]).toBeCloseTo(Math.atan2(2, 2.25), 9)
    expect(all.angle[4]).toBeCloseTo(Math.PI, 9)
  })
})

describe('a wall in the middle of an image', () => {
  it('is found whole, be its border ever so little within a pixel, and nothing beyond it', () => {
    const given = ringSlice({ noise: 'none' })
    const { endocardial: _, ...cap } = {
      ...given,
      epicardial: [
        [10.2, 20.3],
        [13.4, 20.3],
        [13.4, 22.45],
        [10.2, 22.45],
      ] as Polygon,
    }
    const one = wall(cap)
    const rows = [20, 21, 22]
    expect([...one.index]).toEqual(rows.flatMap((row) => [10, 11, 12, 13].map((column) => 64 * row + column)))
    const share = (row: number, column: number) => one.share[one.place[64 * row + column] ?? -1]
    expect(share(20, 10)).toBeCloseTo(0.3 * 0.2, 9)
    expect(share(22, 13)).toBeCloseTo(0.9 * 0.95, 9)
    expect(share(21, 11)).toBeCloseTo(1, 9)
    expect([...one.solid]).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0])
    // depth from the middle at (11.8, 21.375), which is 1.075 rows from the nearest border
    expect(one.depth[one.place[64 * 21 + 12] ?? -1]).toBeCloseTo(
      Math.hypot(0.2, 0.375) / (Math.hypot(0.2, 0.375) + 0.7),
      9,
    )
    expect(one.angle[one.place[64 * 22 + 13] ?? -1]).toBeCloseTo(Math.atan2(0.625, 1.2), 9)
    expect(new Set(one.segment)).toEqual(new Set([0]))
  })
  it('has the label of each pixel', () => {
    const segments = Uint8Array.from({ length: 12 }, (_, i) => 1 + i)
    expect([...wall({ ...whole, segments }).segment]).toEqual([...segments])
  })
})

describe('what is left out of a wall', () => {
  const ring = ringSlice({ noise: 'none' })
  // pixels of 1.5 mm; the ring lies 16 to 24 pixels round (31.3, 32.1)
  const [first, second] = [box(50, 30, 52, 33), box(52, 32, 54, 35)]
  const area = (...excluded: Polygon[]): number => wall({ ...ring, excluded }).excludedArea

  it('is what any of the areas covers, once, in any order', () => {
    expect(area(first)).toBeCloseTo(12 * 2.25, 6)
    expect(area(second)).toBeCloseTo(12 * 2.25, 6)
    expect(area(first, second)).toBeCloseTo((12 + 12 - 2) * 2.25, 6)
    expect(area(second, first)).toBeCloseTo((12 + 12 - 2) * 2.25, 6)
    expect(area(first, first)).toBeCloseTo(12 * 2.25, 6)
    expect(area()).toBe(0)
  })
  it('takes the larger share of a pixel that two areas cut', () => {
    const half: Polygon = box(50, 30, 50, 30).map(([x, y]) => [x > 50 ? 50 : x, y])
    const most: Polygon = box(50, 30, 50, 30).map(([x, y]) => [x > 50 ? 50.3 : x, y])
    expect(area(half, most)).toBeCloseTo(0.8 * 2.25, 6)
    expect(area(most, half)).toBeCloseTo(0.8 * 2.25, 6)
  })
  it('is no longer at any place, and the rest still is', () => {
    const cut = wall({ ...ring, excluded: [first] })
    expect(cut.place[31 * 64 + 51]).toBe(-1)
    expect(cut.place[0]).toBe(-1)
    const left = cut.place[31 * 64 + 54] ?? -1
    expect(cut.index[left]).toBe(31 * 64 + 54)
    expect(cut.index.length).toBe(wall(ring).index.length - 12)
  })
  it('cannot be all of it', () => {
    expect(wallOf({ ...ring, excluded: [circle([31.3, 32.1], 40)] })).toMatchObject({
      reason: 'degenerate-contour',
      detail: 'the whole wall is excluded',
    })
  })
})

describe('a wall that is none', () => {
  it('has labels of another image, or a border without points', () => {
    expect(wallOf({ ...whole, segments: new Uint8Array(11) })).toMatchObject({
      reason: 'contradictory-input',
      detail: '11 labels for 3 × 4 pixels',
    })
    expect(wallOf({ ...whole, epicardial: [] })).toMatchObject({
      reason: 'degenerate-contour',
      detail: 'the epicardial border has no points',
    })
  })
  it('reaches out of the image by more than a hundredth', () => {
    const beyond = (by: number) => wallOf({ ...whole, epicardial: box(0, 0, 3 + by, 2) })
    expect(beyond(0.03).measured).toBe(true)
    expect(beyond(0.05)).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the contours reach out of the image',
    })
  })
  it('is of no thickness by a mistake of ours', () => {
    for (const thickness of [0, -8, Number.NaN])
      expect(() => wallOf({ ...whole, thickness: mm(thickness) })).toThrow(RangeError)
  })
})
