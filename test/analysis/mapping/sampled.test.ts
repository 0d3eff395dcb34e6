/** The samples behind a map: the fit that a reader is shown is the one that the number came from. */
import { describe, expect, it } from 'vitest'
import { type MappingSlice, sliceMap, tissueMapping, usualMapping } from '#analysis/mapping/mapping.ts'
import { regionsOf } from '#analysis/mapping/region-values.ts'
import { fitOfPixels, fittedSignal } from '#analysis/mapping/sampled.ts'
import { ms } from '#analysis/units/units.ts'
import {
  decaySignal,
  molliSignal,
  molliTimes,
  ringBorders,
  ringImages,
  ringLabels,
} from '../../truth/relaxation-images.ts'

const drawn = { ...ringBorders(), segments: ringLabels(48, 7) }
const echoes = [2, 5, 8, 11, 14, 17, 20, 23].map(ms)

/** T2* of 6 ms over a floor of noise, which late echoes do not sink below. */
const iron: MappingSlice = {
  slice: 0,
  drawn,
  source: {
    kind: 'raw',
    times: echoes,
    images: ringImages({
      times: echoes,
      sd: 0.05,
      slice: 0,
      signal: (tissue, time) =>
        Math.max(decaySignal({ wall: 6, blood: 40, outside: 20 }[tissue], 100, 0, time), 12),
    }),
  },
}
const molli: MappingSlice = {
  slice: 0,
  drawn,
  source: {
    kind: 'raw',
    times: molliTimes,
    images: ringImages({
      times: molliTimes,
      sd: 0.4,
      magnitude: true,
      slice: 0,
      signal: (tissue, time) =>
        molliSignal({ wall: 1000, blood: 1600, outside: 300 }[tissue], 100, 190, time),
    }),
  },
}

describe('the fit that is shown', () => {
  it('of a pixel is the fit of the map, to its last digit', () => {
    const options = usualMapping('t1-native')
    const made = sliceMap(molli, 't1-native', options)
    if (!made.measured || !made.value.map.sampled) throw new Error('no map')
    const { map } = made.value
    const [first] = regionsOf([map], 0)
    if (!first?.parts.measured) throw new Error('no wall')
    const pixel = first.parts.value[0]?.pixels[40] ?? 0
    const sampled = map.sampled
    const fit = fitOfPixels(sampled ? [{ sampled, pixels: [pixel] }] : [], options.relaxation)
    if (!fit.measured) throw new Error(fit.detail)
    expect(fit.value.pixels).toBe(1)
    expect(Math.fround(fit.value.value)).toBe(map.value[pixel])
    expect(Math.fround(fit.value.rSquared)).toBe(map.fit?.rSquared[pixel])
    // early samples are shown below the null that magnitudes have lost
    expect(fit.value.flips).toBeGreaterThan(0)
    expect(Math.sign(fit.value.signal[0] ?? 0)).toBe(-1)
    fit.value.times.forEach((time, k) => {
      expect(Math.abs(fittedSignal(fit.value, time) - (fit.value.signal[k] ?? 0))).toBeLessThan(2)
    })
  })

  it('of T2* says which late echoes are noise, and rests on the others', () => {
    const found = tissueMapping({ parameter: 't2star', slices: [iron] })
    const [map] = found.maps
    const [wall] = regionsOf(found.maps, 0)
    if (!map?.sampled || !wall?.parts.measured) throw new Error('no wall')
    const pixels = wall.parts.value[0]?.pixels ?? []
    const fit = fitOfPixels([{ sampled: map.sampled, pixels }], found.options.relaxation)
    if (!fit.measured) throw new Error(fit.detail)
    expect(fit.value.samples).toBeLessThan(echoes.length)
    expect(fit.value.times.length).toBe(echoes.length)
    expect(fit.value.value).toBeCloseTo(6, 0)
  })

  it('has no samples outside of what is drawn, and says so', () => {
    const made = sliceMap(molli, 't1-native', usualMapping('t1-native'))
    if (!made.measured || !made.value.map.sampled) throw new Error('no map')
    const { sampled } = made.value.map
    expect(fitOfPixels([{ sampled, pixels: [0] }], usualMapping('t1-native').relaxation)).toMatchObject({
      reason: 'too-few-pixels',
    })
  })
})
