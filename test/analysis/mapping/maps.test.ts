/** Maps, regions and what is reported of them. */
import { describe, expect, it } from 'vitest'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { saturationWarning } from '#analysis/images/saturated.ts'
import { type MappingSlice, tissueMapping, usualMapping } from '#analysis/mapping/mapping.ts'
import { meanSignalFit } from '#analysis/mapping/mean-signal.ts'
import { correctedMap, predictedImage, usualMotion } from '#analysis/mapping/motion.ts'
import { plausibilityWarning } from '#analysis/mapping/plausible.ts'
import { bloodRegion, pixelsInside, wallRegion } from '#analysis/mapping/regions.ts'
import { pixelStatus, relaxationMap } from '#analysis/mapping/relaxation.ts'
import { usualRelaxation } from '#analysis/mapping/relaxation-options.ts'
import { samePlane } from '#analysis/mapping/same-plane.ts'
import { regionStatistics } from '#analysis/mapping/statistics.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { mappingQuantities } from '#analysis/measurements/quantities/mapping.ts'
import { mm, ms } from '#analysis/units/units.ts'
import {
  decaySignal,
  molliSignal,
  molliTimes,
  planeOf,
  ringBorders,
  ringCentre,
  ringImages,
  ringLabels,
  ringMap,
} from '../../truth/relaxation-images.ts'
import { circle } from '../../truth/scar-ring.ts'

const molli = { ...usualRelaxation, model: 'molli' } as const
const t1Of = { wall: 1000, blood: 1600, outside: 600 } as const
const raw = (more: object = {}) =>
  ringImages({
    times: molliTimes,
    magnitude: true,
    // an image without any noise has a largest value that many pixels share, as a saturated one
    sd: 0.001,
    signal: (tissue, time) => molliSignal(t1Of[tissue], 100, 190, time),
    ...more,
  })
const borders = ringBorders()
const labels = ringLabels(48, 7)
const centreIndex = 24 * 48 + 24

type Found = { readonly measurements: readonly Measurement[] }
function find({ measurements }: Found, quantity: string, scope?: string): Measurement {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  if (found === undefined) throw new Error(`no ${quantity} of ${scope}`)
  return found
}
function value(result: Found, quantity: string, scope?: string): number {
  const found = find(result, quantity, scope)
  if (!isMeasured(found)) throw new Error(`${quantity} of ${scope}: ${found.unmeasured} ${found.detail}`)
  return found.value
}

describe('a T1 map of raw images', () => {
  const mapped = () => {
    const made = relaxationMap(raw(), molliTimes, molli)
    if (!made.measured) throw new Error(made.detail)
    return made
  }

  it('holds the T1 of every pixel, its error, R² and the signs that were restored', () => {
    const { value: map, warnings } = mapped()
    expect(map.value[centreIndex]).toBeCloseTo(1600, 1)
    expect(map.value[0]).toBeCloseTo(600, 1)
    expect(map.status.every((s) => s === pixelStatus.fitted)).toBe(true)
    expect(map.rSquared[0]).toBeCloseTo(1, 6)
    expect(map.sd?.[0]).toBeLessThan(0.01)
    expect(map.tau[0]).toBeCloseTo(600 / 0.9, 1)
    expect(map.a[0]).toBeCloseTo(100, 2)
    expect(map.b[0]).toBeCloseTo(-190, 2)
    expect(map.flips[0]).toBe(2)
    expect(map.samples[0]).toBe(8)
    expect([...map.times]).toEqual([120, 200, 1120, 1200, 2120, 2200, 3120, 4120])
    expect(warnings).toEqual([])
  })

  it('is the same in whatever order the images come', () => {
    const order = [5, 2, 7, 0, 3, 6, 1, 4]
    const images = raw()
    const shuffled = relaxationMap(
      order.flatMap((i) => images[i] ?? []),
      order.flatMap((i) => molliTimes[i] ?? []),
      molli,
    )
    expect(shuffled.measured && shuffled.value).toEqual(mapped().value)
  })

  it('holds nothing where it is not wanted, and where there is air', () => {
    const only = new Uint8Array(48 * 48)
    only[centreIndex] = 1
    const one = relaxationMap(raw(), molliTimes, molli, only)
    if (!one.measured) throw new Error(one.detail)
    expect(one.value.status[centreIndex]).toBe(pixelStatus.fitted)
    expect(one.value.status.filter((s) => s === pixelStatus.masked)).toHaveLength(48 * 48 - 1)
    expect(one.value.value[0]).toBe(0)
    expect(() => relaxationMap(raw(), molliTimes, molli, new Uint8Array(3))).toThrow(RangeError)
    const airy = raw({
      signal: (tissue: 'wall' | 'blood' | 'outside', time: number) =>
        (tissue === 'outside' ? 0.04 : 1) * molliSignal(t1Of[tissue], 100, 190, time),
    })
    const sparse = relaxationMap(airy, molliTimes, molli)
    expect(sparse.measured && sparse.value.status[0]).toBe(pixelStatus.air)
    expect(sparse.measured && sparse.value.status[centreIndex]).toBe(pixelStatus.fitted)
  })

  it('tells how far it is, row by row', () => {
    const told: number[] = []
    relaxationMap(raw(), molliTimes, molli, undefined, (done, total) => told.push(done / total))
    expect(told).toHaveLength(48)
    expect(told[0]).toBeCloseTo(1 / 48, 9)
    expect(told.at(-1)).toBe(1)
  })
})

