import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { mm, mm2, ms, squareMetre } from '#analysis/units/units.ts'
import { biplaneVolume, monoplaneVolume } from '#analysis/volumes/long-axis/area-length.ts'
import { type AtrialInput, atriumMeasurements, atriumVolumes } from '#analysis/volumes/long-axis/atrium.ts'
import { longAxisVentricle } from '#analysis/volumes/long-axis/left-ventricle.ts'
import { silhouetteOf } from '#analysis/volumes/long-axis/silhouette.ts'
import {
  contoursByPlace,
  framesInStep,
  markedPoints,
  pointsOfKinds,
  silhouetteOn,
  valveEnds,
} from '#analysis/volumes/long-axis/views.ts'
import { drawnOn, stackAt } from './prism.ts'

const pixel = { rowSpacing: mm(1), columnSpacing: mm(1) }
const image = { sopInstanceUid: '1', frame: 0 }

/** Half an ellipse of half axes a (across) and l (along), hanging from a valve at y = 0 towards larger y. */
function halfEllipse(
  a: number,
  l: number,
  [x, y]: readonly [number, number] = [100, 0],
  n = 400,
): IndexPoint[] {
  return Array.from({ length: n + 1 }, (_, i): IndexPoint => {
    const t = (Math.PI * i) / n
    return [x - a * Math.cos(t), y + l * Math.sin(t)]
  })
}
const contourOf = (points: readonly IndexPoint[], change: Partial<Contour> = {}): Contour => ({
  image,
  border: 'la-endocardial',
  closed: true,
  points,
  origin: 'drawn',
  ...change,
})
const value = <T>(outcome: { measured: boolean; value?: T }): T => {
  if (!outcome.measured || outcome.value === undefined) throw new Error(JSON.stringify(outcome))
  return outcome.value
}

describe('area and length', () => {
  const side = (area: number, length: number) => ({ area: mm2(area), length: mm(length) })

  it('of a half spheroid of 20 and 38 mm give its volume, 2/3 π 20² 38', () => {
    const one = side((Math.PI * 20 * 38) / 2, 38)
    expect(value(monoplaneVolume(one))).toBeCloseTo(((2 / 3) * Math.PI * 400 * 38) / 1000, 9)
    expect(value(biplaneVolume(one, one, 'mean-length'))).toBeCloseTo(value(monoplaneVolume(one)), 12)
  })

  it('of an ellipsoid of three half axes give its volume from two planes through one of them', () => {
    const [a, b, c] = [20, 25, 40]
    const volume = ((4 / 3) * Math.PI * a * b * c) / 1000
    expect(
      value(biplaneVolume(side(Math.PI * a * c, 2 * c), side(Math.PI * b * c, 2 * c), 'shorter-length')),
    ).toBeCloseTo(volume, 9)
  })

  it('differ by the length that is taken, and warn beyond 5 mm', () => {
    const [two, four] = [side(1500, 40), side(1600, 50)]
    const shorter = biplaneVolume(two, four, 'shorter-length')
    const mean = biplaneVolume(two, four, 'mean-length')
    expect(value(shorter)).toBeCloseTo((8 * 1500 * 1600) / (3 * Math.PI * 40) / 1000, 9)
    expect(value(mean)).toBeCloseTo((8 * 1500 * 1600) / (3 * Math.PI * 45) / 1000, 9)
    expect(value(biplaneVolume(four, two, 'shorter-length'))).toBeCloseTo(value(shorter), 12)
    expect(shorter).toMatchObject({
      warnings: ['the two views show lengths that differ by 10 mm: foreshortened?'],
    })
    expect(biplaneVolume(two, side(1600, 45), 'mean-length')).toMatchObject({ warnings: [] })
  })

  it('that are not positive make no volume', () => {
    for (const bad of [side(0, 40), side(1500, 0), side(-1, 40), side(Number.NaN, 40)]) {
      expect(monoplaneVolume(bad)).toMatchObject({ reason: 'degenerate-contour' })
      expect(biplaneVolume(side(1500, 40), bad, 'mean-length')).toMatchObject({ measured: false })
    }
  })
})

