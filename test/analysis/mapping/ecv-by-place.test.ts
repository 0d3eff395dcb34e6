/** ECV of maps that are known at every place: interpolation, shift, spread and what is said about it. */
import { describe, expect, it } from 'vitest'
import type { Vector3 } from '#analysis/geometry/plane.ts'
import { ecvMap } from '#analysis/mapping/ecv-map.ts'
import { extracellularVolume, usualEcv } from '#analysis/mapping/extracellular-volume.ts'
import { pixelStatus } from '#analysis/mapping/relaxation.ts'
import { scannerMap, type TissueMap } from '#analysis/mapping/tissue-map.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import { planeOf, ringBorders, ringLabels, ringMap } from '../../truth/relaxation-images.ts'

const blood = {
  bloodNative: { t1: 1600, uncertainty: 0 },
  bloodPost: { t1: 300, uncertainty: 0 },
  haematocrit: 0.42,
}
const square = (left: number, top: number) =>
  [
    [left, top],
    [left + 4, top],
    [left + 4, top + 4],
    [left, top + 4],
  ] as const

/** 12 × 10 pixels of 1.5 by 2 mm; what is drawn lies with its corner at a place in pixels. */
function map(
  value: (x: number, y: number) => number,
  at: readonly [number, number],
  position: Vector3,
): TissueMap {
  const [rows, columns] = [10, 12]
  return {
    slice: 0,
    plane: flatPlane({ size: [rows, columns], spacing: [2, 1.5], position }),
    value: Float32Array.from({ length: rows * columns }, (_, i) =>
      value(i % columns, Math.floor(i / columns)),
    ),
    status: new Uint8Array(rows * columns),
    drawn: { epicardial: square(...at) },
  }
}
const ecv = (native: number, post: number): number => (58 * (1 / post - 1 / native)) / (1 / 300 - 1 / 1600)

describe('ECV pixel by pixel', () => {
  const native = map((x) => 1000 + x, [3, 3], [5, 6, 7])
  const after = (x: number, y: number): number => 400 + 5 * x + 3 * y
  // 1.25 columns and 0.75 rows on, and the slice 4 mm off
  const post = map(after, [4.25, 3.75], [5, 6, 11])
  const mapped = () => {
    const made = ecvMap(native, post, blood)
    if (!made.measured) throw new Error(made.detail)
    return made
  }

  it('takes T1 after contrast where the ventricle went, between four pixels', () => {
    const made = mapped()
    for (const [x, y] of [
      [0, 0],
      [4, 3],
      [9, 7],
      [10, 8],
    ] as const)
      if (x + 1.25 <= 11 && y + 0.75 <= 9)
        expect(made.value.map.value[y * 12 + x]).toBeCloseTo(ecv(1000 + x, after(x + 1.25, y + 0.75)), 3)
    expect(made.value.map.status[8 * 12 + 9]).toBe(pixelStatus.fitted)
  })
  it('tells the way in three directions, and how far that is', () => {
    const made = mapped()
    const [x, y, z] = made.value.shift
    expect(x).toBeCloseTo(1.25 * 1.5, 6)
    expect(y).toBeCloseTo(0.75 * 2, 6)
    expect(z).toBeCloseTo(4, 6)
    expect(made.value.distance).toBeCloseTo(Math.hypot(1.875, 1.5, 4), 6)
    expect(made.warnings).toEqual([])
  })
  it('has none beyond the last pixel of the map after contrast', () => {
    const made = mapped()
    const { status } = made.value.map
    expect(status[0 * 12 + 10]).toBe(pixelStatus.masked)
    expect(status[0 * 12 + 9]).toBe(pixelStatus.fitted)
    expect(status[9 * 12 + 0]).toBe(pixelStatus.masked)
    expect(status[8 * 12 + 0]).toBe(pixelStatus.fitted)
    const back = ecvMap(native, map(after, [2.5, 2.5], [5, 6, 7]), blood)
    if (!back.measured) throw new Error(back.detail)
    expect(back.value.map.status[0 * 12 + 5]).toBe(pixelStatus.masked)
    expect(back.value.map.status[1 * 12 + 0]).toBe(pixelStatus.masked)
    expect(back.value.map.status[1 * 12 + 1]).toBe(pixelStatus.fitted)
  })
  it('has none where one of the four pixels has no number, and asks no pixel of no weight', () => {
    const made = mapped()
    post.status[4 * 12 + 6] = pixelStatus['poor-fit']
    const holed = ecvMap(native, post, blood)
    post.status[4 * 12 + 6] = pixelStatus.fitted
    if (!holed.measured) throw new Error(holed.detail)
    const lost = [...holed.value.map.status].flatMap((s, i) =>
      s === pixelStatus.masked && made.value.map.status[i] === pixelStatus.fitted
        ? [`${i % 12},${Math.floor(i / 12)}`]
        : [],
    )
    expect(lost).toEqual(['4,3', '5,3', '4,4', '5,4'].toSorted((a, b) => Number(a.at(-1)) - Number(b.at(-1))))
    const whole = map(after, [4, 3], [5, 6, 7])
    whole.status[4 * 12 + 6] = pixelStatus['poor-fit']
    const exact = ecvMap(native, whole, blood)
    if (!exact.measured) throw new Error(exact.detail)
    expect(exact.value.map.status[4 * 12 + 5]).toBe(pixelStatus.masked)
    expect(exact.value.map.status[3 * 12 + 5]).toBe(pixelStatus.fitted)
    expect(exact.value.map.status[4 * 12 + 4]).toBe(pixelStatus.fitted)
    expect(exact.value.map.status[4 * 12 + 10]).toBe(pixelStatus.fitted)
    expect(exact.value.map.status[4 * 12 + 11]).toBe(pixelStatus.masked)
  })
  it('warns of a ventricle more than 15 mm away', () => {
    const told = (column: number) => {
      const found = ecvMap(
        map((x) => 1000 + x, [1, 3], [5, 6, 7]),
        map(after, [column, 3], [5, 6, 7]),
        blood,
      )
      return found.measured && [found.value.distance, ...found.warnings]
    }
    expect(told(11)).toEqual([15])
    expect(told(12)).toEqual([16.5, 'the ventricle lies 17 mm apart in the two maps'])
  })
  it('keeps the borders and the slice of the map before', () => {
    const made = mapped()
    const { slice, plane, drawn } = made.value.map
    expect({ slice, plane, drawn }).toEqual({ slice: 0, plane: native.plane, drawn: native.drawn })
  })
})

