import { describe, expect, it } from 'vitest'
import type { Vector3 } from '#analysis/geometry/plane.ts'
import type { FrameFacts, InstanceFacts } from '#analysis/protocol/facts.ts'
import { joinSeries } from '#analysis/protocol/grouping.ts'
import { joinPhaseSeries } from '#analysis/protocol/phase-series.ts'
import { framesOf, type Group } from '#analysis/protocol/placed.ts'
import { splitSeries } from '#analysis/protocol/splitting.ts'
import { cmPerS, mm, ms } from '#analysis/units/units.ts'
import { type Cine, cine, withPlane } from '../synthetic.ts'

let made = 0
/** A cine whose images have UIDs of their own. */
const files = (options: Partial<Cine> & { readonly pixel?: number } = {}): InstanceFacts[] => {
  made += 1
  const { pixel, ...rest } = options
  const own = made
  return cine({ slices: 1, phases: 4, ...rest }).map((file) => ({
    ...withPlane(file, () => (pixel === undefined ? {} : { rowSpacing: mm(pixel) })),
    sopInstanceUid: `${own}.${file.sopInstanceUid}`,
  }))
}
const groupsOf = (...parts: readonly (readonly InstanceFacts[])[]): Group[] =>
  splitSeries(framesOf(parts.flat()).placed)
const counts = (groups: readonly { readonly length: number }[]) =>
  groups.map(({ length }) => length).toSorted((a, b) => a - b)
const split = (...parts: readonly (readonly InstanceFacts[])[]) => counts(groupsOf(...parts))
const joined = (...parts: readonly (readonly InstanceFacts[])[]) =>
  joinSeries(groupsOf(...parts).map((frames) => ({ frames, warnings: [] })))
const stacks = (...parts: readonly (readonly InstanceFacts[])[]) =>
  counts(joined(...parts).map(({ frames }) => frames))

describe('images of one series', () => {
  it('are one group where they are alike, wherever they lie', () => {
    expect(
      split(
        files({ slices: 3, instance: { imageType: ['ORIGINAL', 'PRIMARY', 'M', '1'] } }),
        files({ slices: 2, origin: [50, 0, 7], instance: { imageType: ['ORIGINAL', 'PRIMARY', 'M', '22'] } }),
      ),
    ).toEqual([20])
  })

  it.each([
    ['of another study', { instance: { studyUid: '9' } }],
    ['of another series', { series: '9' }],
    ['of another matrix', { size: 128 }],
    ['of another kind', { instance: { imageType: ['DERIVED', 'PRIMARY', 'M', 'ND'] } }],
    ['of another component', { facts: () => ({ component: 'phase' as const }) }],
    ['of a velocity encoding', { facts: () => ({ venc: cmPerS(150) }) }],
    ['turned by 1°', { row: [0.99985, 0.01745, 0], column: [-0.01745, 0.99985, 0] }],
    ['of another pixel size', { pixel: 1.502 }],
  ] as const)('%s are groups of their own', (_, change: Partial<Cine> & { readonly pixel?: number }) => {
    expect(split(files(), files(change))).toEqual([4, 4])
  })

  it('are one group within half a degree and a thousandth of the pixel', () => {
    expect(split(files(), files({ row: [0.99997, 0.00785, 0], column: [-0.00785, 0.99997, 0] }))).toEqual([8])
    expect(split(files(), files({ pixel: 1.5014 }))).toEqual([8])
  })

  it('in colour are no images of signal', () => {
    const colour = files().map((file) => ({ ...file, pixels: { ...file.pixels, samplesPerPixel: 3 } }))
    expect(split(files(), colour)).toEqual([4, 4])
  })

  it('are one group for each velocity: how fast, along which axis, which way', () => {
    const encoded = (facts: Partial<FrameFacts>) => files({ facts: () => ({ component: 'phase', ...facts }) })
    const base = { venc: cmPerS(150), velocityAxis: 1, velocityDirection: [1, 0, 0] as Vector3 }
    expect(split(encoded(base), encoded({ ...base, velocityDirection: [-1, 0.02, 0] }))).toEqual([8])
    expect(split(encoded(base), encoded({ ...base, venc: cmPerS(150.4) }))).toEqual([8])
    expect(split(encoded(base), encoded({ ...base, venc: cmPerS(151) }))).toEqual([4, 4])
    expect(split(encoded(base), encoded({ ...base, velocityAxis: 2 }))).toEqual([4, 4])
    expect(split(encoded(base), encoded({ ...base, velocityDirection: [0, 1, 0] }))).toEqual([4, 4])
  })
})