describe('a border in one view', () => {
  const open = contourOf(halfEllipse(20, 38), { closed: false })

  it('open at the valve has its length from the middle of its ends', () => {
    const { area, length } = value(silhouetteOf(open, pixel, 'perpendicular'))
    expect(area).toBeCloseTo((Math.PI * 20 * 38) / 2, 0)
    expect(length).toBeCloseTo(38, 3)
    expect(value(silhouetteOf(open, pixel, 'farthest')).length).toBeCloseTo(38, 3)
  })

  it('closed has it from the marked ends, and none without them', () => {
    const closed = contourOf(halfEllipse(20, 38))
    expect(
      value(
        silhouetteOf(closed, pixel, 'perpendicular', [
          [80, 0],
          [120, 0],
        ]),
      ).length,
    ).toBeCloseTo(38, 3)
    expect(silhouetteOf(closed, pixel, 'perpendicular')).toMatchObject({
      reason: 'no-landmarks',
      detail: 'the ends of the valve are not marked beside the la-endocardial contour',
    })
  })

  it('is measured in millimetres, rows and columns each by their own', () => {
    const coarse = { rowSpacing: mm(2), columnSpacing: mm(3) }
    const { area, length } = value(silhouetteOf(open, coarse, 'perpendicular'))
    expect(area).toBeCloseTo((6 * Math.PI * 20 * 38) / 2, -1)
    expect(length).toBeCloseTo(76, 2)
  })

  it('has its length square to the valve, not to its farthest corner, where a vein may be', () => {
    // a right triangle on a valve from (0, 0) to (20, 0), its corner above the left end
    const triangle = contourOf(
      [
        [0, 0],
        [0, 40],
        [20, 0],
      ],
      { closed: false },
    )
    expect(value(silhouetteOf(triangle, pixel, 'perpendicular')).length).toBeCloseTo(20, 9)
    expect(value(silhouetteOf(triangle, pixel, 'farthest')).length).toBeCloseTo(Math.sqrt(1700), 9)
  })

  it('has the same length and area however the view is turned', () => {
    const turn = (angle: number): Contour =>
      contourOf(
        halfEllipse(20, 38).map(
          ([x, y]): IndexPoint => [
            x * Math.cos(angle) - y * Math.sin(angle),
            x * Math.sin(angle) + y * Math.cos(angle),
          ],
        ),
        { closed: false },
      )
    for (const angle of [0.4, 1.9, 3.7, 5.5]) {
      const { area, length } = value(silhouetteOf(turn(angle), pixel, 'perpendicular'))
      expect(area).toBeCloseTo(value(silhouetteOf(open, pixel, 'perpendicular')).area, 6)
      expect(length).toBeCloseTo(38, 3)
    }
  })

  it('without area, or across itself, is none; an imported one that crosses is measured with a warning', () => {
    const line: IndexPoint[] = [
      [0, 0],
      [10, 0],
      [20, 0],
    ]
    expect(silhouetteOf(contourOf(line), pixel, 'farthest')).toMatchObject({ reason: 'degenerate-contour' })
    const eight: IndexPoint[] = [
      [0, 0],
      [20, 20],
      [20, 0],
      [0, 30],
    ]
    const ends = [
      [0, 0],
      [20, 0],
    ] as const
    expect(silhouetteOf(contourOf(eight), pixel, 'farthest', ends)).toMatchObject({
      reason: 'self-intersecting-contour',
    })
    expect(silhouetteOf(contourOf(eight, { origin: 'imported' }), pixel, 'farthest', ends)).toMatchObject({
      measured: true,
      warnings: ['the la-endocardial contour crosses itself and is measured as given'],
    })
  })

  it('whose valve is no line has no length', () => {
    const same = [
      [100, 0],
      [100, 0],
    ] as const
    expect(silhouetteOf(contourOf(halfEllipse(20, 38)), pixel, 'perpendicular', same)).toMatchObject({
      reason: 'contradictory-input',
    })
    // a valve far beside the border
    const beside = [
      [300, 0],
      [340, 0],
    ] as const
    expect(silhouetteOf(contourOf(halfEllipse(20, 38)), pixel, 'perpendicular', beside)).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the line square to the valve meets no wall of the la-endocardial contour',
    })
  })
})

/** A view of one image a phase, 1 s a beat. */
const viewOf = (role: Stack['role'], phases: number): Stack => {
  const stack = stackAt([0], phases)
  return {
    ...stack,
    role,
    frames: stack.frames.map((slice) =>
      slice.map((frame) =>
        frame === null ? null : { ...frame, sopInstanceUid: frame.sopInstanceUid.replace('cine-sax', role) },
      ),
    ),
  }
}

