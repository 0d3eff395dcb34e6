import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndexPoint, PatientPoint } from '#analysis/geometry/plane.ts'
import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { LongAxisWall } from '#analysis/segments/apical-cap.ts'
import {
  type LongAxisInput,
  type RegionalOptions,
  regionalFunction,
} from '#analysis/segments/regional-function.ts'
import type { RegionalSlice } from '#analysis/segments/slice-wall.ts'
import { usualTerritories, withTerritories } from '#analysis/segments/territories.ts'
import { circle, on, planeAt } from './stack.ts'
import { circles, said, sixSlices } from './ventricle.ts'

const measure = (
  slices: readonly RegionalSlice[],
  options: RegionalOptions = {},
  longAxis: LongAxisInput = {},
) => {
  const found = regionalFunction(slices, longAxis, { chords: 60, ...options })
  return {
    ...found,
    of: (quantity: QuantityName, scope?: string) => said(found.measurements, quantity, scope),
  }
}
const wholeVentricle = () => measure(circles(sixSlices))

describe('the wall of a ventricle of circles', () => {
  it('is as thick in every segment as the radii of its level say, at ED and ES', () => {
    const whole = wholeVentricle()
    for (let segment = 1; segment <= 6; segment++) {
      expect(whole.of('wall-ed', `segment:${segment}`)).toBeCloseTo(9, 2)
      expect(whole.of('wall-es', `segment:${segment}`)).toBeCloseTo(14, 2)
      expect(whole.of('wall-thickening', `segment:${segment}`)).toBeCloseTo((100 * 5) / 9, 1)
    }
    for (let segment = 7; segment <= 12; segment++) {
      expect(whole.of('wall-ed', `segment:${segment}`)).toBeCloseTo(8, 2)
      expect(whole.of('wall-thickening', `segment:${segment}`)).toBeCloseTo((100 * 6) / 8, 1)
    }
    for (let segment = 13; segment <= 16; segment++) {
      expect(whole.of('wall-ed', `segment:${segment}`)).toBeCloseTo(7, 2)
      expect(whole.of('wall-es', `segment:${segment}`)).toBeCloseTo(11, 2)
    }
  })

  it('moves inwards by the change of the inner radius', () => {
    const whole = wholeVentricle()
    expect(whole.of('wall-motion', 'segment:4')).toBeCloseTo(8, 2)
    expect(whole.of('wall-motion', 'segment:9')).toBeCloseTo(9, 2)
    expect(whole.of('wall-motion', 'level:apical')).toBeCloseTo((7 + 6) / 2, 1)
    expect(whole.of('wall-motion')).toBeCloseTo((8 + 8 + 9 + 9 + 7 + 6) / 6, 1)
  })

  it('is said with its extremes, for levels, territories and the whole', () => {
    const whole = wholeVentricle()
    expect(whole.of('wall-ed-max', 'level:apical')).toBeCloseTo(7, 2)
    expect(whole.of('wall-ed-min', 'level:basal')).toBeCloseTo(9, 2)
    expect(whole.of('wall-es-max')).toBeCloseTo(14, 2)
    expect(whole.of('wall-es-min')).toBeCloseTo(11, 2)
    expect(whole.of('wall-ed')).toBeCloseTo((9 + 9 + 8 + 8 + 7 + 7) / 6, 2)
    // LCX: two basal and two mid sectors of two slices, one apical quarter of two
    const lcx = (2 * 20 * 9 + 2 * 20 * 8 + 2 * 15 * 7) / (2 * 20 + 2 * 20 + 2 * 15)
    expect(whole.of('wall-ed', 'territory:lcx')).toBeCloseTo(lcx, 1)
  })

  it('is thickest in its basal slices, and the diameters are those of the last basal one', () => {
    const whole = wholeVentricle()
    expect(whole.of('lv-wall-max')).toBeCloseTo(9, 2)
    expect(whole.thickest.measured && whole.thickest.value.slice).toBeLessThan(2)
    expect(whole.of('lvedd', 'slice:1')).toBeCloseTo(52, 2)
    expect(whole.of('lvesd', 'slice:1')).toBeCloseTo(36, 2)
  })

  it('names method, version, options and units, and warns of nothing', () => {
    const whole = wholeVentricle()
    expect([whole.method, whole.version]).toEqual(['centreline/two-insertion/full-ring-thirds', '1'])
    expect(whole.options).toEqual({
      variant: 'two-insertion',
      model: 17,
      thickness: 'centreline',
      chords: 60,
      motion: 'fixed',
      territories: usualTerritories,
      levelRule: 'full-ring-thirds',
    })
    expect(whole.warnings).toEqual([])
    const units = new Map(whole.measurements.filter(isMeasured).map((m) => [m.quantity, m.unit]))
    expect(Object.fromEntries(units)).toEqual({
      'wall-ed': 'mm',
      'wall-ed-max': 'mm',
      'wall-ed-min': 'mm',
      'wall-es': 'mm',
      'wall-es-max': 'mm',
      'wall-es-min': 'mm',
      'wall-thickening': '%',
      'wall-motion': 'mm',
      'lv-wall-max': 'mm',
      lvedd: 'mm',
      lvesd: 'mm',
    })
    expect(structuredClone(whole.measurements)).toEqual(whole.measurements)
    expect(regionalFunction([], {}, {}).options.chords).toBe(100)
  })

  it('tells its progress after every slice', () => {
    const told: string[] = []
    regionalFunction(circles(sixSlices), {}, { chords: 12 }, (done, total) => told.push(`${done}/${total}`))
    expect(told).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6'])
  })

  it('has the same numbers by field lines, which circles make straight', () => {
    const found = measure(
      circles([sixSlices[1], sixSlices[3], sixSlices[4]].map((one) => one ?? { ed: [1, 2], es: [1, 2] })),
      { thickness: 'laplace' },
    )
    expect(found.method).toBe('laplace/two-insertion/full-ring-thirds')
    expect(found.of('wall-ed', 'segment:3')).toBeCloseTo(9, 1)
    expect(found.of('wall-es', 'segment:16')).toBeCloseTo(11, 1)
  })
})

