/** All chambers of an examination in one call. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { unmeasured } from '#analysis/units/outcome.ts'
import { contoursByPlace, epicardialTip, framesInStep } from '#analysis/volumes/long-axis/views.ts'
import {
  chamberVolumes,
  type VolumesInput,
  type VolumesOptions,
  volumesOptions,
} from '#analysis/volumes/volumes.ts'
import { boxStack, drawnOn, marksBeside, square, stackAt } from './prism.ts'

const phases = 25
const stack = boxStack(8, { phases })
const four = renamed(stackAt([0], phases), 'cine-4ch')
const two = renamed(stackAt([0], phases), 'cine-2ch')
const ES = 9

function renamed(of: Stack, role: Stack['role']): Stack {
  return {
    ...of,
    role,
    frames: of.frames.map((slice) =>
      slice.map((frame) =>
        frame === null ? null : { ...frame, sopInstanceUid: frame.sopInstanceUid.replace('cine-sax', role) },
      ),
    ),
  }
}

/** mm² of the left cavity: 2000 at ED, 1000 at phase 9, and back by phase 18. */
const areaAt = (phase: number): number => 1500 + 500 * Math.cos((Math.PI * Math.min(phase, 18)) / 9)

const every = Array.from({ length: phases }, (_, phase) => phase)
const left = (on = every, slices = [1, 2, 3, 4]): Contour[] =>
  on.flatMap((phase) =>
    slices.flatMap((slice) => [
      drawnOn(stack, slice, phase, 'lv-endocardial', square(areaAt(phase))),
      drawnOn(stack, slice, phase, 'lv-epicardial', square(areaAt(phase) + 1600)),
    ]),
  )
const right = (on = every, share = 1): Contour[] =>
  on.flatMap((phase) =>
    [1, 2, 3].map((slice) =>
      drawnOn(stack, slice, phase, 'rv-endocardial', square(share * areaAt((phase + 2) % phases), [40, 100])),
    ),
  )

