/** Extracellular volume, haematocrit and iron: formulas with printed examples, and what is refused. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EcvInput, ecvOf } from '#analysis/mapping/ecv.ts'
import { ecvMap } from '#analysis/mapping/ecv-map.ts'
import { extracellularVolume, usualEcv } from '#analysis/mapping/extracellular-volume.ts'
import { type HaematocritSource, haematocritOf } from '#analysis/mapping/haematocrit.ts'
import { ironOf } from '#analysis/mapping/iron.ts'
import { tissueMapping } from '#analysis/mapping/mapping.ts'
import { pixelStatus } from '#analysis/mapping/relaxation.ts'
import { scannerMap, type TissueMap } from '#analysis/mapping/tissue-map.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { ms } from '#analysis/units/units.ts'
import { ringBorders, ringLabels, ringMap } from '../../truth/relaxation-images.ts'

const exact = (t1: number) => ({ t1, uncertainty: 0 })
const printed: EcvInput = {
  wallNative: exact(1000),
  wallPost: exact(450),
  bloodNative: exact(1600),
  bloodPost: exact(300),
  haematocrit: 0.42,
  haematocritUncertainty: 0,
}

describe('ECV', () => {
  it('of 1000 to 450 ms in the wall, 1600 to 300 ms in blood and a haematocrit of 0.42 is 26.174 %', () => {
    const ecv = ecvOf(printed)
    expect(ecv.measured && ecv.value.partition).toBeCloseTo(0.45128, 5)
    expect(ecv.measured && ecv.value.ecv).toBeCloseTo(26.174, 3)
    expect(ecv.measured && ecv.value.uncertainty).toBe(0)
  })

  it('moves by 3.4 % of itself with two points of haematocrit', () => {
    const ecv = ecvOf({ ...printed, haematocritUncertainty: 0.02 })
    expect(ecv.measured && (100 * ecv.value.uncertainty) / ecv.value.ecv).toBeCloseTo(3.448, 3)
  })

  it('has the uncertainty that differences of its formula give', () => {
    const keys = ['wallNative', 'wallPost', 'bloodNative', 'bloodPost'] as const
    const value = (input: EcvInput) => {
      const ecv = ecvOf(input)
      return ecv.measured ? ecv.value.ecv : Number.NaN
    }
    const errors = { wallNative: 8, wallPost: 5, bloodNative: 20, bloodPost: 4 }
    let squares =
      ((value({ ...printed, haematocrit: 0.4201 }) - value({ ...printed, haematocrit: 0.4199 })) / 0.0002) **
        2 *
      0.015 ** 2
    for (const key of keys) {
      const { t1 } = printed[key]
      const slope =
        (value({ ...printed, [key]: exact(t1 + 0.01) }) - value({ ...printed, [key]: exact(t1 - 0.01) })) /
        0.02
      squares += (slope * errors[key]) ** 2
    }
    const ecv = ecvOf({
      wallNative: { t1: 1000, uncertainty: 8 },
      wallPost: { t1: 450, uncertainty: 5 },
      bloodNative: { t1: 1600, uncertainty: 20 },
      bloodPost: { t1: 300, uncertainty: 4 },
      haematocrit: 0.42,
      haematocritUncertainty: 0.015,
    })
    expect(ecv.measured && ecv.value.uncertainty).toBeCloseTo(Math.sqrt(squares), 4)
  })

  it('rises as the T1 of the wall falls after contrast, and as the haematocrit falls', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 320, max: 900, noNaN: true }),
        fc.double({ min: 0.2, max: 0.6, noNaN: true }),
        (post, haematocrit) => {
          const of = (t1: number, hct: number) => {
            const ecv = ecvOf({ ...printed, wallPost: exact(t1), haematocrit: hct })
            return ecv.measured ? ecv.value.ecv : Number.NaN
          }
          expect(of(post - 5, haematocrit)).toBeGreaterThan(of(post, haematocrit))
          expect(of(post, haematocrit - 0.01)).toBeGreaterThan(of(post, haematocrit))
        },
      ),
      { seed: 2, numRuns: 40 },
    )
  })

  it('is none where contrast did not shorten T1, of impossible T1, and above all of the tissue', () => {
    expect(ecvOf({ ...printed, bloodPost: exact(1600) })).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the T1 of blood is 1600 ms before and 1600 ms after contrast',
    })
    expect(ecvOf({ ...printed, wallPost: exact(1000) })).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the T1 of the wall is 1000 ms before and 1000 ms after contrast',
    })
    for (const key of ['wallNative', 'wallPost', 'bloodNative', 'bloodPost'])
      expect(ecvOf({ ...printed, [key]: exact(0) })).toMatchObject({ detail: 'a T1 of 0 ms' })
    expect(ecvOf({ ...printed, wallPost: exact(150) })).toMatchObject({ reason: 'out-of-range' })
  })
})

describe('the haematocrit of a sample', () => {
  const of = (fraction: number, hoursApart?: number) =>
    haematocritOf({ kind: 'sample', fraction, ...(hoursApart === undefined ? {} : { hoursApart }) }, {})
  it('is a fraction', () => {
    expect(of(0.42)).toMatchObject({ value: { fraction: 0.42, origin: 'sample' }, warnings: [] })
    expect(of(0.15).measured).toBe(true)
    expect(of(0.7).measured).toBe(true)
  })
  it('of 45 is a percentage, of 0 an empty field, of 0.9 no patient', () => {
    expect(of(45)).toMatchObject({
      reason: 'contradictory-input',
      detail: 'a haematocrit of 45 is a percentage; as a fraction it would be 0.45',
    })
    expect(of(0)).toMatchObject({ reason: 'no-haematocrit' })
    expect(of(Number.NaN)).toMatchObject({ reason: 'no-haematocrit' })
    for (const wrong of [0.14, 0.71, 0.9, -0.4, 101, 450])
      expect(of(wrong)).toMatchObject({ reason: 'out-of-range' })
    expect(of(100)).toMatchObject({ reason: 'contradictory-input' })
    expect(of(1)).toMatchObject({ reason: 'out-of-range' })
  })
  it('of another day is told', () => {
    expect(of(0.42, 24)).toMatchObject({ warnings: [] })
    expect(of(0.42, -30)).toMatchObject({ warnings: ['the blood sample is 30 h from the examination'] })
  })
})

describe('the synthetic haematocrit', () => {
  const of = (source: HaematocritSource, blood: object) => haematocritOf(source, blood)
  const treibel = { kind: 'synthetic', formula: 'treibel-2016' } as const
  const combined = { kind: 'synthetic', formula: 'combined-2021' } as const
  it('of blood of 1600 ms at 1.5 T is 0.41805', () => {
    const found = of(treibel, { native: ms(1600), field: 1.5 })
    expect(found.measured && found.value.fraction).toBeCloseTo(0.41805, 5)
    expect(found.measured && found.value.origin).toBe('treibel-2016')
    expect(found.measured && found.warnings.join()).toContain('synthetic')
  })
  it('of the combined model uses blood after contrast too', () => {
    const found = of(combined, { native: ms(1600), post: ms(300), field: 1.5 })
    expect(found.measured && found.value.fraction).toBeCloseTo(-0.047 + 0.486875 - 0.0378667, 6)
    expect(found.measured && found.warnings.join()).toContain('not verified')
    expect(of(combined, { native: ms(1600), field: 1.5 })).toMatchObject({ reason: 'no-haematocrit' })
  })
  it('has a formula for its own field only; 3 T needs that of the site', () => {
    expect(of(treibel, { native: ms(1900), field: 3 })).toMatchObject({
      reason: 'no-haematocrit',
      detail: 'the formula treibel-2016 is for 1.5 T, not for 3 T',
    })
    expect(of(treibel, { native: ms(1600) })).toMatchObject({ reason: 'no-haematocrit' })
    expect(of(treibel, { field: 1.5 })).toMatchObject({ reason: 'no-haematocrit' })
    const local = { kind: 'synthetic', formula: 'local', slope: 900, intercept: -0.05, field: 3 } as const
    const found = of(local, { native: ms(1900), field: 2.95 })
    expect(found.measured && found.value.fraction).toBeCloseTo(900 / 1900 - 0.05, 9)
    expect(of(local, { native: ms(1900), field: 1.5 })).toMatchObject({ reason: 'no-haematocrit' })
    expect(of(treibel, { native: ms(5000), field: 1.5 })).toMatchObject({ reason: 'out-of-range' })
  })
})

describe('iron by T2* at 1.5 T', () => {
  it('is 1.16 mg/g at 20 ms and 2.71 at 10 ms, where the grades change', () => {
    const of = (t: number) => {
      const iron = ironOf(ms(t), 1.5)
      return iron.measured ? iron.value : undefined
    }
    expect(of(20)?.concentration).toBeCloseTo(1.16, 2)
    expect(of(10)?.concentration).toBeCloseTo(2.71, 2)
    expect(of(9.99)?.grade).toBe('severe')
    expect(of(10)?.grade).toBe('mild-moderate')
    expect(of(20)?.grade).toBe('mild-moderate')
    expect(of(20.01)?.grade).toBe('none')
  })
  it('is not graded at another field, and not of nothing', () => {
    expect(ironOf(ms(20), 3)).toMatchObject({ reason: 'outside-population' })
    expect(ironOf(ms(20), undefined)).toMatchObject({ reason: 'outside-population' })
    expect(ironOf(ms(20), 1.494).measured).toBe(true)
    expect(ironOf(ms(0), 1.5)).toMatchObject({ reason: 'contradictory-input' })
  })
})

const nativeT1 = { wall: 1000, blood: 1600, outside: 500 } as const
const postT1 = { wall: 450, blood: 300, outside: 250 } as const
function mapOf(
  values: Readonly<Record<'wall' | 'blood' | 'outside', number>>,
  parameter: 't1-native' | 't1-post',
  shift = 0,
  sd = 0.5,
): TissueMap {
  const borders = ringBorders()
  const moved = (points: readonly (readonly [number, number])[]) =>
    points.map(([x, y]) => [x + shift, y] as const)
  const map = scannerMap(
    0,
    ringMap((tissue) => values[tissue], { sd, shifts: [[shift, 0]] }),
    parameter,
    {
      endocardial: moved(borders.endocardial),
      epicardial: moved(borders.epicardial),
      segments: ringLabels(48, 7),
    },
  )
  if (!map.measured) throw new Error(map.detail)
  return map.value
}

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

describe('ECV of maps before and after contrast', () => {
  const studied = () =>
    ({
      native: [mapOf(nativeT1, 't1-native')],
      post: [mapOf(postT1, 't1-post', 2)],
      haematocrit: { kind: 'sample', fraction: 0.42 },
      field: 1.5,
    }) as const

  it('is that of the formula in every region and pixel, though the heart has moved by two pixels', () => {
    const study = studied()
    const result = extracellularVolume(study)
    for (const scope of [undefined, 'slice:0', 'segment:7', 'region:septum']) {
      expect(value(result, 'ecv-region', scope)).toBeCloseTo(26.17, 1)
      expect(value(result, 'ecv', scope)).toBeCloseTo(26.17, 1)
    }
    expect(value(result, 'partition-coeff')).toBeCloseTo(0.4513, 3)
    expect(value(result, 'haematocrit')).toBe(42)
    expect(value(result, 'ecv-region-error') / value(result, 'ecv-region')).toBeCloseTo(0.0345, 3)
    const [first] = result.maps
    expect(first?.shift[0]).toBeCloseTo(3, 6)
    expect(first?.distance).toBeCloseTo(3, 6)
    expect(first?.map.value[24 * 48 + 24]).toBeCloseTo(58, 0)
  })

  it('names where the haematocrit came from, and can be sent to a thread', () => {
    const study = studied()
    const result = extracellularVolume(study)
    expect(result.method).toBe('ecv/haematocrit-sample')
    expect(find(result, 'ecv')).toMatchObject({ unit: '%', method: 'ecv/haematocrit-sample' })
    expect(structuredClone(result)).toEqual(result)
    expect(result.options).toEqual(usualEcv)
    const synthetic = extracellularVolume({
      ...study,
      haematocrit: { kind: 'synthetic', formula: 'treibel-2016' },
    })
    expect(value(synthetic, 'haematocrit-syn')).toBeCloseTo(41.8, 1)
    expect(synthetic.measurements.some(({ quantity }) => quantity === 'haematocrit')).toBe(false)
    expect(find(synthetic, 'ecv-region')).toMatchObject({ method: 'ecv/haematocrit-synthetic-treibel-2016' })
    expect(synthetic.warnings.join()).toContain('synthetic haematocrit')
  })

  it('is none without a haematocrit, blood, or a map after contrast', () => {
    const study = studied()
    const empty = extracellularVolume({ ...study, haematocrit: { kind: 'sample', fraction: 0 } })
    expect(find(empty, 'ecv-region')).toMatchObject({ unmeasured: 'no-haematocrit' })
    expect(find(empty, 'haematocrit')).toMatchObject({ unmeasured: 'no-haematocrit' })
    expect(empty.maps).toEqual([])
    expect(empty.measurements.some(({ quantity }) => quantity === 'ecv')).toBe(false)
    const percent = extracellularVolume({ ...study, haematocrit: { kind: 'sample', fraction: 45 } })
    expect(find(percent, 'ecv-region')).toMatchObject({ unmeasured: 'contradictory-input' })
    const alone = extracellularVolume({ ...study, post: [] })
    expect(find(alone, 'ecv-region')).toMatchObject({ unmeasured: 'no-cavity' })
    const other = extracellularVolume({ ...study, post: study.post.map((map) => ({ ...map, slice: 1 })) })
    expect(other.warnings).toContain('slice 1: there is no map after contrast')
    expect(value(other, 'ecv-region')).toBeCloseTo(26.17, 1)
    expect(find(other, 'ecv-region', 'slice:0')).toMatchObject({ unmeasured: 'no-partner' })
    const exchanged = extracellularVolume({ ...study, native: study.post, post: study.native })
    expect(find(exchanged, 'ecv-region')).toMatchObject({ unmeasured: 'contradictory-input' })
  })

  it('tells of a heart that lies far off, and of a wall that holds what no tissue does', () => {
    const study = studied()
    const far = ecvMap(mapOf(nativeT1, 't1-native', -5), mapOf(postT1, 't1-post', 5.5), {
      bloodNative: exact(1600),
      bloodPost: exact(300),
      haematocrit: 0.42,
    })
    expect(far.measured && far.warnings).toEqual(['the ventricle lies 16 mm apart in the two maps'])
    const near = ecvMap(mapOf(nativeT1, 't1-native'), mapOf(postT1, 't1-post', 5), {
      bloodNative: exact(1600),
      bloodPost: exact(300),
      haematocrit: 0.42,
    })
    expect(near.measured && near.warnings).toEqual([])
    const little = extracellularVolume({ ...study, post: [mapOf({ ...postT1, wall: 850 }, 't1-post')] })
    expect(little.warnings.join()).toContain('outside 8 to 90')
  })

  it('has no number in pixels that lack one in either map, and needs an epicardium in both', () => {
    const native = mapOf(nativeT1, 't1-native')
    const post = mapOf(postT1, 't1-post')
    const blood = { bloodNative: exact(1600), bloodPost: exact(300), haematocrit: 0.42 }
    native.status[100] = pixelStatus['poor-fit']
    post.status[200] = pixelStatus['poor-fit']
    const made = ecvMap(native, post, blood)
    if (!made.measured) throw new Error('no map')
    expect(made.value.map.status[100]).toBe(pixelStatus['poor-fit'])
    expect(made.value.map.status[200]).toBe(pixelStatus.masked)
    expect(made.value.map.value[200]).toBe(0)
    expect(made.value.map.status[47]).toBe(pixelStatus.fitted)
    expect(made.value.map.status[48 * 48 - 1]).toBe(pixelStatus.fitted)
    const moved = ecvMap(native, mapOf(postT1, 't1-post', 0.5), blood)
    expect(moved.measured && moved.value.map.status[47]).toBe(pixelStatus.masked)
    const { epicardial: _, ...open } = native.drawn
    expect(ecvMap({ ...native, drawn: open }, post, blood)).toMatchObject({ reason: 'no-contours' })
    expect(ecvMap(native, { ...post, drawn: open }, blood)).toMatchObject({ reason: 'no-contours' })
    const flat = mapOf({ ...postT1, outside: 700 }, 't1-post')
    const odd = ecvMap(native, flat, blood)
    expect(odd.measured && odd.value.map.status[0]).toBe(pixelStatus['out-of-range'])
  })
})

it('a stack of maps of the scanner goes on to ECV as it is', () => {
  const t1 = (parameter: 't1-native' | 't1-post', values: typeof nativeT1 | typeof postT1) =>
    tissueMapping({
      parameter,
      slices: [
        {
          slice: 0,
          source: { kind: 'map', image: ringMap((tissue) => values[tissue], { sd: 0.5 }) },
          drawn: ringBorders(),
        },
      ],
    }).maps
  const result = extracellularVolume({
    native: t1('t1-native', nativeT1),
    post: t1('t1-post', postT1),
    haematocrit: { kind: 'sample', fraction: 0.42 },
  })
  expect(value(result, 'ecv-median')).toBeCloseTo(26.17, 1)
})
