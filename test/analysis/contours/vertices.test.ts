import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import {
  contourBy,
  distinct,
  momentsOf,
  pointsFrom,
  verticesFrom,
  verticesOf,
} from '#analysis/contours/vertices.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'

const box: readonly IndexPoint[] = [
  [1, 2],
  [5, 2],
  [5, 8],
  [1, 8],
]

describe('vertices', () => {
  it('are column and row of each point in turn, and give the points back', () => {
    expect([...verticesFrom(box)]).toEqual([1, 2, 5, 2, 5, 8, 1, 8])
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double())), (points) => {
        expect(pointsFrom(verticesFrom(points))).toEqual(points)
      }),
      { seed: 9 },
    )
  })

  it('of a contour are made once, and of one that came with them never', () => {
    const contour: Contour = {
      image: { sopInstanceUid: '1', frame: 0 },
      border: 'vessel',
      closed: true,
      points: box,
      origin: 'drawn',
    }
    expect([...verticesOf(contour)]).toEqual([1, 2, 5, 2, 5, 8, 1, 8])
    expect(verticesOf(contour)).toBe(verticesOf(contour))
    const { points: _, ...rest } = contour
    const vertices = verticesFrom(box)
    const by = contourBy(vertices, rest)
    expect(verticesOf(by)).toBe(vertices)
    expect(by).toEqual(contour)
    expect(by.points).toBe(by.points)
    // as other contours it may be copied, changed and sent
    expect({ ...by, closed: false }).toEqual({ ...contour, closed: false })
    expect(structuredClone(by)).toEqual(contour)
  })

  it('are distinct without repeats of the one before, nor of the first at the end', () => {
    const of = (points: readonly IndexPoint[]) => pointsFrom(distinct(verticesFrom(points)))
    expect(of(box)).toEqual(box)
    expect(of([[1, 2], ...box, [1, 8], [1, 2], [1, 2]])).toEqual(box)
    // one coordinate alone is no repeat
    const step: IndexPoint[] = [
      [0, 0],
      [0, 3],
      [4, 3],
      [0, 3],
    ]
    expect(of(step)).toEqual(step)
    expect(
      of([
        [3, 3],
        [3, 3],
        [3, 3],
      ]),
    ).toEqual([[3, 3]])
    expect(of([])).toEqual([])
  })
})

describe('area and centre of a border', () => {
  it('are those of a box, positive clockwise on the screen', () => {
    expect(momentsOf(verticesFrom(box))).toEqual({ area: 24, centre: [3, 5] })
    expect(momentsOf(verticesFrom(box.toReversed()))).toEqual({ area: -24, centre: [3, 5] })
  })

  it('are those of a triangle: half of base by height, the mean of its corners', () => {
    const triangle = verticesFrom([
      [3, 1],
      [9, 1],
      [3, 10],
    ])
    expect(momentsOf(triangle)).toEqual({ area: 27, centre: [5, 4] })
  })

  it('of a line to and fro are none, and the mean of its points', () => {
    const line = verticesFrom([
      [0, 0],
      [6, 3],
      [3, 1.5],
    ])
    expect(momentsOf(line)).toEqual({ area: 0, centre: [3, 1.5] })
    expect(momentsOf(verticesFrom([[4, 7]]))).toEqual({ area: 0, centre: [4, 7] })
    expect(momentsOf(verticesFrom([]))).toBeUndefined()
  })
})
