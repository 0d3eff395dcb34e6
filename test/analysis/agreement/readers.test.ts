import { describe, expect, it } from 'vitest'
import { readerAgreement } from '#analysis/agreement/agreement.ts'
import { contourAgreement } from '#analysis/agreement/borders.ts'
import type { DrawnBorder } from '#analysis/agreement/drawn-border.ts'
import type { Reading } from '#analysis/agreement/pairing.ts'
import { flattened } from '#analysis/agreement/patient-borders.ts'
import { differentSegmentSets } from '#analysis/agreement/segments.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredQuantity } from '#analysis/measurements/measurement.ts'
import { segmentOf } from '#analysis/measurements/scope.ts'
import { mm } from '#analysis/units/units.ts'
import { known, refusal } from '../../truth/statistics/known.ts'

const edv = (value: number, more: Partial<MeasuredQuantity> = {}): MeasuredQuantity => ({
  quantity: 'lv-edv',
  value,
  unit: 'mL',
  method: 'disc-summation/reader-slices',
  version: '1',
  papillaries: 'cavity',
  warnings: [],
  ...more,
})
const reading = (reader: string, study: number, measurements: Reading['measurements']): Reading => ({
  study: `1.2.${study}`,
  reader,
  provisional: false,
  measurements,
})
const values = [150, 180, 210, 240]
const anna = values.map((value, i) => reading('anna', i, [edv(value)]))
const ben = values.map((value, i) => reading('ben', i, [edv(value + 4 + (i % 2))]))