describe('views in step', () => {
  const [two, four] = [viewOf('cine-2ch', 10), viewOf('cine-4ch', 20)]

  it('show the phase at the same fraction of the beat', () => {
    const frames = framesInStep(four, { '2ch': two, '4ch': four })
    expect(frames).toHaveLength(20)
    expect(frames[6]?.['2ch']?.sopInstanceUid).toBe('cine-2ch.0.3')
    expect(frames[6]?.['4ch']?.sopInstanceUid).toBe('cine-4ch.0.6')
    expect(frames[6]?.['3ch']).toBeUndefined()
  })

  it('leave out a hole and a view without images', () => {
    const holed = { ...two, frames: [two.frames[0]?.map((frame, k) => (k === 3 ? null : frame)) ?? []] }
    const frames = framesInStep(four, { '2ch': holed, '3ch': { ...two, frames: [] } })
    expect(frames[6]).toEqual({})
    expect(frames[8]?.['2ch']?.sopInstanceUid).toBe('cine-2ch.0.4')
  })

  it('give marked points in the patient, and both ends of a valve or none', () => {
    const on = { sopInstanceUid: 'cine-2ch.0.3', frame: 0 }
    const marks: Landmark[] = [
      { kind: 'mitral-septal', image: on, point: [10, 20] },
      { kind: 'mitral-lateral', image: on, point: [30, 20] },
      { kind: 'tricuspid-septal', image: on, point: [50, 20] },
      { kind: 'lv-apex', image: { ...on, sopInstanceUid: 'cine-2ch.0.4' }, point: [1, 1] },
    ]
    const marked = markedPoints(marks)
    expect(valveEnds(marked, 'mitral', on)).toEqual([
      [10, 20],
      [30, 20],
    ])
    expect(valveEnds(marked, 'tricuspid', on)).toBeUndefined()
    expect(valveEnds(marked, 'mitral', { ...on, frame: 1 })).toBeUndefined()
    const moment = framesInStep(four, { '2ch': two })[6] ?? {}
    expect(pointsOfKinds(marked, ['mitral-septal', 'mitral-lateral', 'lv-apex'], moment)).toEqual([
      [10, 20, 0],
      [30, 20, 0],
    ])
    expect(pointsOfKinds(marked, ['lv-apex'], {})).toEqual([])
  })

  it('without a border, or without a place, show no chamber', () => {
    const frame = two.frames[0]?.[0]
    if (frame == null) throw new Error('no frame')
    expect(silhouetteOn(frame, new Map(), 'la-endocardial', 'farthest')).toMatchObject({
      reason: 'no-contours',
      detail: 'no la-endocardial contour',
    })
    const contours = contoursByPlace([
      drawnOn(two, 0, 0, 'la-endocardial', halfEllipse(20, 38), { closed: false }),
    ])
    expect(silhouetteOn(frame, contours, 'la-endocardial', 'farthest').measured).toBe(true)
    const { plane: _, ...facts } = frame.facts
    expect(silhouetteOn({ ...frame, facts }, contours, 'la-endocardial', 'farthest')).toMatchObject({
      reason: 'no-geometry',
    })
  })
})

/** mL of the half spheroid. */
const halfSpheroid = (a: number, l: number) => ((2 / 3) * Math.PI * a * a * l) / 1000

