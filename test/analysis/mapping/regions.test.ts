/** Which pixels a number of a map is taken over: none that share their signal with what lies beyond. */
import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { bloodRegion, pixelsInside, type SliceRegions, wallRegion } from '#analysis/mapping/regions.ts'
import { samePlane } from '#analysis/mapping/same-plane.ts'
import { regionStatistics } from '#analysis/mapping/statistics.ts'
import { mm } from '#analysis/units/units.ts'
import { planeOf } from '../../truth/relaxation-images.ts'

const size = 12
const plane = planeOf(size)

/** Corners of a square whose sides run between pixels. */
const square = (from: number, to: number): IndexPoint[] => [
  [from - 0.5, from - 0.5],
  [to + 0.5, from - 0.5],
  [to + 0.5, to + 0.5],
  [from - 0.5, to + 0.5],
]
const pixelsOf = (from: number, to: number): number[] => {
  const side = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  return side.flatMap((row) => side.map((column) => row * size + column))
}

/** A square wall of three pixels about a cavity of four. */
const drawn: SliceRegions = { endocardial: square(4, 7), epicardial: square(1, 10) }
const wallOf = (regions: SliceRegions, erosion = 0) => {
  const region = wallRegion(regions, plane, erosion)
  return region.measured ? region.value : [region.reason, region.detail]
}

describe('a region that a reader drew', () => {
  it('holds the pixels that lie wholly inside, in the order of the image', () => {
    expect(pixelsInside(square(2, 4), plane)).toEqual(pixelsOf(2, 4))
    const cut = square(2, 4).map(([x, y]): IndexPoint => [x === 4.5 ? 4.25 : x, y])
    expect(pixelsInside(cut, plane)).toEqual(pixelsOf(2, 4).filter((i) => i % size !== 4))
  })
})

describe('the wall', () => {
  const ring = pixelsOf(1, 10).filter((i) => !pixelsOf(4, 7).includes(i))

  it('is what lies between the borders, up to the very side of the image', () => {
    expect(wallOf(drawn)).toEqual(ring)
    expect(wallOf({ ...drawn, epicardial: square(0, size - 1) })).toEqual(
      pixelsOf(0, size - 1).filter((i) => !pixelsOf(4, 7).includes(i)),
    )
  })

  it('loses its outermost pixels to erosion', () => {
    const eroded = wallOf(drawn, 0.2)
    expect(eroded).not.toContain(at(1, 5))
    expect(eroded).toContain(at(2, 5))
    expect(eroded).not.toContain(at(3, 5))
  })

  it('loses every pixel that an exclusion touches, and none that it only borders on', () => {
    const excluded = [square(1, 2).map(([x, y]): IndexPoint => [x === 2.5 ? 3.1 : x, y])]
    const lost = [1, 2].flatMap((row) => [1, 2, 3].map((column) => at(row, column)))
    expect(wallOf({ ...drawn, excluded })).toEqual(ring.filter((i) => !lost.includes(i)))
  })

  it.each([
    ['left', 0, -0.51],
    ['right', 0, size - 0.49],
    ['top', 1, -0.51],
    ['bottom', 1, size - 0.49],
  ])('is refused when it reaches over the %s side of the image', (_side, axis, beyond) => {
    const epicardial = square(1, 10).map(([x, y], i): IndexPoint => {
      if (i !== 0) return [x, y]
      return axis === 0 ? [beyond, y] : [x, beyond]
    })
    expect(wallOf({ ...drawn, epicardial })).toEqual([
      'contradictory-input',
      'the epicardial contour reaches out of the image',
    ])
  })

  it('needs both borders, the outer one outside', () => {
    expect(wallOf({ epicardial: square(1, 10) })[0]).toBe('no-contours')
    expect(wallOf({ endocardial: square(4, 7) })[0]).toBe('no-epicardial-contours')
    expect(wallRegion({ endocardial: square(1, 10), epicardial: square(4, 7) }, plane, 0).measured).toBe(
      false,
    )
  })
})

