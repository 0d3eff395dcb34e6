import { describe, expect, it } from 'vitest'
import { dot } from '#analysis/geometry/plane.ts'
import { middleOf, planeOf, sliceNearest } from '../../renderer/hanging/position.ts'
import { stackOf } from '../analysis/ventricle.ts'

const cine = stackOf({ slices: 10, phases: 4, spacing: 10 })
const enhancement = stackOf({ slices: 5, phases: 1, spacing: 20 })

describe('slices at one position', () => {
  it('are the nearest along the normal: of 10 mm slices every second has one of 20 mm, the others are 10 mm off', () => {
    const found = cine.frames.map((_, slice) => {
      const point = middleOf(cine, slice)
      return point && sliceNearest(enhancement, point)
    })
    const offs = found.map((nearest) => Math.round(nearest?.away ?? Number.NaN))
    expect(offs.toSorted((x, y) => x - y)).toEqual([0, 0, 0, 0, 0, 10, 10, 10, 10, 10])
    expect(found.flatMap((nearest) => (nearest && nearest.away < 1e-6 ? nearest.slice : []))).toEqual([
      0, 1, 2, 3, 4,
    ])
  })

  it('are not known in another frame of reference', () => {
    const point = middleOf(cine, 3)
    if (!point) throw new Error('no plane')
    expect(sliceNearest(enhancement, { ...point, frameOfReferenceUid: '9.9' })).toBeUndefined()
  })

  it('go by the point, not by the middle of the image', () => {
    const plane = planeOf(cine, 4)?.plane
    const point = middleOf(cine, 4)
    if (!plane || !point) throw new Error('no plane')
    const { normal } = cine
    const moved = point.at.map((value, k) => value + 6 * (normal[k] ?? 0)) as [number, number, number]
    const along = dot(normal, normal)
    expect(along).toBeCloseTo(1, 9)
    const found = sliceNearest(cine, { ...point, at: moved })
    expect(found?.away).toBeCloseTo(4, 6)
  })
})