describe('a left ventricle in long-axis views', () => {
  const phases = 4
  const [two, four] = [viewOf('cine-2ch', phases), viewOf('cine-4ch', phases)]
  const border = (stack: Stack, phase: number, a: number, l: number) =>
    drawnOn(stack, 0, phase, 'lv-endocardial', halfEllipse(a, l), { closed: false })
  const measure = (contours: readonly Contour[], ed = measured(0), es = measured(2)) =>
    longAxisVentricle(
      {
        contours: contoursByPlace(contours),
        marked: markedPoints([]),
        frames: framesInStep(four, { '2ch': two, '4ch': four }),
      },
      ed,
      es,
      'mean-length',
    )
  const find = (list: readonly Measurement[], quantity: string, scope: string) =>
    list.find((m) => m.quantity === quantity && m.scope === scope)
  const number = (m: Measurement | undefined) => (m !== undefined && isMeasured(m) ? m.value : Number.NaN)

  it('has EDV, ESV, SV and EF by both planes and by each', () => {
    const found = measure([
      border(two, 0, 25, 80),
      border(four, 0, 25, 80),
      border(two, 2, 20, 60),
      border(four, 2, 20, 60),
    ])
    const [edv, esv] = [halfSpheroid(25, 80), halfSpheroid(20, 60)]
    for (const scope of ['view:biplane', 'view:2ch', 'view:4ch']) {
      expect(number(find(found, 'lv-edv-lax', scope))).toBeCloseTo(edv, 1)
      expect(number(find(found, 'lv-esv-lax', scope))).toBeCloseTo(esv, 1)
      expect(number(find(found, 'lv-sv-lax', scope))).toBeCloseTo(edv - esv, 1)
      expect(number(find(found, 'lv-ef-lax', scope))).toBeCloseTo(100 * (1 - esv / edv), 2)
    }
    expect(find(found, 'lv-edv-lax', 'view:biplane')).toMatchObject({
      method: 'area-length/biplane/mean-length',
    })
    expect(find(found, 'lv-edv-lax', 'view:4ch')).toMatchObject({ method: 'area-length/4ch', version: '1' })
  })

  it('of one view has no biplane, and says which border is lacking; the other view is left out', () => {
    const found = measure([border(four, 0, 25, 80), border(four, 2, 20, 60)])
    expect(find(found, 'lv-edv-lax', 'view:biplane')).toMatchObject({ unmeasured: 'no-contours' })
    expect(number(find(found, 'lv-ef-lax', 'view:4ch'))).toBeGreaterThan(40)
    expect(find(found, 'lv-edv-lax', 'view:2ch')).toBeUndefined()
  })

  it('without ED has no EDV but an ESV', () => {
    const contours = [border(two, 2, 20, 60), border(four, 2, 20, 60)]
    const found = longAxisVentricle(
      {
        contours: contoursByPlace(contours),
        marked: markedPoints([]),
        frames: framesInStep(four, { '2ch': two, '4ch': four }),
      },
      unmeasured('no-complete-phase'),
      measured(2),
      'mean-length',
    )
    expect(find(found, 'lv-edv-lax', 'view:biplane')).toMatchObject({ unmeasured: 'no-complete-phase' })
    expect(number(find(found, 'lv-esv-lax', 'view:biplane'))).toBeCloseTo(halfSpheroid(20, 60), 1)
  })

  it('without a view says so', () => {
    const found = longAxisVentricle(
      { contours: new Map(), marked: markedPoints([]), frames: framesInStep(four, { '4ch': four }) },
      measured(0),
      measured(2),
      'mean-length',
    )
    expect(find(found, 'lv-edv-lax', 'view:biplane')).toMatchObject({
      unmeasured: 'no-images',
      detail: 'no 2ch view',
    })
  })
})

