import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cross,
  type ImagePlane,
  type IndexPoint,
  normalised,
  type Vector3,
} from '#analysis/geometry/plane.ts'
import type { Level } from '#analysis/segments/aha.ts'
import {
  angleInSectors,
  type SectorInput,
  type Sectors,
  type SectorVariant,
  sectorsOf,
  segmentAt,
  segmentAtAngle,
  septalMark,
} from '#analysis/segments/sectors.ts'
import { mm } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'

const radians = (angle: number): number => (angle * Math.PI) / 180

/** Seen from the apex as it is shown: rows point to the patient's left of the heart, columns down. */
const plane = flatPlane({ size: [200, 200], spacing: [1.5, 1], position: [-50, 20, 7] })
/** who looks at the image from the apex has it before the base: the apex lies against the normal */
const baseToApex: Vector3 = [0, 0, -1]
const centre: IndexPoint = [90, 70]

/** A point by its angle on the screen, degrees counter-clockwise from the right. */
const on = (angle: number, radius = 30): IndexPoint => [
  centre[0] + (radius * Math.cos(radians(angle))) / plane.columnSpacing,
  centre[1] - (radius * Math.sin(radians(angle))) / plane.rowSpacing,
]

function sectors(
  level: Level,
  variant: SectorVariant,
  anterior = 120,
  inferior = 240,
  changes: Partial<SectorInput> = {},
): Sectors {
  const outcome = sectorsOf({
    plane,
    centre,
    level,
    variant,
    baseToApex,
    mark: septalMark(plane, centre, on(anterior), on(inferior)),
    ...changes,
  })
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

/** Degrees, counter-clockwise from the anterior insertion as the apex sees it, at which each number begins. */
const expectRing = (
  found: Sectors,
  anterior: number,
  table: readonly (readonly [from: number, to: number, segment: number])[],
): void => {
  for (const [from, to, segment] of table)
    for (let angle = from; angle < to; angle++)
      expect([angle, segmentAt(found, on(anterior + angle))]).toEqual([angle, segment])
}

describe("with the septum from 10 to 8 o'clock", () => {
  for (const variant of ['two-insertion', 'fixed-60'] as const)
    it(`numbers the basal and mid rings in sixths from the anterior insertion on, half open (${variant})`, () => {
      const ring = (first: number) =>
        [1, 2, 3, 4, 5, 0].map((k, i) => [60 * i, 60 * (i + 1), first + k] as const)
      expectRing(sectors('basal', variant), 120, ring(1))
      expectRing(sectors('mid', variant), 120, ring(7))
    })

  it('shows segment 1 on top, 4 at the bottom, the septum left and the lateral wall right', () => {
    const basal = sectors('basal', 'two-insertion')
    expect([90, 270, 150, 210, 330, 30].map((angle) => segmentAt(basal, on(angle)))).toEqual([
      1, 4, 2, 3, 5, 6,
    ])
  })

  it('numbers the apical ring in quarters about the middle of the septum, half open', () => {
    for (const variant of ['two-insertion', 'fixed-60'] as const)
      expectRing(sectors('apical', variant), 180, [
        [-45, 45, 14],
        [45, 135, 15],
        [135, 225, 16],
        [225, 315, 13],
      ])
  })
})

describe('with another septum', () => {
  it('two insertions halve what lies between them and quarter the rest', () => {
    expectRing(sectors('basal', 'two-insertion', 110, 210), 110, [
      [0, 50, 2],
      [50, 100, 3],
      [100, 165, 4],
      [165, 230, 5],
      [230, 295, 6],
      [295, 360, 1],
    ])
  })

  it('fixed sectors do not follow the inferior insertion', () => {
    expectRing(sectors('mid', 'fixed-60', 110, 210), 110, [
      [0, 60, 8],
      [60, 120, 9],
      [300, 360, 7],
    ])
  })

  it('the apical septum is centred between two insertions, and 60° from the anterior one with fixed sectors', () => {
    expectRing(sectors('apical', 'two-insertion', 110, 210), 160, [[-45, 45, 14]])
    expectRing(sectors('apical', 'fixed-60', 110, 210), 170, [[-45, 45, 14]])
  })

  it('a sector that begins at the anterior insertion by a hair still reaches round it', () => {
    const apical = sectors('apical', 'two-insertion', 120, 210)
    expectRing(apical, 120, [
      [0, 90, 14],
      [90, 180, 15],
      [180, 270, 16],
      [270, 360, 13],
    ])
  })

  it('an arc outside 90° to 150° warns and changes nothing', () => {
    const outcome = (inferior: number) =>
      sectorsOf({
        plane,
        centre,
        level: 'basal',
        baseToApex,
        mark: septalMark(plane, centre, on(100), on(inferior)),
      })
    for (const [inferior, warns] of [
      [185, true],
      [191, false],
      [249, false],
      [251, true],
    ] as const) {
      const found = outcome(inferior)
      expect(found.measured && found.value.variant).toBe('two-insertion')
      expect(found.measured && found.warnings.length > 0).toBe(warns)
      if (warns && found.measured) expect(found.warnings[0]).toContain(`${inferior - 100}°`)
    }
    expect(sectors('basal', 'two-insertion', 100, 220).septalArc).toBeCloseTo(120, 9)
  })
})

describe('the same heart on another image', () => {
  const ring = Array.from({ length: 360 }, (_, angle) => angle + 0.5)
  /** the image flipped left to right and top to bottom, transposed, and seen from the base */
  const others: Record<string, { readonly plane: ImagePlane; readonly move: (p: IndexPoint) => IndexPoint }> =
    {
      mirrored: {
        plane: { ...plane, position: [149, 20, 7], rowDirection: [-1, 0, 0] },
        move: ([c, r]) => [199 - c, r],
      },
      'upside down': {
        plane: { ...plane, position: [-50, 20 + 199 * 1.5, 7], columnDirection: [0, -1, 0] },
        move: ([c, r]) => [c, 199 - r],
      },
      transposed: {
        plane: {
          ...plane,
          rowDirection: [0, 1, 0],
          columnDirection: [1, 0, 0],
          rowSpacing: mm(1),
          columnSpacing: mm(1.5),
        },
        move: ([c, r]) => [r, c],
      },
    }
  for (const [name, other] of Object.entries(others))
    for (const known of [true, false])
      it(`${name} gives the same segments, with${known ? '' : 'out'} the direction of the apex`, () => {
        for (const variant of ['two-insertion', 'fixed-60'] as const)
          for (const level of ['basal', 'mid', 'apical'] as const) {
            const here = sectors(level, variant, 115, 230)
            const there = sectorsOf({
              plane: other.plane,
              centre: other.move(centre),
              level,
              variant,
              ...(known ? { baseToApex } : {}),
              mark: septalMark(other.plane, other.move(centre), other.move(on(115)), other.move(on(230))),
            })
            if (!there.measured) throw new Error(there.reason)
            for (const angle of ring)
              expect(segmentAt(there.value, other.move(on(angle)))).toBe(segmentAt(here, on(angle)))
          }
      })

  it('turned and moved in the patient gives the same segments', () => {
    const unit = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.tuple(unit, unit, unit), fc.tuple(unit, unit, unit), fc.boolean(), (a, b, away) => {
        fc.pre(Math.hypot(...a) > 0.1 && Math.hypot(...cross(a, b)) > 0.1)
        const x = normalised(a)
        const z = normalised(cross(a, b))
        const other: ImagePlane = {
          ...plane,
          position: [3, 4, 5],
          rowDirection: x,
          columnDirection: cross(z, x),
        }
        const there = sectorsOf({
          plane: other,
          centre,
          level: 'mid',
          // the apex before the image or behind it
          ...(away ? {} : { baseToApex: [-z[0], -z[1], -z[2]] as Vector3 }),
          mark: septalMark(other, centre, on(120), on(235)),
        })
        const here = sectors('mid', 'two-insertion', 120, 235)
        if (!there.measured) throw new Error(there.reason)
        for (const angle of [0.5, 60.5, 121.5, 178.5, 236, 300.5])
          expect(segmentAt(there.value, on(angle))).toBe(segmentAt(here, on(angle)))
      }),
      { seed: 5 },
    )
  })

  it('takes the directions of another slice, whatever its centre', () => {
    const moved = septalMark(
      { ...plane, position: [-20, 60, -30] },
      [50, 50],
      [50 + on(120)[0] - centre[0], 50 + on(120)[1] - centre[1]],
      [50 + on(240)[0] - centre[0], 50 + on(240)[1] - centre[1]],
    )
    const found = sectors('basal', 'two-insertion', 0, 0, { mark: moved })
    expect(angleInSectors(found, on(130))).toBeCloseTo(radians(10), 9)
    expect(segmentAt(found, on(179))).toBe(2)
    expect(segmentAt(found, on(181))).toBe(3)
  })
})