describe('a wall that is thick in one place', () => {
  /** epicardium about a centre that lies towards the septum: septum 12, lateral wall 4 mm */
  const eccentric = circles(sixSlices).map(
    (slice): RegionalSlice => ({
      ...slice,
      endDiastole: { endocardial: circle(24, [64, 60]), epicardial: circle(32) },
    }),
  )
  const measuredEccentric = () => measure(eccentric, { chords: 100 })

  it('is thickest in the septum and thinnest opposite, and the thickest place is told', () => {
    const found = measuredEccentric()
    const [septal, lateral] = [found.of('wall-ed', 'segment:14'), found.of('wall-ed', 'segment:16')]
    expect(Number(septal)).toBeGreaterThan(10)
    expect(Number(lateral)).toBeLessThan(6)
    expect(found.of('wall-ed-max', 'segment:9')).toBeCloseTo(12, 1)
    expect(found.of('wall-ed-min', 'segment:12')).toBeCloseTo(4, 1)
    expect(found.of('lv-wall-max')).toBeCloseTo(12, 1)
    expect(found.thickest.measured && [2, 3]).toContain(
      found.thickest.measured ? found.thickest.value.segment : undefined,
    )
  })
})

describe('a cavity that moves', () => {
  const moved = (reference: 'fixed' | 'centroid') =>
    measure(
      circles(sixSlices).map(
        (slice): RegionalSlice => ({
          ...slice,
          endDiastole: { endocardial: circle(24), epicardial: circle(32) },
          endSystole: { endocardial: circle(18, [64, 60]), epicardial: circle(29, [64, 60]) },
        }),
      ),
      { motion: reference },
    )

  it('as a whole counts as motion, unless the centroids are laid upon one another', () => {
    const [fixed, floating] = [moved('fixed'), moved('centroid')]
    expect(Number(fixed.of('wall-motion', 'segment:14'))).toBeGreaterThan(9)
    expect(Number(fixed.of('wall-motion', 'segment:16'))).toBeLessThan(3)
    expect(floating.of('wall-motion', 'segment:14')).toBeCloseTo(6, 2)
    expect(floating.of('wall-motion', 'segment:16')).toBeCloseTo(6, 2)
    expect(floating.options.motion).toBe('centroid')
  })

  it('outwards is negative', () => {
    const bulge = measure(
      circles(sixSlices).map(
        (slice): RegionalSlice => ({
          ...slice,
          endSystole: { endocardial: circle(37), epicardial: circle(40) },
        }),
      ),
    )
    expect(bulge.of('wall-motion', 'level:basal')).toBeCloseTo(26 - 37, 2)
  })
})

