/** Which pixels of which slices make up each region that is reported, on maps of twelve by twelve pixels. */
import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { regionsOf, valuesOf } from '#analysis/mapping/region-values.ts'
import type { SliceRegions } from '#analysis/mapping/regions.ts'
import { pixelStatus } from '#analysis/mapping/relaxation.ts'
import type { TissueMap } from '#analysis/mapping/tissue-map.ts'
import { scopeText } from '#analysis/measurements/scope.ts'
import { flatPlane } from '../../truth/flat-plane.ts'

const size = 12
const square = (from: number, to: number): IndexPoint[] => [
  [from - 0.5, from - 0.5],
  [to + 0.5, from - 0.5],
  [to + 0.5, to + 0.5],
  [from - 0.5, to + 0.5],
]
/** A square wall of three pixels, 84 in all, about a cavity of sixteen. */
const borders: SliceRegions = { endocardial: square(4, 7), epicardial: square(1, 10) }
const halves = (left: number, right: number) =>
  Uint8Array.from({ length: size * size }, (_, i) => (i % size < size / 2 ? left : right))
const map = (slice: number, drawn: SliceRegions, more: Partial<TissueMap> = {}): TissueMap => ({
  slice,
  plane: flatPlane({ size: [size, size], spacing: [2, 1.5] }),
  value: Float32Array.from({ length: size * size }, (_, i) => 1000 * slice + i),
  status: new Uint8Array(size * size),
  drawn,
  ...more,
})
const found = (maps: readonly TissueMap[]) =>
  new Map(regionsOf(maps, 0).map(({ scope, parts }) => [scopeText(scope) || 'wall', parts]))
/** Number of pixels a slice, or why there is none. */
const counts = (maps: readonly TissueMap[], name: string) => {
  const parts = found(maps).get(name)
  if (parts === undefined) return undefined
  return parts.measured
    ? parts.value.map(({ map: { slice }, pixels }) => [slice, pixels.length])
    : `${parts.reason}: ${parts.detail}`
}

