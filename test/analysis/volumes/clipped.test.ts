import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { PatientPoint } from '#analysis/geometry/plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import {
  type ClippedPhase,
  type ClipRules,
  clippedPhase,
  type LongAxisPoints,
} from '#analysis/volumes/clipped.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { phaseVolume } from '#analysis/volumes/phase.ts'
import { stackAxes } from '#analysis/volumes/valve-plane.ts'
import { boxStack, drawnOn, marksBeside, planePoints, square, stackAt } from './prism.ts'

const discs: ClipRules = { outflow: 'cut', apex: 'discs', papillaries: 'cavity', chamber: 'lv' }

function clip(
  stack: Stack,
  contours: readonly Contour[],
  points: LongAxisPoints,
  rules: Partial<ClipRules> = {},
): ClippedPhase {
  const all = { ...discs, ...rules }
  const grid = arrange(stack, contours, marksBeside(stack, contours), 'lv')
  const axes = stackAxes(stack)
  if (!axes.measured) throw new Error(axes.reason)
  const volume = phaseVolume(stack, grid, 0, all.papillaries)
  return clippedPhase(stack, axes.value, grid, volume, points, all)
}

/** Boxes of 1600 mm² cavity and 3600 mm² outline on some slices of a stack with slices every 10 mm. */
const boxes = (stack: Stack, slices: readonly number[]): Contour[] =>
  slices.flatMap((slice) => [
    drawnOn(stack, slice, 0, 'lv-endocardial', square(1600)),
    drawnOn(stack, slice, 0, 'lv-epicardial', square(3600)),
  ])

const ml = (phase: ClippedPhase): number => (phase.cavity.measured ? phase.cavity.value : Number.NaN)
const wall = (phase: ClippedPhase): number => (phase.wall.measured ? phase.wall.value : Number.NaN)
const why = (phase: ClippedPhase): unknown => phase.cavity
const warned = (phase: ClippedPhase): readonly string[] =>
  phase.cavity.measured ? phase.cavity.warnings : []

