/** What is returned of a whole stack: votes, disagreement, zones, and its sentences word by word. */
import { describe, expect, it } from 'vitest'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { LgeSlice } from '#analysis/scar/lge-slice.ts'
import { type ScarOptions, usualScar } from '#analysis/scar/options.ts'
import { scar } from '#analysis/scar/scar.ts'
import { ml } from '#analysis/units/units.ts'
import { circle, type RingOptions, type RingScar, ringSlice } from '../../truth/scar-ring.ts'

const centre: IndexPoint = [31.3, 32.1]
const through = (from: number, to: number, signal: number): RingScar => ({
  from,
  to,
  inner: 0,
  outer: 1,
  signal,
})
/** Nothing is cleaned away and nothing is noise: above remote is above 40, and the maximum is one pixel's. */
const bare = (methods: ScarOptions['methods'], more: Partial<ScarOptions> = {}): ScarOptions => ({
  ...usualScar('phase-sensitive'),
  methods,
  thresholds: { ...usualScar('magnitude').thresholds, peakPixels: 1 },
  cleaning: { smallestVolume: ml(0), fewestPixels: 0, rim: 1, rimArc: -1 },
  ...more,
})
const slice = (options: RingOptions) => ringSlice({ noise: 'none', ...options })
const oneSlice = 'one slice only: volumes are of that slice'
const silent = 'slice 1: remote myocardium has no noise'
const two = { kind: 'n-sd', n: 2 } as const
const half = { kind: 'fwhm', above: 'remote' } as const
const three = { kind: 'n-sd', n: 3 } as const

describe('methods that see different scars', () => {
  const said = (scars: RingScar[], methods: ScarOptions['methods']) => {
    const result = scar([slice({ scars })], bare(methods))
    const extents = new Map(
      result.methods.map(({ name, amounts }) => [
        name,
        amounts.measured ? amounts.value.scar.extent.toFixed(1) : 'none',
      ]),
    )
    const about = result.warnings.filter(
      (line) => line !== oneSlice && line !== silent && !/saturated/.test(line),
    )
    return { extents, about, result }
  }
  it('are named when the most is more than twice the least: the first of those that find as much', () => {
    const { extents, about } = said(
      [through(0, 60, 60), through(60, 90, 100)],
      [three, half, two, { kind: 'otsu' }, { kind: 'weighted', n: 2 }],
    )
    expect(about).toEqual([
      `methods disagree: ${extents.get('fwhm-remote')} % of the wall by fwhm-remote, ${extents.get('3-sd')} % by 3-sd`,
    ])
    expect(Math.abs(Number(extents.get('3-sd')) - 25)).toBeLessThan(1)
    expect(Math.abs(Number(extents.get('fwhm-remote')) - 100 / 12)).toBeLessThan(1)
  })
  it('do not disagree within twice, nor over 2 % of the wall', () => {
    expect(said([through(0, 20, 60), through(20, 60, 100)], [two, half]).about).toEqual([])
    // 1.4 and 0.4 % of the ring
    expect(said([through(0, 3.6, 60), through(3.6, 5, 100)], [two, half]).about).toEqual([])
    expect(said([through(0, 12, 60), through(12, 13.5, 100)], [two, half]).about).toHaveLength(1)
  })
  it('may all find more than 60 % of the wall', () => {
    expect(said([through(0, 230, 100)], [two, half]).about).toEqual([
      'every method finds more than 60 % of the wall enhanced: it may be diffuse',
    ])
    expect(said([through(0, 200, 100)], [two, half]).about).toEqual([])
    expect(said([through(0, 200, 100), through(200, 230, 60)], [two, half]).about).toEqual([])
  })
  it('vote: all where they agree, some where they do not, and the weighted never', () => {
    const { result } = said(
      [through(0, 60, 60), through(60, 90, 100)],
      [two, half, three, { kind: 'weighted', n: 2 }],
    )
    const [first] = result.slices
    const image = slice({ scars: [through(0, 60, 60), through(60, 90, 100)] }).image
    expect(result.voters).toBe(3)
    const votesOf = (signal: number) =>
      new Set(
        [...(first?.index ?? [])].flatMap((pixel, i) =>
          image.pixels[pixel] === signal && first?.share[i] === 1 ? [first.votes[i]] : [],
        ),
      )
    expect(votesOf(100)).toEqual(new Set([3]))
    expect(votesOf(60)).toEqual(new Set([2]))
    expect(votesOf(40)).toEqual(new Set([0]))
  })
  it('do not vote where they find no enhancement, and say nothing when none does', () => {
    const { result } = said([], [half, { kind: 'otsu' }])
    expect(result.voters).toBe(0)
    expect(new Set(result.slices[0]?.votes)).toEqual(new Set([0]))
    expect(result.warnings).toEqual([oneSlice, expect.stringMatching(/^slice 1: .* saturated$/), silent])
  })
})

