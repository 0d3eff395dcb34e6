/** Maps of a slice, from curves of pixels that are known in closed form. */
import { describe, expect, it } from 'vitest'
import { fermiResponse } from '#analysis/perfusion/fermi.ts'
import { assemblePerfusion, type PerfusionOptions } from '#analysis/perfusion/perfusion.ts'
import {
  type PerfusedPixel,
  type PerfusionMap,
  type PerfusionMapName,
  perfusedPixel,
  perfusionMapNames,
  perfusionMaps,
  type SliceMaps,
} from '#analysis/perfusion/pixel-maps.ts'
import type { RegionResult } from '#analysis/perfusion/region.ts'
import { relaxedShare } from '#analysis/perfusion/signal.ts'
import type { SlicePerfusion } from '#analysis/perfusion/slice.ts'
import { wallCurves } from '#analysis/perfusion/wall-curves.ts'
import { measured } from '#analysis/units/outcome.ts'
import { ms } from '#analysis/units/units.ts'
import { beats, bolusAt, perfused, valueIn } from './first-passes.ts'

const times = beats(50)
const saturationTime = ms(100)
const signal = { saturationTime, relaxivity: 4.5, bloodT1: 1600, myocardialT1: 1000 }
const options: PerfusionOptions = { signal }

const signalOf = (concentration: ArrayLike<number>, nativeT1: number, gain = 2000): Float64Array =>
  Float64Array.from(
    concentration,
    (c) =>
      gain *
      relaxedShare(1000 / nativeT1 + 4.5 * c, { saturationTime, nativeT1: ms(nativeT1), relaxivity: 4.5 }),
  )
const tissue = (mbf: number, delay = 0): Float64Array =>
  perfused(times, (mbf * 1.05) / 60, (s) => fermiResponse(s, 0.8, 5), delay)
const wallSignal = (mbf: number, delay = 0): Float64Array => signalOf(tissue(mbf, delay), 1000)

interface Pixel {
  readonly curve: Float64Array
  readonly segment?: number
  readonly clear?: boolean
  readonly at?: number
}

const columns = 20
/** Pixels lie far apart where nothing else is said, so that none has a neighbour. */
function wallOf(pixels: readonly Pixel[]): SlicePerfusion['wall'] {
  return {
    columns,
    index: Uint32Array.from(pixels, ({ at }, k) => at ?? 3 * k + 1),
    segment: Uint8Array.from(pixels, ({ segment }) => segment ?? 3),
    clear: Uint8Array.from(pixels, ({ clear }) => (clear === false ? 0 : 1)),
    signal: Float32Array.from(
      pixels.flatMap(({ curve, clear }) => (clear === false ? [] : Array.from(curve))),
    ),
  }
}

interface Made {
  readonly maps: SliceMaps
  readonly regions: readonly RegionResult[]
}

/** @param segment  of segment 3 the curve and its delay */
function made(
  pixels: readonly Pixel[],
  {
    wall = wallSignal(1),
    segment = wallSignal(1),
    given = options,
    peak = 3,
    progress,
    beside,
  }: {
    readonly wall?: Float64Array
    readonly segment?: Float64Array
    readonly given?: PerfusionOptions
    readonly peak?: number
    readonly progress?: (done: number, total: number) => void
    readonly beside?: readonly RegionResult[]
  } = {},
): Made {
  const slice: SlicePerfusion = {
    times,
    blood: signalOf(
      times.map((time) => bolusAt(time, peak)),
      1600,
    ),
    regions: [
      { layer: 'whole-wall', pixels: 90, signal: wall },
      { layer: 'whole-wall', segment: 3, pixels: 40, signal: segment },
      { layer: 'endocardial', segment: 3, pixels: 20, signal: wallSignal(4, 2000) },
    ],
    wall: wallOf(pixels),
    tooSmall: [],
    motion: {
      shiftX: new Float64Array(50),
      shiftY: new Float64Array(50),
      residual: 0,
      before: 1,
      after: 1,
      corrected: true,
    },
    pixel: 1.5,
    warnings: [],
  }
  const { states, options: used } = assemblePerfusion({ rest: { slices: [measured(slice)] } }, given)
  const found = states.rest ?? { regions: [], failures: [] }
  return {
    maps: perfusionMaps(
      { state: 'rest', slice: 0, curves: slice, found: { ...found, regions: beside ?? found.regions } },
      used,
      progress,
    ),
    regions: found.regions,
  }
}