describe('insertion points that cannot be', () => {
  const refusal = (changes: Partial<SectorInput>): string => {
    const outcome = sectorsOf({
      plane,
      centre,
      level: 'basal',
      baseToApex,
      mark: septalMark(plane, centre, on(120), on(240)),
      ...changes,
    })
    return outcome.measured ? 'measured' : `${outcome.reason}: ${outcome.detail}`
  }

  it('at the centre have no direction', () => {
    expect(refusal({ mark: septalMark(plane, centre, on(120, 0.9), on(240)) })).toContain(
      'contradictory-input',
    )
    expect(refusal({ mark: septalMark(plane, centre, on(120), on(240, 0.9)) })).toContain(
      'contradictory-input',
    )
    expect(refusal({ mark: septalMark(plane, centre, on(120, 1.1), on(240, 1.1)) })).toBe('measured')
  })

  it('exchanged make a septum of more than half of the ring, which is refused and not guessed', () => {
    expect(refusal({ mark: septalMark(plane, centre, on(240), on(120)) })).toMatch(
      /contradictory-input.*240°.*exchanged/,
    )
    expect(refusal({ mark: septalMark(plane, centre, on(120), on(120)) })).toContain('contradictory-input')
    expect(refusal({ mark: septalMark(plane, centre, on(240), on(120)), variant: 'fixed-60' })).toContain(
      'contradictory-input',
    )
  })

  it('that miss the inferior one are enough for fixed sectors only, and only with a direction of the apex', () => {
    const mark = septalMark(plane, centre, on(120))
    expect(refusal({ mark })).toMatch(/no-landmarks.*inferior/)
    expect(refusal({ mark, variant: 'fixed-60' })).toBe('measured')
    const unknown = sectorsOf({ plane, centre, level: 'basal', mark, variant: 'fixed-60' })
    expect(unknown.measured ? 'measured' : unknown.reason).toBe('no-landmarks')
    expect(sectors('basal', 'fixed-60', 120, 0, { mark }).septalArc).toBeUndefined()
  })
})