describe('several values at one position that run through none', () => {
  const echoes = (...times: (number | undefined)[]) =>
    files({
      slices: 2,
      phases: times.length,
      facts: (_, k) => ({
        triggerTime: ms(10 * k),
        ...(times[k] === undefined ? {} : { echoTime: ms(times[k]) }),
      }),
    })

  it('are a group for each, and one for images without it', () => {
    expect(split(echoes(1.2, 2.4))).toEqual([2, 2])
    expect(split(echoes(1.2, 2.4, undefined))).toEqual([2, 2, 2])
    expect(split(echoes(1.2, 1.6))).toEqual([4])
    expect(split(echoes(1.2, undefined))).toEqual([4])
  })

  it('are left together where they are an axis, or merely differ between slices', () => {
    expect(split(echoes(2, 6, 10))).toEqual([6])
    const drifting = files({
      slices: 2,
      phases: 1,
      facts: (slice) => ({ inversionTime: ms(280 + 20 * slice) }),
    })
    expect(split(drifting)).toEqual([2])
    const inversions = (count: number) =>
      files({ phases: count, facts: (_, k) => ({ inversionTime: ms(250 + 10 * k), triggerTime: ms(0) }) })
    expect(split(inversions(4))).toEqual([1, 1, 1, 1])
    expect(split(inversions(5))).toEqual([5])
    // more of them than anybody takes on purpose: a number that jitters
    const jitter = (values: number) =>
      files({ phases: 40, facts: (_, k) => ({ inversionTime: ms(250 + 5 * (k % values)) }) })
    expect(split(jitter(12))).toHaveLength(12)
    expect(split(jitter(13))).toEqual([40])
  })
})

describe('a first pass that goes on after a pause', () => {
  const clock = (seconds: number) =>
    [3600, 60, 1]
      .map((unit, k) => String(Math.floor(seconds / unit) % (k === 0 ? 24 : 60)).padStart(2, '0'))
      .join('')
  const pass = (first: number, second: number, pause: number, timeless = -1) =>
    files({
      phases: first + second,
      facts: (_, k) => ({
        triggerTime: ms(100),
        ...(k === timeless ? {} : { acquisitionTime: clock(36_000 + k + (k < first ? 0 : pause)) }),
      }),
    })

  it('of a minute is two, each of at least fifteen images', () => {
    expect(split(pass(20, 20, 60))).toEqual([20, 20])
    expect(split(pass(20, 20, 58))).toEqual([40])
    expect(split(pass(15, 20, 90))).toEqual([15, 20])
    expect(split(pass(14, 20, 90))).toEqual([34])
    expect(split(pass(20, 14, 90))).toEqual([34])
    // where one image has no time nobody knows to which it belongs
    expect(split(pass(20, 20, 90, 3))).toEqual([40])
  })

  it('is one where it is as slow all the way', () => {
    const slow = files({
      phases: 40,
      facts: (_, k) => ({
        triggerTime: ms(100),
        acquisitionTime: clock(20_000 + 10 * k + (k < 20 ? 0 : 85)),
      }),
    })
    expect(split(slow)).toEqual([40])
  })
})