describe('two readers', () => {
  it('are compared study by study, whatever the order of their files', () => {
    const found = known(readerAgreement(anna, ben.toReversed()))
    expect(found).toMatchObject({ readers: ['anna', 'ben'], studies: 4, onlyA: [], onlyB: [] })
    const [volume] = found.quantities
    if (!volume) throw new Error('nothing compared')
    expect(volume).toMatchObject({ quantity: 'lv-edv', unit: 'mL', leftOut: [] })
    expect(known(volume.blandAltman).bias.value).toBeCloseTo(-4.5, 12)
    expect(known(volume.icc).forms['2,1'].value).toBeGreaterThan(0.98)
    expect(known(volume.repeatability).within.value).toBeCloseTo(Math.sqrt((16 + 25 + 16 + 25) / 8), 12)
    expect(readerAgreement(anna, ben)).toMatchObject({ warnings: [] })
  })

  it('of different units, papillaries and methods are not compared, and each pair says why', () => {
    const other = [
      edv(154, { unit: 'g' }),
      edv(185, { papillaries: 'mass' }),
      edv(214, { method: 'disc-summation/plane-clipped' }),
      { quantity: 'lv-edv', unmeasured: 'missing-slice' } as const,
    ].map((m, i) => reading('ben', i, [m]))
    const [volume] = known(readerAgreement(anna, other)).quantities
    expect(volume?.pairs).toEqual([])
    expect(volume?.leftOut).toEqual([
      { study: '1.2.0', why: 'units differ: mL and g' },
      { study: '1.2.1', why: 'papillaries differ: cavity and mass' },
      {
        study: '1.2.2',
        why: 'methods differ: disc-summation/reader-slices and disc-summation/plane-clipped',
      },
      { study: '1.2.3', why: 'unmeasured by the second reader: missing-slice' },
    ])
    expect(volume && refusal(volume.blandAltman)[0]).toBe('too-few-subjects')
    const [turned] = known(readerAgreement(other, anna)).quantities
    expect(turned?.leftOut[3]?.why).toBe('unmeasured by the first reader: missing-slice')
  })

  it('have what one of them has twice left out, and the rest compared', () => {
    const twice = [edv(154), edv(155), edv(80, { quantity: 'lv-esv' })]
    const other = ben.map((r, i) => (i === 1 ? { ...r, measurements: twice } : r))
    const esv = anna.map((r) => ({
      ...r,
      measurements: [...r.measurements, edv(81, { quantity: 'lv-esv' })],
    }))
    const found = known(readerAgreement(esv, other)).quantities
    expect(found.map(({ quantity, pairs }) => [quantity, pairs.length])).toEqual([
      ['lv-edv', 3],
      ['lv-esv', 1],
    ])
    expect(found[0]?.leftOut).toEqual([{ study: '1.2.1', why: 'the second reader has 2 of it' }])
    expect(found[1]).toMatchObject({ unit: 'mL', pairs: [{ case: '1.2.1', a: 81, b: 80 }] })
    expect(found[1]?.leftOut[0]).toEqual({ study: '1.2.0', why: 'the second reader has none' })
    const nobody = known(
      readerAgreement(
        [reading('anna', 0, [{ quantity: 'lv-edv', unmeasured: 'no-contours' }])],
        [reading('ben', 0, [{ quantity: 'lv-edv', unmeasured: 'no-contours' }])],
      ),
    ).quantities[0]
    expect(nobody).toMatchObject({ unit: '', pairs: [] })
    expect(nobody?.leftOut[0]?.why).toBe('unmeasured by the first reader: no-contours')
  })

  it('are told of, and by the options that were given, all filled in', () => {
    const heard: (readonly [number, number])[] = []
    const inSegments = (list: Reading[]) =>
      list.map((r) => ({
        ...r,
        measurements: r.measurements.flatMap((m) => [
          m,
          { ...m, scope: 'segment:1' },
          { ...m, scope: 'segment:2' },
          { ...m, scope: 'segment:2 layer:x' },
        ]),
      }))
    const of = (options: Parameters<typeof readerAgreement>[2]) =>
      known(
        readerAgreement(inSegments(anna), inSegments(ben), options, (done, total) =>
          heard.push([done, total]),
        ),
      )
    const found = of({ confidence: 0.9, multiplier: 2, significance: 0.01 })
    expect(found.options).toEqual({
      coverage: 0.95,
      confidence: 0.9,
      multiplier: 2,
      significance: 0.01,
      scale: 'difference',
    })
    expect(heard).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]))
    const [whole] = found.quantities
    expect(whole && known(whole.blandAltman).options).toEqual(found.options)
    expect(whole && known(whole.icc).options.confidence).toBe(0.9)
    expect(whole && known(whole.repeatability).options).toEqual({ multiplier: 2, confidence: 0.9 })
    expect(found.segments.map(({ quantity, part, items }) => [quantity, part, items])).toEqual([
      ['lv-edv', '', 8],
      ['lv-edv', 'layer:x', 4],
    ])
    expect(found.segments[0]?.blandAltman).toMatchObject({
      value: { options: { multiplier: 2, confidence: 0.9 } },
    })
    expect(of({ scale: 'ratio' }).quantities[0]?.blandAltman).toMatchObject({
      value: { options: { scale: 'ratio', significance: 0.05 } },
    })
  })

  it('are named by their own documents, each name once, in order', () => {
    const other = ben.map((r, i) => ({ ...r, reader: i % 2 === 0 ? 'zoe' : 'ben' }))
    expect(known(readerAgreement(other, anna)).readers).toEqual(['ben, zoe', 'anna'])
    expect(known(readerAgreement(anna, ben, { significance: 0 })).quantities[0]?.warnings).toEqual([])
    const constant = anna.map((r) => ({ ...r, measurements: [edv(100)] }))
    expect(known(readerAgreement(constant, constant)).quantities[0]?.warnings).toEqual([
      'all differences are equal: the limits have no width',
    ])
  })

  it('are warned of conventions that differ between studies, and of versions', () => {
    const of = (reader: string, more: (i: number) => Partial<MeasuredQuantity>) =>
      values.map((value, i) => reading(reader, i, [edv(value + (reader === 'ben' ? i : 0), more(i))]))
    const mixed = (i: number) => ({ papillaries: i > 1 ? ('mass' as const) : ('cavity' as const) })
    expect(known(readerAgreement(of('anna', mixed), of('ben', mixed))).quantities[0]?.warnings).toContain(
      'studies of different papillary conventions are pooled: cavity, mass',
    )
    const versions = known(
      readerAgreement(
        anna,
        of('ben', () => ({ version: '2' })),
      ),
    ).quantities[0]
    expect(versions?.warnings.filter((warning) => warning.includes('version'))).toEqual([
      'method disc-summation/reader-slices has versions 1 and 2',
    ])
    const methods = (i: number) => ({ method: i > 1 ? 'one' : 'other' })
    expect(known(readerAgreement(of('anna', methods), of('ben', methods))).quantities[0]?.warnings).toContain(
      'studies of different methods are pooled: other, one',
    )
    const units = (i: number) => ({ unit: i === 3 ? ('g' as const) : ('mL' as const) })
    expect(known(readerAgreement(of('anna', units), of('ben', units))).quantities[0]?.leftOut).toEqual([
      { study: '1.2.3', why: 'its unit is g, that of the studies before mL' },
    ])
  })

  it('name what only one read, who read twice, and what is provisional', () => {
    const alone = reading('ben', 9, [edv(100)])
    const outcome = readerAgreement(anna, [...ben.slice(1), { ...alone, provisional: true }])
    expect(outcome).toMatchObject({
      value: { onlyA: ['1.2.0'], onlyB: ['1.2.9'], studies: 3 },
      warnings: [
        'read by the first reader and not by all: 1.2.0',
        'read by the second reader and not by all: 1.2.9',
      ],
    })
    const unfinished = ben.map((r, i) => ({ ...r, provisional: i === 2 }))
    expect(readerAgreement(anna, unfinished)).toMatchObject({
      warnings: ['a reading of study 1.2.2 is provisional: it is not complete'],
    })
    expect(readerAgreement(anna, anna)).toMatchObject({
      warnings: [expect.stringContaining('repeatability of one reader')],
    })
    expect(refusal(readerAgreement(anna, [alone]))[0]).toBe('no-partner')
    expect(refusal(readerAgreement([...anna, ...anna], ben))).toEqual([
      'contradictory-input',
      'the first reader has two readings of study 1.2.0',
    ])
    expect(refusal(readerAgreement(anna, [...ben, ...ben]))[1]).toContain('second reader')
    expect(refusal(readerAgreement([reading('anna', 0, [])], [reading('ben', 0, [])]))[0]).toBe('no-partner')
  })

  it('with other segments are told so, and segments are pooled by patient', () => {
    const segment = (n: number, value: number) => edv(value, { scope: `segment:${n} layer:whole-wall` })
    const a = values.map((_, i) =>
      reading(
        'anna',
        i,
        [1, 2, 3].map((n) => segment(n, 10 + i + n)),
      ),
    )
    const b = values.map((_, i) =>
      reading(
        'ben',
        i,
        [1, 2].map((n) => segment(n, 11 + i + n + (i % 2))),
      ),
    )
    const outcome = readerAgreement(a, b)
    expect(outcome).toMatchObject({
      warnings: expect.arrayContaining([
        'lv-edv of study 1.2.0 has different segments: the second reader lacks 3',
      ]),
    })
    const [pooled] = known(outcome).segments
    expect(pooled).toMatchObject({ quantity: 'lv-edv', part: 'layer:whole-wall', items: 8 })
    expect(pooled?.blandAltman).toMatchObject({ measured: true, value: { cases: 4, pairs: 8 } })
    expect(known(outcome).quantities[2]?.leftOut[0]?.why).toBe('the second reader has none')
    expect(differentSegmentSets([])).toEqual([])
    const sets = (...lists: readonly (readonly number[])[]) =>
      differentSegmentSets([
        {
          study: 's',
          readings: lists.map((list, i) =>
            reading(`${i}`, 0, [
              edv(1, { quantity: 'lv-esv' }),
              ...list.map((n) => edv(1, { scope: `layer:x segment:${n}` })),
            ]),
          ),
        },
      ])
    expect(sets([1, 2], [2, 1])).toEqual([])
    expect(sets([], [2, 1])).toEqual([])
    expect(sets([2, 10, 9], [1, 2], [2, 9, 10, 1])).toEqual([
      'lv-edv of study s has different segments: the first reader lacks 1; the second reader lacks 9, 10',
    ])
    expect([
      segmentOf('segment:17'),
      segmentOf('layer:x segment:4 a:b'),
      segmentOf('slice:4'),
      segmentOf('segment:4x'),
      segmentOf('subsegment:4'),
      segmentOf(undefined),
    ]).toEqual([17, 4, undefined, undefined, undefined, undefined])
  })
})

