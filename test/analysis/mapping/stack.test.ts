/** What is said of a stack of maps, word by word, and the numbers that stand at a bound. */
import { describe, expect, it } from 'vitest'
import { type EcvInput, ecvOf } from '#analysis/mapping/ecv.ts'
import { extracellularVolume } from '#analysis/mapping/extracellular-volume.ts'
import { ironOf } from '#analysis/mapping/iron.ts'
import { type MappingSlice, sliceMap, tissueMapping, usualMapping } from '#analysis/mapping/mapping.ts'
import { predictedImage, usualMotion } from '#analysis/mapping/motion.ts'
import { plausibilityWarning } from '#analysis/mapping/plausible.ts'
import { pixelStatus, type RelaxationMap, relaxationMap } from '#analysis/mapping/relaxation.ts'
import { usualRelaxation } from '#analysis/mapping/relaxation-options.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { ms } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import {
  decaySignal,
  molliSignal,
  ringBorders,
  ringImages,
  ringLabels,
  ringMap,
} from '../../truth/relaxation-images.ts'

const drawn = { ...ringBorders(), segments: ringLabels(48, 7) }
const echoes = [0, 25, 55].map(ms)
/** T2 of 48 ms in the wall and 180 ms in the blood, from two echoes or more. */
const raw = (slice: number, count = 3, more: Partial<MappingSlice> = {}): MappingSlice => ({
  slice,
  source: {
    kind: 'raw',
    times: echoes.slice(0, count),
    images: ringImages({
      times: echoes.slice(0, count),
      sd: 0.001,
      slice,
      signal: (tissue, time) => decaySignal({ wall: 48, blood: 180, outside: 60 }[tissue], 100, 0, time),
    }),
  },
  drawn,
  ...more,
})
const scanned = (slice: number, t2 = 48): MappingSlice => ({
  slice,
  source: {
    kind: 'map',
    image: ringMap((tissue) => ({ wall: t2, blood: 180, outside: 60 })[tissue], { sd: 0.1, slice }),
  },
  drawn,
})
/** One image, and as many times as are wanted. */
const broken = (slice: number, times = 0): MappingSlice => ({
  slice,
  source: {
    kind: 'raw',
    images: [ringMap((tissue) => (tissue === 'wall' ? 1 : 2))],
    times: echoes.slice(0, times),
  },
  drawn,
})
const find = (result: { readonly measurements: readonly Measurement[] }, quantity: string, scope?: string) =>
  result.measurements.find((m) => m.quantity === quantity && m.scope === scope)

describe('a stack of T2 maps', () => {
  it('says what each slice rests on, and has no error where none can be judged', () => {
    const told: string[] = []
    const result = tissueMapping(
      { parameter: 't2', slices: [raw(2, 2), raw(0)] },
      usualMapping('t2'),
      (done, total) => told.push(`${done}/${total}`),
    )
    expect(told).toEqual(['1/2', '2/2'])
    expect(result.warnings).toEqual(['slice 3: as many samples as parameters: the fit cannot be judged'])
    expect(result).toMatchObject({ method: 't2-2', version: '1', motion: [] })
    expect(result.maps.map(({ slice, error }) => [slice, error !== undefined])).toEqual([
      [2, false],
      [0, true],
    ])
    expect(find(result, 't2-error', 'slice:2')).toBeUndefined()
    expect(find(result, 't2-error', 'slice:0')).toBeDefined()
    // of half of the pixels there are errors: of all of them there is none
    expect(find(result, 't2-error')).toBeUndefined()
    expect('iron' in result).toBe(false)
    expect('meanSignal' in result).toBe(false)
  })

  it('is one of the scanner as soon as any slice is', () => {
    expect(tissueMapping({ parameter: 't2', slices: [raw(0), scanned(1)] }).method).toBe('scanner-map')
    expect(tissueMapping({ parameter: 't2', slices: [scanned(0)] }).method).toBe('scanner-map')
  })

  it('has the reason of the last slice where none has a map', () => {
    const none = tissueMapping({ parameter: 't2', slices: [broken(0), broken(3, 3)] })
    expect(none.warnings).toEqual([
      'slice 1 has no map: the images do not say when they were taken',
      'slice 4 has no map: 1 images and 3 times',
    ])
    expect(none.measurements).toMatchObject([
      { quantity: 't2', unmeasured: 'contradictory-input', detail: 'slice 4: 1 images and 3 times' },
    ])
    expect(none).toMatchObject({ method: 't2-2', maps: [], motion: [], options: usualMapping('t2') })
    expect(tissueMapping({ parameter: 't2', slices: [] }).measurements).toMatchObject([
      { quantity: 't2', unmeasured: 'no-images' },
    ])
  })

  it('tells that its wall holds what no tissue has, by its median', () => {
    const { warnings } = tissueMapping({ parameter: 't2', slices: [scanned(0, 480)] })
    expect(warnings).toEqual([
      expect.stringMatching(
        /^the wall has a median of 48\d(\.\d)?, outside 25 to 130: stored times 10\? Nothing was rescaled$/,
      ),
    ])
    const few = { ...usualMapping('t2'), fewestPixels: 5000 }
    const none = tissueMapping({ parameter: 't2', slices: [scanned(0, 480)] }, few)
    expect(none.warnings).toEqual([])
    expect(find(none, 't2')).toMatchObject({ unmeasured: 'too-few-pixels' })
  })

  it('is moved into place where an epicardium is drawn, and else says that it is not', () => {
    const options = { ...usualMapping('t2'), motion: { ...usualMotion, rounds: 1 } }
    const result = tissueMapping({ parameter: 't2', slices: [raw(1), raw(2, 3, { drawn: {} })] }, options)
    expect(result.motion.map(({ slice, images }) => [slice, images.length])).toEqual([[1, 3]])
    expect(result.warnings).toEqual(['slice 3: no epicardial contour: the images were not moved into place'])
    expect(sliceMap(broken(0), 't2', options)).toMatchObject({ measured: false, reason: 'no-times' })
    const { warnings } = tissueMapping({ parameter: 't2', slices: [raw(2, 3, { drawn: {} })] })
    expect(warnings).toEqual([])
  })

  it('is fitted by a model of its own time constant: another is a mistake of ours', () => {
    const by =
      (parameter: 't1-native' | 't1-post' | 't2' | 't2star', model: 'molli' | 't2-3' | 't2star-all') => () =>
        tissueMapping(
          { parameter, slices: [] },
          { ...usualMapping(parameter), relaxation: { ...usualRelaxation, model } },
        )
    expect(by('t1-post', 'molli')).not.toThrow()
    expect(by('t2', 't2-3')).not.toThrow()
    expect(by('t2star', 't2star-all')).not.toThrow()
    expect(by('t2star', 't2-3')).toThrow('the model t2-3 gives no t2star')
    expect(by('t2', 't2star-all')).toThrow('the model t2star-all gives no t2')
    expect(by('t1-native', 't2-3')).toThrow(RangeError)
    expect(
      (['t1-native', 't1-post', 't2', 't2star'] as const).map((p) => usualMapping(p).relaxation.model),
    ).toEqual(['molli', 'molli', 't2-2', 't2star-truncated'])
  })
})

