/** The area of one contour, the phases that may be ED or ES, and the curve that is stated. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { ml, mm, mm2, ms } from '#analysis/units/units.ts'
import { contourArea } from '#analysis/volumes/area.ts'
import type { VentricleByBoth } from '#analysis/volumes/both-bases.ts'
import { candidatesAmong } from '#analysis/volumes/candidates.ts'
import { curveMeasurements } from '#analysis/volumes/curve.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { readerSlices } from '#analysis/volumes/methods.ts'
import { outlineOf } from '#analysis/volumes/outline.ts'
import { type PhaseVolume, phaseVolume } from '#analysis/volumes/phase.ts'
import { boxStack, drawnOn, square } from './prism.ts'

const pixel = (rowSpacing: number, columnSpacing: number) => ({
  rowSpacing: mm(rowSpacing),
  columnSpacing: mm(columnSpacing),
})

it('a volume by the slices as contoured says so, with its version and what papillary muscles count as', () => {
  expect(readerSlices('mass')).toEqual({
    method: 'disc-summation/reader-slices',
    version: '1',
    papillaries: 'mass',
  })
})

describe('the area of a contour', () => {
  const contour = (points: readonly IndexPoint[], change: Partial<Contour> = {}): Contour => ({
    image: { sopInstanceUid: '1', frame: 0 },
    border: 'lv-endocardial',
    closed: true,
    points,
    origin: 'drawn',
    ...change,
  })
  const eight: IndexPoint[] = [
    [0, 0],
    [20, 20],
    [20, 0],
    [0, 10],
  ]

  it('is in millimetres of the pixels that it is asked for, though it is remembered', () => {
    const one = contour(square(100))
    expect(contourArea(one, pixel(1, 1))).toEqual(measured(100))
    expect(contourArea(one, pixel(2, 1))).toEqual(measured(200))
    expect(contourArea(one, pixel(2, 3))).toEqual(measured(600))
    expect(contourArea(one, pixel(1, 3))).toEqual(measured(300))
    expect(outlineOf(one)).toBe(outlineOf(one))
    expect(outlineOf(one)).toMatchObject({ area: 100, centre: [100, 100], crosses: false })
    expect(outlineOf(contour(square(100).toReversed()))).toMatchObject({ area: 100, crosses: false })
    expect(outlineOf(contour([]))).toBeUndefined()
  })

  it('is none of an open line, of a line without area, and of a drawn one that crosses itself', () => {
    const refusal = (one: Contour) => contourArea(one, pixel(1, 1))
    expect(refusal(contour(square(100), { closed: false }))).toEqual(
      unmeasured('degenerate-contour', 'the lv-endocardial contour is not closed'),
    )
    expect(refusal(contour([]))).toEqual(
      unmeasured('degenerate-contour', 'the lv-endocardial contour encloses nothing'),
    )
    expect(refusal(contour(square(0), { border: 'lv-papillary' }))).toEqual(
      unmeasured('degenerate-contour', 'the lv-papillary contour encloses nothing'),
    )
    for (const origin of ['drawn', 'freehand', 'edited', 'copied', 'propagated', 'interpolated'] as const)
      expect(refusal(contour(eight, { origin }))).toEqual(
        unmeasured('self-intersecting-contour', 'the lv-endocardial contour crosses itself'),
      )
  })

  it('of an imported line that crosses itself is as given, with a warning', () => {
    expect(contourArea(contour(eight, { origin: 'imported' }), pixel(1, 1))).toEqual(
      measured(100, ['the lv-endocardial contour crosses itself and is measured as given']),
    )
  })
})

const none = unmeasured('no-contours')
/** A phase with a cavity of these areas by slice; slices of 10 mm. */
const phase = (
  index: number,
  areas: Readonly<Record<number, number>>,
  change: Partial<PhaseVolume> = {},
): PhaseVolume => ({
  phase: index,
  cavity: measured(ml(Object.values(areas).reduce((sum, area) => sum + area, 0) / 100)),
  wall: none,
  mass: none,
  complete: true,
  open: [],
  assumed: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((slice) => areas[slice] === undefined),
  papillaries: false,
  slices: Object.entries(areas).map(([slice, area]) => ({
    sopInstanceUid: '1',
    frame: 0,
    slice: Number(slice),
    thickness: mm(10),
    endocardial: mm2(area),
  })),
  ...change,
})

