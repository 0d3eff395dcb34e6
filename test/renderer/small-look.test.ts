import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { stripCrop } from '../../renderer/reading/strip-crop.ts'
import { type Orientation, upright } from '../../renderer/viewport/orientation.ts'
import { smallTransform } from '../../renderer/viewport/small-look.ts'
import { imageTransform, indexToCanvas } from '../../renderer/viewport/transform.ts'
import { endo, stackOf } from '../analysis/ventricle.ts'

const everyWay: readonly Orientation[] = ([0, 1, 2, 3] as const).flatMap((turns) => [
  { turns, mirrored: false },
  { turns, mirrored: true },
])
const stack = stackOf({ slices: 3, phases: 2 })
const frame = stack.frames[1]?.[0]
const plane = frame?.facts.plane
if (!frame || !plane) throw new Error('the stack has no image')
const grid = { ...plane, columns: frame.instance.pixels.columns, rows: frame.instance.pixels.rows }

describe.each(everyWay)('a small picture of an image that is turned and flipped as %o', (orientation) => {
  const small = smallTransform(frame, 60, orientation, 2)

  it('is the large image, smaller: every point lies at the same share of the square', () => {
    const large = imageTransform(
      grid,
      { width: 900, height: 900, ratio: 1 },
      { zoom: 1, centre: undefined, orientation },
    )
    const points: readonly IndexPoint[] = [
      [-0.5, -0.5],
      [12.25, 40],
      [grid.columns - 1, 3.5],
    ]
    for (const point of points) {
      const [here, there] = [indexToCanvas(small, point), indexToCanvas(large, point)]
      expect(here.x / 60).toBeCloseTo(there.x / 900, 10)
      expect(here.y / 60).toBeCloseTo(there.y / 900, 10)
    }
  })

  it('shows the heart in the middle of its cell', () => {
    const contour = endo(stack, 1, 0, 900)
    const cell = 80
    const crop = stripCrop(stack, [contour], cell, orientation)
    const transform = smallTransform(frame, crop.size, orientation, 1)
    const places = contour.points.map((point) => indexToCanvas(transform, point))
    const [xs, ys] = [places.map(({ x }) => x + crop.left), places.map(({ y }) => y + crop.top)]
    // the square is rounded to whole pixels
    for (const along of [xs, ys])
      expect(Math.abs((Math.min(...along) + Math.max(...along)) / 2 - cell / 2)).toBeLessThan(0.6)
    const upon = stripCrop(stack, [contour], cell, upright)
    expect(crop.size).toBe(upon.size)
  })
})