describe('series of one slice each', () => {
  const at = (z: number, series: string, options: Partial<Cine> = {}) =>
    files({ series, origin: [0, 0, z], ...options })

  it('are one stack where they only differ in position', () => {
    expect(stacks(at(0, '1'), at(10, '2'), at(20, '3'))).toEqual([12])
    expect(joined(at(0, '1'), at(10, '2')).flatMap(({ warnings }) => warnings)).toEqual([])
  })

  it.each([
    ['another study', { instance: { studyUid: '9' } }],
    ['another matrix', { size: 128 }],
    ['another kind', { instance: { imageType: ['DERIVED', 'PRIMARY', 'M', 'ND'] } }],
    ['another description', { instance: { seriesDescription: 'tagging' } }],
    ['another component', { facts: () => ({ component: 'real' as const }) }],
    ['a spin echo', { instance: { scanningSequence: ['SE'] } }],
    ['a spoiled sequence', { instance: { sequenceVariant: ['SP'] } }],
    ['an inversion', { instance: { scanningSequence: ['GR', 'IR'] } }],
    ['a volume', { instance: { acquisitionType: '3D' as const } }],
    ['a unit', { facts: () => ({ rescaleType: 'ms' }) }],
    ['an agent', { instance: { contrastAgent: 'Gd' } }],
    ['a velocity', { facts: () => ({ venc: cmPerS(100) }) }],
    ['a corner 21 mm aside', { origin: [21, 0, 10] as Vector3 }],
    ['six phases more', { phases: 10 }],
    ['half an hour more', { instance: { acquisitionTime: '103002' } }],
    ['other planes', { row: [0, 1, 0] as Vector3, column: [1, 0, 0] as Vector3 }],
  ] as const)('with %s are two', (_, change: Partial<Cine>) => {
    const first = { instance: { acquisitionTime: '100000' } }
    const second = { ...change, instance: { acquisitionTime: '100100', ...change.instance } }
    expect(stacks(at(0, '1', first), at(10, '2', second))).toHaveLength(2)
    expect(stacks(at(0, '1', first), at(10, '2', { instance: { acquisitionTime: '100100' } }))).toHaveLength(
      1,
    )
  })

  it('are one where their descriptions count them, and where one phase is missing or one in ten', () => {
    const named = (z: number, series: string, seriesDescription: string) =>
      at(z, series, { instance: { seriesDescription } })
    expect(
      stacks(named(0, '1', 'Cine SA 1'), named(10, '2', 'cine sa_2'), named(20, '3', ' CINE SA-33 ')),
    ).toHaveLength(1)
    expect(stacks(named(0, '1', 'cine_sl1'), named(10, '2', 'cine_p2'))).toHaveLength(1)
    expect(stacks(at(0, '1'), at(10, '2', { phases: 5 }))).toHaveLength(1)
    expect(stacks(at(0, '1'), at(10, '2', { phases: 6 }))).toHaveLength(2)
    expect(stacks(at(0, '1', { phases: 22 }), at(10, '2', { phases: 20 }))).toHaveLength(1)
    expect(stacks(at(0, '1', { phases: 23 }), at(10, '2', { phases: 20 }))).toHaveLength(2)
    expect(stacks(at(0, '1'), at(10, '2', { origin: [19, 0, 10] }))).toHaveLength(1)
    const timed = (z: number, series: string, acquisitionTime: string) =>
      at(z, series, { instance: { acquisitionTime } })
    expect(stacks(timed(0, '1', '100000'), timed(10, '2', '103000'))).toHaveLength(1)
    expect(stacks(timed(0, '1', '235000'), timed(10, '2', '001000'))).toHaveLength(1)
  })

  it('at one place are the newer, with the older as a stack that says so', () => {
    const again = joined(
      at(0, '1', { instance: { acquisitionTime: '100000' } }),
      at(10, '2', { instance: { acquisitionTime: '100100' } }),
      at(13, '3', { instance: { acquisitionTime: '100200' } }),
    )
    expect(
      again.map(({ frames, warnings }) => [
        frames.map(({ frame }) => frame.instance.seriesUid)[0],
        frames.length,
        warnings,
      ]),
    ).toEqual([
      ['3', 8, []],
      ['2', 4, ['an earlier acquisition of slices that were acquired again']],
    ])
    // half a thickness of 8 mm apart they are two slices
    expect(stacks(at(0, '1'), at(4, '2'))).toHaveLength(1)
    expect(stacks(at(0, '1'), at(3.9, '2'))).toHaveLength(2)
    const thin = (z: number, series: string) =>
      at(z, series).map((file) => ({
        ...file,
        frames: file.frames.map(({ sliceThickness: _, ...frame }) => frame),
      }))
    expect(stacks(thin(0, '1'), thin(2, '2'))).toHaveLength(1)
    expect(stacks(thin(0, '1'), thin(1.9, '2'))).toHaveLength(2)
  })

  it('newest are told by time, by number of the series, by UID', () => {
    const first = (...parts: readonly (readonly InstanceFacts[])[]) =>
      joined(...parts)[0]?.frames[0]?.frame.instance.seriesUid
    const timed = (series: string, acquisitionTime?: string, seriesNumber?: number) =>
      at(0, series, {
        instance: {
          ...(acquisitionTime === undefined ? {} : { acquisitionTime }),
          ...(seriesNumber === undefined ? {} : { seriesNumber }),
        },
      })
    expect(first(timed('1', '100000', 9), timed('2', '100001', 1))).toBe('2')
    expect(first(timed('1', undefined, 9), timed('2', '000000', 1))).toBe('2')
    expect(first(timed('1', undefined, 1), timed('2', undefined, 2))).toBe('2')
    expect(first(timed('2'), timed('1'))).toBe('1')
  })

  it('of several slices each are one stack only where these interlock evenly', () => {
    const tall = (from: number, series: string, slices = 3, spacing = 20) =>
      files({ series, slices, spacing, origin: [0, 0, from] })
    expect(stacks(tall(0, '1'), tall(10, '2'))).toHaveLength(1)
    expect(stacks(tall(0, '1'), tall(60, '2'))).toHaveLength(1)
    expect(stacks(tall(0, '1'), tall(6, '2'))).toHaveLength(2)
    expect(stacks(tall(0, '1'), tall(11, '2'))).toHaveLength(2)
    expect(stacks(tall(0, '1'), tall(10.4, '2'))).toHaveLength(1)
    expect(stacks(tall(0, '1'), tall(90, '2'))).toHaveLength(2)
    // with two slices or fewer anything that is near may belong
    expect(stacks(tall(0, '1'), tall(6, '2', 2))).toHaveLength(1)
  })

  it('of recovery curves and first passes acquired ten minutes apart are two', () => {
    const curve = (z: number, series: string, minute: string) =>
      files({
        series,
        phases: 6,
        origin: [0, 0, z],
        facts: (_, k) => ({
          inversionTime: ms(100 + 300 * k),
          triggerTime: ms(600),
          acquisitionTime: `10${minute}00`,
        }),
      })
    expect(stacks(curve(0, '1', '00'), curve(20, '2', '10'))).toHaveLength(1)
    expect(stacks(curve(0, '1', '00'), curve(20, '2', '11'))).toHaveLength(2)
    // at one place they are before and after contrast, on purpose
    expect(joined(curve(0, '1', '00'), curve(0, '2', '05')).flatMap(({ warnings }) => warnings)).toEqual([])
  })
})

