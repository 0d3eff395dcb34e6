import { describe, expect, it } from 'vitest'
import { borderDistances } from '#analysis/contours/agreement.ts'
import {
  type InterpolatedAlong,
  type Interpolation,
  type InterpolationInput,
  interpolatedRings,
  type PlacedRing,
} from '#analysis/contours/interpolation.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { at } from '#analysis/units/at.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm, ms } from '#analysis/units/units.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import { ring } from './shapes.ts'

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}
const reason = (outcome: Outcome<unknown>): string => (outcome.measured ? 'measured' : outcome.reason)

/** Heights of five slices, unevenly; corners that wander, so that pixels of one slice are none of the next. */
const heights = [0, 10, 18, 30, 40]
const planes = heights.map((z, k) =>
  flatPlane({ size: [100, 100], spacing: [2, 1.25], position: [-50 - 3 * k, -40 + 2 * k, z] }),
)

const rr = ms(1000)
const times = Array.from({ length: 20 }, (_, k) => ms(50 * k))
const turn = (phase: number): number => (2 * Math.PI * phase) / 20

/** A cone that beats: centre and radius (mm) are linear along the stack and go round with the beat. */
const circleAt = (slice: number, phase: number): IndexPoint[] => {
  const plane = at(planes, slice)
  const z = at(heights, slice)
  const radius = 30 - 0.4 * z + 4 * Math.cos(turn(phase))
  return ring(radius, 120, [10 + 0.2 * z, 5 - 0.1 * z + 2 * Math.sin(turn(phase))]).map(([x, y]) => [
    (x - plane.position[0]) / plane.columnSpacing,
    (y - plane.position[1]) / plane.rowSpacing,
  ])
}
const drawnAt = (slices: readonly number[], phases: readonly number[]): PlacedRing[] =>
  slices.flatMap((slice) => phases.map((phase) => ({ slice, phase, points: circleAt(slice, phase) })))

const input = (drawn: readonly PlacedRing[], over: Partial<InterpolationInput> = {}): InterpolationInput => ({
  planes,
  beat: { times, rr },
  phases: 20,
  drawn,
  ...over,
})
const places = ({ rings }: Interpolation): string[] =>
  rings.map(({ slice, phase, along }) => `${slice} ${phase} ${along}`)
const apart = (slice: number, phase: number, points: readonly IndexPoint[]): number =>
  value(borderDistances(circleAt(slice, phase), points, at(planes, slice), { step: mm(1) })).hausdorff