type Found = { readonly measurements: readonly Measurement[] }
function value({ measurements }: Found, quantity: string, scope?: string): number {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  if (found === undefined || !isMeasured(found)) throw new Error(`no ${quantity} of ${scope}`)
  return found.value
}

describe('ECV of regions', () => {
  const borders = ringBorders()
  const t1 = (
    values: Readonly<Record<'wall' | 'blood' | 'outside', number>>,
    sd: number,
    seed: number,
    slice = 0,
  ): TissueMap => {
    const parameter = values.wall > 600 ? 't1-native' : 't1-post'
    const made = scannerMap(
      slice,
      { ...ringMap((tissue) => values[tissue], { sd, seed }), plane: planeOf(48, 1.5, slice) },
      parameter,
      { ...borders, segments: ringLabels(48, 7) },
    )
    if (!made.measured) throw new Error(made.detail)
    return made.value
  }
  const studied = () => {
    const native = t1({ wall: 1000, blood: 1600, outside: 500 }, 40, 3)
    const post = t1({ wall: 450, blood: 300, outside: 250 }, 25, 4)
    const haematocrit = { kind: 'sample', fraction: 0.42 } as const
    return { native, post, study: { native: [native], post: [post], haematocrit } }
  }

  it('is as sure as the spread and the number of pixels make the four means, and the haematocrit', () => {
    const { native, post, study } = studied()
    const result = extracellularVolume(study)
    const radius = (i: number): number => Math.hypot((i % 48) - 23.7, Math.floor(i / 48) - 24.2)
    const statistics = (map: TissueMap, of: (r: number) => boolean) => {
      const values = [...map.value].filter((_, i) => of(radius(i)))
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length
      const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1)
      return { mean, u: Math.sqrt(variance / values.length) }
    }
    // the pixels of region and ring differ at their borders: the numbers agree to a tenth
    const wall = (r: number): boolean => r > 13.9 && r < 16.1
    const inner = (r: number): boolean => r < 5.3
    const [m0, m1] = [statistics(native, wall), statistics(post, wall)]
    const [b0, b1] = [statistics(native, inner), statistics(post, inner)]
    const change = (a: typeof m0, b: typeof m0) =>
      Math.hypot(b.u / b.mean ** 2, a.u / a.mean ** 2) / (1 / b.mean - 1 / a.mean)
    const relative = Math.hypot(change(m0, m1), change(b0, b1), 0.02 / 0.58)
    const found = value(result, 'ecv-region-error') / value(result, 'ecv-region')
    expect(found / relative).toBeGreaterThan(0.9)
    expect(found / relative).toBeLessThan(1.1)
    const sharp = extracellularVolume(study, { ...usualEcv, haematocritUncertainty: 0 })
    expect(value(sharp, 'ecv-region-error')).toBeLessThan(value(result, 'ecv-region-error'))
    expect(value(sharp, 'ecv-region-error')).toBeGreaterThan(0.1)
  })
  it('says how its blood was found, once for each map, and nothing else', () => {
    const { study } = studied()
    const result = extracellularVolume(study)
    const said = 'blood is taken from the inner half of the cavity: no region was drawn'
    expect(result.warnings).toEqual([said, said])
  })
  it('carries the warnings of the regions that it is of', () => {
    const { post, study } = studied()
    const lossy = t1({ wall: 1000, blood: 1600, outside: 500 }, 40, 3)
    lossy.status.forEach((_, i) => {
      if (i % 3 === 0) lossy.status[i] = pixelStatus['poor-fit']
    })
    const told = extracellularVolume({ ...study, native: [lossy] }).measurements.find(
      ({ quantity, scope }) => quantity === 'ecv-region' && scope === 'slice:0',
    )
    expect(told && isMeasured(told) && told.warnings.join()).toMatch(
      /^3\d % of the pixels could not be fitted$/,
    )
    const after = extracellularVolume({
      ...study,
      post: [{ ...post, status: lossy.status }],
    }).measurements.find(({ quantity, scope }) => quantity === 'ecv-region' && scope === 'slice:0')
    expect(after && isMeasured(after) && after.warnings.join()).toMatch(
      /^3\d % of the pixels could not be fitted$/,
    )
  })
  it('is not of the blood itself, and needs as many pixels as it is told', () => {
    const { study } = studied()
    const result = extracellularVolume(study)
    expect(result.measurements.some(({ scope }) => scope === 'region:blood')).toBe(false)
    const many = extracellularVolume(study, { ...usualEcv, fewestPixels: 90 })
    const find = (scope: string | undefined) =>
      many.measurements.find((m) => m.quantity === 'ecv-region' && m.scope === scope)
    expect(find('segment:7')).toMatchObject({ unmeasured: 'too-few-pixels' })
    expect(find(undefined)).toMatchObject({ unit: '%' })
  })
  it('has the haematocrit as a percentage, by the name of where it came from', () => {
    const { study } = studied()
    const result = extracellularVolume(study)
    const found = result.measurements.find(({ quantity }) => quantity === 'haematocrit')
    expect(found).toMatchObject({ value: 42, unit: '%', method: 'sample', version: '1' })
    const synthetic = extracellularVolume({
      ...study,
      haematocrit: { kind: 'synthetic', formula: 'treibel-2016' },
      field: 1.5,
    })
    expect(synthetic.measurements.find(({ quantity }) => quantity === 'haematocrit-syn')).toMatchObject({
      method: 'treibel-2016',
      version: '1',
      warnings: ['synthetic haematocrit (treibel-2016): not validated in children and anaemia'],
    })
  })
  it('names the slices that have no partner, and keeps the map of the others', () => {
    const { native, post, study } = studied()
    const second = t1({ wall: 1000, blood: 1600, outside: 500 }, 40, 5, 1)
    const two = extracellularVolume({ ...study, native: [native, second] })
    expect(two.maps.map(({ map: { slice } }) => slice)).toEqual([0])
    expect(two.warnings.at(-1)).toBe('slice 2: there is no map after contrast')
    const open = { ...post, drawn: { endocardial: borders.endocardial } }
    expect(extracellularVolume({ ...study, post: [open] }).warnings.at(-1)).toBe(
      'slice 1: both maps need an epicardial contour to be laid on each other by',
    )
  })
})