describe('images that no map can be made of', () => {
  const images = raw()
  const times = [...molliTimes]
  const why = (
    i: readonly MeasuredImage[],
    t: readonly number[],
    options = molli as typeof molli | object,
  ) => {
    const map = relaxationMap(i, t.map(ms), { ...molli, ...options })
    return map.measured ? 'measured' : `${map.reason}: ${map.detail ?? ''}`
  }
  const changed = (k: number, change: Partial<MeasuredImage>) =>
    images.map((image, i) => (i === k ? { ...image, ...change } : image))

  it('are none, or have no times, or not as many', () => {
    expect(why([], [])).toBe('no-images: ')
    expect(why(images, [])).toBe('no-times: ')
    expect(why(images, times.slice(1))).toBe('contradictory-input: 8 images and 7 times')
  })
  it('have negative, missing or equal times', () => {
    expect(why(images, [-120, ...times.slice(1)])).toBe('contradictory-input: a sample time of -120 ms')
    expect(why(images, [Number.NaN, ...times.slice(1)])).toBe('contradictory-input: a sample time of NaN ms')
    expect(
      why(
        images,
        times.map(() => 200),
      ),
    ).toBe('contradictory-input: all samples have the same time of 200 ms')
  })
  it('are fewer than the parameters of the model', () => {
    expect(why(images.slice(0, 2), times.slice(0, 2))).toBe(
      'too-few-points: 2 different times for the 3 parameters of molli',
    )
    expect(why(images, [120, 200, 120, 200, 120, 200, 120, 200])).toContain('too-few-points')
    expect(why(images.slice(0, 1), [25], { model: 't2-2' })).toContain('too-few-points: 1 different')
    expect(why(images.slice(0, 3), times.slice(0, 3))).toBe('measured')
  })
  it('are zero, hold no numbers, are negative magnitudes or of another plane', () => {
    const zeros = new Float32Array(48 * 48)
    expect(why(changed(2, { pixels: zeros }), times)).toBe('unusable-images: image 3: all pixels are 0')
    const holes = raw()[0]?.pixels.slice() ?? zeros
    holes[4] = Number.NaN
    expect(why(changed(0, { pixels: holes }), times)).toContain('unusable-images: image 1')
    const negative = raw()[0]?.pixels.slice() ?? zeros
    negative[4] = -1
    expect(why(changed(1, { pixels: negative }), times)).toBe(
      'contradictory-input: image 2 has magnitudes below 0',
    )
    expect(why(changed(1, { pixels: negative }), times, { signal: 'signed' })).toBe('measured')
    expect(why(changed(5, { plane: planeOf(48, 1.5, 1) }), times)).toBe(
      'contradictory-input: image 6 lies in another plane than image 1',
    )
  })
  it('are told to rest on little', () => {
    const told = (i: readonly MeasuredImage[], t: readonly number[], more: object = {}) => {
      const map = relaxationMap(i, t.map(ms), { ...molli, ...more })
      return map.measured ? map.warnings.join('\n') : ''
    }
    expect(told(images.slice(0, 3), times.slice(0, 3))).toContain('as many samples as parameters')
    expect(told(images.slice(0, 5), times.slice(0, 5))).toContain('restored from 5 samples')
    expect(told(images.slice(0, 6), times.slice(0, 6))).toBe('')
    expect(told(raw({ magnitude: false }).slice(0, 5), times.slice(0, 5), { signal: 'signed' })).toBe('')
    expect(told(images, [120, 1120, 1120, ...times.slice(3)])).toContain('same time')
    const clipped = images.map((image, k) =>
      k === 0 ? { ...image, pixels: image.pixels.map((v) => Math.min(v, 60)) } : image,
    )
    expect(told(clipped, times)).toMatch(/^image 1: .* may be saturated$/)
    const three = relaxationMap(images.slice(0, 3), molliTimes.slice(0, 3), molli)
    expect(three.measured && three.value.sd).toBeUndefined()
  })
})