describe('each slice of the result', () => {
  const given = slice({ slice: 4, remote: 40, scars: [through(0, 90, 100)] })
  const found = () => scar([{ ...given, remote: circle([centre[0] - 20, centre[1]], 3) }], bare([two]))
  it('has its remote myocardium, and where that was measured', () => {
    const result = found()
    const [first] = result.slices
    expect(first).toMatchObject({ slice: 4, remote: { mean: 40, sd: 0, origin: 'drawn' } })
    const places = [...(first?.remotePixels ?? [])]
    expect(places.length).toBeGreaterThanOrEqual(20)
    for (const pixel of places)
      expect(Math.hypot((pixel % 64) - centre[0] + 20, Math.floor(pixel / 64) - centre[1])).toBeLessThan(3.6)
    expect(result.measurements.filter(({ quantity }) => quantity.startsWith('lge-remote'))).toMatchObject([
      { quantity: 'lge-remote-mean', value: 40, scope: 'slice:4', method: 'lge/remote-drawn' },
      { quantity: 'lge-remote-sd', value: 0, scope: 'slice:4', method: 'lge/remote-drawn' },
    ])
  })
})

describe('core and grey zone of a stack', () => {
  const scars = [through(0, 60, 60), through(60, 90, 100)]
  const zoneMasses = (slices: readonly LgeSlice[], options: ScarOptions) => {
    const { measurements, zones } = scar(slices, options)
    return { zones, found: measurements.filter(({ quantity }) => /core|grey/.test(quantity)) }
  }
  it('are of the slices that have a maximum', () => {
    const slices = [slice({ scars }), slice({ slice: 1 })]
    const { found, zones } = zoneMasses(slices, bare([two], { greyZone: '3-sd' }))
    const method = 'lge/core-fwhm-remote/grey-from-3-sd'
    expect(found).toMatchObject([
      { quantity: 'scar-core-mass', method },
      { quantity: 'scar-grey-mass', method },
    ])
    const [core, grey] = found.map((m) => ('value' in m ? m.value : Number.NaN))
    const mass = (degrees: number) => (degrees / 360) * Math.PI * (36 ** 2 - 24 ** 2) * 0.01 * 1.05
    expect(Math.abs((core ?? 0) - mass(30))).toBeLessThan(0.1)
    expect(Math.abs((grey ?? 0) - mass(60))).toBeLessThan(0.1)
    expect(zones.measured && zones.value.states[1]?.every((state) => state === 0)).toBe(true)
  })
  it('take half of the maximum of a magnitude image, and are none where no slice has a maximum', () => {
    const magnitude = bare([two], { signal: 'magnitude' })
    // half of 100 lies below 60, half between 40 and 100 above it
    const [core, grey] = zoneMasses([slice({ scars })], magnitude).found
    expect(core).toMatchObject({ method: 'lge/core-fwhm-maximum/grey-from-2-sd' })
    expect(grey).toMatchObject({ value: 0 })
    expect(zoneMasses([slice({})], magnitude).found).toMatchObject([
      { unmeasured: 'no-enhancement', detail: 'the maximum lies less than 5 SD above remote myocardium' },
      { unmeasured: 'no-enhancement' },
    ])
  })
})

it('a slice whose borders cross a little has no chords, and says so', () => {
  const crossing = {
    ...slice({ slice: 1 }),
    endocardial: circle(centre, 16).map(([x, y], k): IndexPoint => {
      const by = k < 5 ? 25.5 / 16 : 1
      return [centre[0] + by * (x - centre[0]), centre[1] + by * (y - centre[1])]
    }),
  }
  const { warnings } = scar([slice({}), crossing], bare([two]))
  expect(warnings.filter((line) => line.includes('chords'))).toEqual([
    expect.stringMatching(/^slice 2 has no chords: \d endocardial points lie outside the epicardial border$/),
  ])
})

it('nothing is returned as nothing, for the reason that there is', () => {
  const options = bare([two, half])
  const detail = 'slice 2 is not contoured'
  const result = scar([slice({}), slice({ slice: 2 })], options)
  expect(result).toMatchObject({
    method: 'lge',
    version: '1',
    warnings: [],
    slices: [],
    methods: [],
    voters: 0,
    zones: { measured: false, reason: 'missing-slice', detail },
  })
  expect(result.options).toBe(options)
  expect(result.measurements).toMatchObject(
    ['2-sd', 'fwhm-remote'].flatMap((name) =>
      ['scar-volume', 'scar-mass', 'scar-extent'].map((quantity) => ({
        quantity,
        scope: `method:${name}`,
        unmeasured: 'missing-slice',
        detail,
      })),
    ),
  )
})
