import { describe, expect, it } from 'vitest'
import { mm } from '#analysis/units/units.ts'
import { wholeSurface } from '../../renderer/viewport/surface-size.ts'
import {
  canvasToIndex,
  centreForZoomAt,
  imageTransform,
  indexToCanvas,
} from '../../renderer/viewport/transform.ts'

const grid = { rows: 100, columns: 200, rowSpacing: mm(2), columnSpacing: mm(1) }
const surface = { width: 400, height: 400, ratio: 1 }

describe('where an index point is on the screen', () => {
  it('shows a whole image edge to edge: the border of the first pixel lies on the border of the canvas', () => {
    const transform = imageTransform(grid, surface, { zoom: 1, centre: undefined })
    expect(indexToCanvas(transform, [-0.5, -0.5])).toEqual({ x: 0, y: 0 })
    expect(indexToCanvas(transform, [199.5, 99.5])).toEqual({ x: 400, y: 400 })
  })

  it('draws pixels of 1 x 2 mm twice as high as wide', () => {
    const { columnScale, rowScale, mmPerPixel } = imageTransform(grid, surface, { zoom: 3, centre: [7, 9] })
    expect(rowScale).toBeCloseTo(2 * columnScale, 12)
    expect(columnScale * mmPerPixel).toBeCloseTo(1, 12)
  })

  it('finds the index point of a canvas point again', () => {
    const transform = imageTransform(grid, surface, { zoom: 2.7, centre: [33.25, 71.5] })
    const [column, row] = canvasToIndex(transform, indexToCanvas(transform, [12.5, 88.125]))
    expect(column).toBeCloseTo(12.5, 10)
    expect(row).toBeCloseTo(88.125, 10)
  })

  it('keeps the point under the pointer in its place while zooming', () => {
    const pointer = { x: 131, y: 260 }
    const before = imageTransform(grid, surface, { zoom: 1.5, centre: [80, 40] })
    const centre = centreForZoomAt(before, pointer, 2)
    const after = imageTransform(grid, surface, { zoom: 3, centre })
    const [was, is] = [canvasToIndex(before, pointer), canvasToIndex(after, pointer)]
    expect(is[0]).toBeCloseTo(was[0], 10)
    expect(is[1]).toBeCloseTo(was[1], 10)
  })
})

describe('the canvas of a viewport', () => {
  it.each([
    [1, 601.7, 601],
    [2, 601.7, 601],
    [1.25, 601.7, 600],
    [1.5, 601.7, 600],
    [1.1, 601.7, 600],
  ])(
    'at %f device pixels per CSS pixel, %f CSS pixels become %i: whole in both',
    (ratio, available, whole) => {
      const found = wholeSurface({ width: available, height: available }, ratio)
      expect(found?.width).toBe(whole)
      expect(Math.abs(whole * ratio - Math.round(whole * ratio))).toBeLessThan(1e-3)
    },
  )

  it('is none in a viewport without room', () => {
    expect(wholeSurface({ width: 0, height: 300 }, 1)).toBeUndefined()
  })
})