describe('iron of a map of the scanner', () => {
  const star = (more: Partial<MappingSlice> = {}) =>
    tissueMapping({ parameter: 't2star', field: 1.5, slices: [{ ...scanned(0, 8), ...more }] })
  it('is that of the mean T2* of the septum', () => {
    const result = star()
    const found = find(result, 't2star', 'region:septum')
    const mean = found && 'value' in found ? found.value : Number.NaN
    expect(mean).toBeCloseTo(8, 1)
    expect(find(result, 'iron-dry-weight', 'region:septum')).toMatchObject({
      value: expect.closeTo(45 * mean ** -1.22, 9),
      method: 'carpenter-2011',
      version: '1',
    })
    expect(find(result, 't2star-region', 'region:septum')).toMatchObject({
      unmeasured: 'no-images',
      detail: 'there are no raw images of the region',
    })
  })
  it('is none without a septum, or of too few of its pixels', () => {
    const none = star({ drawn: ringBorders() })
    const detail = 'there is no T2* of the septum'
    expect(none.iron).toMatchObject({ reason: 'no-landmarks', detail })
    expect(none.meanSignal).toMatchObject({ reason: 'no-landmarks' })
    expect(find(none, 'iron-dry-weight', 'region:septum')).toMatchObject({
      unmeasured: 'no-landmarks',
      detail,
    })
    const few = tissueMapping(
      { parameter: 't2star', field: 1.5, slices: [scanned(0, 8)] },
      { ...usualMapping('t2star'), fewestPixels: 4000 },
    )
    expect(few.iron).toMatchObject({ detail })
  })
  it('has the words of its refusal', () => {
    expect(ironOf(ms(20), undefined)).toMatchObject({
      detail: 'the field strength is not known, and iron is graded at 1.5 T',
    })
    expect(ironOf(ms(20), 3)).toMatchObject({ detail: 'iron is graded by T2* at 1.5 T, not at 3 T' })
    expect(ironOf(ms(-1), 1.5)).toMatchObject({ detail: 'a T2* of -1 ms' })
  })
})

