/** Contours that a person should look at, at the limits of what is still let pass. */
import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { suspicions } from '#analysis/volumes/suspicion.ts'
import { boxStack, drawnOn, square } from './prism.ts'

const stack = boxStack(6)

/** A square of each slice: its area and where its middle lies; with an outline where one is given. */
interface Drawn {
  readonly area: number
  readonly at?: IndexPoint
  readonly outline?: number
}
const said = (slices: readonly (Drawn | undefined)[]): readonly string[] => {
  const contours = slices.flatMap((one, slice) =>
    one === undefined
      ? []
      : [
          drawnOn(stack, slice, 0, 'lv-endocardial', square(one.area, one.at)),
          ...(one.outline === undefined
            ? []
            : [drawnOn(stack, slice, 0, 'lv-epicardial', square(one.outline))]),
        ],
  )
  const [cells = []] = arrange(stack, contours, new Map())
  return suspicions(cells)
}
const stranger = (slice: number): string =>
  `slice ${slice}: the cavity fits neither neighbour: a contour on the wrong slice?`

describe('a cavity between two others', () => {
  it('may be two fifths smaller than the smaller and larger than the larger of them', () => {
    expect(said([{ area: 1000 }, { area: 601 }, { area: 1200 }])).toEqual([])
    expect(said([{ area: 1000 }, { area: 599 }, { area: 1200 }])).toEqual([stranger(2)])
    expect(said([{ area: 1000 }, { area: 1679 }, { area: 1200 }])).toEqual([])
    expect(said([{ area: 1000 }, { area: 1681 }, { area: 1200 }])).toEqual([stranger(2)])
  })

  it('lies about the line between them, as near as the radius of a circle of its area', () => {
    const radius = Math.sqrt(1000 / Math.PI)
    const moved = (by: number) => said([{ area: 1000 }, { area: 1000, at: [100 + by, 100] }, { area: 1000 }])
    expect(moved(radius - 0.05)).toEqual([])
    expect(moved(radius + 0.05)).toEqual([stranger(2)])
    expect(moved(-radius - 0.05)).toEqual([stranger(2)])
    // on a slanting line it lies where it should
    expect(
      said([
        { area: 1000, at: [60, 100] },
        { area: 1000, at: [100, 100] },
        { area: 1000, at: [140, 100] },
      ]),
    ).toEqual([])
  })

  it('is held against direct neighbours only', () => {
    expect(said([{ area: 1000 }, { area: 100 }])).toEqual([])
    expect(said([{ area: 1000 }, undefined, { area: 100 }, { area: 1000 }])).toEqual([])
    expect(said([{ area: 1000 }, { area: 1000 }, { area: 100 }, { area: 1000 }])).toEqual([stranger(3)])
  })
})

describe('an endocardium', () => {
  it('inside its epicardium is nothing to look at, nor is one without epicardium', () => {
    expect(said([{ area: 900, outline: 1600 }])).toEqual([])
    expect(said([{ area: 900 }])).toEqual([])
  })

  it('that crosses it, or lies outside, is named with its slice', () => {
    expect(said([undefined, { area: 900, outline: 1600, at: [107, 100] }])).toEqual([
      'slice 2: the endocardial contour crosses the epicardial',
    ])
    expect(said([undefined, { area: 900, outline: 1600, at: [104, 100] }])).toEqual([])
    expect(said([{ area: 900, outline: 1600, at: [160, 100] }])).toEqual([
      'slice 1: the endocardial contour lies outside the epicardial',
    ])
  })

  it('is looked at again with another epicardium', () => {
    const inner = drawnOn(stack, 0, 0, 'lv-endocardial', square(900))
    const within = (outline: number) =>
      suspicions(
        arrange(stack, [inner, drawnOn(stack, 0, 0, 'lv-epicardial', square(outline))], new Map())[0] ?? [],
      )
    expect(within(1600)).toEqual([])
    expect(within(400)).toEqual(['slice 1: the endocardial contour lies outside the epicardial'])
    expect(within(1600)).toEqual([])
  })
})