/** Maps that are made of other regions than those of the slice. */
const perfusionMapsBeside = (pixels: readonly Pixel[], beside: readonly RegionResult[]): SliceMaps =>
  made(pixels, { beside }).maps

const mapIn = ({ maps }: Made, name: PerfusionMapName): PerfusionMap => valueIn(maps.maps[name])
const values = (of: Made, name: PerfusionMapName): readonly number[] => [...mapIn(of, name).value]
const codes = (of: Made, name: PerfusionMapName): readonly PerfusedPixel[] =>
  Array.from(
    mapIn(of, name).status,
    (code) =>
      (Object.keys(perfusedPixel) as PerfusedPixel[]).find((key) => perfusedPixel[key] === code) ??
      'measured',
  )
const offBy = (found: number | undefined, truth: number): number =>
  Math.abs((found ?? Number.NaN) / truth - 1)

describe('a map of blood flow', () => {
  it('has in each pixel the flow that its curve was made with', () => {
    const flows = [0.4, 0.8, 1, 1.7, 2.5, 3.5]
    const found = made(flows.map((mbf) => ({ curve: wallSignal(mbf) })))
    values(found, 'mbf').forEach((mbf, k) => {
      expect(offBy(mbf, flows[k] ?? 0)).toBeLessThan(0.03)
    })
    expect(mapIn(found, 'mbf')).toMatchObject({
      quantity: 'perf-mbf',
      method: 'fermi-deconvolution/pixels',
      version: '1',
    })
  })

  it('takes the delay of its segment, and beyond the segments that of the wall', () => {
    const late = wallSignal(1, 1200)
    const found = made(
      [
        { curve: late, segment: 3 },
        { curve: wallSignal(1), segment: 0 },
        { curve: late, segment: 0 },
      ],
      { segment: late },
    )
    const [ofSegment, ofWall, lateInWall] = values(found, 'mbf')
    expect(offBy(ofSegment, 1)).toBeLessThan(0.03)
    expect(offBy(ofWall, 1)).toBeLessThan(0.03)
    expect(lateInWall).toBeLessThan(0.85)
  })

  it('is missing where a curve is none of tissue, or tells a flow of nobody', () => {
    const torn = signalOf(
      tissue(1).map((c, t) => (t % 2 === 0 ? 3 * c : 0)),
      1000,
    )
    const found = made([{ curve: torn }, { curve: wallSignal(14) }, { curve: wallSignal(1) }])
    expect(codes(found, 'mbf')).toEqual(['fit-failed', 'out-of-range', 'measured'])
    expect(values(found, 'mbf').slice(0, 2)).toEqual([0, 0])
  })

  it('is missing as a whole where signal is no concentration, or the input is saturated', () => {
    const { maps } = made([{ curve: wallSignal(1) }], { given: {} })
    expect(maps.maps.mbf).toMatchObject({ measured: false, reason: 'no-arterial-input' })
    expect(made([{ curve: wallSignal(1) }], { peak: 12 }).maps.maps.mbf).toMatchObject({
      measured: false,
      reason: 'saturated-input',
    })
  })

  it('is missing where the input is told but too high to be believed, and upslopes are of the signal', () => {
    const found = made([{ curve: wallSignal(1) }], { peak: 5.8 })
    expect(found.maps.maps.mbf).toMatchObject({ measured: false, reason: 'saturated-input' })
    expect(mapIn(found, 'upslope').quantity).toBe('perf-upslope-si')
  })

  it('takes no delay of another slice', () => {
    const { regions } = made([], { wall: wallSignal(1, 1200), segment: wallSignal(1, 1200) })
    const pixels = [{ curve: wallSignal(1), segment: 0 }]
    const own = made(pixels)
    const input = perfusionMapsBeside(pixels, [
      ...regions.map((one) => ({ ...one, slice: 1 })),
      ...own.regions,
    ])
    expect(valueIn(input.maps.mbf).value).toEqual(mapIn(own, 'mbf').value)
  })

  it('is missing as a whole where the flow of the wall is', () => {
    const flat = signalOf(new Float64Array(50), 1000)
    expect(made([{ curve: wallSignal(1) }], { wall: flat }).maps.maps.mbf).toMatchObject({
      measured: false,
      reason: 'no-enhancement',
    })
  })
})