describe('the regions of a stack of maps', () => {
  it('are the wall, each slice, the segments in order, the septum, the blood, and what is drawn by name', () => {
    const liver = { name: 'liver', points: square(0, 1) }
    const maps = [
      map(0, {
        ...borders,
        segments: halves(9, 8),
        drawn: [liver, { name: 'septum', points: square(1, 3) }],
      }),
      map(2, {
        ...borders,
        segments: halves(0, 12),
        drawn: [liver, { name: 'spleen', points: square(8, 9) }],
      }),
    ]
    expect([...found(maps).keys()]).toEqual([
      'wall',
      'slice:0',
      'slice:2',
      'segment:8',
      'segment:9',
      'segment:12',
      'region:septum',
      'region:blood',
      'region:liver',
      'region:spleen',
    ])
    expect(counts(maps, 'wall')).toEqual([
      [0, 84],
      [2, 84],
    ])
    expect(counts(maps, 'slice:2')).toEqual([[2, 84]])
    expect(counts(maps, 'segment:9')).toEqual([[0, 42]])
    expect(counts(maps, 'segment:12')).toEqual([[2, 42]])
    expect(counts(maps, 'region:septum')).toEqual([[0, 9]])
    expect(counts(maps, 'region:liver')).toEqual([
      [0, 4],
      [2, 4],
    ])
    expect(counts(maps, 'region:spleen')).toEqual([[2, 4]])
  })

  it('have a septum of the segments 8 and 9 alone, where none is drawn', () => {
    const of = (left: number, right: number) =>
      counts([map(0, { ...borders, segments: halves(left, right) }), map(1, borders)], 'region:septum')
    expect(of(8, 9)).toEqual([[0, 84]])
    expect(of(7, 9)).toEqual([[0, 42]])
    expect(of(8, 10)).toEqual([[0, 42]])
    const none = 'no-landmarks: no slice of the middle level is divided into segments'
    expect(of(2, 3)).toBe(none)
    expect(counts([map(0, borders)], 'region:septum')).toBe(none)
    expect(counts([map(0, { ...borders, segments: halves(0, 0) })], 'segment:0')).toBeUndefined()
  })

  it('say which slice lacks them, and are of the others', () => {
    const open = map(3, { endocardial: square(4, 7) })
    const bare = map(5, {})
    const whole = map(1, borders)
    expect(counts([open, whole], 'wall')).toEqual([[1, 84]])
    expect(counts([open], 'wall')).toMatch(/^no-epicardial-contours: slice 4: /)
    expect(counts([open, bare], 'wall')).toBe('no-contours: slice 6: the slice has no endocardial contour')
    expect(counts([open], 'slice:3')).toMatch(/^no-epicardial-contours/)
    expect(counts([bare], 'region:septum')).toMatch(/^no-contours: slice 6/)
    expect(counts([bare], 'region:blood')).toBe('no-cavity: slice 6: neither blood nor endocardium is drawn')
    expect(counts([bare, whole], 'region:blood')).toEqual([[1, 4]])
    expect(counts([], 'wall')).toBe('no-contours: no slice has contours')
    expect(counts([], 'region:blood')).toBe('no-cavity: no slice has a region in the blood')
  })

  it('tell how blood was found, once, and where there is little of it', () => {
    const warnings = (...maps: TissueMap[]) => {
      const blood = found(maps).get('region:blood')
      return blood?.measured && blood.warnings
    }
    const inner = 'blood is taken from the inner half of the cavity: no region was drawn'
    // pixels of 3 mm²: the inner half of a cavity of sixteen is four of them
    const little = (slice: number) => `slice ${slice}: 0.1 cm² of blood, less than 1.5 cm²`
    expect(warnings(map(0, borders), map(1, borders))).toEqual([inner, little(1), little(2)])
    expect(warnings(map(0, { ...borders, blood: square(5, 6) }))).toEqual([little(1)])
    // fifty pixels are 1.5 cm²
    const field = (rows: number): IndexPoint[] => [
      [-0.5, -0.5],
      [9.5, -0.5],
      [9.5, rows - 0.5],
      [-0.5, rows - 0.5],
    ]
    expect(warnings(map(0, { ...borders, blood: field(5) }))).toEqual([])
    expect(warnings(map(0, { ...borders, blood: field(4) }))).toEqual([
      'slice 1: 1.2 cm² of blood, less than 1.5 cm²',
    ])
  })

  it('carry what is said of a wall, with its slice where there are several', () => {
    // a corner of the cavity lies one pixel outside: less than a fiftieth of the wall
    const crossing = {
      ...borders,
      endocardial: [
        ...square(4, 7).slice(0, 2),
        [7.5, 7.5],
        [7.2, 11.2],
        [7, 7.5],
        [3.5, 7.5],
      ] as IndexPoint[],
    }
    const regions = found([map(0, borders), map(1, crossing)])
    const said = 'the endocardial border crosses the epicardial one'
    const of = (name: string) => {
      const parts = regions.get(name)
      return parts?.measured && parts.warnings
    }
    expect(of('wall')).toEqual([`slice 2: ${said}`])
    expect(of('slice:1')).toEqual([said])
    expect(of('slice:0')).toEqual([])
  })
})

describe('the values of a region', () => {
  it('are those of its fitted pixels over all slices, with their errors, and the count of the others', () => {
    const one = map(1, {}, { error: Float32Array.from({ length: size * size }, (_, i) => i / 2) })
    one.status[5] = pixelStatus['poor-fit']
    one.status[6] = pixelStatus.air
    const parts = [
      { map: one, pixels: [4, 5, 6, 8] },
      { map: map(2, {}), pixels: [3] },
    ]
    expect(valuesOf(parts)).toEqual({ values: [1004, 1008, 2003], errors: [2, 4], rejected: 2 })
    expect(valuesOf([])).toEqual({ values: [], errors: [], rejected: 0 })
  })
})