it('an image is saturated when half a percent of it has the largest value', () => {
  const with_ = (n: number) => ({ pixels: Float32Array.from({ length: 1000 }, (_, i) => (i < n ? 4095 : i)) })
  expect(saturationWarning(with_(5))).toBeUndefined()
  expect(saturationWarning(with_(6))).toBe(
    '0.6 % of the pixels have the largest value 4095: the image may be saturated',
  )
})

it('planes are the same to a thousandth of a millimetre', () => {
  const plane = planeOf(48)
  expect(samePlane(plane, { ...plane })).toBe(true)
  expect(samePlane(plane, { ...plane, position: [0.0005, 0, 0] })).toBe(true)
  for (const other of [
    { rows: 47 },
    { columns: 47 },
    { rowSpacing: mm(1.6) },
    { columnSpacing: mm(1.6) },
    { position: [0.1, 0, 0] as const },
    { position: [0, 0.1, 0] as const },
    { position: [0, 0, 0.1] as const },
    { rowDirection: [0.9, 0.1, 0] as const },
    { columnDirection: [0, 0.9, 0.1] as const },
  ])
    expect(samePlane(plane, { ...plane, ...other })).toBe(false)
})

describe('regions', () => {
  const plane = planeOf(48)
  const radius = (i: number) => {
    const [cx, cy] = ringCentre(48)
    return Math.hypot((i % 48) - cx, Math.floor(i / 48) - cy)
  }
  it('of the wall leave a fifth of the thickness out at either border, and pixels that a border cuts', () => {
    const eroded = wallRegion(borders, plane, 0.2)
    if (!eroded.measured) throw new Error(eroded.detail)
    for (const i of eroded.value) {
      expect(radius(i)).toBeGreaterThan(12 + 1.15)
      expect(radius(i)).toBeLessThan(18 - 1.15)
    }
    expect(Math.abs(eroded.value.length - Math.PI * (16.8 ** 2 - 13.2 ** 2))).toBeLessThan(20)
    const all = wallRegion(borders, plane, 0)
    expect(all.measured && all.value.length).toBeGreaterThan(eroded.value.length + 80)
    const [cx, cy] = ringCentre(48)
    const without = wallRegion({ ...borders, excluded: [circle([cx + 15, cy], 4)] }, plane, 0.2)
    if (!without.measured) throw new Error(without.detail)
    expect(without.value.every((i) => Math.hypot((i % 48) - cx - 15, Math.floor(i / 48) - cy) > 4)).toBe(true)
    expect(without.value.length).toBeLessThan(eroded.value.length - 10)
  })
  it('of the wall need both borders, within the image', () => {
    expect(wallRegion({}, plane, 0.2)).toMatchObject({ reason: 'no-contours' })
    expect(wallRegion({ endocardial: borders.endocardial }, plane, 0.2)).toMatchObject({
      reason: 'no-epicardial-contours',
    })
    const shifted = (dx: number) => ({
      endocardial: borders.endocardial.map(([x, y]) => [x + dx, y] as const),
      epicardial: borders.epicardial.map(([x, y]) => [x + dx, y] as const),
    })
    expect(wallRegion(shifted(10), plane, 0.2)).toMatchObject({ reason: 'contradictory-input' })
    expect(wallRegion(shifted(-10), plane, 0.2)).toMatchObject({ reason: 'contradictory-input' })
    expect(
      wallRegion({ endocardial: borders.epicardial, epicardial: borders.endocardial }, plane, 0.2),
    ).toMatchObject({ reason: 'contours-cross' })
  })
  it('of blood are what was drawn, else the inner half of the cavity', () => {
    const auto = bloodRegion(borders, plane)
    if (!auto.measured) throw new Error('no blood')
    expect(auto.value.drawn).toBe(false)
    expect(auto.value.pixels.every((i) => radius(i) < 6)).toBe(true)
    expect(Math.abs(auto.value.pixels.length - Math.PI * 36)).toBeLessThan(35)
    const drawn = bloodRegion({ ...borders, blood: circle([24, 24], 3) }, plane)
    expect(drawn.measured && drawn.value.drawn).toBe(true)
    expect(drawn.measured && drawn.value.pixels).toEqual(pixelsInside(circle([24, 24], 3), plane))
    expect(bloodRegion({}, plane)).toMatchObject({ reason: 'no-cavity' })
  })
  it('that were drawn hold the pixels that lie wholly inside', () => {
    const box = [
      [1.5, 1.5],
      [4.5, 1.5],
      [4.5, 3.5],
      [1.5, 3.5],
    ] as const
    expect(pixelsInside(box, { rows: 6, columns: 10 })).toEqual([22, 23, 24, 32, 33, 34])
  })
})

