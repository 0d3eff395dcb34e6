import { describe, expect, it } from 'vitest'
import { polygonArea } from '#analysis/contours/polygon.ts'
import { type VesselContour, vesselThroughPhases } from '#analysis/flow/vessel.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import { circle } from '../../truth/flow/model.ts'

const plane = flatPlane({ size: [40, 40], spacing: [1, 1] })
const times = [0, 100, 200, 300, 400, 500, 600, 700, 800, 900]
const through = (contours: readonly VesselContour[], period?: number) => {
  const found = vesselThroughPhases(contours, times, period, plane)
  if (!found.measured) throw new Error(found.detail)
  return found
}
const radius = (points: readonly IndexPoint[]) => Math.sqrt(polygonArea(points, plane) / Math.PI)
const radii = (contours: readonly VesselContour[], period?: number) =>
  through(contours, period).value.borders.map((points) => Number(radius(points).toFixed(2)))
const at = (phase: number, r: number, centre: IndexPoint = [20, 20]): VesselContour => ({
  phase,
  points: circle(centre, r),
})

describe('the border of a vessel', () => {
  it('drawn once stands for all phases, and that is said', () => {
    const found = through([at(3, 6)])
    expect(found.value.borders.map((points) => Number(radius(points).toFixed(2)))).toEqual(times.map(() => 6))
    expect(found.warnings).toEqual(['one border, drawn at phase 4, stands for all 10 phases'])
    expect(found.value.drawn).toEqual([3])
  })
  it('swells evenly in time between two phases where it was drawn', () => {
    expect(radii([at(2, 6), at(6, 8)]).slice(2, 7)).toEqual([6, 6.5, 7, 7.5, 8])
  })
  it('goes on round the beat where phases cover it, and stands still where they do not', () => {
    expect(radii([at(2, 6), at(6, 9)], 1000)).toEqual([7, 6.5, 6, 6.75, 7.5, 8.25, 9, 8.5, 8, 7.5])
    expect(radii([at(2, 6), at(6, 9)])).toEqual([6, 6, 6, 6.75, 7.5, 8.25, 9, 9, 9, 9])
  })
  it('moves with its centre', () => {
    const { borders } = through([at(0, 5, [10, 12]), at(4, 5, [18, 20])]).value
    const middle = borders[2] ?? []
    const mean = (k: 0 | 1) => middle.reduce((sum, point) => sum + point[k], 0) / middle.length
    expect(mean(0)).toBeCloseTo(14, 6)
    expect(mean(1)).toBeCloseTo(16, 6)
  })
  it('is measured as it was drawn where it was, in any order', () => {
    const contours = [at(6, 9), at(2, 6)]
    const { borders, drawn } = through(contours).value
    expect(borders[6]).toBe(contours[0]?.points)
    expect(drawn).toEqual([2, 6])
    expect(through(contours).warnings).toEqual([])
  })
  it('of which a direction meets more than one place reaches to the farthest', () => {
    // a horseshoe that opens to the right
    const shoe: IndexPoint[] = [
      [10, 10],
      [30, 10],
      [30, 16],
      [16, 16],
      [16, 24],
      [30, 24],
      [30, 30],
      [10, 30],
    ]
    const { borders } = through([{ phase: 0, points: shoe }]).value
    const xs = (borders[1] ?? []).map(([x]) => x)
    expect(Math.max(...xs)).toBeGreaterThan(29)
    expect(Math.min(...xs)).toBeCloseTo(10, 6)
  })
  it('has shares that sum to its area', () => {
    const { shares } = through([at(0, 6.3, [17.2, 21.9])]).value
    const sum = (shares[0] ?? new Float64Array()).reduce((a, b) => a + b, 0)
    expect(sum).toBeCloseTo(polygonArea(circle([17.2, 21.9], 6.3), plane), 6)
  })
})

describe('a border that is none', () => {
  const refused = (...contours: VesselContour[]) => vesselThroughPhases(contours, times, undefined, plane)
  it('is refused by its reason', () => {
    expect(refused()).toMatchObject({ reason: 'no-contours' })
    for (const phase of [-1, 10, 1.5])
      expect(refused(at(phase, 5))).toMatchObject({ reason: 'contradictory-input' })
    expect(refused(at(10, 5))).toMatchObject({ detail: 'the border at phase 11 lies on none of 10 phases' })
    expect(refused(at(3, 5), at(3, 6))).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the border at phase 4 is drawn twice',
    })
    const line: IndexPoint[] = [
      [1, 1],
      [2, 2],
      [3, 3],
    ]
    for (const points of [
      line,
      line.slice(0, 2),
      [
        [1, 1],
        [5, Number.NaN],
        [1, 9],
      ] as IndexPoint[],
    ])
      expect(refused({ phase: 0, points })).toMatchObject({ reason: 'degenerate-contour' })
    const bow: IndexPoint[] = [
      [5, 5],
      [15, 15],
      [15, 5],
      [5, 12],
    ]
    expect(refused({ phase: 0, points: bow })).toMatchObject({ reason: 'self-intersecting-contour' })
  })
  it('leaves the image', () => {
    expect(refused(at(0, 6, [3, 20]))).toMatchObject({
      reason: 'contradictory-input',
      detail: expect.stringMatching(/^the border at phase 1 leaves the image: \d+\.\d of 113\.1 mm²$/),
    })
    expect(refused(at(0, 6, [400, 20]))).toMatchObject({ reason: 'contradictory-input' })
    expect(refused(at(0, 6, [5.5, 20]))).toMatchObject({ measured: true })
  })
})