describe('segments', () => {
  it('without insertion points are unmeasured with the reason, levels and the whole are not', () => {
    const found = measure(circles(sixSlices, false))
    for (let segment = 1; segment <= 16; segment++)
      expect(found.of('wall-ed', `segment:${segment}`)).toBe('no-landmarks')
    expect(found.of('wall-ed', 'territory:lad')).toBe('no-landmarks')
    expect(found.of('lvedd', 'slice:1')).toBe('no-landmarks')
    expect(found.of('wall-ed', 'level:basal')).toBeCloseTo(9, 2)
    expect(found.of('wall-ed')).toBeCloseTo(8, 1)
    expect(found.of('lv-wall-max')).toBeCloseTo(9, 2)
  })

  it('of exchanged insertion points are unmeasured', () => {
    const exchanged = circles(sixSlices).map((slice) => ({
      ...slice,
      insertions: { anterior: on(240, 30), inferior: on(120, 30) },
    }))
    expect(measure(exchanged).of('wall-ed', 'segment:1')).toBe('contradictory-input')
  })

  it('take their division from a marked neighbour, which is said', () => {
    const one = circles(sixSlices, false).map((slice, index) =>
      index === 2 ? { ...slice, insertions: { anterior: on(120, 30), inferior: on(240, 30) } } : slice,
    )
    const found = measure(one)
    expect(found.of('wall-ed', 'segment:1')).toBeCloseTo(9, 2)
    expect(found.warnings).toEqual([
      'slice 1: divided by the insertion points of slice 3',
      'slice 2: divided by the insertion points of slice 3',
      'slice 4: divided by the insertion points of slice 3',
    ])
  })

  it('name the marked neighbour by its place in the stack, where slices above it have no ring', () => {
    const one = circles(sixSlices, false).map((slice, index) => ({
      ...slice,
      ...(index === 0 ? { endDiastole: {}, endSystole: {} } : {}),
      ...(index === 2 ? { insertions: { anterior: on(120, 30), inferior: on(240, 30) } } : {}),
    }))
    expect(measure(one).warnings).toEqual(
      expect.arrayContaining(['slice 2: divided by the insertion points of slice 3']),
    )
  })

  it('follow the variant and the territories that the protocol chose', () => {
    const found = measure(circles(sixSlices), {
      variant: 'fixed-60',
      territories: withTerritories(usualTerritories, 'left-dominant', { 4: 'lcx', 10: 'lcx', 15: 'lcx' }),
    })
    expect(found.method).toBe('centreline/fixed-60/full-ring-thirds')
    const territory = found.measurements.find(({ scope }) => scope === 'territory:lcx')
    expect(territory && isMeasured(territory) && territory.method).toBe(
      'centreline/fixed-60/full-ring-thirds/left-dominant',
    )
  })

  it('of a slice without a ring at ES have thickness and no thickening', () => {
    const half = circles(sixSlices).map(
      (slice, index): RegionalSlice => (index < 2 ? { ...slice, endSystole: {} } : slice),
    )
    const found = measure(half)
    expect(found.of('wall-ed', 'segment:1')).toBeCloseTo(9, 2)
    for (const quantity of ['wall-es', 'wall-thickening', 'wall-motion'] as const)
      expect(found.of(quantity, 'segment:1')).toBe('no-contours')
    expect(found.of('lvedd')).toBe('no-contours')
  })

  it('thicken by the slices that have both rings, thickness is of all', () => {
    const half = circles([{ ed: [20, 32], es: [10, 30] }, ...sixSlices.slice(1)]).map(
      (slice, index): RegionalSlice => (index === 0 ? { ...slice, endSystole: {} } : slice),
    )
    const found = measure(half)
    expect(found.of('wall-ed', 'segment:1')).toBeCloseTo((12 + 9) / 2, 2)
    expect(found.of('wall-thickening', 'segment:1')).toBeCloseTo(500 / 9, 1)
  })

  it('are the same whichever way the borders run and wherever they start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), fc.boolean(), (start, back) => {
        const turn = (points: readonly IndexPoint[] = []): IndexPoint[] => {
          const turned = [...points.slice(start), ...points.slice(0, start)]
          return back ? turned.reverse() : turned
        }
        const other = circles(sixSlices.slice(0, 3)).map(
          (slice): RegionalSlice => ({
            ...slice,
            endDiastole: {
              endocardial: turn(slice.endDiastole.endocardial),
              epicardial: turn(slice.endDiastole.epicardial),
            },
          }),
        )
        const found = measure(other, { chords: 24 })
        const here = measure(circles(sixSlices.slice(0, 3)), { chords: 24 })
        for (const segment of [1, 8, 15])
          expect(found.of('wall-ed', `segment:${segment}`)).toBeCloseTo(
            Number(here.of('wall-ed', `segment:${segment}`)),
            2,
          )
      }),
      { seed: 9, numRuns: 4 },
    )
  })
})