describe('statistics of a region', () => {
  const of = (values: number[], rejected = 0, errors: number[] = []) =>
    regionStatistics({ values, errors, rejected }, 3)
  it('are mean, median, SD with n − 1, and the root mean square of the errors', () => {
    expect(of([1, 2, 3, 10])).toMatchObject({ value: { mean: 4, median: 2.5, pixels: 4 } })
    const four = of([1, 2, 3, 10], 0, [3, 4, 3, 4])
    expect(four.measured && four.value.sd).toBeCloseTo(Math.sqrt(50 / 3), 9)
    expect(four.measured && four.value.error).toBeCloseTo(Math.sqrt(12.5), 9)
    expect(of([1, 2, 3], 0, [1, 2])).toMatchObject({ value: { mean: 2 } })
    expect(Object.keys(of([1, 2, 3], 0, [1, 2])).includes('error')).toBe(false)
  })
  it('need enough pixels, and say when more than a quarter has no number', () => {
    expect(of([1, 2])).toMatchObject({ reason: 'too-few-pixels' })
    expect(regionStatistics({ values: [1], errors: [], rejected: 0 }, 1)).toMatchObject({
      reason: 'too-few-pixels',
    })
    expect(of([1, 2, 3], 1)).toMatchObject({ warnings: [] })
    expect(of([1, 2, 3], 2)).toMatchObject({ warnings: ['40 % of the pixels could not be fitted'] })
  })
})