type Point = [number, number, number]
const square = (x: number, side: number): IndexPoint[] => [
  [x, 0],
  [x + side, 0],
  [x + side, side],
  [x, side],
]
const drawn = (
  image: string,
  points: readonly IndexPoint[],
  more: Partial<DrawnBorder> = {},
): DrawnBorder => ({
  image,
  border: 'lv-endocardial',
  closed: true,
  points,
  ...more,
})
const grid = { pixel: { rowSpacing: mm(2), columnSpacing: mm(1) }, sliceSpacing: mm(10) }

describe('contours of two readers', () => {
  it('differ in mL where they were drawn by both, and apart where one left a slice out', () => {
    const found = known(
      contourAgreement(
        [drawn('mid', square(0, 10)), drawn('base', square(0, 10))],
        [drawn('mid', square(0, 8)), drawn('apex', square(0, 5))],
        grid,
      ),
    )
    expect(found.pairs).toHaveLength(1)
    expect(found.pairs[0]).toMatchObject({ image: 'mid' })
    expect(known(found.pairs[0]?.dice ?? { measured: false, reason: 'no-contours' })).toBeCloseTo(
      128 / 164,
      9,
    )
    expect(found.pairs[0]?.volume).toMatchObject({ value: expect.closeTo((100 - 64) * 2 * 0.01, 9) })
    expect(
      found.lone.map(({ image, drawnBy, volume }) => [image, drawnBy, volume.measured && volume.value]),
    ).toEqual([
      ['base', 'first', expect.closeTo(2, 9)],
      ['apex', 'second', expect.closeTo(-0.5, 9)],
    ])
    expect(found.borders[0]).toMatchObject({
      pairs: 1,
      lone: 2,
      diceWithLone: { value: expect.closeTo(128 / 164 / 3, 9) },
      loneVolume: { value: expect.closeTo(1.5, 9) },
      hausdorff: { value: expect.closeTo(Math.sqrt(16 + 4), 6) },
    })
  })

  it('have Dice alone where pixel and slices have no size', () => {
    const [pair] = known(contourAgreement([drawn('1', square(0, 10))], [drawn('1', square(5, 10))])).pairs
    expect(pair?.dice).toMatchObject({ value: expect.closeTo(0.5, 9) })
    expect(pair && refusal(pair.distances)).toEqual(['no-geometry', 'the size of a pixel is not known'])
    expect(pair && refusal(pair.volume)[0]).toBe('no-geometry')
    const flat = known(
      contourAgreement([drawn('1', square(0, 10))], [drawn('1', square(5, 10))], { pixel: grid.pixel }),
    )
    expect(flat.pairs[0] && refusal(flat.pairs[0].volume)[1]).toBe('the distance of slices is not known')
  })

  it('say which border of which image they are of, and what it is known of it', () => {
    const papillary = { border: 'lv-papillary', part: 2, slice: 4, phase: 1 } as const
    const found = known(
      contourAgreement(
        [drawn('1', square(0, 10)), drawn('2', square(0, 4), papillary)],
        [drawn('1', square(0, 10)), drawn('3', square(0, 4), papillary)],
        grid,
      ),
    )
    const place = { border: 'lv-papillary', closed: true, part: 2, slice: 4, phase: 1 }
    expect(found.lone).toEqual([
      {
        image: '2',
        ...place,
        drawnBy: 'first',
        volume: expect.objectContaining({ value: expect.closeTo(0.32, 9) }),
      },
      {
        image: '3',
        ...place,
        drawnBy: 'second',
        volume: expect.objectContaining({ value: expect.closeTo(-0.32, 9) }),
      },
    ])
    expect(Object.keys(found.pairs[0] ?? {})).toEqual([
      'image',
      'border',
      'closed',
      'dice',
      'distances',
      'volume',
    ])
    const [both, lone] = found.borders
    expect(both).toMatchObject({
      border: 'lv-endocardial',
      closed: true,
      pairs: 1,
      lone: 0,
      dice: { value: 1 },
    })
    expect(lone).toMatchObject({ border: 'lv-papillary', pairs: 0, lone: 2 })
    for (const part of ['dice', 'meanDistance', 'hausdorff', 'percentile95', 'volume'] as const)
      expect(lone && refusal(lone[part])).toEqual(['no-partner', 'no image was contoured by both'])
    expect(lone?.diceWithLone).toMatchObject({ value: 0 })
    expect(lone?.loneVolume).toMatchObject({ value: expect.closeTo(0, 12) })
  })

  it('are put together over images: means of Dice and distance, the largest Hausdorff, the sum of volumes', () => {
    const found = known(
      contourAgreement(
        [drawn('1', square(0, 10)), drawn('2', square(0, 10)), drawn('3', square(0, 10), { closed: false })],
        [drawn('1', square(0, 5)), drawn('2', square(0, 10)), drawn('3', square(0, 10), { closed: false })],
        grid,
      ),
    )
    const [closed, open] = found.borders
    const [one, two] = found.pairs.map(({ distances }) => (distances.measured ? distances.value : undefined))
    expect(closed?.dice).toMatchObject({ value: expect.closeTo((50 / 125 + 1) / 2, 9) })
    expect(closed?.diceWithLone).toEqual(closed?.dice)
    expect(closed?.volume).toMatchObject({ value: expect.closeTo(75 * 2 * 0.01, 9) })
    expect(closed?.meanDistance).toMatchObject({ value: (one?.mean ?? 0) / 2 })
    expect(closed?.hausdorff).toMatchObject({ value: one?.hausdorff })
    expect(closed?.percentile95).toMatchObject({ value: one?.percentile95 })
    expect([one?.hausdorff, two?.hausdorff]).toEqual([expect.closeTo(Math.hypot(10, 5), 6), 0])
    expect(open).toMatchObject({ closed: false, pairs: 1, meanDistance: { value: 0 } })
    expect(open && [open.dice, open.diceWithLone, open.volume].map((none) => refusal(none)[1])).toEqual([
      'an open border encloses nothing',
      'an open border encloses nothing',
      'an open border encloses nothing',
    ])
  })

  it('pair papillary muscles by place, not by number', () => {
    const muscle = (x: number, part?: number) =>
      drawn('1', square(x, 4), { border: 'lv-papillary', ...(part === undefined ? {} : { part }) })
    const found = known(contourAgreement([muscle(0), muscle(30, 1)], [muscle(30), muscle(0, 1)], grid))
    expect(found.pairs.map(({ dice }) => dice)).toEqual([
      expect.objectContaining({ value: 1 }),
      expect.objectContaining({ value: 1 }),
    ])
    const three = known(
      contourAgreement([muscle(0), muscle(30, 1)], [muscle(30), muscle(0, 1), muscle(60, 2)], grid),
    )
    expect([three.pairs.length, three.lone.length]).toEqual([2, 1])
    expect(three.lone[0]).toMatchObject({ part: 2, drawnBy: 'second' })
    // the nearest two first: 8 takes 10, which leaves 0 to 21
    const near = known(contourAgreement([muscle(0), muscle(10, 1)], [muscle(21), muscle(8, 1)], grid))
    expect(near.pairs.map(({ distances }) => known(distances).hausdorff)).toEqual([
      expect.closeTo(21, 6),
      expect.closeTo(2, 6),
    ])
    // one of two: the other is left alone, whoever drew more
    const one = known(contourAgreement([muscle(0), muscle(30, 1)], [muscle(29)], grid))
    expect(one.pairs.map(({ part }) => part)).toEqual([1])
    expect(one.lone.map(({ drawnBy, part }) => [drawnBy, part])).toEqual([['first', undefined]])
    const more = known(contourAgreement([muscle(0)], [muscle(40), muscle(1, 1), muscle(80, 2)], grid))
    expect(more.pairs).toHaveLength(1)
    expect(more.lone.map(({ part }) => part)).toEqual([1, 2])
    const images = known(
      contourAgreement(
        [muscle(0), { ...muscle(0), image: '2' }],
        [{ ...muscle(1), image: '2' }, muscle(30)],
        grid,
      ),
    )
    expect(images.pairs.map(({ image, distances }) => [image, known(distances).hausdorff])).toEqual([
      ['1', expect.closeTo(30, 6)],
      ['2', expect.closeTo(1, 6)],
    ])
  })

  it('are refused where nothing can be compared', () => {
    expect(refusal(contourAgreement([], [drawn('1', square(0, 1))]))).toEqual([
      'no-contours',
      'the first reader drew nothing',
    ])
    expect(refusal(contourAgreement([drawn('1', square(0, 1))], []))[1]).toContain('second')
    expect(refusal(contourAgreement([drawn('1', square(0, 1))], [drawn('2', square(0, 1))]))[0]).toBe(
      'no-partner',
    )
    expect(
      refusal(
        contourAgreement([drawn('1', square(0, 1)), drawn('1', square(0, 2))], [drawn('1', square(0, 1))]),
      )[0],
    ).toBe('contradictory-input')
    const open = known(
      contourAgreement([drawn('1', square(0, 9), { closed: false })], [drawn('1', square(0, 9))], grid),
    )
    expect(open.pairs[0] && refusal(open.pairs[0].dice)[0]).toBe('degenerate-contour')
    expect(open.pairs[0] && refusal(open.pairs[0].distances)[0]).toBe('contradictory-input')
    expect(open.pairs[0] && refusal(open.pairs[0].volume)[0]).toBe('degenerate-contour')
  })

  it('given in the patient come into one plane, distances kept', () => {
    const tilt = (u: number, v: number): [number, number, number] => [5 + 0.6 * u, -3 + 0.8 * u, 7 + v]
    const a = [tilt(0, 0), tilt(10, 0), tilt(10, 10), tilt(0, 10)]
    const b = [tilt(2, 2), tilt(6, 2), tilt(6, 6)]
    const { polygons, farthest } = known(flattened([a, b]))
    const gap = (i: number, j: number) => {
      const [p, q] = [polygons[0]?.[i] ?? [0, 0], polygons[1]?.[j] ?? [0, 0]]
      return Math.hypot(p[0] - q[0], p[1] - q[1])
    }
    expect(gap(0, 0)).toBeCloseTo(Math.hypot(2, 2), 9)
    expect(gap(2, 1)).toBeCloseTo(Math.hypot(4, 8), 9)
    expect(farthest).toBeCloseTo(0, 9)
    // planes across each axis, and one across none, drawn either way round
    for (const onto of [
      (u: number, v: number): Point => [3, u, v],
      (u: number, v: number): Point => [u, 3, v],
      (u: number, v: number): Point => [u, v, 3],
      (u: number, v: number): Point => [v, 3, u],
      (u: number, v: number): Point => [u + v, u - v, 1 - u],
    ]) {
      const first = [onto(0, 0), onto(9, 0), onto(9, 5), onto(0, 5)]
      const second = [onto(1, 1), onto(7, 2), onto(3, 4)]
      for (const order of [first, first.toReversed()]) {
        const found = known(flattened([order, second])).polygons
        const space = [...order, ...second]
        const plane = found.flat()
        for (const [k, p] of space.entries())
          for (const [m, q] of space.entries()) {
            const [inPlane, other] = [plane[k] ?? [0, 0], plane[m] ?? [0, 0]]
            const there = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])
            expect(Math.hypot(inPlane[0] - other[0], inPlane[1] - other[1])).toBeCloseTo(there, 9)
          }
      }
    }
    const lifted = (by: number) =>
      flattened([
        [
          [0, 0, 0],
          [9, 0, 0],
          [9, 9, 0],
        ],
        [
          [1, 1, by],
          [2, 1, 0],
          [2, 2, 0],
        ],
      ])
    expect(known(lifted(1)).farthest).toBe(1)
    expect(refusal(lifted(1.01))).toEqual([
      'no-geometry',
      'points lie up to 1.0 mm off the plane of the image',
    ])
    expect(refusal(lifted(-3))[1]).toBe('points lie up to 3.0 mm off the plane of the image')
    expect(
      refusal(
        flattened([
          [
            [1, 1, 1],
            [1, 1, 1],
            [1, 1, 1],
          ],
        ]),
      ),
    ).toEqual(['degenerate-contour', 'a border spans no plane'])
    expect(
      refusal(
        flattened([
          a,
          [
            [9, 9, 9],
            [1, 2, 3],
            [4, 4, 4],
          ],
        ]),
      )[0],
    ).toBe('no-geometry')
    expect(refusal(flattened([[tilt(0, 0), tilt(1, 0), tilt(2, 0)]]))[0]).toBe('degenerate-contour')
  })
})