describe('borders that cannot be', () => {
  const with2 = (ring: RegionalSlice['endDiastole']) =>
    measure(circles(sixSlices).map((slice, index) => (index === 2 ? { ...slice, endDiastole: ring } : slice)))

  it('leave their slice out with a warning that names it', () => {
    const outside = with2({ endocardial: circle(33), epicardial: circle(32) })
    expect(outside.warnings).toHaveLength(1)
    expect(outside.warnings[0]).toMatch(/^slice 3 at ED is left out: .*outside the epicardial/)
    expect(outside.of('wall-ed', 'segment:7')).toBeCloseTo(8, 2)
    const crossed = with2({
      endocardial: [on(0, 20), on(180, 20), on(90, 20), on(270, 15)],
      epicardial: circle(32),
    })
    expect(crossed.warnings[0]).toMatch(/crosses itself/)
    const nothing = with2({ endocardial: [on(0, 20), on(180, 20)], epicardial: circle(32) })
    expect(nothing.warnings[0]).toMatch(/encloses nothing/)
  })

  it('on fewer than three slices make no levels, and on none nothing', () => {
    const two = measure(circles(sixSlices.slice(0, 2)))
    expect(two.of('wall-ed', 'segment:1')).toBe('too-few-slices')
    expect(two.of('wall-ed', 'level:basal')).toBe('too-few-slices')
    expect(two.of('lvedd')).toBe('too-few-slices')
    expect(two.of('wall-ed')).toBeCloseTo(9, 2)
    expect(two.warnings[0]).toMatch(/no levels: 2 slices/)
    expect(two.method).toBe('centreline/two-insertion/no-levels')
    const none = measure([])
    expect(none.of('lv-wall-max')).toBe('no-contours')
    expect(none.of('wall-ed')).toBe('no-contours')
    expect(measure(circles(sixSlices).reverse()).of('wall-ed', 'segment:1')).toBe('contradictory-input')
  })
})

describe('long-axis views', () => {
  /** base plane 5 mm above the first slice; cavity 48 mm, wall 6 mm below it; row down is towards the apex */
  const ends = { base: [0, 0, 5] as PatientPoint, apex: [0, 0, -43] as PatientPoint }
  const view = (cavity: number, wall: number): LongAxisWall => ({
    plane: { ...planeAt(0), position: [-60, 0, 5], columnDirection: [0, 0, -1] },
    endocardial: [40, 30, 20, 0, -20, -30, -40].map(
      (x): IndexPoint => [60 + x / 2, cavity * (1 - (x / 40) ** 2)],
    ),
    epicardial: [50, 40, 20, 0, -20, -40, -50].map(
      (x): IndexPoint => [60 + x / 2, (cavity + wall) * (1 - (x / 50) ** 2)],
    ),
  })
  const measuredWithViews = () =>
    measure(
      circles(sixSlices),
      {},
      {
        ends,
        endDiastole: [view(48, 6), view(48, 8)],
        endSystole: [view(40, 10.5)],
      },
    )

  it('give the levels by thirds of the long axis', () => {
    const found = measuredWithViews()
    expect(found.method).toBe('centreline/two-insertion/long-axis-thirds')
    // thirds end 11 and 27 mm below the first slice
    expect(found.slices.map(({ level }) => level)).toEqual([
      'basal',
      'basal',
      'mid',
      'apical',
      'apical',
      undefined,
    ])
    expect(found.warnings).toEqual([
      'slice 6 has borders but lies below the apex that is marked, and is left out',
    ])
  })

  it('give segment 17 its thickness, the mean over the views, and its thickening, but no motion', () => {
    const found = measuredWithViews()
    expect(found.of('wall-ed', 'segment:17')).toBeCloseTo(7, 9)
    expect(found.of('wall-es', 'segment:17')).toBeCloseTo(10.5, 9)
    expect(found.of('wall-thickening', 'segment:17')).toBeCloseTo(50, 9)
    expect(found.of('wall-motion', 'segment:17')).toBe('no-contours')
  })

  it('are what segment 17 waits for', () => {
    const whole = wholeVentricle()
    expect(whole.of('wall-ed', 'segment:17')).toBe('no-landmarks')
    const bare = measure(circles(sixSlices), {}, { ends })
    expect(bare.of('wall-ed', 'segment:17')).toBe('no-contours')
    expect(bare.of('wall-thickening', 'segment:17')).toBe('no-contours')
    const early = measure(circles(sixSlices), {}, { ends, endDiastole: [view(48, 6)] })
    expect(early.of('wall-ed', 'segment:17')).toBeCloseTo(6, 9)
    expect(early.of('wall-thickening', 'segment:17')).toBe('no-contours')
    const outside = measure(circles(sixSlices), {}, { ends, endDiastole: [view(48, -2)] })
    expect(outside.of('wall-ed', 'segment:17')).toBe('contours-cross')
  })

  it('have no segment 17 in the model of sixteen, whose apical level reaches to the tip', () => {
    const sixteen = measure(circles(sixSlices), { model: 16 }, { ends })
    expect(sixteen.of('wall-ed', 'segment:17')).toBeUndefined()
    expect(sixteen.slices.map(({ level }) => level).at(-1)).toBe('apical')
    expect(sixteen.warnings).toEqual([])
  })

  it('whose ends are marked at one place give no levels', () => {
    const odd = measure(circles(sixSlices), {}, { ends: { base: ends.base, apex: ends.base } })
    expect(odd.of('wall-ed', 'segment:1')).toBe('contradictory-input')
    expect(odd.of('wall-ed', 'segment:17')).toBe('contradictory-input')
  })
})