const input = (contours: readonly Contour[], change: Partial<VolumesInput> = {}): VolumesInput => ({
  stack,
  views: {},
  contours,
  empty: { lv: marksBeside(stack, contours), rv: marksBeside(stack, contours, 'rv') },
  landmarks: [],
  ...change,
})
const find = (measurements: readonly Measurement[], quantity: QuantityName, scope?: string): Measurement => {
  const found = measurements.filter((m) => m.quantity === quantity && m.scope === scope)
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} of ${quantity} ${scope}`)
  return only
}
const value = (measurements: readonly Measurement[], quantity: QuantityName, scope?: string): number => {
  const m = find(measurements, quantity, scope)
  if (!isMeasured(m)) throw new Error(`${quantity}: ${m.unmeasured} ${m.detail}`)
  return m.value
}
const measure = (given: VolumesInput, options: Partial<VolumesOptions> = {}) => chamberVolumes(given, options)

/** Long-axis views along x and along y, both square to the slices, with the axis at (100, 100). */
function crossedViews(): { '2ch': Stack; '4ch': Stack } {
  const turned = (of: Stack, across: readonly [number, number, number]): Stack => ({
    ...of,
    frames: of.frames.map((slice) =>
      slice.map((frame) => {
        const plane = frame?.facts.plane
        if (frame === null || plane === undefined) return frame
        const position: [number, number, number] = [100 - 100 * across[0], 100 - 100 * across[1], 100]
        return {
          ...frame,
          facts: {
            ...frame.facts,
            plane: { ...plane, position, rowDirection: across, columnDirection: [0, 0, -1] },
          },
        }
      }),
    ),
  })
  return { '2ch': turned(two, [0, 1, 0]), '4ch': turned(four, [1, 0, 0]) }
}

/** Marks on both views: the valve at some height, the apex at another; mm. */
const marks = (
  valve: number,
  apex?: number,
  on = every,
  kind: 'mitral' | 'tricuspid' = 'mitral',
): Landmark[] =>
  on.flatMap((phase) =>
    (['cine-2ch', 'cine-4ch'] as const).flatMap((view): Landmark[] => {
      const image = { sopInstanceUid: `${view}.0.${phase}`, frame: 0 }
      return [
        { kind: `${kind}-septal`, image, point: [80, 100 - valve] },
        { kind: `${kind}-lateral`, image, point: [120, 100 - valve] },
        ...(apex === undefined ? [] : [{ kind: 'lv-apex', image, point: [100, 100 - apex] } as const]),
      ]
    }),
  )

describe('a left ventricle of boxes, read by slices', () => {
  const found = measure(input(left(), { bodySizes: { registry: { heightCm: 180, weightKg: 80 } } }))
  const { measurements } = found

  it('has EDV 80 mL, ESV 40 mL and EF 50 % at ED and ES of its own', () => {
    expect(found.left.ed).toMatchObject({ value: 0 })
    expect(found.left.es).toMatchObject({ value: ES })
    expect(value(measurements, 'lv-edv')).toBeCloseTo(80, 9)
    expect(value(measurements, 'lv-esv')).toBeCloseTo(40, 9)
    expect(value(measurements, 'lv-sv')).toBeCloseTo(40, 9)
    expect(value(measurements, 'lv-ef')).toBeCloseTo(50, 9)
    expect(value(measurements, 'lv-mass-ed')).toBeCloseTo(1.05 * 64, 9)
    expect(value(measurements, 'lv-mass-es')).toBeCloseTo(1.05 * 64, 9)
    expect(find(measurements, 'lv-edv')).toMatchObject({
      method: 'disc-summation/reader-slices',
      version: '1',
    })
  })

  it('pumps 40 mL 60 times a minute: 2.4 L/min, 1.2 by 2 m²', () => {
    expect(value(measurements, 'heart-rate')).toBeCloseTo(60, 9)
    expect(value(measurements, 'rr')).toBe(1000)
    expect(value(measurements, 'bsa')).toBeCloseTo(2, 9)
    expect(value(measurements, 'lv-co')).toBeCloseTo(2.4, 9)
    expect(value(measurements, 'lv-ci')).toBeCloseTo(1.2, 9)
    expect(value(measurements, 'lv-edv-index')).toBeCloseTo(40, 9)
    expect(value(measurements, 'lv-esv-index')).toBeCloseTo(20, 9)
    expect(value(measurements, 'lv-sv-index')).toBeCloseTo(20, 9)
    expect(value(measurements, 'lv-mass-ed-index')).toBeCloseTo(1.05 * 32, 9)
  })

  it('has a global function index of 40 / (60 + 64), and a mass of 0.84 g a mL', () => {
    expect(value(measurements, 'lv-gfi')).toBeCloseTo((100 * 40) / 124, 9)
    expect(value(measurements, 'lv-mass-volume')).toBeCloseTo((1.05 * 64) / 80, 9)
  })

  it('has no clipped volume beside it without points of the valve, and no length', () => {
    expect(find(measurements, 'lv-edv', 'method:plane-clipped/cavity')).toMatchObject({
      unmeasured: 'valve-plane-missing',
      detail: '0 points of the valve make no plane at phase 1 of 25',
    })
    expect(find(measurements, 'lv-length-ed')).toMatchObject({ unmeasured: 'no-landmarks' })
    expect(find(measurements, 'lv-sphericity')).toMatchObject({ unmeasured: 'no-landmarks' })
  })

  it('empties by π/2 · 40 mL in 360 ms at the fastest, and says by which volumes', () => {
    const per = find(measurements, 'lv-per')
    expect(isMeasured(per) && Math.abs(per.value / ((Math.PI * 40) / 0.72) - 1)).toBeLessThan(0.05)
    expect(per).toMatchObject({
      method: 'disc-summation/reader-slices/periodic-harmonics',
      version: '1.1',
      unit: 'mL/s',
    })
    expect(value(measurements, 'lv-per-edv')).toBeCloseTo(value(measurements, 'lv-per') / 80, 9)
    expect(value(measurements, 'lv-pfr-edv')).toBeCloseTo(value(measurements, 'lv-pfr') / 80, 9)
    expect(value(measurements, 'lv-per-time') - value(measurements, 'lv-per-time-es')).toBeCloseTo(360, 6)
    expect(value(measurements, 'lv-pfr-time') - value(measurements, 'lv-pfr-time-es')).toBeCloseTo(360, 6)
    expect(find(measurements, 'lv-atrial-part')).toMatchObject({ unmeasured: 'not-evaluable' })
  })

  it('has no right ventricle, atrium or long-axis volume, which nobody drew', () => {
    expect(found.right).toBeUndefined()
    expect(found.filling.rv).toBeUndefined()
    expect(found.atria).toEqual([])
    expect(measurements.some(({ quantity }) => /^(rv|la|ra)-|-lax$/.test(quantity))).toBe(false)
  })

  it('names every choice that was made for it', () => {
    expect(found).toMatchObject({ method: 'chamber-volumes', version: '1' })
    expect(found.options).toEqual({
      base: 'reader-slices',
      papillaries: 'cavity',
      outflow: { lv: 'cut', rv: 'as-drawn' },
      tricuspid: 'fitted',
      apex: 'discs',
      chosen: { lv: {}, rv: {} },
      rightPhases: 'own',
      bsaFormula: 'mosteller',
      lengths: { lv: 'mean-length', atria: 'shorter-length' },
    })
    expect(volumesOptions({ landmarks: marks(0, -50) }).apex).toBe('ellipsoid')
    expect(volumesOptions({ landmarks: marks(0, -50) }, { apex: 'discs' }).apex).toBe('discs')
    expect(found.warnings).toEqual([])
  })

  it('is plain data that a thread can hand over', () => {
    expect(structuredClone(found)).toEqual(found)
  })
})

describe('the same, clipped at the valve', () => {
  const views = crossedViews()
  // slabs from −5 to −45; plane at −1 at every phase
  const clipped = (options: Partial<VolumesOptions> = {}, landmarks = marks(-1)) =>
    measure(input(left(), { views, landmarks }), { base: 'plane-clipped', ...options })

  it('carries 40 mm of boxes on to 44 mm, with the slices beside it at the same phases', () => {
    const { measurements, left: ventricle } = clipped()
    expect(value(measurements, 'lv-edv')).toBeCloseTo(88, 9)
    expect(value(measurements, 'lv-esv')).toBeCloseTo(44, 9)
    expect(value(measurements, 'lv-mass-ed')).toBeCloseTo(1.05 * 1.6 * 44, 9)
    expect(find(measurements, 'lv-edv')).toMatchObject({
      method: 'disc-summation/plane-clipped/outflow-cut/apex-discs',
      version: '1',
      papillaries: 'cavity',
    })
    expect(value(measurements, 'lv-edv', 'method:reader-slices/cavity')).toBeCloseTo(80, 9)
    expect(ventricle.own.base).toBe('plane-clipped')
    expect(ventricle.planeClipped[0]?.atStake[0]).toMatchObject({
      slice: 1,
      difference: expect.closeTo(8, 9),
    })
  })

  it("stands beside the slices where these are the protocol's, and changes none of their numbers", () => {
    const { measurements } = clipped({ base: 'reader-slices' })
    const alone = measure(input(left())).measurements
    expect(value(measurements, 'lv-edv')).toBe(value(alone, 'lv-edv'))
    expect(value(measurements, 'lv-ef')).toBe(value(alone, 'lv-ef'))
    expect(value(measurements, 'lv-edv', 'method:plane-clipped/cavity')).toBeCloseTo(88, 9)
  })

  it('has a long axis from the middle of the valve to the apex, and a sphericity of it', () => {
    const { measurements } = clipped({}, marks(-1, -51))
    expect(find(measurements, 'lv-edv')).toMatchObject({
      method: 'disc-summation/plane-clipped/outflow-cut/apex-ellipsoid',
    })
    expect(value(measurements, 'lv-length-ed')).toBeCloseTo(50, 9)
    expect(value(measurements, 'lv-length-es')).toBeCloseTo(50, 9)
    expect(find(measurements, 'lv-length-ed')).toMatchObject({ method: 'mitral-middle-to-apex', unit: 'mm' })
    const edv = value(measurements, 'lv-edv')
    expect(value(measurements, 'lv-sphericity')).toBeCloseTo((1000 * edv) / ((Math.PI / 6) * 50 ** 3), 9)
  })

  it('has only the phases whose valve is marked, and ED and ES among them', () => {
    const { left: ventricle, measurements } = clipped({}, marks(-1, undefined, [0, 4]))
    expect(ventricle.ed).toMatchObject({ value: 0 })
    expect(ventricle.es).toMatchObject({ value: 4 })
    expect(find(measurements, 'lv-per')).toMatchObject({ unmeasured: 'too-few-phases' })
  })

  it('has no number, and the reason, where the valve is not marked at all', () => {
    const { measurements } = clipped({}, [])
    for (const quantity of ['lv-edv', 'lv-ef', 'lv-co', 'lv-gfi', 'lv-per'] as const)
      expect(find(measurements, quantity)).toMatchObject({ unmeasured: 'valve-plane-missing' })
  })

  it('takes ED and ES from the reader', () => {
    const { measurements, left: ventricle } = clipped({ chosen: { lv: { ed: 1, es: 8 }, rv: {} } })
    expect(ventricle.ed).toMatchObject({ value: 1 })
    expect(value(measurements, 'lv-esv')).toBeCloseTo((44 * areaAt(8)) / 1000, 9)
    expect(value(measurements, 'lv-esv', 'method:reader-slices/cavity')).toBeCloseTo(
      (40 * areaAt(8)) / 1000,
      9,
    )
  })
})

describe('papillary muscles', () => {
  const muscles = every.map((phase) => drawnOn(stack, 2, phase, 'lv-papillary', square(100)))
  const views = crossedViews()
  const found = measure(input([...left(), ...muscles], { views, landmarks: marks(-1) })).measurements

  it('are counted both ways by both rules: 1 mL moves from the cavity to the wall', () => {
    expect(value(found, 'lv-edv')).toBeCloseTo(80, 9)
    expect(value(found, 'lv-edv', 'method:reader-slices/mass')).toBeCloseTo(79, 9)
    expect(value(found, 'lv-edv', 'method:plane-clipped/cavity')).toBeCloseTo(88, 9)
    expect(value(found, 'lv-edv', 'method:plane-clipped/mass')).toBeCloseTo(87, 9)
    expect(value(found, 'lv-esv', 'method:plane-clipped/mass')).toBeCloseTo(43, 9)
    expect(value(found, 'lv-mass-ed', 'method:reader-slices/mass')).toBeCloseTo(1.05 * 65, 9)
    expect(find(found, 'lv-edv', 'method:reader-slices/mass')).toMatchObject({ papillaries: 'mass' })
    expect(find(found, 'lv-edv')).toMatchObject({ papillaries: 'cavity' })
  })

  it('counted as mass by the protocol leave the cavity convention beside it', () => {
    const other = measure(input([...left(), ...muscles]), { papillaries: 'mass' }).measurements
    expect(value(other, 'lv-edv')).toBeCloseTo(79, 9)
    expect(value(other, 'lv-edv', 'method:reader-slices/cavity')).toBeCloseTo(80, 9)
  })

  it('that nobody drew make no second convention', () => {
    const bare = measure(input(left())).measurements
    expect(bare.some(({ scope }) => scope?.includes('mass'))).toBe(false)
  })
})

describe('a right ventricle', () => {
  const contours = [...left(), ...right()]

  it("has its own ED and ES, two phases before the left one's", () => {
    const { right: ventricle, measurements } = measure(input(contours))
    expect(ventricle?.ed).toMatchObject({ value: 23 })
    expect(ventricle?.es).toMatchObject({ value: 7 })
    expect(value(measurements, 'rv-edv')).toBeCloseTo(60, 9)
    expect(value(measurements, 'rv-esv')).toBeCloseTo(30, 9)
    expect(value(measurements, 'rv-sv')).toBeCloseTo(30, 9)
    expect(value(measurements, 'rv-ef')).toBeCloseTo(50, 9)
    expect(find(measurements, 'rv-per')).toMatchObject({ unit: 'mL/s' })
    expect(measurements.some(({ quantity }) => quantity.startsWith('rv-mass'))).toBe(false)
  })

  it("takes the left one's where the protocol says so, and the reader's before both", () => {
    const shared = measure(input(contours), { rightPhases: 'left' })
    expect(shared.right?.ed).toMatchObject({ value: 0 })
    expect(shared.right?.es).toMatchObject({ value: ES })
    expect(value(shared.measurements, 'rv-esv')).toBeCloseTo((30 * areaAt(ES + 2)) / 1000, 9)
    const chosen = measure(input(contours), { rightPhases: 'left', chosen: { lv: {}, rv: { es: 6 } } })
    expect(chosen.right?.es).toMatchObject({ value: 6 })
    expect(chosen.right?.ed).toMatchObject({ value: 0 })
  })

  it('is clipped at the tricuspid valve and counts what is drawn above it as outflow tract', () => {
    const views = crossedViews()
    // slabs from −5 to −35; a valve at −12 leaves the first slice above it
    const landmarks = [...marks(-1), ...marks(-12, undefined, every, 'tricuspid')]
    const kept = measure(input(contours, { views, landmarks }), { base: 'plane-clipped' }).measurements
    expect(value(kept, 'rv-edv')).toBeCloseTo(60, 9)
    expect(find(kept, 'rv-edv')).toMatchObject({
      method: 'disc-summation/plane-clipped/outflow-as-drawn/apex-discs',
    })
    const cut = measure(input(contours, { views, landmarks }), {
      base: 'plane-clipped',
      outflow: { lv: 'cut', rv: 'cut' },
    }).measurements
    expect(value(cut, 'rv-edv')).toBeCloseTo(2 * 23, 9)
    expect(value(cut, 'lv-edv')).toBeCloseTo(88, 9)
  })

  it('is cut square to the four-chamber view beside the numbers by slices, where that alone shows its valve', () => {
    const views = crossedViews()
    const four = (valve: number) =>
      marks(valve, undefined, every, 'tricuspid').filter(({ image }) =>
        image.sopInstanceUid.startsWith('cine-4ch'),
      )
    // a valve at −8 takes 3 of the 10 mm of the first slice, which its plane passes below the centre of no slice
    const given = input(contours, { views, landmarks: [...marks(-1), ...four(-8)] })
    const scope = 'method:plane-clipped/cavity'
    const { measurements } = measure(given, { tricuspid: 'square-to-view' })
    expect(value(measurements, 'rv-edv')).toBeCloseTo(60, 9)
    expect(value(measurements, 'rv-edv', scope)).toBeCloseTo(2 * 27, 9)
    expect(value(measurements, 'rv-esv', scope)).toBeCloseTo(27, 9)
    const edv = find(measurements, 'rv-edv', scope)
    expect(edv).toMatchObject({
      method: 'disc-summation/plane-clipped/outflow-as-drawn/apex-discs/valve-square-to-view',
    })
    expect(isMeasured(edv) && edv.warnings.join()).toContain('square to that view')
    // nobody asked for the assumption
    expect(find(measure(given).measurements, 'rv-edv', scope)).toMatchObject({
      unmeasured: 'tricuspid-plane-missing',
    })
    const cut = { base: 'plane-clipped' } as const
    expect(find(measure(given, cut).measurements, 'rv-edv')).toMatchObject({
      unmeasured: 'tricuspid-plane-missing',
    })
  })

  it('has the mass of its free wall where that is drawn', () => {
    const walls = every.flatMap((phase) =>
      [1, 2, 3].map((slice) =>
        drawnOn(stack, slice, phase, 'rv-epicardial', square(areaAt((phase + 2) % phases) + 400, [40, 100])),
      ),
    )
    const { measurements } = measure(
      input([...contours, ...walls], { bodySizes: { registry: { heightCm: 180, weightKg: 80 } } }),
    )
    expect(value(measurements, 'rv-mass-ed')).toBeCloseTo(1.05 * 12, 9)
    expect(value(measurements, 'rv-mass-ed-index')).toBeCloseTo(1.05 * 6, 9)
    expect(value(measurements, 'rv-edv-index')).toBeCloseTo(30, 9)
  })

  it('is said to be the right one where a slice is missing', () => {
    const empty = marksBeside(stack, contours, 'rv')
    const between = contours.filter(
      ({ border, image }) => !border.startsWith('rv') || !image.sopInstanceUid.startsWith('cine-sax.2.'),
    )
    const marked = new Map([
      ...empty,
      ...every.map((phase) => [`cine-sax.2.${phase}/0`, { assumed: false }] as const),
    ])
    const given = { ...input(between), empty: { lv: input(between).empty.lv, rv: marked } }
    expect(find(measure(given).measurements, 'rv-edv')).toMatchObject({
      unmeasured: 'missing-slice',
      detail: expect.stringContaining('is marked no RV between contoured slices'),
    })
    const beyond = new Map([...empty].map(([key]) => [key, { assumed: true }] as const))
    const assumed = { ...input(contours), empty: { lv: input(contours).empty.lv, rv: beyond } }
    expect(find(measure(assumed).measurements, 'rv-edv')).toMatchObject({
      warnings: ['slices beyond the contoured range are taken as without RV'],
    })
    const open = { ...input(contours), empty: { lv: input(contours).empty.lv, rv: new Map() } }
    expect(
      find(measure(open, { chosen: { lv: {}, rv: { ed: 23, es: 7 } } }).measurements, 'rv-edv'),
    ).toMatchObject({
      warnings: ['provisional: of 8 slices, slices 1, 5 are neither contoured nor marked no RV'],
    })
  })
})

describe('contours that a person should look at', () => {
  const warnings = (contours: readonly Contour[]) => measure(input(contours)).warnings
  const changed = (change: (contour: Contour) => Contour): Contour[] => left([0, ES]).map(change)
  const at = (slice: number, phase: number) => `cine-sax.${slice}.${phase}`

  it('cross the epicardium, or lie outside it', () => {
    const moved = (by: number) =>
      changed((contour) =>
        contour.border === 'lv-endocardial' && contour.image.sopInstanceUid === at(2, 0)
          ? { ...contour, points: square(1200, [100 + by, 100]) }
          : contour,
      )
    expect(warnings(moved(14))).toEqual([
      'LV, phase 1 of 25, slice 3: the endocardial contour crosses the epicardial',
    ])
    expect(warnings(moved(12))).toEqual([])
    expect(warnings(moved(60))).toContain(
      'LV, phase 1 of 25, slice 3: the endocardial contour lies outside the epicardial',
    )
  })

  it('are out of line with both neighbours: on the wrong slice?', () => {
    const sized = (share: number) =>
      changed((contour) =>
        contour.border === 'lv-endocardial' && contour.image.sopInstanceUid === at(2, ES)
          ? { ...contour, points: square(1000 * share) }
          : contour,
      )
    const said = [
      'LV, phase 10 of 25, slice 3: the cavity fits neither neighbour: a contour on the wrong slice?',
    ]
    expect(warnings(sized(0.55))).toEqual(said)
    expect(warnings(sized(0.65))).toEqual([])
    expect(warnings(sized(1.35))).toEqual([])
    expect(warnings(sized(1.45))).toEqual(said)
  })

  it('lie aside of both neighbours', () => {
    const aside = (by: number) =>
      changed((contour) =>
        contour.image.sopInstanceUid === at(2, ES)
          ? { ...contour, points: contour.points.map(([x, y]) => [x, y + by] as const) }
          : contour,
      )
    // the circle of 1000 mm² has a radius of 17.8 mm
    expect(warnings(aside(17))).toEqual([])
    expect(warnings(aside(19))).toHaveLength(1)
  })

  it('lie on images that are neither short axis nor long-axis view', () => {
    const stray = left([0, ES]).concat({
      ...drawnOn(stack, 2, 0, 'lv-endocardial', square(1000)),
      image: { sopInstanceUid: 'scout', frame: 0 },
    })
    expect(warnings(stray)).toEqual([
      'LV contours on images that are neither short axis nor long-axis view: 1',
    ])
    const views = crossedViews()
    const onView = left([0, ES]).concat(drawnOn(views['4ch'], 0, 0, 'lv-endocardial', square(1000)))
    expect(measure(input(onView, { views })).warnings).toEqual([])
  })
})

describe('a suggestion for the base', () => {
  const boxes = (phase: number, slices: readonly number[], wall: number): Contour[] =>
    slices.flatMap((slice) => [
      drawnOn(stack, slice, phase, 'lv-endocardial', square(areaAt(phase))),
      drawnOn(stack, slice, phase, 'lv-epicardial', square(areaAt(phase) + wall)),
    ])
  const chosen = { lv: { ed: 0, es: ES }, rv: {} }

  it('is the part of the basal slice at ES that keeps the mass as it is at ED', () => {
    // 64 mL of wall at ED and 60 at ES, whose basal slice has 20 of them: a fifth is lacking
    const contours = [...boxes(0, [1, 2, 3, 4], 1600), ...boxes(ES, [2, 3, 4], 2000)]
    const { massConstancy, measurements } = measure(input(contours))
    expect(massConstancy).toEqual({
      share: expect.closeTo(0.2, 9),
      esv: expect.closeTo(32, 9),
      ef: expect.closeTo(60, 9),
    })
    // and the number itself stays
    expect(value(measurements, 'lv-esv')).toBeCloseTo(30, 9)
  })

  it('takes away where there is too much, and is none where more than a slice is at stake', () => {
    const more = [...boxes(0, [2, 3, 4], 1600), ...boxes(ES, [1, 2, 3, 4], 1400)]
    expect(measure(input(more), { chosen }).massConstancy).toEqual({
      share: expect.closeTo(-8 / 14, 9),
      esv: expect.closeTo(40 - (10 * 8) / 14, 9),
      ef: expect.closeTo((100 * (60 - 40 + 80 / 14)) / 60, 9),
    })
    const far = [...boxes(0, [1, 2, 3, 4], 1600), ...boxes(ES, [3, 4], 1600)]
    expect(measure(input(far), { chosen }).massConstancy).toBeUndefined()
  })

  it('is none without mass', () => {
    const inner = left().filter(({ border }) => border === 'lv-endocardial')
    expect(measure(input(inner)).massConstancy).toBeUndefined()
    expect(find(measure(input(inner)).measurements, 'lv-gfi')).toMatchObject({
      unmeasured: 'no-epicardial-contours',
    })
  })
})

describe('input that says too little', () => {
  it('a stack of one phase has no EF, and says that ED and ES need one each', () => {
    const one = boxStack(6, { phases: 1 })
    const contours = [1, 2, 3].map((slice) => drawnOn(one, slice, 0, 'lv-endocardial', square(1600)))
    const { measurements } = measure({
      ...input(contours),
      stack: one,
      empty: { lv: marksBeside(one, contours), rv: new Map() },
    })
    expect(find(measurements, 'lv-ef')).toMatchObject({
      unmeasured: 'no-complete-phase',
      detail: 'only phase 1 of 1 is complete: ED and ES need one each',
    })
    expect(find(measurements, 'lv-per')).toMatchObject({ unmeasured: 'no-complete-phase' })
  })

  it('a stack of one slice has no volume, by either rule', () => {
    const one = boxStack(1, { phases: 2 })
    const contours = [0, 1].map((phase) =>
      drawnOn(one, 0, phase, 'lv-endocardial', square(1600 - 600 * phase)),
    )
    const given = { ...input(contours), stack: one, empty: { lv: new Map(), rv: new Map() } }
    expect(find(measure(given).measurements, 'lv-edv')).toMatchObject({ unmeasured: 'single-slice' })
    expect(find(measure(given, { base: 'plane-clipped' }).measurements, 'lv-edv')).toMatchObject({
      unmeasured: 'single-slice',
    })
  })

  it('without times or a beat nothing is said of filling', () => {
    const { phaseTimes: _, ...timeless } = stack
    const found = measure({ ...input(left()), stack: timeless }).measurements
    expect(find(found, 'lv-per')).toMatchObject({ unmeasured: 'no-times' })
    expect(find(found, 'lv-atrial-part')).toMatchObject({ unmeasured: 'no-times' })
    expect(value(found, 'lv-edv')).toBeCloseTo(80, 9)
    const beatless: Stack = {
      ...stack,
      rr: unmeasured('no-heart-rate'),
      heartRate: unmeasured('no-heart-rate'),
    }
    const other = measure({ ...input(left()), stack: beatless }).measurements
    expect(find(other, 'lv-pfr')).toMatchObject({ unmeasured: 'no-times' })
    expect(find(other, 'lv-co')).toMatchObject({ unmeasured: 'no-heart-rate' })
  })

  it('without height and weight there is no index', () => {
    const found = measure(input(left())).measurements
    expect(find(found, 'bsa')).toMatchObject({ unmeasured: 'no-body-size' })
    expect(find(found, 'lv-ci')).toMatchObject({ unmeasured: 'no-body-size' })
    expect(find(found, 'lv-edv-height')).toMatchObject({ unmeasured: 'no-body-size' })
  })

  it('by height the cavity is 80 mL on 1.6 m, whatever the weight; a body surface alone has no height', () => {
    const sized = (registry: { heightCm?: number; weightKg?: number; bsa?: number }) =>
      measure(input(left(), { bodySizes: { registry } })).measurements
    for (const weightKg of [50, 100]) {
      const found = sized({ heightCm: 160, weightKg })
      expect(value(found, 'lv-edv-height')).toBeCloseTo(50, 9)
      expect(value(found, 'lv-mass-height')).toBeCloseTo(value(found, 'lv-mass-ed') / 1.6, 9)
      expect(find(found, 'lv-edv-height')).toMatchObject({
        unit: 'mL/m',
        method: 'disc-summation/reader-slices/height',
        papillaries: 'cavity',
      })
    }
    expect(find(sized({ bsa: 1.8 }), 'lv-edv-height')).toMatchObject({
      unmeasured: 'no-body-size',
      detail: 'the body surface is given without a height',
    })
    expect(value(sized({ bsa: 1.8 }), 'lv-edv-index')).toBeCloseTo(80 / 1.8, 9)
  })

  it('the body surface is by the formula that is asked for', () => {
    const found = measure(input(left(), { bodySizes: { registry: { heightCm: 180, weightKg: 73 } } }), {
      bsaFormula: 'dubois',
    })
    expect(find(found.measurements, 'lv-edv-index')).toMatchObject({
      value: expect.closeTo(80 / 1.9202, 2),
      method: 'disc-summation/reader-slices/bsa-dubois',
    })
  })
})

describe('the curve of a beat', () => {
  it('has the volume of both ventricles at every phase, by the area that was drawn there', () => {
    const { measurements } = measure(input([...left(), ...right()]))
    const edv = value(measurements, 'lv-edv')
    for (const phase of every) {
      const share = areaAt(phase) / areaAt(0)
      expect(value(measurements, 'lv-volume', `phase:${phase}`)).toBeCloseTo(edv * share, 6)
      const rightShare = areaAt((phase + 2) % phases) / areaAt(0)
      expect(value(measurements, 'rv-volume', `phase:${phase}`)).toBeCloseTo(0.75 * edv * rightShare, 6)
      expect(value(measurements, 'phase-time', `phase:${phase}`)).toBe(stack.phaseTimes?.[phase])
    }
    expect(find(measurements, 'lv-volume', 'phase:0')).toMatchObject({
      method: 'disc-summation/reader-slices',
      papillaries: 'cavity',
    })
    expect(find(measurements, 'phase-time', 'phase:0')).toMatchObject({
      method: 'trigger-time/median-over-slices',
    })
  })

  it('leaves out phases that are not contoured, or not wholly, and times that nobody knows', () => {
    const gap = left([0, ES, 12]).filter(
      (contour) =>
        contour.image.sopInstanceUid !== drawnOn(stack, 2, 12, 'lv-endocardial', []).image.sopInstanceUid,
    )
    const { phaseTimes: _, ...timeless } = stack
    const { measurements } = measure(input(gap, { stack: timeless }))
    const scopes = measurements.filter(({ quantity }) => quantity === 'lv-volume').map(({ scope }) => scope)
    expect(scopes).toEqual(['phase:0', `phase:${ES}`])
    expect(measurements.some(({ quantity }) => quantity === 'phase-time' || quantity === 'rv-volume')).toBe(
      false,
    )
  })

  it('is that of the clipped ventricle where the protocol clips', () => {
    const { measurements } = measure(input(left()), { base: 'plane-clipped' })
    // no valve plane is marked: there is no such volume, and the other is never put in its place
    expect(measurements.some(({ quantity }) => quantity === 'lv-volume')).toBe(false)
  })
})

describe('the tip of an epicardium', () => {
  const views = crossedViews()
  const [moment] = framesInStep(stack, views)
  const border = (view: 'cine-2ch' | 'cine-4ch', tip: IndexPoint, closed = false): Contour => ({
    image: { sopInstanceUid: `${view}.0.0`, frame: 0 },
    border: 'lv-epicardial',
    closed,
    origin: 'imported',
    points: [[70, 100], [75, 140], tip, [125, 140], [130, 100]],
  })
  const found = (...contours: readonly Contour[]) => epicardialTip(contoursByPlace(contours), moment ?? {})

  it('is the point of its open borders that lies farthest from the valve, the mean over the views', () => {
    // columns run along x in four chambers and along y in two, rows down from height 100 in both
    expect(found(border('cine-4ch', [104, 160]))?.[2]).toBeCloseTo(-60, 9)
    const both = found(border('cine-4ch', [104, 160]), border('cine-2ch', [98, 156]))
    expect(both?.[2]).toBeCloseTo(-58, 9)
  })

  it('is not known of a closed border, nor without one', () => {
    expect(found(border('cine-4ch', [104, 160], true))).toBeUndefined()
    expect(found()).toBeUndefined()
  })
})
