import { describe, expect, it } from 'vitest'
import { mm } from '#analysis/units/units.ts'
import {
  edgeLetters,
  flippedAcross,
  flippedDown,
  type Orientation,
  turnedBy,
  upright,
} from '../../renderer/viewport/orientation.ts'
import { wholeSurface } from '../../renderer/viewport/surface-size.ts'
import {
  canvasToIndex,
  centreForZoomAt,
  imageTransform,
  indexStep,
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

const everyWay: readonly Orientation[] = ([0, 1, 2, 3] as const).flatMap((turns) => [
  { turns, mirrored: false },
  { turns, mirrored: true },
])

describe('an image that is turned or flipped', () => {
  const oriented = (orientation: Orientation) =>
    imageTransform(grid, surface, { zoom: 1, centre: undefined, orientation })
  const lookOf = (orientation: Orientation) =>
    (
      [
        [-0.5, -0.5],
        [199.5, -0.5],
        [-0.5, 99.5],
      ] as const
    ).map((corner) => {
      const { x, y } = indexToCanvas(oriented(orientation), corner)
      return `${y < 200 ? 'upper' : 'lower'} ${x < 200 ? 'left' : 'right'}`
    })

  it('turned by a quarter shows its first corner at the upper right, and its rows from right to left', () => {
    expect(lookOf(turnedBy(1)(upright))).toEqual(['upper right', 'lower right', 'upper left'])
    expect(lookOf(turnedBy(-1)(upright))).toEqual(['lower left', 'upper left', 'lower right'])
  })

  it('changes sides as it is seen when it is flipped, however it was turned before', () => {
    const sides: Readonly<Record<string, string>> = {
      left: 'right',
      right: 'left',
      upper: 'lower',
      lower: 'upper',
    }
    for (const way of everyWay) {
      const across = lookOf(way).map((look) => look.replace(/left|right/, (side) => sides[side] ?? ''))
      const down = lookOf(way).map((look) => look.replace(/upper|lower/, (side) => sides[side] ?? ''))
      expect(lookOf(flippedAcross(way))).toEqual(across)
      expect(lookOf(flippedDown(way))).toEqual(down)
    }
  })

  it('is upright again after four quarters, after two flips, and after both flips and half a turn', () => {
    for (const way of everyWay) {
      expect(turnedBy(2)(turnedBy(2)(way))).toEqual(way)
      expect(flippedAcross(flippedAcross(way))).toEqual(way)
      expect(turnedBy(2)(flippedDown(flippedAcross(way)))).toEqual(way)
    }
  })

  it('fits the canvas whole: an image of 200 x 100 mm into 200 x 400 px, upright half as large as turned', () => {
    const high = { width: 200, height: 400, ratio: 1 }
    const squares = { ...grid, rowSpacing: mm(1) }
    const size = (orientation: Orientation) =>
      imageTransform(squares, high, { zoom: 1, centre: undefined, orientation }).columnScale
    expect([size(upright), size(turnedBy(1)(upright))]).toEqual([1, 2])
  })

  it('finds the index point of a canvas point again, and steps as far as the hand moved', () => {
    for (const orientation of everyWay) {
      const transform = imageTransform(grid, surface, { zoom: 2.7, centre: [33.25, 71.5], orientation })
      const from = indexToCanvas(transform, [12.5, 88.125])
      const [column, row] = canvasToIndex(transform, from)
      expect(column).toBeCloseTo(12.5, 10)
      expect(row).toBeCloseTo(88.125, 10)
      const [columns, rows] = indexStep(transform, 31, -7)
      const to = indexToCanvas(transform, [12.5 + columns, 88.125 + rows])
      expect(to.x - from.x).toBeCloseTo(31, 10)
      expect(to.y - from.y).toBeCloseTo(-7, 10)
    }
  })
})

describe('letters at the edges', () => {
  const axial = { rowDirection: [1, 0, 0], columnDirection: [0, 1, 0] } as const
  const coronal = { rowDirection: [1, 0, 0], columnDirection: [0, 0, -1] } as const
  const letters = (plane: Parameters<typeof edgeLetters>[0], orientation: Orientation): string => {
    const { left, top, right, bottom } = edgeLetters(plane, orientation)
    return [left, top, right, bottom].join(' ')
  }

  it('say of an axial image R A L P from the left clockwise, and of a coronal one R H L F', () => {
    expect(letters(axial, upright)).toBe('R A L P')
    expect(letters(coronal, upright)).toBe('R H L F')
  })

  it('go with the image: turned by a quarter what was left is above, flipped left is right', () => {
    expect(letters(axial, turnedBy(1)(upright))).toBe('P R A L')
    expect(letters(axial, flippedAcross(upright))).toBe('L A R P')
    expect(letters(coronal, flippedDown(upright))).toBe('R F L H')
    expect(letters(axial, turnedBy(1)(flippedAcross(upright)))).toBe('P L A R')
  })

  it('name the nearer side first where an edge lies between two, and both only from 22.5° on', () => {
    const tilted = (degrees: number) => {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
      return { rowDirection: [cos, sin, 0], columnDirection: [-sin, cos, 0] } as const
    }
    expect(letters(tilted(30), upright)).toBe('RA AL LP PR')
    expect(letters(tilted(20), upright)).toBe('R A L P')
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