describe('native T1 of two slices', () => {
  const slices: MappingSlice[] = [0, 1].map((slice) => ({
    slice,
    source: { kind: 'raw', images: raw({ slice, sd: 4, noise: 'rician' }), times: molliTimes },
    drawn: {
      ...borders,
      segments: labels,
      drawn: [{ name: 'liver', points: circle([4.5, 4.5], 3) }],
    },
  }))
  const mapped = () => tissueMapping({ parameter: 't1-native', slices, field: 1.5 })

  it('is right to 1 % in the wall, each slice, each segment and the septum at SNR 25', () => {
    const result = mapped()
    for (const scope of [undefined, 'slice:0', 'slice:1', 'segment:7', 'segment:12', 'region:septum'])
      expect(Math.abs(value(result, 't1-native', scope) / 1000 - 1)).toBeLessThan(0.01)
    expect(Math.abs(value(result, 't1-native', 'region:blood') / 1600 - 1)).toBeLessThan(0.02)
    expect(Math.abs(value(result, 't1-native', 'region:liver') / 600 - 1)).toBeLessThan(0.02)
  })
  it('has its spread, median, error and number of pixels', () => {
    const result = mapped()
    const n = value(result, 't1-native-pixels')
    expect(n).toBe(
      value(result, 't1-native-pixels', 'slice:0') + value(result, 't1-native-pixels', 'slice:1'),
    )
    expect(value(result, 't1-native-pixels', 'region:septum')).toBe(
      value(result, 't1-native-pixels', 'segment:8') + value(result, 't1-native-pixels', 'segment:9'),
    )
    expect(value(result, 't1-native-sd')).toBeGreaterThan(25)
    expect(value(result, 't1-native-sd')).toBeLessThan(45)
    expect(Math.abs(value(result, 't1-native-error') / value(result, 't1-native-sd') - 1)).toBeLessThan(0.15)
    expect(Math.abs(value(result, 't1-native-median') - 1000)).toBeLessThan(10)
  })
  it('names its method, takes blood from the inner cavity and says so, and can be sent to a thread', () => {
    const result = mapped()
    expect(result.method).toBe('molli')
    const blood = find(result, 't1-native', 'region:blood')
    expect(isMeasured(blood) && blood.warnings).toEqual([
      'blood is taken from the inner half of the cavity: no region was drawn',
    ])
    const wall = find(result, 't1-native')
    expect(isMeasured(wall) && wall.warnings).toEqual([])
    expect(wall).toMatchObject({ unit: 'ms', method: 'molli', version: '1' })
    expect(result.warnings).toEqual([])
    expect(structuredClone(result)).toEqual(result)
    expect(result.options).toEqual(usualMapping('t1-native'))
    expect(result.maps.map(({ slice }) => slice)).toEqual([0, 1])
  })
  it('uses the septum that was drawn instead of the segments', () => {
    const [cx, cy] = ringCentre(48)
    const drawn = tissueMapping({
      parameter: 't1-native',
      slices: slices.slice(0, 1).map((s) => ({
        ...s,
        drawn: {
          ...borders,
          drawn: [{ name: 'septum', points: circle([cx - 15, cy], 2.6) }],
          blood: circle([cx, cy], 2),
        },
      })),
    })
    expect(value(drawn, 't1-native-pixels', 'region:septum')).toBeLessThan(22)
    expect(drawn.measurements.filter(({ scope }) => scope === 'region:septum').length).toBe(5)
    const blood = find(drawn, 't1-native', 'region:blood')
    expect(isMeasured(blood) ? blood.warnings.join() : blood.unmeasured).toMatch(
      /cm² of blood|too-few-pixels/,
    )
    const none = tissueMapping({
      parameter: 't1-native',
      slices: slices.slice(0, 1).map((s) => ({ ...s, drawn: borders })),
    })
    expect(find(none, 't1-native', 'region:septum')).toMatchObject({ unmeasured: 'no-landmarks' })
    const bare = tissueMapping({
      parameter: 't1-native',
      slices: slices.slice(0, 1).map((s) => ({ ...s, drawn: {} })),
    })
    expect(find(bare, 't1-native')).toMatchObject({ unmeasured: 'no-contours' })
    expect(find(bare, 't1-native', 'region:blood')).toMatchObject({ unmeasured: 'no-cavity' })
    expect(find(bare, 't1-native', 'region:septum')).toMatchObject({ unmeasured: 'no-contours' })
  })
  it('says which slice has no map and why, and goes on with the others', () => {
    const [first] = slices
    if (first === undefined) throw new Error('no slice')
    const broken: MappingSlice = { ...first, slice: 1, source: { kind: 'raw', images: [], times: [] } }
    const half = tissueMapping({ parameter: 't1-native', slices: [first, broken] })
    expect(half.warnings).toEqual(['slice 2 has no map: no images to measure on'])
    expect(half.maps).toHaveLength(1)
    const none = tissueMapping({ parameter: 't1-native', slices: [broken] })
    expect(find(none, 't1-native')).toMatchObject({
      unmeasured: 'no-images',
      detail: 'slice 2: no images to measure on',
    })
    expect(find(tissueMapping({ parameter: 't2', slices: [] }), 't2')).toMatchObject({
      unmeasured: 'no-images',
    })
    expect(() => tissueMapping({ parameter: 't2', slices }, usualMapping('t1-native'))).toThrow(RangeError)
  })
})