describe('maps of upslope, peak and times', () => {
  it('say of a pixel what is said of a region with its curve', () => {
    const found = made([{ curve: wallSignal(1) }])
    const region = found.regions.find((one) => one.region.segment === 3)
    if (!region?.rise.measured) throw new Error('the region has no rise')
    const { upslope, peakTime, halfTime } = region.rise.value
    // arrival in the blood, as the region's numbers are counted from
    const arrival = 8000 + 560
    expect(values(found, 'upslope')[0]).toBeCloseTo(upslope, 5)
    expect(values(found, 'relative-upslope')[0]).toBeCloseTo(valueIn(region.relative), 5)
    expect(values(found, 'peak')[0]).toBeCloseTo(valueIn(region.peak), 2)
    const [toPeak = 0] = values(found, 'time-to-peak')
    const [toHalf = 0] = values(found, 't50')
    expect(toPeak - toHalf).toBeCloseTo(peakTime - halfTime, 1)
    expect(Math.abs(peakTime - toPeak - arrival)).toBeLessThan(400)
    expect(mapIn(found, 'upslope')).toMatchObject({
      quantity: 'perf-upslope-gd',
      method: 'upslope/concentration',
    })
  })

  it('are of the signal where that is no concentration', () => {
    const found = made([{ curve: wallSignal(1) }], { given: {} })
    const region = found.regions.find((one) => one.region.segment === 3)
    if (!region?.rise.measured) throw new Error('the region has no rise')
    expect(values(found, 'upslope')[0]).toBeCloseTo(region.rise.value.upslope, 5)
    expect(values(found, 'relative-upslope')[0]).toBeCloseTo(valueIn(region.relative), 5)
    expect(mapIn(found, 'upslope')).toMatchObject({ quantity: 'perf-upslope-si', method: 'upslope/signal' })
  })

  it('look with the neighbours for the place of the rise, and measure the pixel itself there', () => {
    const rise = tissue(1)
    // one bad frame, long before the wall rises and steeper than it ever does
    const bad = rise.map((c, t) => (t === 14 ? c + 0.25 : c))
    const curve = signalOf(bad, 1000)
    const beside = [21, 23, 42].map((at) => ({ curve: wallSignal(1), at }))
    const alone = made([{ curve, at: 22 }])
    const among = made([{ curve, at: 22 }, ...beside].toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)))
    const clean = values(made([{ curve: wallSignal(1) }]), 'upslope')[0] ?? 0
    expect(values(alone, 'upslope')[0]).toBeGreaterThan(1.3 * clean)
    const at22 = [...among.maps.index].indexOf(22)
    expect(offBy(values(among, 'upslope')[at22], clean)).toBeLessThan(0.05)
    // a row is no ring: the pixel at its end has none beyond it
    const ends = made([
      { curve: wallSignal(1), at: 19 },
      { curve: signalOf(bad, 1000), at: 20 },
    ])
    expect(offBy(values(ends, 'upslope')[0], clean)).toBeLessThan(1e-6)
  })

  it('take no neighbour that has no curve', () => {
    const alone = made([{ curve: wallSignal(1), at: 22 }])
    const beside = made([
      { curve: wallSignal(1), at: 22 },
      { curve: new Float64Array(50), at: 23 },
    ])
    expect(values(beside, 'upslope')[0]).toBe(values(alone, 'upslope')[0])
  })

  it('tell times of a pixel that rises by seven times its noise', () => {
    const slow = Float64Array.from(times, (_, t) => 190 + (t % 2 === 0 ? 6 : -6) + (t > 20 ? 42 : 0))
    const found = made([{ curve: slow }])
    expect(codes(found, 'time-to-peak')).toEqual(['measured'])
    expect(codes(found, 't50')).toEqual(['measured'])
  })

  it('tell no times of a pixel that does not rise out of its noise', () => {
    const scar = Float64Array.from(times, (_, t) => 190 + (t % 2 === 0 ? 6 : -6) + (t > 20 ? 4 : 0))
    const found = made([{ curve: scar }])
    expect(codes(found, 'time-to-peak')).toEqual(['no-enhancement'])
    expect(codes(found, 't50')).toEqual(['no-enhancement'])
    expect(codes(found, 'peak')).toEqual(['measured'])
    expect(codes(found, 'upslope')).toEqual(['measured'])
  })
})

