/** What would change a ventricle that is clipped at its valve, held against a box that a plane cuts. */
import { describe, expect, it } from 'vitest'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { ImagePlane, Vector3 } from '#analysis/geometry/plane.ts'
import { clinicalAcquisition } from '#analysis/phantom/acquisition.ts'
import { uncertaintyOf } from '#analysis/reading/uncertainty/chambers.ts'
import { mm, ms } from '#analysis/units/units.ts'
import type { VolumesInput } from '#analysis/volumes/volumes.ts'
import { stackOfPlanes } from '../../volumes/phantom-read.ts'
import { boxStack, drawnOn, marksBeside, square } from '../../volumes/prism.ts'
import { budgetOf, varied } from './budgets.ts'

const phases = 2
const [ED, ES] = [0, 1]
/** rows of 2 mm run from z = 100 down to the apex */
const viewPlane = (rowDirection: Vector3, position: Vector3): ImagePlane => ({
  position,
  rowDirection,
  columnDirection: [0, 0, -1],
  rowSpacing: mm(2),
  columnSpacing: mm(1),
  rows: 200,
  columns: 200,
})
const viewOf = (role: 'cine-2ch' | 'cine-4ch', plane: ImagePlane) =>
  stackOfPlanes(role, [plane], { ...clinicalAcquisition, phases, rr: ms(1000) })
const four = viewOf('cine-4ch', viewPlane([1, 0, 0], [0, 100, 100]))
const two = viewOf('cine-2ch', viewPlane([0, 1, 0], [100, 0, 100]))
/** slices of 10 mm at z = 0, -10 ... -50, so that the last slab ends at -55 */
const stack = boxStack(6, { phases })
const contours = [1, 2, 3, 4, 5].flatMap((slice) => [
  drawnOn(stack, slice, ED, 'lv-endocardial', square(1000)),
  drawnOn(stack, slice, ES, 'lv-endocardial', square(500)),
])
/** the valve at z = -20, the apex at z = -90 */
const landmarks = [four, two].flatMap(({ role }) =>
  [ED, ES].flatMap((phase): Landmark[] => {
    const image = { sopInstanceUid: `${role}.0.${phase}`, frame: 0 }
    return [
      { kind: 'mitral-septal', image, point: [80, 60] },
      { kind: 'mitral-lateral', image, point: [120, 60] },
      { kind: 'lv-apex', image, point: [100, 95] },
    ]
  }),
)
const input: VolumesInput = {
  stack,
  views: { '4ch': four, '2ch': two },
  contours,
  empty: { lv: marksBeside(stack, contours), rv: new Map() },
  landmarks,
}
const options = { base: 'plane-clipped', apex: 'discs', chosen: { lv: { ed: ED, es: ES }, rv: {} } } as const

describe('a box that is clipped at its valve', () => {
  const budgets = uncertaintyOf(input, options)

  it('gains and loses what lies within half a pixel of the plane', () => {
    const edv = budgetOf(budgets, 'lv-edv')
    expect(edv.value).toBeCloseTo(35, 9)
    expect(varied(edv, 'valve-to-base')).toBeCloseTo(35.5, 9)
    expect(varied(edv, 'valve-to-apex')).toBeCloseTo(34.5, 9)
    expect(varied(budgetOf(budgets, 'lv-sv'), 'valve-to-base')).toBeCloseTo(35.5 / 2, 9)
  })

  it('has a long axis that ends at the valve', () => {
    const length = budgetOf(budgets, 'lv-length-ed')
    expect(length.value).toBeCloseTo(70, 9)
    expect(varied(length, 'valve-to-base')).toBeCloseTo(70.5, 9)
    expect(length.lines.map(({ source }) => source)).toEqual(['valve-plane', 'phase'])
  })
})

it('a box that ends with its slices knows nothing of the valve', () => {
  const budgets = uncertaintyOf(input, { ...options, base: 'reader-slices' })
  expect(budgetOf(budgets, 'lv-edv').lines.map(({ source }) => source)).not.toContain('valve-plane')
})