describe('a map from the scanner', () => {
  const slice = (factor: number): MappingSlice => ({
    slice: 0,
    source: {
      kind: 'map',
      image: ringMap((tissue) => factor * { wall: 48, blood: 180, outside: 0 }[tissue], { sd: 0.1 }),
    },
    drawn: { ...borders, segments: labels },
  })
  it('is taken as it is, without errors of its own', () => {
    const result = tissueMapping({ parameter: 't2', slices: [slice(1)] })
    expect(value(result, 't2')).toBeCloseTo(48, 0)
    expect(result.method).toBe('scanner-map')
    expect(result.measurements.some(({ quantity }) => quantity === 't2-error')).toBe(false)
    expect(result.warnings).toEqual([])
    expect(result.maps[0]?.status.some((s) => s === pixelStatus.air)).toBe(true)
  })
  it('in tenths of a millisecond is told and not rescaled', () => {
    const result = tissueMapping({ parameter: 't2', slices: [slice(10)] })
    expect(value(result, 't2')).toBeCloseTo(480, 0)
    expect(result.warnings.join()).toMatch(
      /the wall has a median of 48\d.*stored times 10\? Nothing was rescaled/,
    )
  })
  it('of zeros is refused', () => {
    const result = tissueMapping({
      parameter: 't2',
      slices: [slice(0)].map((s) => ({ ...s, source: { kind: 'map', image: ringMap(() => 0) } })),
    })
    expect(find(result, 't2')).toMatchObject({ unmeasured: 'unusable-images' })
  })
  it('holds no number where it is far above every tissue', () => {
    const result = tissueMapping({
      parameter: 't2',
      slices: [
        {
          ...slice(1),
          source: {
            kind: 'map',
            image: ringMap((t) => ({ wall: 48, blood: 4095, outside: 50 })[t], { sd: 0.1 }),
          },
        },
      ],
    })
    expect(result.maps[0]?.status[centreIndex]).toBe(pixelStatus['out-of-range'])
    expect(find(result, 't2', 'region:blood')).toMatchObject({ unmeasured: 'too-few-pixels' })
  })
})

it('what no tissue has is told with the factor that would explain it', () => {
  expect(plausibilityWarning('t2', 25)).toBeUndefined()
  expect(plausibilityWarning('t2', 130)).toBeUndefined()
  expect(plausibilityWarning('t2', 500)).toContain('times 10?')
  expect(plausibilityWarning('t1-native', 1.05)).toContain('times 0.001?')
  expect(plausibilityWarning('t1-native', 399)).toContain('399, outside 400 to 2200')
  expect(plausibilityWarning('t2', -3)).toContain('is this the map it is said to be?')
  expect(plausibilityWarning('ecv', 0.27)).toContain('times 0.01?')
})

describe('T2* of the septum', () => {
  const times = [2, 4, 6, 8, 10, 12, 14, 16].map(ms)
  const star = (t: number, more: object = {}): MappingSlice => ({
    slice: 0,
    source: {
      kind: 'raw',
      times,
      images: ringImages({
        times,
        sd: 2,
        noise: 'rician',
        signal: (_, time) => decaySignal(t, 100, 0, time),
        ...more,
      }),
    },
    drawn: { ...borders, segments: labels },
  })
  it('is read off the mean signal and graded at 1.5 T', () => {
    const result = tissueMapping({ parameter: 't2star', slices: [star(14)], field: 1.5 })
    expect(Math.abs(value(result, 't2star-region', 'region:septum') / 14 - 1)).toBeLessThan(0.03)
    expect(Math.abs(value(result, 't2star', 'region:septum') / 14 - 1)).toBeLessThan(0.05)
    expect(Math.abs(value(result, 'iron-dry-weight', 'region:septum') - 45 * 14 ** -1.22)).toBeLessThan(0.1)
    expect(result.iron).toMatchObject({ value: { grade: 'mild-moderate' } })
    expect(result.meanSignal?.measured && result.meanSignal.value.signal).toHaveLength(8)
    expect(find(result, 't2star-region', 'region:septum')).toMatchObject({
      method: 't2star-truncated/mean-signal',
    })
    expect(
      result.meanSignal?.measured &&
        Math.abs((result.meanSignal.value.fitted[0] ?? 0) - (result.meanSignal.value.signal[0] ?? 0)),
    ).toBeLessThan(2)
  })
  it('of a map of the scanner is graded by its pixels', () => {
    const result = tissueMapping({
      parameter: 't2star',
      field: 1.5,
      slices: [{ ...star(8), source: { kind: 'map', image: ringMap(() => 8, { sd: 0.2 }) } }],
    })
    expect(result.iron).toMatchObject({ value: { grade: 'severe' } })
    expect(find(result, 't2star-region', 'region:septum')).toMatchObject({ unmeasured: 'no-images' })
  })
  it('is not graded at 3 T, at an unknown field or without a septum', () => {
    expect(tissueMapping({ parameter: 't2star', slices: [star(14)], field: 3 }).iron).toMatchObject({
      reason: 'outside-population',
    })
    expect(tissueMapping({ parameter: 't2star', slices: [star(14)] }).iron).toMatchObject({
      reason: 'outside-population',
    })
    const without = tissueMapping({
      parameter: 't2star',
      slices: [{ ...star(14), drawn: borders }],
      field: 1.5,
    })
    expect(without.iron).toMatchObject({ reason: 'no-landmarks' })
  })
  it('of a mean signal needs images, enough pixels, and a decay', () => {
    const { source } = star(14)
    if (source.kind !== 'raw') throw new Error('a map')
    const options = usualMapping('t2star').relaxation
    const region = { images: source.images, times: source.times, pixels: [600, 601, 602] }
    expect(meanSignalFit([], options, 1)).toMatchObject({ reason: 'no-images' })
    expect(meanSignalFit([region], options, 4)).toMatchObject({ reason: 'too-few-pixels' })
    expect(meanSignalFit([region], options, 3).measured).toBe(true)
    const other = { ...region, times: region.times.map((t) => ms(t + 1)) }
    expect(meanSignalFit([region, other], options, 3)).toMatchObject({
      warnings: ['slices with other echo times are left out'],
    })
    const rising = { ...region, images: source.images.toReversed() }
    expect(meanSignalFit([rising], options, 3)).toMatchObject({ reason: 'fit-failed' })
  })
})