describe('the blood', () => {
  it('is what the reader drew', () => {
    expect(bloodRegion({ ...drawn, blood: square(5, 6) }, plane)).toMatchObject({
      value: { pixels: pixelsOf(5, 6), drawn: true },
    })
  })

  it('is else the inner half of the cavity about its middle', () => {
    expect(bloodRegion(drawn, plane)).toMatchObject({ value: { pixels: pixelsOf(5, 6), drawn: false } })
  })

  it('is not measured without either', () => {
    expect(bloodRegion({}, plane)).toMatchObject({ reason: 'no-cavity' })
  })
})

describe('two images of one place', () => {
  const change = (more: Partial<typeof plane>) => samePlane(plane, { ...plane, ...more })

  it('differ by less than a thousandth in every number of their plane', () => {
    const [x, y, z] = plane.position
    expect(samePlane(plane, { ...plane })).toBe(true)
    expect(change({ position: [x + 0.0009, y - 0.0009, z + 0.0009] })).toBe(true)
    for (const by of [0.0011, -0.0011]) {
      expect(change({ position: [x + by, y, z] })).toBe(false)
      expect(change({ position: [x, y + by, z] })).toBe(false)
      expect(change({ position: [x, y, z + by] })).toBe(false)
    }
    // a thousandth itself is too much
    const [zero, one] = [planeOf(size, 1), mm(0.001)]
    const thin = { ...zero, rowSpacing: one, columnSpacing: one }
    expect(samePlane(thin, { ...thin, rowSpacing: mm(0.002) })).toBe(false)
    expect(samePlane(thin, { ...thin, columnSpacing: mm(0.002) })).toBe(false)
    expect(samePlane(zero, { ...zero, position: [0.001, 0, 0] })).toBe(false)
    expect(samePlane(zero, { ...zero, position: [0, 0.001, 0] })).toBe(false)
    expect(samePlane(zero, { ...zero, position: [0, 0, 0.001] })).toBe(false)
    expect(change({ rowDirection: [0, 1, 0] })).toBe(false)
    expect(change({ columnDirection: [0, 0, 1] })).toBe(false)
    expect(change({ rows: size + 1 })).toBe(false)
    expect(change({ columns: size + 1 })).toBe(false)
  })
})

describe('the median of a region', () => {
  it('is that of the numbers in their order, not of their digits', () => {
    const of = (values: readonly number[]) => regionStatistics({ values, errors: [], rejected: 0 }, 2)
    expect(of([100, 9, 10])).toMatchObject({ value: { median: 10, mean: 119 / 3, pixels: 3 } })
    expect(of([1000, 90, 800, 7])).toMatchObject({ value: { median: 445 } })
  })
  it('needs two pixels, or as many as are asked for', () => {
    const of = (count: number, fewest: number, rejected = 1) =>
      regionStatistics({ values: new Array(count).fill(5), errors: [], rejected }, fewest)
    expect(of(1, 1)).toMatchObject({
      reason: 'too-few-pixels',
      detail: '1 pixels with a number, 1 without, and 1 are needed',
    })
    expect(of(2, 1).measured).toBe(true)
    expect(of(4, 4)).toMatchObject({ value: { sd: 0 }, warnings: [] })
    expect(of(3, 4).measured).toBe(false)
    expect(of(3, 3, 1)).toMatchObject({ warnings: [] })
    expect(of(5, 3, 2)).toMatchObject({ warnings: ['29 % of the pixels could not be fitted'] })
  })
})

describe('the error of a mean', () => {
  it('is the root of the mean square of the errors of its pixels, where each has one', () => {
    const of = (errors: readonly number[]) => regionStatistics({ values: [10, 12], errors, rejected: 0 }, 2)
    expect(of([3, 4])).toMatchObject({ value: { error: Math.sqrt(12.5) } })
    expect(of([3])).toMatchObject({ value: expect.not.objectContaining({ error: expect.anything() }) })
  })
})

const at = (row: number, column: number): number => row * size + column