describe('a pixel without numbers', () => {
  const all = (code: PerfusedPixel): readonly PerfusedPixel[] => perfusionMapNames.map(() => code)
  const codesOf = (curve: Float64Array, clear = true): readonly PerfusedPixel[] => {
    const found = made([{ curve: wallSignal(1) }, { curve, clear }, { curve: wallSignal(2), segment: 0 }])
    // its neighbours in the list keep theirs
    expect(codes(found, 'mbf')[0]).toBe('measured')
    expect(offBy(values(found, 'mbf')[2], 2)).toBeLessThan(0.03)
    return perfusionMapNames.map((name) => codes(found, name)[1] ?? 'measured')
  }

  it('lies near a border', () => {
    expect(codesOf(wallSignal(1), false)).toEqual(all('near-border'))
  })
  it('has no signal before contrast', () => {
    expect(codesOf(new Float64Array(50))).toEqual(all('no-baseline'))
  })
  it('is brighter than relaxed tissue can be', () => {
    expect(codesOf(signalOf(tissue(1), 1000).map((s, t) => (t === 30 ? 9000 : s)))).toEqual(
      all('saturated-signal'),
    )
  })
  it('sees no contrast', () => {
    expect(
      codesOf(
        signalOf(
          tissue(1).map((c) => -c / 5),
          1000,
        ),
      ),
    ).toEqual(all('no-enhancement'))
  })
})

it('a slice without arterial input has no maps, and says so', () => {
  const maps = perfusionMaps(
    {
      state: 'stress',
      slice: 1,
      curves: { times, wall: wallOf([{ curve: wallSignal(1) }]) },
      found: { regions: [] },
    },
    { upslopePoints: { rest: 5, stress: 3 } },
  )
  for (const name of perfusionMapNames)
    expect(maps.maps[name]).toMatchObject({ measured: false, reason: 'no-arterial-input' })
  expect([...maps.index]).toEqual([1])
})

it('maps tell how many pixels are done', () => {
  const told: (readonly [number, number])[] = []
  made(
    Array.from({ length: 70 }, () => ({ curve: wallSignal(1), clear: false })),
    { progress: (done, total) => told.push([done, total]) },
  )
  expect(told).toEqual([
    [0, 70],
    [64, 70],
    [70, 70],
  ])
})

it('curves of pixels are roots of squares without their noise, of pixels that lie mostly in the wall', () => {
  const wall = {
    rows: 2,
    columns: 3,
    index: Uint32Array.of(0, 2, 4, 5),
    share: Float64Array.of(1, 0.4, 0.5, 0.9),
    depth: Float64Array.of(0.5, 0.5, 0.5, 0.5),
  }
  const squares = [Float32Array.of(25, 0, 0, 0, 9, 90), Float32Array.of(109, 0, 0, 0, 9, 5)]
  const found = wallCurves(wall, new Set([0, 5]), Uint8Array.of(4, 0, 0, 0, 0, 6), squares, 9)
  expect(found.columns).toBe(3)
  expect([...found.index]).toEqual([0, 4, 5])
  expect([...found.segment]).toEqual([4, 0, 6])
  expect([...found.clear]).toEqual([1, 0, 1])
  expect([...found.signal]).toEqual([4, 10, 9, 0])
})
