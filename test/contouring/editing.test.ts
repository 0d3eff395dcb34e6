import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { polygonArea } from '#analysis/contours/polygon.ts'
import { closedSpline } from '#analysis/contours/spline.ts'
import { mm } from '#analysis/units/units.ts'
import {
  closedFreehand,
  fitted,
  handlesOf,
  moved,
  withControlAt,
  withInsertion,
  withoutControl,
} from '../../renderer/contouring/editing.ts'
import { pickInside } from '../../renderer/contouring/picking.ts'
import { circle } from '../viewport/harness/circle.ts'

const pixel = { rowSpacing: mm(1.5), columnSpacing: mm(1.5) }
const image = { sopInstanceUid: '2.25.1', frame: 0 }
const controls = circle([50, 50], 20, 8)
const spline: Contour = {
  image,
  border: 'lv-endocardial',
  closed: true,
  points: closedSpline(controls, pixel),
  controls,
  origin: 'drawn',
}
const polygon: Contour = {
  image,
  border: 'lv-epicardial',
  closed: true,
  points: circle([50, 50], 30, 200),
  origin: 'imported',
}

describe('editing a border', () => {
  it('moves one handle and leaves the seven others, and the line goes through all eight', () => {
    const changed = withControlAt(spline, controls, 0, [74, 50], pixel)
    expect(changed.controls?.slice(1)).toEqual(controls.slice(1))
    for (const control of changed.controls ?? []) expect(changed.points).toContainEqual(control)
    expect(changed.origin).toBe('edited')
  })

  it('adds a handle between the two beside the press and takes it away again', () => {
    const between = circle([50, 50], 20, 16)[3] ?? [0, 0]
    const { handles, index } = withInsertion(controls, between, true)
    expect(index).toBe(2)
    expect(handles).toHaveLength(9)
    const back = withoutControl({ ...spline, controls: handles }, index, pixel)
    expect(back?.controls).toEqual(controls)
  })

  it('never leaves fewer than three handles', () => {
    const triangle = { ...spline, controls: controls.slice(0, 3) }
    expect(withoutControl(triangle, 0, pixel)).toBeUndefined()
  })

  it('moves a polygon as it is: same vertices, same area, no curve', () => {
    const shifted = moved(polygon, [3.5, -2])
    expect(shifted.controls).toBeUndefined()
    expect(polygonArea(shifted.points, pixel)).toBeCloseTo(polygonArea(polygon.points, pixel), 6)
  })

  it('offers handles on an opened polygon without changing it, with the change of area at hand', () => {
    expect(handlesOf(polygon, pixel).length).toBeGreaterThanOrEqual(8)
    expect(polygon.controls).toBeUndefined()
    expect(Math.abs(fitted(polygon, pixel)?.areaChange ?? 100)).toBeLessThan(0.2)
  })
})

describe('a freehand stroke', () => {
  it('round a circle of 20 px encloses its area to within 1 %', () => {
    const fit = closedFreehand(circle([50, 50], 20, 70), pixel)
    const area = Math.PI * 20 * 20 * 1.5 * 1.5
    expect(Math.abs(polygonArea(fit?.points ?? [], pixel) / area - 1)).toBeLessThan(0.01)
  })

  it('that overshoots its start loses the little loop and keeps the large one', () => {
    const stroke = [...circle([50, 50], 20, 70), [69, 53], [72, 49], [66, 51]] as const
    const area = Math.PI * 20 * 20 * 1.5 * 1.5
    expect(Math.abs(polygonArea(closedFreehand(stroke, pixel)?.points ?? [], pixel) / area - 1)).toBeLessThan(
      0.02,
    )
  })

  it('that encloses nothing is no border', () => {
    expect(
      closedFreehand(
        [
          [1, 1],
          [2, 1],
          [1, 1],
        ],
        pixel,
      ),
    ).toBeUndefined()
    expect(
      closedFreehand(
        [
          [1, 1],
          [9, 1],
          [5, 1],
          [3, 1],
        ],
        pixel,
      ),
    ).toBeUndefined()
  })
})

it('a press inside both borders takes the endocardial one', () => {
  expect(pickInside([polygon, spline], [52, 48])?.border).toBe('lv-endocardial')
  expect(pickInside([polygon, spline], [75, 50])?.border).toBe('lv-epicardial')
  expect(pickInside([polygon, spline], [95, 50])).toBeUndefined()
})