describe('an atrium of 40, 30 and 20 mL', () => {
  const phases = 25
  const [two, four] = [viewOf('cine-2ch', phases), viewOf('cine-4ch', phases)]
  // half spheroids of equal shape: l = 2a, volume 4/3 π a³
  const radius = (volume: number) => ((3000 * volume) / (4 * Math.PI)) ** (1 / 3)
  const step = (x: number) => 0.5 * (1 - Math.cos(Math.PI * Math.min(Math.max(x, 0), 1)))
  const volumeAt = (t: number) =>
    20 + 20 * step(t / 0.36) - 10 * step((t - 0.4) / 0.2) - 10 * step((t - 0.8) / 0.2)
  const border = (
    stack: Stack,
    phase: number,
    chamber: 'la' | 'ra' = 'la',
    volume = volumeAt(phase / phases),
  ) => {
    const a = radius(volume)
    return drawnOn(stack, 0, phase, `${chamber}-endocardial`, halfEllipse(a, 2 * a), { closed: false })
  }
  const every = Array.from({ length: phases }, (_, phase) => phase)
  const input = (contours: readonly Contour[], change: Partial<AtrialInput> = {}): AtrialInput => ({
    chamber: 'la',
    views: { '2ch': two, '4ch': four },
    contours: contoursByPlace(contours),
    marked: markedPoints([]),
    ...change,
  })
  const whole = [...every.map((phase) => border(two, phase)), ...every.map((phase) => border(four, phase))]
  const rules = { length: 'shorter-length' } as const
  const body = measured({
    bsa: squareMetre(2),
    formula: 'mosteller',
    source: 'registry',
    heightCm: 160,
  } as const)
  const numbers = (contours: readonly Contour[], preAtrial?: number, change: Partial<AtrialInput> = {}) => {
    const [atrium] = atriumVolumes(input(contours, change), {
      ...rules,
      ...(preAtrial === undefined ? {} : { preAtrial }),
    })
    if (atrium === undefined) throw new Error('no atrium')
    const list = atriumMeasurements(atrium, 'shorter-length', body)
    return { atrium, of: (quantity: string) => list.find((m) => m.quantity === quantity) }
  }
  const number = (m: Measurement | undefined) => (m !== undefined && isMeasured(m) ? m.value : Number.NaN)

  it('is largest at the end of systole, rests at 30 and is smallest at R: found by its curve', () => {
    const { atrium, of } = numbers(whole)
    expect(atrium).toMatchObject({ view: 'biplane', largest: { value: 9 }, smallest: { value: 0 } })
    expect(atrium.preAtrial.measured && atrium.preAtrial.value).toBeGreaterThan(14)
    expect(atrium.preAtrial.measured && atrium.preAtrial.value).toBeLessThan(21)
    expect(number(of('la-max'))).toBeCloseTo(40, 1)
    expect(number(of('la-pre-a'))).toBeCloseTo(30, 1)
    expect(number(of('la-min'))).toBeCloseTo(20, 1)
    expect(number(of('la-ef'))).toBeCloseTo(50, 1)
    expect(number(of('la-ef-passive'))).toBeCloseTo(25, 1)
    expect(number(of('la-ef-active'))).toBeCloseTo(100 / 3, 1)
    expect(of('la-max-index')).toMatchObject({
      value: expect.closeTo(20, 1),
      method: 'area-length/biplane/shorter-length/bsa-mosteller',
      scope: 'view:biplane',
      warnings: [],
    })
    expect(of('la-max-height')).toMatchObject({
      value: expect.closeTo(25, 1),
      method: 'area-length/biplane/shorter-length/height',
      scope: 'view:biplane',
    })
    expect(number(of('la-pre-a-index'))).toBeCloseTo(15, 1)
    expect(number(of('la-min-index'))).toBeCloseTo(10, 1)
  })

  it('is found to rest at the same phase where the frame at R is not contoured', () => {
    const without = whole.filter(({ image: { sopInstanceUid } }) => !sopInstanceUid.endsWith('.0.0'))
    expect(without.length).toBe(48)
    expect(numbers(without).atrium.preAtrial).toMatchObject({ measured: true, value: expect.any(Number) })
    expect(number(numbers(without).of('la-pre-a'))).toBeCloseTo(30, 1)
  })

  it('that fills and empties in one wave has no phase before contraction', () => {
    const wave = (stack: Stack, phase: number) =>
      border(stack, phase, 'la', 30 - 10 * Math.cos((2 * Math.PI * phase) / phases))
    const { of } = numbers([two, four].flatMap((stack) => every.map((phase) => wave(stack, phase))))
    expect(of('la-pre-a')).toMatchObject({ unmeasured: 'not-evaluable' })
    expect(of('la-ef-active')).toMatchObject({ unmeasured: 'not-evaluable' })
    expect(number(of('la-ef'))).toBeCloseTo(50, 0)
  })

  it('drawn on three phases takes the phase before contraction from the reader, and warns of the others', () => {
    const three = [0, 9, 17].flatMap((phase) => [border(two, phase), border(four, phase)])
    const { of } = numbers(three, 17)
    expect(number(of('la-ef-active'))).toBeCloseTo(100 / 3, 1)
    expect(of('la-max')).toMatchObject({ warnings: ['largest and smallest of the 3 contoured phases of 25'] })
    const alone = numbers(three)
    expect(alone.of('la-pre-a')).toMatchObject({ unmeasured: 'too-few-phases' })
    expect(number(alone.of('la-ef'))).toBeCloseTo(50, 1)
  })

  it('refuses a phase that the view does not have, or that is not contoured', () => {
    expect(numbers(whole, 25).of('la-pre-a')).toMatchObject({
      unmeasured: 'no-phases',
      detail: 'phase 26 was chosen, the view has 25',
    })
    const without = whole.filter(({ image: { sopInstanceUid } }) => sopInstanceUid !== 'cine-2ch.0.17')
    expect(numbers(without, 17).of('la-pre-a')).toMatchObject({ unmeasured: 'no-contours' })
  })

  it('is found in each view that shows it', () => {
    expect(atriumVolumes(input(whole), rules).map(({ view }) => view)).toEqual(['biplane', '2ch', '4ch'])
    const one = whole.filter(({ image: { sopInstanceUid } }) => sopInstanceUid.startsWith('cine-2ch'))
    const [atrium, other] = atriumVolumes(input(one), rules)
    expect(other).toBeUndefined()
    expect(atrium).toMatchObject({ view: '2ch', largest: { value: 9 } })
    expect(atriumVolumes(input([]), rules)).toEqual([])
  })

  it('on the right is seen in four chambers only, by the tricuspid valve', () => {
    const right = every.flatMap((phase) => [border(two, phase, 'ra'), border(four, phase, 'ra')])
    const found = atriumVolumes(input(right, { chamber: 'ra' }), rules)
    expect(found.map(({ chamber, view }) => [chamber, view])).toEqual([['ra', '4ch']])
    const list = found.flatMap((atrium) => atriumMeasurements(atrium, 'shorter-length', body))
    expect(list.find(({ quantity }) => quantity === 'ra-max')).toMatchObject({
      value: expect.closeTo(40, 1),
      method: 'area-length/4ch',
    })
    // closed borders need their own valve
    const closed = right.map((contour) => ({ ...contour, closed: true }))
    const ends = (kind: 'mitral' | 'tricuspid'): Landmark[] =>
      every.flatMap((phase) => [
        {
          kind: `${kind}-septal`,
          image: { sopInstanceUid: `cine-4ch.0.${phase}`, frame: 0 },
          point: [80, 0],
        },
        {
          kind: `${kind}-lateral`,
          image: { sopInstanceUid: `cine-4ch.0.${phase}`, frame: 0 },
          point: [120, 0],
        },
      ])
    const marked = (kind: 'mitral' | 'tricuspid') =>
      atriumVolumes(input(closed, { chamber: 'ra', marked: markedPoints(ends(kind)) }), rules)[0]?.largest
    expect(marked('tricuspid')).toMatchObject({ value: 9 })
    expect(marked('mitral')).toMatchObject({ reason: 'too-few-phases' })
  })

  it('of a single contoured phase has neither largest nor smallest', () => {
    const { of } = numbers([border(two, 9), border(four, 9)])
    for (const quantity of ['la-max', 'la-min', 'la-ef', 'la-pre-a'])
      expect(of(quantity)).toMatchObject({
        unmeasured: 'too-few-phases',
        detail: '1 of 25 phases are contoured',
      })
  })

  it('without times, or with prospective gating, does not find its rest by itself', () => {
    const { phaseTimes: _, ...timeless } = four
    expect(
      numbers(whole, undefined, { views: { '2ch': two, '4ch': timeless } }).of('la-pre-a'),
    ).toMatchObject({
      unmeasured: 'no-times',
    })
    const early: Stack = { ...four, gating: 'prospective' }
    expect(numbers(whole, undefined, { views: { '2ch': two, '4ch': early } }).of('la-pre-a')).toMatchObject({
      unmeasured: 'no-phases',
    })
    const restless: Stack = { ...four, rr: unmeasured('no-heart-rate') }
    expect(
      numbers(whole, undefined, { views: { '2ch': two, '4ch': restless } }).of('la-pre-a'),
    ).toMatchObject({
      unmeasured: 'no-times',
    })
    expect(four.rr).toMatchObject({ value: { median: ms(1000) } })
  })

  it('that grows where it should empty says so', () => {
    expect(numbers(whole, 0).of('la-ef-active')).toMatchObject({ value: 0, warnings: [] })
    const twisted = numbers(
      [0, 9, 4].flatMap((phase) => [border(two, phase), border(four, phase)]),
      0,
    )
    expect(twisted.of('la-ef-passive')).toMatchObject({ value: expect.closeTo(50, 1) })
  })
})