describe('the edges of angles', () => {
  const at = (zero: number, turn: 1 | -1): Sectors => ({
    level: 'apical',
    variant: 'two-insertion',
    centre: [0, 0],
    pixel: { rowSpacing: mm(1), columnSpacing: mm(2) },
    zero,
    turn,
    starts: [0.5, 2, 4],
    segments: [15, 16, 13],
  })
  it('are wrapped into one turn, a hair before the start to the start', () => {
    expect(angleInSectors(at(1e-17, 1), [5, 0])).toBe(0)
    expect(angleInSectors(at(0, 1), [3, 6])).toBeCloseTo(Math.PI / 4, 12)
    expect(angleInSectors(at(0, -1), [3, 6])).toBeCloseTo((7 * Math.PI) / 4, 12)
    expect(angleInSectors(at(1, 1), [5, 0])).toBeCloseTo(2 * Math.PI - 1, 12)
    expect(angleInSectors(at(-1, -1), [5, 0])).toBeCloseTo(2 * Math.PI - 1, 12)
  })
  it('belong to the sector that begins there, also when rounding falls short of it', () => {
    const of = (angle: number) => segmentAtAngle(at(0, 1), angle)
    expect([0.5, 1.9, 2, 2 - 1e-10, 2 - 1e-8, 4, 6.2].map(of)).toEqual([15, 15, 16, 16, 15, 13, 13])
    // before the first start the last sector reaches round
    expect([0, 0.4, 2 * Math.PI - 1e-10].map(of)).toEqual([13, 13, 13])
  })
  it('begin where level and variant say, in radians from the anterior insertion', () => {
    const degreesOf = (found: Sectors) => found.starts.map((start) => Math.round((start * 180) / Math.PI))
    const basal = sectors('basal', 'two-insertion', 110, 210)
    expect(basal).toMatchObject({ segments: [2, 3, 4, 5, 6, 1], level: 'basal', variant: 'two-insertion' })
    expect(degreesOf(basal)).toEqual([0, 50, 100, 165, 230, 295])
    const apical = sectors('apical', 'two-insertion', 110, 210)
    expect([degreesOf(apical), apical.segments]).toEqual([
      [5, 95, 185, 275],
      [14, 15, 16, 13],
    ])
    // a septum of 80° is narrower than its own sector, which begins before the insertion
    const narrow = sectors('apical', 'two-insertion', 110, 190)
    expect([degreesOf(narrow), narrow.segments]).toEqual([
      [85, 175, 265, 355],
      [15, 16, 13, 14],
    ])
  })
})