describe('a phase without a volume', () => {
  const stack = boxStack(5)
  const at = (slices: readonly number[]) => {
    const contours = slices.map((slice) => drawnOn(stack, slice, 0, 'lv-endocardial', square(900)))
    return phaseVolume(stack, arrange(stack, contours, new Map()), 0, 'cavity')
  }

  it('is no candidate, and has nothing of its slices', () => {
    const why = unmeasured('no-contours', 'phase 1 of 2 has no contours')
    expect(at([])).toEqual({
      phase: 0,
      cavity: why,
      wall: why,
      mass: why,
      complete: false,
      open: [],
      assumed: [],
      papillaries: false,
      slices: [],
    })
    const holed = at([1, 3])
    expect(holed).toMatchObject({ complete: false, open: [0, 2, 4], slices: [] })
    expect(holed.cavity).toEqual(
      unmeasured('missing-slice', 'slice 3 of 5 has no endocardial contour at phase 1 of 2'),
    )
  })

  it('is none where slices beside it are open, but is no candidate yet', () => {
    expect(at([1, 2, 3])).toMatchObject({ complete: false, open: [0, 4], cavity: { value: 27 } })
    expect(at([0, 1, 2, 3, 4])).toMatchObject({ complete: true, open: [], cavity: { value: 45 } })
  })
})

describe('phases that may be ED or ES', () => {
  const beat = { phaseCount: 20 }
  const full = { 2: 2000, 3: 1800, 4: 1600, 5: 1400, 6: 1200, 7: 900 }
  const left = (curve: readonly PhaseVolume[]) => candidatesAmong(beat, curve).phases.map((one) => one.phase)
  const scaled = (by: number, slices: readonly number[]) =>
    Object.fromEntries(slices.map((slice) => [slice, by * (full[slice as keyof typeof full] ?? 0)]))

  it('are complete, with their volumes', () => {
    const found = candidatesAmong(beat, [phase(0, full), phase(8, scaled(0.5, [2, 3, 4, 5, 6, 7]))])
    expect(found).toEqual({
      phases: [
        { phase: 0, volume: 89 },
        { phase: 8, volume: 44.5 },
      ],
      warnings: [],
    })
  })

  it('leave out one that lacks slices of another and is no smaller where both have one', () => {
    const contracted = scaled(0.5, [2, 3, 4, 5, 6, 7])
    const half = scaled(1, [2, 3, 4])
    const found = candidatesAmong(beat, [phase(0, full), phase(8, contracted), phase(1, half)])
    expect(found.phases.map((one) => one.phase)).toEqual([0, 8])
    expect(found.warnings).toEqual([
      'phase 2 of 20 was left out in the search for ED and ES: it holds less only because fewer of its slices are contoured',
    ])
    // smaller where both have one: a heart that contracts leaves its base and its apex
    expect(left([phase(0, full), phase(8, contracted), phase(9, scaled(0.45, [3, 4, 5, 6]))])).toEqual([
      0, 8, 9,
    ])
    // three slices gone from one phase to the next is no contraction, but half a beat away it may be
    expect(left([phase(0, full), phase(8, contracted), phase(1, scaled(0.9, [2, 3, 4]))])).toEqual([0, 8])
    expect(left([phase(0, full), phase(8, contracted), phase(19, scaled(0.9, [2, 3, 4]))])).toEqual([0, 8])
    expect(left([phase(0, full), phase(8, contracted), phase(2, scaled(0.9, [2, 3, 4]))])).toEqual([0, 8, 2])
  })

  it('lack one or two slices only where the rest is larger by more than a tenth', () => {
    const contracted = scaled(0.4, [2, 3, 4, 5, 6, 7])
    const lacking = (by: number) =>
      left([phase(0, full), phase(8, contracted), phase(4, scaled(by, [2, 3, 4, 5]))])
    expect(lacking(1.1)).toEqual([0, 8, 4])
    expect(lacking(1.12)).toEqual([0, 8])
  })

  it('are not left out where slices that lack were looked at, or another slice is there', () => {
    const contracted = scaled(0.5, [2, 3, 4, 5, 6, 7])
    const half = scaled(1, [2, 3, 4])
    expect(left([phase(0, full), phase(8, contracted), phase(1, half, { assumed: [] })])).toEqual([0, 8, 1])
    expect(left([phase(0, full), phase(8, contracted), phase(1, { ...half, 8: 10 })])).toEqual([0, 8, 1])
  })

  it('are two at least: of two phases one is ED and one ES', () => {
    expect(left([phase(0, full), phase(1, scaled(1, [2, 3, 4]))])).toEqual([0, 1])
  })

  it('say why one that was begun has no volume', () => {
    const begun = (cavity: PhaseVolume['cavity']) =>
      candidatesAmong(beat, [phase(0, full), phase(3, full), phase(5, {}, { complete: false, cavity })])
        .warnings
    expect(begun(unmeasured('missing-slice', 'slice 4 has no endocardial contour'))).toEqual([
      'phase 6 of 20 was left out in the search for ED and ES: slice 4 has no endocardial contour',
    ])
    expect(begun(unmeasured('single-slice'))).toEqual([
      'phase 6 of 20 was left out in the search for ED and ES: only one slice',
    ])
    expect(begun(none)).toEqual([])
    expect(begun(measured(ml(80)))).toEqual([])
  })
})

