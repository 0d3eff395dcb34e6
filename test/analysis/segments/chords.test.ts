/** Thickness and motion of single chords, on borders of straight lines. */
import { describe, expect, it } from 'vitest'
import { type Chord, centreline } from '#analysis/contours/centreline.ts'
import { laplaceThickness } from '#analysis/contours/laplace-thickness.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type Sectors, segmentAt } from '#analysis/segments/sectors.ts'
import { motionOf, thickestPlace, thicknessOf } from '#analysis/segments/segment-values.ts'
import {
  ringOf,
  type SliceWall,
  sectorsAbout,
  type WallChord,
  wallAtPhase,
} from '#analysis/segments/slice-wall.ts'
import { inwardMotion, reach } from '#analysis/segments/wall-motion.ts'
import { mm } from '#analysis/units/units.ts'
import { centre, circle, planeAt } from './stack.ts'

const box = (left: number, top: number, right: number, bottom: number): IndexPoint[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

describe('the way along a ray to a border', () => {
  const square = box(0, 0, 4, 4)
  it('is that to the first edge before it', () => {
    expect(reach([1, 2], [1, 0], square)).toBe(3)
    expect(reach([1, 2], [-1, 0], square)).toBe(1)
    expect(reach([1, 2], [0, -1], square)).toBe(2)
    expect(reach([-3, 2], [1, 0], square)).toBe(3)
    expect(reach([1, 2], [0.6, 0.8], square)).toBeCloseTo(2.5, 12)
  })
  it('is 0 on the border itself, and none where the ray passes by or looks away', () => {
    expect(reach([0, 2], [1, 0], square)).toBe(0)
    expect(reach([4, 2], [1, 0], square)).toBe(0)
    expect(reach([5, 2], [1, 0], square)).toBeUndefined()
    expect(reach([-1, 5], [1, 0], square)).toBeUndefined()
    expect(reach([-1, -0.1], [1, 0], square)).toBeUndefined()
    expect(reach([1, 2], [1, 0], [])).toBeUndefined()
  })
  it('meets corners, and the edge that closes the border', () => {
    expect(reach([-2, 0], [1, 0], square)).toBe(2)
    expect(reach([2, 2], [Math.SQRT1_2, Math.SQRT1_2], square)).toBeCloseTo(2 * Math.SQRT2, 12)
    expect(reach([-2, 2], [1, 0], square.slice(0, 3))).toBe(4)
  })
})

describe('the motion of a chord', () => {
  // columns of 1 mm, rows of 2 mm
  const pixel = { columnSpacing: mm(1), rowSpacing: mm(2) }
  const chord = (endocardial: IndexPoint, epicardial: IndexPoint): Chord => ({
    along: 0,
    endocardial,
    middle: endocardial,
    epicardial,
    thickness: mm(1),
  })
  const early = box(0, 0, 20, 10)
  const [left, top] = [chord([0, 5], [-4, 5]), chord([10, 0], [10, -2])]
  const moved = (
    chords: readonly Chord[],
    later: readonly IndexPoint[],
    reference: 'fixed' | 'centroid' = 'fixed',
  ) => inwardMotion(chords, early, later, pixel, reference)

  it('is how far the border has come inwards along it, in millimetres; outwards is negative', () => {
    expect(moved([left, top], box(3, 2, 18, 9))).toEqual([3, 4])
    expect(moved([left, top], box(-3, -1, 18, 9))).toEqual([-3, -2])
    expect(moved([left, top], early)).toEqual([0, 0])
  })
  it('slants with the chord', () => {
    // from (0, 10) mm inwards along (0.8, 0.6) to x = 4 mm
    expect(moved([chord([0, 5], [-4, 3.5])], box(4, 0, 18, 10))[0]).toBeCloseTo(5, 12)
  })
  it('is undefined where the chord misses the later border, or has no direction', () => {
    expect(moved([left], box(3, 7, 18, 9))).toEqual([undefined])
    expect(moved([chord([0, 5], [0, 5])], box(3, 2, 18, 9))).toEqual([undefined])
  })
  it('is about the centroids of both borders when they are laid upon one another', () => {
    // a border shrunk by 2 mm on each side, and moved by (5, 6) mm
    expect(moved([left, top], box(7, 4, 23, 12), 'centroid')).toEqual([2, 2])
    expect(moved([left], box(7, 4, 23, 12))).toEqual([7])
  })
})

describe('the wall of a slice at one phase', () => {
  const plane = planeAt(0)
  const ring = { endocardial: circle(20, [62, 60], 90), epicardial: circle(30, centre, 90) }
  const options = { thickness: 'centreline', chords: 30, motion: 'fixed' } as const
  const sectors: Sectors = {
    level: 'mid',
    variant: 'two-insertion',
    centre,
    pixel: plane,
    zero: 0,
    turn: 1,
    starts: [0, Math.PI],
    segments: [8, 10],
  }
  const measuredAt = (...given: Parameters<typeof wallAtPhase>) => {
    const wall = wallAtPhase(...given)
    if (!wall.measured) throw new Error(wall.detail)
    return wall.value
  }
  it('has so many chords, each with its thickness, and no segment or motion that is not asked for', () => {
    const { chords, discarded } = measuredAt(ring, plane, undefined, options)
    const line = centreline(ring.endocardial, ring.epicardial, plane, { chords: 30 })
    if (!line.measured) throw new Error('no line')
    expect(chords.length + discarded).toBe(30)
    expect(chords).toEqual(line.value.chords.map(({ thickness }) => ({ thickness })))
  })
  it('has the thickness of field lines when that is the method', () => {
    const { chords } = measuredAt(ring, plane, undefined, { ...options, thickness: 'laplace' })
    const line = laplaceThickness(ring.endocardial, ring.epicardial, plane, { chords: 30 })
    expect(line.measured && line.value.chords.map(({ thickness }) => ({ thickness }))).toEqual(chords)
    expect(chords).not.toEqual(measuredAt(ring, plane, undefined, options).chords)
  })
  it('has the segment of the middle of each chord, and the motion of each that meets the later border', () => {
    const { chords } = measuredAt(ring, plane, sectors, options, box(55, 55, 65, 60))
    const line = centreline(ring.endocardial, ring.epicardial, plane, { chords: 30 })
    if (!line.measured) throw new Error('no line')
    const motion = inwardMotion(line.value.chords, ring.endocardial, box(55, 55, 65, 60), plane, 'fixed')
    expect(chords.map(({ segment }) => segment)).toEqual(
      line.value.chords.map(({ middle }) => segmentAt(sectors, middle)),
    )
    expect(new Set(chords.map(({ segment }) => segment))).toEqual(new Set([8, 10]))
    expect(chords.map((chord) => chord.motion)).toEqual(motion)
    expect(motion.filter((way) => way === undefined).length).toBeGreaterThan(0)
    expect(motion.filter((way) => way !== undefined).length).toBeGreaterThan(10)
    expect(chords.filter((chord) => 'motion' in chord)).toHaveLength(
      motion.filter((way) => way !== undefined).length,
    )
  })
  it('is none where the method finds none', () => {
    const outside = { endocardial: circle(31), epicardial: circle(30) }
    for (const thickness of ['centreline', 'laplace'] as const)
      expect(wallAtPhase(outside, plane, undefined, { ...options, thickness })).toMatchObject({
        measured: false,
        reason: 'contours-cross',
      })
  })
  it('has sectors about the centroid of its own border', () => {
    const about = sectorsAbout(sectors, box(10, 20, 30, 50))
    expect(about).toEqual({ ...sectors, centre: [20, 35] })
  })
  it('needs both borders', () => {
    expect(ringOf(ring)).toEqual(ring)
    expect(ringOf({ endocardial: ring.endocardial })).toBeUndefined()
    expect(ringOf({ epicardial: ring.epicardial })).toBeUndefined()
  })
})

describe('chords of several slices', () => {
  const wall = (
    slice: number,
    ...chords: readonly (readonly [thickness: number, motion?: number, segment?: number])[]
  ): SliceWall => ({
    slice,
    endDiastole: {
      chords: chords.map(
        ([thickness, motion, segment]): WallChord => ({
          thickness: mm(thickness),
          ...(motion === undefined ? {} : { motion: mm(motion) }),
          ...(segment === undefined ? {} : { segment }),
        }),
      ),
      discarded: 0,
    },
  })
  it('are thickest where the first of the thickest is, with its segment when it has one', () => {
    expect(thickestPlace([wall(2, [8], [9, 1, 4]), wall(3, [9, 1, 5], [7])])).toMatchObject({
      value: { thickness: 9, slice: 2, segment: 4 },
    })
    const bare = thickestPlace([{ slice: 0 }, wall(1, [8])])
    expect(bare.measured && bare.value).toEqual({ thickness: 8, slice: 1 })
    expect(thickestPlace([{ slice: 0 }, wall(1)])).toMatchObject({
      reason: 'no-contours',
      detail: 'no slice has both borders at ED',
    })
  })
  it('move by the mean of those that have somewhere to go', () => {
    const all = () => true
    expect(motionOf([wall(0, [8, 4], [8]), wall(1, [8, 7], [8, -2])], all)).toMatchObject({ value: 3 })
    expect(motionOf([wall(0, [8, 4, 1], [8, 9, 2])], ({ segment }) => segment === 2)).toMatchObject({
      value: 9,
    })
    expect(motionOf([wall(0, [8])], all)).toMatchObject({
      reason: 'no-contours',
      detail: 'no slice has a ring at ED and an endocardial border at ES here',
    })
  })
  it('are of the slices that are asked for', () => {
    const of = (slice: number) =>
      thicknessOf([wall(0, [8], [10]), wall(1, [5])], 'endDiastole', (_, own) => own.slice === slice)
    expect(of(0)).toMatchObject({ value: { mean: 9, largest: 10, smallest: 8 } })
    expect(of(1)).toMatchObject({ value: { mean: 5, largest: 5, smallest: 5 } })
    expect(of(2).measured).toBe(false)
  })
})