describe('boxes on slices 2 to 5, whose slabs reach from −5 to −45 mm', () => {
  const stack = boxStack(6)
  const heart = boxes(stack, [1, 2, 3, 4])

  it('hold 64 mL below a valve plane at −5, as the slices say', () => {
    const phase = clip(stack, heart, { valve: planePoints(-5) })
    expect(ml(phase)).toBeCloseTo(64, 9)
    expect(wall(phase)).toBeCloseTo(80, 9)
    expect(phase.mass.measured && phase.mass.value).toBeCloseTo(84, 9)
    expect(phase.atStake.map(({ difference }) => difference)).toEqual([
      expect.closeTo(0, 9),
      expect.closeTo(0, 9),
      expect.closeTo(0, 9),
      expect.closeTo(0, 9),
    ])
    expect(warned(phase)).toEqual([])
  })

  it('lose what lies above a plane at −12: 7 mm of the first slab, and warn of a centre above it', () => {
    const phase = clip(stack, heart, { valve: planePoints(-12) })
    expect(ml(phase)).toBeCloseTo(1.6 * 33, 9)
    expect(wall(phase)).toBeCloseTo(2 * 33, 9)
    expect(phase.atStake[0]).toEqual({
      slice: 1,
      planeAbove: expect.closeTo(-2, 9),
      readerSlices: expect.closeTo(16, 9),
      planeClipped: expect.closeTo(4.8, 9),
      carriedOn: 0,
      difference: expect.closeTo(-11.2, 9),
    })
    expect(warned(phase)).toEqual([
      'slice 2 is contoured though its centre lies 2.0 mm above the valve plane: what lies above is left out',
    ])
  })

  it('count a slice above the plane whole where the outflow tract counts as drawn', () => {
    const phase = clip(stack, heart, { valve: planePoints(-12) }, { outflow: 'as-drawn' })
    expect(ml(phase)).toBeCloseTo(64, 9)
    expect(wall(phase)).toBeCloseTo(80, 9)
    expect(warned(phase)).toEqual([
      'slice 2 is contoured though its centre lies 2.0 mm above the valve plane: it counts whole, as outflow tract',
    ])
    // below its centre a slice is no outflow tract, and is clipped by either rule
    expect(ml(clip(stack, heart, { valve: planePoints(-9) }, { outflow: 'as-drawn' }))).toBeCloseTo(
      1.6 * 36,
      9,
    )
  })

  it('are carried on to a plane at −1: 4 mm more', () => {
    const phase = clip(stack, heart, { valve: planePoints(-1) })
    expect(ml(phase)).toBeCloseTo(1.6 * 44, 9)
    expect(wall(phase)).toBeCloseTo(2 * 44, 9)
    expect(phase.atStake[0]).toMatchObject({
      carriedOn: expect.closeTo(6.4, 9),
      difference: expect.closeTo(6.4, 9),
      planeAbove: expect.closeTo(9, 9),
    })
    expect(phase.atStake.slice(1).every(({ carriedOn }) => carriedOn === 0)).toBe(true)
    expect(warned(phase)).toEqual([])
  })

  it('are cut by a leaning plane as by the flat one through its middle, while it stays in the slab', () => {
    expect(ml(clip(stack, heart, { valve: planePoints(-8, 0.1) }))).toBeCloseTo(1.6 * 37, 9)
    expect(ml(clip(stack, heart, { valve: planePoints(-3, 0.2) }))).toBeCloseTo(1.6 * 42, 9)
  })

  it('warn when the plane passes the centre of a slice without contour, and refuse when it passes its slab', () => {
    const said = (mm: number) => `slice 2 of 6 is the highest with cavity, ${mm} mm below the valve plane`
    expect(warned(clip(stack, heart, { valve: planePoints(-0.1) }))).toEqual([])
    expect(warned(clip(stack, heart, { valve: planePoints(1) }))).toEqual([
      `${said(11)}: its border is carried on`,
    ])
    expect(clip(stack, heart, { valve: planePoints(4.9) }).cavity.measured).toBe(true)
    expect(why(clip(stack, heart, { valve: planePoints(6) }))).toEqual({
      measured: false,
      reason: 'missing-slice',
      detail: `${said(16)} at phase 1 of 2`,
    })
  })

  it('have no volume without the valve, and the reason is the same for wall and mass', () => {
    const phase = clip(stack, heart, { valve: [] })
    expect(phase.cavity).toMatchObject({
      reason: 'valve-plane-missing',
      detail: expect.stringContaining('phase 1 of 2'),
    })
    expect(phase.wall).toEqual(phase.cavity)
    expect(phase.mass).toEqual(phase.cavity)
    expect(phase.complete).toBe(false)
    expect(phase.atStake).toEqual([])
  })

  it('say what the slices alone cannot say either', () => {
    const holed = heart.filter(({ image }) => !image.sopInstanceUid.startsWith('cine-sax.2.'))
    const phase = clip(stack, holed, { valve: planePoints(-5) })
    expect(phase.cavity).toMatchObject({ reason: 'missing-slice' })
    expect(phase.valve.measured).toBe(true)
  })

  it('warn of points off the plane beside each number', () => {
    const saddle = planePoints(-5).map(([x, y], i): PatientPoint => [x, y, i < 2 ? 1 : -11])
    const phase = clip(stack, heart, { valve: saddle })
    expect(warned(phase)).toEqual(['the points of the valve lie 6.0 mm off one plane'])
    expect(phase.mass.measured && phase.mass.warnings).toEqual(warned(phase))
  })

  it('have no mass without epicardial contours, whatever the plane', () => {
    const inner = heart.filter(({ border }) => border === 'lv-endocardial')
    const phase = clip(stack, inner, { valve: planePoints(-12) })
    expect(ml(phase)).toBeCloseTo(1.6 * 33, 9)
    expect(phase.wall).toMatchObject({ reason: 'no-epicardial-contours' })
    expect(phase.mass).toMatchObject({ reason: 'no-epicardial-contours' })
  })
})