describe('the curve of a beat', () => {
  const by = { method: 'disc-summation/reader-slices', version: '1', papillaries: 'cavity' } as const
  const clippedBy = { method: 'disc-summation/plane-clipped', version: '1', papillaries: 'cavity' } as const
  const slices = [
    phase(0, { 3: 8000 }),
    phase(1, { 3: 5000 }, { complete: false }),
    phase(2, {}, { cavity: none, complete: false }),
    phase(3, { 3: 4000 }),
  ]
  const planeClipped = slices.map((volume) => ({
    ...volume,
    cavity: volume.cavity.measured ? measured(ml(volume.cavity.value - 1)) : volume.cavity,
    valve: none,
    atStake: [],
  }))
  const ventricle = (chamber: 'lv' | 'rv', base: 'reader-slices' | 'plane-clipped'): VentricleByBoth => ({
    ed: none,
    es: none,
    suspicions: [],
    beside: [],
    chamber,
    readerSlices: slices,
    planeClipped,
    own: {
      base,
      papillaries: 'cavity',
      by: base === 'reader-slices' ? by : clippedBy,
      amounts: { edv: none, esv: none, sv: none, ef: none, massEd: none, massEs: none },
    },
  })
  const phaseTimes = [20, 60, 100, 140].map(ms)

  it('states the phases that are whole, by the rule of the protocol, with their times', () => {
    const found = curveMeasurements({ phaseTimes }, ventricle('lv', 'reader-slices'))
    expect(found.map((m) => ('value' in m ? [m.quantity, m.scope, m.value, m.method] : m))).toEqual([
      ['lv-volume', 'phase:0', 80, 'disc-summation/reader-slices'],
      ['phase-time', 'phase:0', 20, 'trigger-time/median-over-slices'],
      ['lv-volume', 'phase:3', 40, 'disc-summation/reader-slices'],
      ['phase-time', 'phase:3', 140, 'trigger-time/median-over-slices'],
    ])
    const clipped = curveMeasurements({ phaseTimes }, ventricle('lv', 'plane-clipped'))
    expect(clipped.map((m) => ('value' in m ? m.value : m))).toEqual([79, 20, 39, 140])
  })

  it('states times once, with the left ventricle, and none where the headers have none', () => {
    const right = curveMeasurements({ phaseTimes }, ventricle('rv', 'reader-slices'))
    expect(right.map(({ quantity, scope }) => [quantity, scope])).toEqual([
      ['rv-volume', 'phase:0'],
      ['rv-volume', 'phase:3'],
    ])
    const timeless = curveMeasurements({}, ventricle('lv', 'reader-slices'))
    expect(timeless.map(({ quantity }) => quantity)).toEqual(['lv-volume', 'lv-volume'])
  })
})