describe('images that breathing moved', () => {
  const shifts = [0, 0, 1.6, 0, -1.4, 0, 0, 1.2].map((dy, k) => [k === 4 ? 0.8 : 0, dy] as const)
  const scene = {
    samples: 2,
    shifts,
    signal: (tissue: 'wall' | 'blood' | 'outside', time: number) =>
      molliSignal(t1Of[tissue], tissue === 'outside' ? 60 : 100, tissue === 'outside' ? 114 : 190, time),
  }
  const images = raw(scene)
  const still = raw({ ...scene, shifts: [] })
  const { epicardial } = ringBorders()

  it('are laid on what the fit predicts, and the wall is right again', () => {
    const made = correctedMap(images, molliTimes, epicardial, molli, { ...usualMotion, rounds: 2 })
    if (!made.measured) throw new Error(made.detail)
    const { map, motion } = made.value
    const blurred = relaxationMap(images, molliTimes, molli)
    const truth = relaxationMap(still, molliTimes, molli)
    if (!blurred.measured || !truth.measured) throw new Error('no map')
    const error = (value: Float32Array, status: Uint8Array) => {
      const wall = wallRegion(ringBorders(), planeOf(48), 0.2)
      if (!wall.measured) throw new Error('no wall')
      const off = wall.value.map((i) =>
        status[i] === 0 ? Math.abs((value[i] ?? 0) - (truth.value.value[i] ?? 0)) : 300,
      )
      return off.reduce((sum, v) => sum + v, 0) / off.length
    }
    expect(error(map.value, map.status)).toBeLessThan(0.5 * error(blurred.value.value, blurred.value.status))
    expect(motion).toHaveLength(8)
    expect(Math.abs((motion[2]?.shift[1] ?? 0) - (motion[0]?.shift[1] ?? 0) - 1.6)).toBeLessThan(0.6)
  })

  it('are predicted by the model at their own time', () => {
    const map = relaxationMap(still, molliTimes, molli)
    if (!map.measured) throw new Error('no map')
    still.forEach((image, k) => {
      const predicted = predictedImage(map.value, molliTimes[k] ?? ms(0), image, molli)
      expect(predicted.pixels[centreIndex]).toBeCloseTo(image.pixels[centreIndex] ?? 0, 2)
      expect(predicted.pixels.every((v) => v >= 0)).toBe(true)
    })
  })

  it('are left where they are without an epicardial contour, which is said', () => {
    const slice: MappingSlice = {
      slice: 0,
      source: { kind: 'raw', images: raw(), times: molliTimes },
      drawn: {},
    }
    const result = tissueMapping(
      { parameter: 't1-native', slices: [slice] },
      { ...usualMapping('t1-native'), motion: usualMotion },
    )
    expect(result.warnings.join()).toContain('were not moved into place')
    expect(result.motion).toEqual([])
  })
})

it('every quantity of maps has a name of 16 characters and a meaning of 64 at most', () => {
  for (const [name, { meaning }] of Object.entries(mappingQuantities)) {
    expect(name.length).toBeLessThanOrEqual(16)
    expect(meaning.length).toBeLessThanOrEqual(64)
  }
})
