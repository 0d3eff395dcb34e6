import { describe, expect, it } from 'vitest'
import { mm } from '#analysis/units/units.ts'
import { coverOf, extentOf, extentOfImage, united } from '../../renderer/viewport/extent.ts'
import { imageTransform, indexToCanvas } from '../../renderer/viewport/transform.ts'

const surface = { width: 400, height: 300, ratio: 1 }
const grid = { rows: 120, columns: 160, rowSpacing: mm(1.5), columnSpacing: mm(1) }

describe('the extent of points of an image', () => {
  const points = [
    [20.5, 30],
    [60, 12.25],
    [41, 77],
  ] as const

  it.each(([0, 1, 2, 3] as const).flatMap((turns) => [false, true].map((mirrored) => ({ turns, mirrored }))))(
    'holds each of them on the screen, image turned by %j',
    (orientation) => {
      const transform = imageTransform(grid, surface, {
        zoom: 1.7,
        centre: [40, 40],
        orientation,
      })
      const extent = extentOf(transform, points, 3)
      const places = points.map((point) => indexToCanvas(transform, point))
      const [across, down] = [places.map(({ x }) => x), places.map(({ y }) => y)]
      expect(extent?.left).toBeCloseTo(Math.min(...across) - 3, 9)
      expect(extent?.right).toBeCloseTo(Math.max(...across) + 3, 9)
      expect(extent?.top).toBeCloseTo(Math.min(...down) - 3, 9)
      expect(extent?.bottom).toBeCloseTo(Math.max(...down) + 3, 9)
    },
  )

  it('is none without points', () => {
    expect(extentOf(imageTransform(grid, surface, { zoom: 1, centre: undefined }), [], 3)).toBeUndefined()
    expect(united([])).toBeUndefined()
  })
})

describe('the extent of an image', () => {
  it('ends where its outer pixels end, however it is turned', () => {
    const upright = imageTransform(grid, surface, { zoom: 1, centre: undefined })
    // 160 mm x 180 mm on 400 x 300
    expect(extentOfImage(upright)).toEqual({
      left: expect.closeTo(200 - 400 / 3, 9),
      right: expect.closeTo(200 + 400 / 3, 9),
      top: expect.closeTo(0, 9),
      bottom: expect.closeTo(300, 9),
    })
    for (const turns of [1, 2, 3] as const) {
      const turned = imageTransform(grid, surface, {
        zoom: 1,
        centre: undefined,
        orientation: { turns, mirrored: true },
      })
      const { left, right, top, bottom } = extentOfImage(turned)
      const [width, height] = turns === 2 ? [800 / 3, 300] : [337.5, 300]
      expect([right - left, bottom - top]).toEqual([expect.closeTo(width, 9), expect.closeTo(height, 9)])
    }
  })
})

describe('what a canvas covers', () => {
  const small = { left: 130, top: 70, right: 180, bottom: 120 }

  it('is whole steps of the screen around what is drawn', () => {
    expect(coverOf(small, surface)).toEqual({ left: 128, top: 64, width: 64, height: 64 })
  })

  it.each([1, 1.1, 1.25, 4 / 3, 1.5, 2])(
    'is whole on a screen of %d device pixels per CSS pixel',
    (ratio) => {
      const cover = coverOf(small, { ...surface, ratio })
      for (const length of Object.values(cover ?? { length: Number.NaN })) {
        expect(Number.isInteger(length)).toBe(true)
        expect(length * ratio).toBeCloseTo(Math.round(length * ratio), 9)
      }
    },
  )

  it('ends with the surface', () => {
    expect(coverOf({ left: -50, top: 250, right: 500, bottom: 400 }, surface)).toEqual({
      left: 0,
      top: 192,
      width: 400,
      height: 108,
    })
  })

  it('is nothing for what lies beside the surface', () => {
    expect(coverOf({ left: -90, top: 0, right: -10, bottom: 50 }, surface)).toBeUndefined()
    expect(coverOf({ left: 410, top: 0, right: 450, bottom: 50 }, surface)).toBeUndefined()
  })

  it('stays as it was while that will do', () => {
    const before = { left: 128, top: 64, width: 128, height: 128 }
    expect(coverOf(small, surface, before)).toBe(before)
  })

  it('changes for what it does not hold, and where it has become far too large', () => {
    const cover = { left: 128, top: 64, width: 64, height: 64 }
    expect(coverOf(small, surface, { left: 192, top: 64, width: 128, height: 128 })).toEqual(cover)
    expect(coverOf(small, surface, { left: 0, top: 0, width: 400, height: 300 })).toEqual(cover)
  })
})