describe('borders between those that were drawn', () => {
  it.each(['polar', 'signed-distance'] as const)(
    'of a beating cone lie where the cone is, between slices by their true positions (%s)',
    (shape) => {
      const found = value(interpolatedRings(input(drawnAt([0, 2, 4], [3])), { shape }))
      expect(places(found)).toEqual(['1 3 slices', '3 3 slices'])
      for (const { slice, phase, points } of found.rings)
        expect(apart(slice, phase, points)).toBeLessThan(0.05)
      expect(found.notFilled).toEqual([])
    },
  )

  it('of a cosine of time are met to its fourth order by a spline, and to its chord by lines', () => {
    // f'''' = A ω⁴: a cubic spline is off by no more than 5/384 h⁴ f'''', a line by 1/8 h² f''
    const drawn = drawnAt([2], [0, 5, 10, 15])
    const [h, omega, amplitude] = [250, (2 * Math.PI) / 1000, Math.hypot(4, 2)]
    const polar = value(interpolatedRings(input(drawn)))
    expect(places(polar)).toEqual(
      [1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19].map((phase) => `2 ${phase} phases`),
    )
    const spline = (5 / 384) * h ** 4 * amplitude * omega ** 4
    const line = (1 / 8) * h ** 2 * amplitude * omega ** 2
    for (const { phase, points } of polar.rings) expect(apart(2, phase, points)).toBeLessThan(spline + 0.05)
    const linear = value(interpolatedRings(input(drawn), { shape: 'signed-distance', step: mm(2) }))
    expect(places(linear)).toEqual(places(polar))
    const halfWay = linear.rings.filter(({ phase }) => phase % 5 === 2)
    const off = halfWay.map(({ phase, points }) => apart(2, phase, points))
    expect(Math.max(...off)).toBeLessThan(line + 0.1)
    // the line cannot follow the turn of the curve
    expect(Math.max(...off)).toBeGreaterThan(1)
  })

  it('are made along the beat first and then between slices, and never beyond the outermost', () => {
    const drawn = [...drawnAt([1], [0, 10]), ...drawnAt([3], [0, 7])]
    const found = value(interpolatedRings(input(drawn)))
    const along = (slice: number, which: string) =>
      found.rings.filter((one) => one.slice === slice && one.along === which).length
    expect([0, 1, 2, 3, 4].map((slice) => [along(slice, 'phases'), along(slice, 'slices')])).toEqual([
      [0, 0],
      [18, 0],
      [0, 20],
      [18, 0],
      [0, 0],
    ])
  })

  it('without times are made between slices only, which is said', () => {
    const found = value(interpolatedRings(input(drawnAt([0, 2], [0, 5]), { beat: undefined })))
    expect(places(found)).toEqual(['1 0 slices', '1 5 slices'])
    expect(found.warnings).toEqual(['the frames carry no times: nothing is interpolated between phases'])
    expect(value(interpolatedRings(input(drawnAt([0], [0, 5])))).warnings).toEqual([])
  })

  it('are made in the way that is asked for alone, and judged by that way', () => {
    const drawn = drawnAt([0, 2, 4], [0, 5, 10])
    const only = (along: InterpolatedAlong, over: Partial<InterpolationInput> = {}) =>
      value(interpolatedRings(input(drawn, over), { along: [along] }))
    const ways = ({ rings, leftOut }: Interpolation) =>
      new Set([...rings, ...leftOut].map((one) => one.along))
    const [phases, slices] = [only('phases'), only('slices')]
    expect([ways(phases), ways(slices)]).toEqual([new Set(['phases']), new Set(['slices'])])
    expect(new Set(phases.rings.map(({ slice }) => slice))).toEqual(new Set([0, 2, 4]))
    expect(places(slices)).toEqual([0, 5, 10].flatMap((p) => [1, 3].map((s) => `${s} ${p} slices`)))
    expect(slices.leftOut.map(({ slice }) => slice)).toEqual([2, 2, 2])
    expect(only('slices', { beat: undefined }).warnings).toEqual([])
    expect(only('phases', { beat: undefined })).toMatchObject({ rings: [], warnings: [expect.any(String)] })
  })

  it('of shapes that their centroid does not see all of are none by radii, and some by distances', () => {
    const crescent: IndexPoint[] = [
      [0, 0],
      [30, 0],
      [30, 20],
      [25, 4],
      [5, 4],
      [0, 20],
    ]
    const drawn = [0, 2].map((slice) => ({ slice, phase: 0, points: crescent }))
    const flat = planes.map((plane, k) => ({ ...plane, position: [0, 0, at(heights, k)] as const }))
    const polar = value(interpolatedRings(input(drawn, { planes: flat })))
    expect(polar.rings).toEqual([])
    expect(polar.notFilled).toEqual([
      {
        slice: 1,
        phase: 0,
        along: 'slices',
        reason: 'degenerate-contour',
        detail: 'a ray from the centroid meets the border more than once',
      },
    ])
    const distance = value(
      interpolatedRings(input(drawn, { planes: flat }), { shape: 'signed-distance', step: mm(0.5) }),
    )
    const [made] = distance.rings
    // the tips are sharper than the grid
    expect(value(borderDistances(crescent, made?.points ?? [], at(flat, 1))).mean).toBeLessThan(0.25)
    const along = value(
      interpolatedRings(
        input(
          [0, 5].map((phase) => ({ slice: 0, phase, points: crescent })),
          { planes: flat },
        ),
      ),
    )
    expect(along.rings).toEqual([])
    expect(along.notFilled).toHaveLength(18)
    expect(along.notFilled[0]?.along).toBe('phases')
  })

  it('say their method, their options as used, and how far they are', () => {
    const told: [number, number][] = []
    const outcome = interpolatedRings(input(drawnAt([0, 2], [0, 5])), { vertices: 60 }, (done, total) =>
      told.push([done, total]),
    )
    const found = value(outcome)
    expect(found).toMatchObject({ method: 'border-interpolation', version: '1' })
    expect(found.options).toEqual({ along: ['phases', 'slices'], shape: 'polar', vertices: 60, step: 1 })
    for (const { points } of found.rings) expect(points).toHaveLength(60)
    // four borders left out, five slices, twenty phases
    expect(told).toEqual(Array.from({ length: 29 }, (_, k) => [k + 1, 29]))
  })

  it('are refused for nothing drawn, two borders at one place, and a place that the stack does not have', () => {
    expect(reason(interpolatedRings(input([])))).toBe('no-contours')
    const twice = interpolatedRings(input([...drawnAt([2], [4]), ...drawnAt([2], [4])]))
    expect(twice).toMatchObject({
      reason: 'contradictory-input',
      detail: 'two borders are given for slice 3 at phase 5',
    })
    expect(() => interpolatedRings(input([{ slice: 0, phase: 20, points: circleAt(0, 0) }]))).toThrow(
      RangeError,
    )
    expect(() => interpolatedRings(input([{ slice: 5, phase: 0, points: circleAt(0, 0) }]))).toThrow(
      RangeError,
    )
  })
})

