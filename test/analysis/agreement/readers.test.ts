import { describe, expect, it } from 'vitest'
import { readerAgreement } from '#analysis/agreement/agreement.ts'
import { contourAgreement } from '#analysis/agreement/borders.ts'
import type { DrawnBorder } from '#analysis/agreement/drawn-border.ts'
import type { Reading } from '#analysis/agreement/pairing.ts'
import { flattened } from '#analysis/agreement/patient-borders.ts'
import { differentSegmentSets, segmentOf } from '#analysis/agreement/segments.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredQuantity } from '#analysis/measurements/measurement.ts'
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
    expect(versions?.warnings).toContain('method disc-summation/reader-slices has versions 1 and 2')
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
    expect([
      segmentOf('segment:17'),
      segmentOf('layer:x segment:4 a:b'),
      segmentOf('slice:4'),
      segmentOf(undefined),
    ]).toEqual([17, 4, undefined, undefined])
  })
})

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
        [drawn('mid', square(0, 10), { slice: 3, phase: 0 }), drawn('base', square(0, 10))],
        [drawn('mid', square(0, 8)), drawn('apex', square(0, 5))],
        grid,
      ),
    )
    expect(found.pairs).toHaveLength(1)
    expect(found.pairs[0]).toMatchObject({ image: 'mid', slice: 3, phase: 0 })
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