describe('series of one image a slice', () => {
  const pieces = (count: number, facts: (k: number) => Partial<FrameFacts>, slices = 2) =>
    Array.from({ length: count }, (_, k) =>
      files({ series: `1.${k}`, slices, phases: 1, facts: () => facts(k) }),
    )
  const put = (...parts: readonly (readonly InstanceFacts[])[]) => joinPhaseSeries(groupsOf(...parts))
  const wholes = (count: number, facts: (k: number) => Partial<FrameFacts>, slices?: number) =>
    put(...pieces(count, facts, slices)).length

  it('are put together from as many as one acquisition has, with a warning', () => {
    const found = put(...pieces(8, (k) => ({ triggerTime: ms(40 * k) })))
    expect(found).toHaveLength(1)
    expect(found[0]?.frames).toHaveLength(16)
    expect(found[0]?.warnings).toEqual([
      '8 series with one phase each were put together: the archive or the scanner split them',
    ])
    expect(wholes(7, (k) => ({ triggerTime: ms(40 * k) }))).toBe(7)
    const named = (count: number, facts: (k: number) => Partial<FrameFacts>) =>
      put(...pieces(count, facts))[0]?.warnings[0]
    expect(named(5, (k) => ({ inversionTime: ms(100 + 100 * k) }))).toContain(
      '5 series with one inversion time each',
    )
    expect(named(3, (k) => ({ echoTime: ms(2 + 3 * k) }))).toContain('3 series with one echo each')
    expect(named(2, (k) => ({ preparationTime: ms(25 * k) }))).toContain(
      '2 series with one preparation time each',
    )
    const dynamics = (k: number) => ({
      triggerTime: ms(100),
      acquisitionTime: `1000${String(k).padStart(2, '0')}`,
    })
    expect(named(20, dynamics)).toContain('20 series with one dynamic each')
    expect(wholes(19, dynamics)).toBe(19)
    expect(put(...pieces(1, () => ({})))).toHaveLength(1)
  })

  it('without a time after R are a beat from twelve on, and with the same time none', () => {
    const untimed = (count: number) =>
      put(
        ...pieces(count, () => ({})).map((part) =>
          part.map((file) => ({ ...file, frames: file.frames.map(({ triggerTime: _, ...frame }) => frame) })),
        ),
      ).length
    expect(untimed(12)).toBe(1)
    expect(untimed(11)).toBe(11)
    expect(wholes(10, (k) => ({ triggerTime: ms(k < 2 ? 0 : 40 * k) }))).toBe(1)
    expect(wholes(10, (k) => ({ triggerTime: ms(k < 3 ? 0 : 40 * k) }))).toBe(10)
  })

  it('have an image at nearly every slice; slices that merely touch do not', () => {
    const parts = pieces(10, (k) => ({ triggerTime: ms(40 * k) }))
    const without = (count: number) => parts.map((part, k) => (k < count ? part.slice(1) : part))
    expect(put(...without(2))).toHaveLength(1)
    // every series with one image, at different slices
    const scattered = Array.from({ length: 16 }, (_, k) =>
      files({
        series: `2.${k}`,
        phases: 1,
        origin: [0, 0, 10 * (k % 2)],
        facts: () => ({ triggerTime: ms(40 * k) }),
      }),
    )
    expect(put(...scattered)).toHaveLength(1)
  })

  it('of a recovery curve are acquired within a minute', () => {
    const curve = (last: string) =>
      wholes(5, (k) => ({
        inversionTime: ms(100 + 100 * k),
        acquisitionTime: k === 4 ? last : '100000',
      }))
    expect(curve('100100')).toBe(1)
    expect(curve('100101')).toBe(5)
  })

  it('beside series that are whole leave these alone', () => {
    const whole = files({ series: '9', phases: 20 })
    expect(put(whole, ...pieces(8, (k) => ({ triggerTime: ms(40 * k) })))).toHaveLength(2)
    const turned = files({ series: '8', phases: 1, row: [0, 1, 0], column: [0, 0, 1] })
    expect(put(turned, ...pieces(8, (k) => ({ triggerTime: ms(40 * k) })))).toHaveLength(2)
    const other = files({ series: '8', phases: 1, instance: { seriesDescription: 'tagging' } })
    expect(put(other, ...pieces(8, (k) => ({ triggerTime: ms(40 * k) })))).toHaveLength(2)
  })
})