describe('a map of three pixels', () => {
  const plane = flatPlane({ size: [1, 4], spacing: [1, 1] })
  const image = (pixels: readonly number[]) => ({
    sopInstanceUid: '1.2.3',
    frame: 0,
    plane,
    pixels: Float32Array.from(pixels),
  })
  it('marks air where there is no signal at all, and keeps no number of a poor fit', () => {
    const times = [0, 20, 40, 60].map(ms)
    const images = times.map((t, k) =>
      image([0, decaySignal(50, 100, 0, t), [100, 20, 70, 30][k] ?? 0, decaySignal(2000, 100, 0, t)]),
    )
    const made = relaxationMap(images, times, { ...usualRelaxation, model: 't2-2', leastSignal: 0 })
    if (!made.measured) throw new Error(made.detail)
    const { status, value, a, b, tau, sd, rSquared, samples } = made.value
    expect([...status]).toEqual([
      pixelStatus.air,
      pixelStatus.fitted,
      pixelStatus['poor-fit'],
      pixelStatus['out-of-range'],
    ])
    expect([...value].map(Math.round)).toEqual([0, 50, 0, 0])
    for (const list of [a, b, tau, sd ?? a]) expect([list[0], list[2], list[3]]).toEqual([0, 0, 0])
    expect([...samples]).toEqual([0, 4, 4, 4])
    expect(rSquared[1]).toBeCloseTo(1, 6)
    expect(rSquared[2]).toBeGreaterThan(0.1)
  })
  it('is predicted where it has numbers, by its magnitude where the sign was lost', () => {
    const list = (...values: number[]) => Float32Array.from(values)
    const map: RelaxationMap = {
      options: { ...usualRelaxation, model: 'molli' },
      times: [],
      rows: 1,
      columns: 4,
      value: list(0, 0, 0, 0),
      rSquared: list(1, 1, 1, 1),
      a: list(100, 100, 100, 100),
      b: list(-190, -190, -190, -190),
      tau: list(1000, 1000, 1000, 500),
      flips: new Uint8Array(4),
      samples: new Uint8Array(4),
      status: Uint8Array.of(0, 1, 3, 0),
    }
    const measuredImage = image([1, 2, 3, 4])
    const at = (time: number, more: object = {}) => [
      ...predictedImage(map, ms(time), measuredImage, { ...map.options, ...more }).pixels,
    ]
    const early = 100 - 190 * Math.exp(-0.1)
    const close = (values: readonly number[]) => values.map((v) => expect.closeTo(v, 4))
    expect(at(100)).toEqual(close([-early, 2, 3, Math.abs(100 - 190 * Math.exp(-0.2))]))
    expect(at(100, { signal: 'signed' })).toEqual(close([early, 2, 3, 100 - 190 * Math.exp(-0.2)]))
    expect(at(100, { model: 'sasha-3' })).toEqual(close([early, 2, 3, 100 - 190 * Math.exp(-0.2)]))
    expect([...measuredImage.pixels]).toEqual([1, 2, 3, 4])
  })
  it('warns of few samples of a signal that has lost its sign, and of none that has not', () => {
    const times = [120, 500, 1200, 3000].map(ms)
    const images = times.map((t) =>
      image([1, 2, 3, 4].map((v) => Math.abs(v * molliSignal(1000, 100, 190, t)))),
    )
    const told = (model: 'molli' | 'sasha-3', more: object = {}) => {
      const made = relaxationMap(images, times, { ...usualRelaxation, model, ...more })
      return made.measured && made.warnings.filter((line) => !line.includes('saturated'))
    }
    expect(told('molli')).toEqual(['the sign of early samples is restored from 4 samples only'])
    expect(told('molli', { signal: 'signed' })).toEqual([])
    expect(told('sasha-3')).toEqual([])
  })
})

it('the factor of an impossible map is the first that makes it possible, bounds included', () => {
  const of = (median: number) => plausibilityWarning('t2', median)
  const said = (median: string, factor: number) =>
    `the wall has a median of ${median}, outside 25 to 130: stored times ${factor}? Nothing was rescaled`
  expect(of(250)).toBe(said('250', 10))
  expect(of(1300)).toBe(said('1300', 10))
  expect(of(2500)).toBe(said('2500', 100))
  expect(of(13.004)).toBe('the wall has a median of 13, outside 25 to 130: is this the map it is said to be?')
  expect(of(1301)).toBe('the wall has a median of 1301, outside 25 to 130: is this the map it is said to be?')
  expect(of(0.05)).toBe(said('0.05', 0.001))
  expect(of(131.26)).toContain('131.3')
})

describe('ECV at its bounds', () => {
  const exact = (t1: number) => ({ t1, uncertainty: 0 })
  const input: EcvInput = {
    wallNative: exact(1000),
    wallPost: exact(400),
    bloodNative: exact(1000),
    bloodPost: exact(400),
    haematocrit: 0,
    haematocritUncertainty: 0,
  }
  it('is all of the tissue, and not more', () => {
    expect(ecvOf(input)).toMatchObject({ value: { partition: 1, ecv: 100, uncertainty: 0 } })
    expect(ecvOf({ ...input, wallPost: exact(390) })).toMatchObject({
      reason: 'out-of-range',
      detail: 'an extracellular volume of 104 %',
    })
  })
  it('says nothing of a haematocrit that nothing was made of', () => {
    const haematocrit = { kind: 'sample', fraction: 0.42, hoursApart: 30 } as const
    const { maps } = tissueMapping({ parameter: 't1-native', slices: [scanned(0, 1000)] })
    const none = extracellularVolume({ native: maps, post: [], haematocrit })
    expect(none.warnings).toEqual([])
    expect(none.maps).toEqual([])
    expect(find(none, 'ecv-region')).toMatchObject({ unmeasured: 'no-cavity' })
    expect(none.measurements.some(({ quantity }) => /error|partition|^ecv$/.test(quantity))).toBe(false)
  })
})