describe('a border that was drawn', () => {
  it('is held against what the others of its slice make of it, else those of its phase', () => {
    const drawn = [...drawnAt([2], [0, 5, 10, 15]), ...drawnAt([0, 4], [5])]
    const { leftOut } = value(interpolatedRings(input(drawn)))
    expect(leftOut.map(({ slice, phase, along }) => [slice, phase, along])).toEqual([
      [2, 0, 'phases'],
      [2, 5, 'phases'],
      [2, 10, 'phases'],
      [2, 15, 'phases'],
    ])
    const between = value(interpolatedRings(input(drawnAt([0, 2, 4], [5])))).leftOut
    expect(between.map(({ slice, along }) => [slice, along])).toEqual([[2, 'slices']])
    expect(between[0]?.distances.hausdorff).toBeLessThan(0.05)
    expect(between[0]?.dice).toBeGreaterThan(0.995)
  })

  it('that was drawn 6 mm too wide is told by as much', () => {
    const drawn = drawnAt([0, 2, 4], [5]).map((one) =>
      one.slice === 2 ? { ...one, points: circleAt(2, 5).map(widened(2)) } : one,
    )
    const [left] = value(interpolatedRings(input(drawn))).leftOut
    expect(left?.distances.mean).toBeCloseTo(6, 1)
    const [inner, outer] = [30 - 0.4 * 18 + 4 * Math.cos(turn(5)), 36 - 0.4 * 18 + 4 * Math.cos(turn(5))]
    // Dice of concentric circles: 2 r² / (r² + R²)
    expect(left?.dice).toBeCloseTo((2 * inner ** 2) / (inner ** 2 + outer ** 2), 3)
  })

  it('is not held against what was made of itself', () => {
    // slice 2 is drawn at one phase; slices 1 and 3 at two, none of them at that phase
    const drawn = [...drawnAt([2], [5]), ...drawnAt([1, 3], [0, 10])]
    expect(value(interpolatedRings(input(drawn))).leftOut).toEqual([])
  })
})

/** Of a circle of `circleAt`, moved out from its centre by 6 mm. */
function widened(slice: number): (point: IndexPoint) => IndexPoint {
  const plane = at(planes, slice)
  const z = at(heights, slice)
  const [cx, cy] = [10 + 0.2 * z - plane.position[0], 5 - 0.1 * z + 2 * Math.sin(turn(5)) - plane.position[1]]
  return ([column, row]) => {
    const [x, y] = [column * plane.columnSpacing - cx, row * plane.rowSpacing - cy]
    const grown = 1 + 6 / Math.hypot(x, y)
    return [(cx + grown * x) / plane.columnSpacing, (cy + grown * y) / plane.rowSpacing]
  }
}