describe('what is not measured', () => {
  const why = (found: ReturnType<typeof measure>, quantity: QuantityName, scope?: string) => {
    const m = found.measurements.find((one) => one.quantity === quantity && one.scope === scope)
    return m && !isMeasured(m) ? `${m.unmeasured}: ${m.detail}` : undefined
  }
  it('says which slice, phase or mark it lacks', () => {
    const none = measure([])
    expect(none.warnings).toEqual(['no levels: 0 slices with both borders make no three levels'])
    expect(why(none, 'lv-wall-max')).toBe('no-contours: no slice has both borders at ED')
    expect(why(none, 'wall-es')).toBe('no-contours: no slice has both borders here at ES')
    const ends = { base: [0, 0, 5] as PatientPoint, apex: [0, 0, -70] as PatientPoint }
    const empty = measure([], {}, { ends })
    expect(empty.warnings).toEqual([])
    expect(why(empty, 'wall-ed', 'segment:1')).toBe('no-contours: no slice has both borders')
    expect(why(empty, 'wall-ed', 'territory:rca')).toBe('no-contours: no slice has both borders')
    expect(why(empty, 'wall-ed', 'level:mid')).toBe('no-contours: no slice has both borders here at ED')
    expect(why(empty, 'lvedd')).toBe('no-contours: no basal slice has both borders at ED and at ES')
    const bare = measure(circles(sixSlices, false))
    expect(why(bare, 'wall-ed', 'segment:1')).toBe(
      'no-landmarks: the RV insertion points are not marked on any slice',
    )
    expect(why(bare, 'lvesd', 'slice:1')).toBe(
      'no-landmarks: without RV insertion points the septum is not known',
    )
    expect(why(bare, 'wall-ed', 'segment:17')).toBe(
      'no-landmarks: segment 17 is measured on long-axis views with the mitral plane and the apex marked',
    )
    expect(why(measure(circles(sixSlices), {}, { ends }), 'wall-ed', 'segment:17')).toBe(
      'no-contours: segment 17 is measured on long-axis contours, and there are none',
    )
    expect(why(bare, 'wall-motion', 'segment:17')).toBe(
      'no-contours: short-axis slices do not show segment 17',
    )
  })

  it('has the reason of the levels in every part that needs them', () => {
    const two = measure(circles(sixSlices.slice(0, 2)))
    const reason = 'too-few-slices: 2 slices with both borders make no three levels'
    for (const scope of ['segment:4', 'level:mid', 'territory:lad'])
      expect(why(two, 'wall-thickening', scope)).toBe(reason)
    expect(why(two, 'lvesd')).toBe(reason)
    expect(two.levels).toMatchObject({ measured: false, reason: 'too-few-slices' })
    expect(two.slices.map(({ level }) => level)).toEqual([undefined, undefined])
    const odd = { base: [0, 0, 5] as PatientPoint, apex: [0, 0, 0] as PatientPoint }
    expect(why(measure(circles(sixSlices), {}, { ends: odd }), 'wall-ed', 'segment:17')).toBe(
      'contradictory-input: the mitral plane and the apex are marked 5.0 mm apart',
    )
  })

  it('is said part by part, each once: sixteen segments and the cap, three levels, three territories, the whole', () => {
    const scopes = new Map<string | undefined, number>()
    for (const { scope } of measure(circles(sixSlices.slice(0, 3))).measurements)
      scopes.set(scope, (scopes.get(scope) ?? 0) + 1)
    expect([...scopes]).toEqual([
      ...Array.from({ length: 16 }, (_, i) => [`segment:${i + 1}`, 8]),
      ['segment:17', 4],
      ...['basal', 'mid', 'apical'].map((level) => [`level:${level}`, 8]),
      ...['lad', 'rca', 'lcx'].map((territory) => [`territory:${territory}`, 8]),
      [undefined, 9],
      ['slice:0', 2],
    ])
  })
})