describe('the ends of a ventricle', () => {
  it('an apical cap without cavity counts wholly as wall', () => {
    const stack = boxStack(6)
    const heart = [...boxes(stack, [1, 2, 3]), drawnOn(stack, 4, 0, 'lv-epicardial', square(900))]
    const phase = clip(stack, heart, { valve: planePoints(-5) })
    expect(ml(phase)).toBeCloseTo(48, 9)
    expect(wall(phase)).toBeCloseTo(60 + 9, 9)
    expect(phase.atStake.map(({ slice }) => slice)).toEqual([1, 2, 3])
  })

  it('epicardium above the highest cavity is wall, and the cavity below it is what is carried on', () => {
    const stack = boxStack(6)
    const heart = [drawnOn(stack, 1, 0, 'lv-epicardial', square(900)), ...boxes(stack, [2, 3, 4])]
    // the slab of the cavity ends at −15, the plane lies at −11
    const phase = clip(stack, heart, { valve: planePoints(-11) })
    expect(ml(phase)).toBeCloseTo(1.6 * 34, 9)
    expect(wall(phase)).toBeCloseTo(2 * 34 + 0.9 * 4, 9)
    expect(phase.atStake[0]).toMatchObject({ slice: 2, carriedOn: expect.closeTo(6.4, 9) })
  })

  it('an apical cap below the cavity does not move the slab that is closed at the tip', () => {
    const stack = boxStack(7)
    const heart = [
      ...[2, 3, 4].map((slice, k) => drawnOn(stack, slice, 0, 'lv-endocardial', square(1600 - 400 * k))),
      ...[2, 3, 4, 5].map((slice) => drawnOn(stack, slice, 0, 'lv-epicardial', square(3600))),
    ]
    const phase = clip(
      stack,
      heart,
      { valve: planePoints(-15), apex: [100, 100, -60] },
      { apex: 'ellipsoid' },
    )
    expect(ml(phase)).toBeCloseTo(16 + 12 + 12.5, 9)
    expect(wall(phase)).toBeCloseTo(4 * 36 - 40.5, 9)
  })

  it('endocardium without epicardium adds cavity and no wall', () => {
    const stack = boxStack(6)
    const heart = boxes(stack, [1, 2, 3]).filter(
      ({ border, image }) => border === 'lv-endocardial' || !image.sopInstanceUid.startsWith('cine-sax.1.'),
    )
    const phase = clip(stack, heart, { valve: planePoints(-1) })
    expect(ml(phase)).toBeCloseTo(1.6 * 34, 9)
    expect(wall(phase)).toBeCloseTo(2 * 20, 9)
  })

  it('is closed at the tip: a paraboloid of 20 mm below the lowest slice', () => {
    // areas 800, 1200, 1600 at 20, 30, 40 mm above the tip at −60
    const stack = boxStack(6)
    const heart = [2, 3, 4].flatMap((slice, k) => [
      drawnOn(stack, slice, 0, 'lv-endocardial', square(1600 - 400 * k)),
      drawnOn(stack, slice, 0, 'lv-epicardial', square(3600)),
    ])
    const points = { valve: planePoints(-15), apex: [100, 100, -60] as const }
    const phase = clip(stack, heart, points, { apex: 'ellipsoid' })
    const cap = (40 * 25 * 25) / 2 / 1000
    expect(ml(phase)).toBeCloseTo(16 + 12 + cap, 9)
    expect(wall(phase)).toBeCloseTo(3 * 36 - 28 - cap, 9)
    expect(phase.atStake.at(-1)).toMatchObject({
      readerSlices: expect.closeTo(8, 9),
      planeClipped: expect.closeTo(cap, 9),
    })
    expect(warned(phase)).toEqual(['the apex lies 20 mm below the lowest contour of the cavity'])
    expect(ml(clip(stack, heart, points))).toBeCloseTo(36, 9)
  })

  it('has no volume where its tip is asked for and was not marked', () => {
    const stack = boxStack(6)
    const phase = clip(stack, boxes(stack, [1, 2, 3]), { valve: planePoints(-5) }, { apex: 'ellipsoid' })
    expect(phase.cavity).toMatchObject({ reason: 'no-landmarks', detail: expect.stringContaining('apex') })
  })

  it('in one slice is no ventricle that a plane could cut', () => {
    const stack = boxStack(6)
    expect(clip(stack, boxes(stack, [2]), { valve: planePoints(-15) }).cavity).toMatchObject({
      reason: 'too-few-slices',
      detail: 'one slice with cavity is cut by no plane at phase 1 of 2',
    })
  })
})

describe('papillary muscles', () => {
  const stack = boxStack(6)
  const heart = [
    ...boxes(stack, [1, 2, 3]),
    drawnOn(stack, 1, 0, 'lv-papillary', square(100)),
    drawnOn(stack, 2, 0, 'lv-papillary', square(100, [95, 95])),
    drawnOn(stack, 2, 0, 'lv-papillary', square(64, [110, 110]), { part: 1 }),
  ]

  it('count as cavity and change nothing, or move from the cavity to the wall as far as they lie below the plane', () => {
    const valve = planePoints(-9)
    const inside = clip(stack, heart, { valve })
    const outside = clip(stack, heart, { valve }, { papillaries: 'mass' })
    const muscle = (100 * 6 + 164 * 10) / 1000
    expect(ml(inside)).toBeCloseTo(1.6 * 26, 9)
    expect(ml(outside)).toBeCloseTo(1.6 * 26 - muscle, 9)
    expect(wall(outside) - wall(inside)).toBeCloseTo(muscle, 9)
    expect(outside.atStake[0]).toMatchObject({ planeClipped: expect.closeTo(1.6 * 6 - 0.6, 9) })
  })
})

it('unevenly spaced slices reach half way to their neighbours, and half the usual spacing beyond the ends', () => {
  // centres at 0, −10, −24, −34: slabs 5+5, 5+7, 7+5, 5+5
  const stack = stackAt([0, -10, -24, -34])
  const heart = boxes(stack, [0, 1, 2, 3])
  expect(ml(clip(stack, heart, { valve: planePoints(5) }))).toBeCloseTo(1.6 * 44, 9)
  // the second slab ends at −17
  expect(ml(clip(stack, heart, { valve: planePoints(-15) }))).toBeCloseTo(1.6 * 24, 9)
})

it('a stack that was laid from apex to base in the patient is cut at its base too', () => {
  const stack = stackAt([0, 10, 20, 30])
  const heart = boxes(stack, [0, 1, 2, 3])
  // the base is at z = −5; a plane at z = 2 leaves 33 mm
  expect(ml(clip(stack, heart, { valve: planePoints(2) }))).toBeCloseTo(1.6 * 33, 9)
})