describe('a stack with slices that lack borders', () => {
  it('takes its levels from the rings at ED and divides a slice that has a ring at ES only', () => {
    const slices = circles(sixSlices).map(
      (slice, index): RegionalSlice =>
        index === 0 ? { ...slice, endDiastole: { epicardial: circle(35) } } : slice,
    )
    const found = measure(slices)
    // of five rings two are basal: the slice above them is a third
    expect(found.slices.map(({ level }) => level)).toEqual([
      'basal',
      'basal',
      'basal',
      'mid',
      'mid',
      'apical',
    ])
    expect(found.slices.map(({ endDiastole, endSystole }) => [!!endDiastole, !!endSystole])).toEqual([
      [false, true],
      ...Array.from({ length: 5 }, () => [true, true]),
    ])
    expect(found.slices[0]?.sectors?.septalArc).toBeCloseTo(120, 9)
    expect(found.of('lvedd', 'slice:2')).toBeCloseTo(48, 2)
  })

  it('leaves a slice without any ring without a level, and its diameter to the last basal slice that has both', () => {
    const slices = circles(sixSlices).map(
      (slice, index): RegionalSlice => (index === 1 ? { ...slice, endSystole: {} } : slice),
    )
    const found = measure(
      slices.map((slice, index) => (index === 3 ? { ...slice, endDiastole: {}, endSystole: {} } : slice)),
    )
    expect(found.slices[3]).toEqual({ slice: 3 })
    expect(found.of('lvedd', 'slice:0')).toBeCloseTo(52, 2)
    expect(found.of('lvesd', 'slice:0')).toBeCloseTo(36, 2)
  })

  it('says what is unusual of a septum, with its slice', () => {
    const slices = circles(sixSlices).map((slice, index) =>
      index === 1 ? { ...slice, insertions: { anterior: on(100, 30), inferior: on(260, 30) } } : slice,
    )
    expect(measure(slices).warnings).toEqual([
      'slice 2: the septum spans 160° between the insertion points; 90° to 150° are usual',
    ])
  })

  it('is divided as long as any of its slices can be', () => {
    const slices = circles(sixSlices).map((slice, index) =>
      index === 0 ? { ...slice, insertions: { anterior: on(240, 30), inferior: on(120, 30) } } : slice,
    )
    const found = measure(slices)
    expect(found.of('wall-ed', 'segment:1')).toBeCloseTo(9, 2)
    expect(found.slices[0]?.sectors).toBeUndefined()
    expect(found.slices[1]?.sectors).toBeDefined()
  })
})

describe('the motion of a slice', () => {
  it('is that up to its end-systolic endocardium, be there an epicardium or not', () => {
    const slices = circles(sixSlices).map(
      (slice): RegionalSlice => ({ ...slice, endSystole: { endocardial: circle(16) } }),
    )
    const found = measure(slices)
    expect(found.of('wall-motion', 'level:basal')).toBeCloseTo(10, 2)
    expect(found.of('wall-es')).toBe('no-contours')
  })
})
