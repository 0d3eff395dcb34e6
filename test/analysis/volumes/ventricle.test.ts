import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { imagesBeyondContours } from '#analysis/reading/completeness.ts'
import { mm } from '#analysis/units/units.ts'
import { leftVentricle, type VentricleOptions } from '#analysis/volumes/ventricle.ts'
import { cine } from '../synthetic.ts'
import { box, drawn, endo, epi, imageText, stackOf } from '../ventricle.ts'

const stack = stackOf()
const slices = [2, 3, 4, 5, 6, 7]
const ED = 19
const ES = 7

const marks = (images: readonly string[], assumed = false) =>
  new Map(images.map((image) => [image, { assumed }]))
const ends = (...phases: number[]) =>
  phases.flatMap((phase) => [imageText(stack, 1, phase), imageText(stack, 8, phase)])
const both = marks(ends(ED, ES))

/** 2000 mm² of cavity at ED, 1200 at ES, 1000 mm² of wall, on six slices 10 mm apart. */
const read = (): Contour[] =>
  slices.flatMap((slice) => [
    endo(stack, slice, ED, 2000),
    epi(stack, slice, ED, 3000),
    endo(stack, slice, ES, 1200),
    epi(stack, slice, ES, 2200),
  ])

const measure = (
  contours: readonly Contour[],
  empty = both,
  options: Partial<VentricleOptions> = {},
  on: Stack = stack,
) => leftVentricle(on, contours, empty, { papillaries: 'cavity', ...options })

const find = (measurements: readonly Measurement[], quantity: QuantityName): Measurement => {
  const found = measurements.find((m) => m.quantity === quantity)
  if (found === undefined) throw new Error(`no ${quantity}`)
  return found
}
const value = (measurements: readonly Measurement[], quantity: QuantityName): number => {
  const m = find(measurements, quantity)
  if (!isMeasured(m)) throw new Error(`${quantity}: ${m.unmeasured} ${m.detail}`)
  return m.value
}
const why = (measurements: readonly Measurement[], quantity: QuantityName): string | undefined => {
  const m = find(measurements, quantity)
  return isMeasured(m) ? undefined : m.unmeasured
}
const warnings = (measurements: readonly Measurement[], quantity: QuantityName): string => {
  const m = find(measurements, quantity)
  return isMeasured(m) ? m.warnings.join('; ') : ''
}

describe('a ventricle of six boxes', () => {
  const { measurements, ed, es } = measure(read(), both, {
    bodySizes: { registry: { heightCm: 180, weightKg: 80 } },
  })

  it('has EDV 120 mL, ESV 72 mL, SV 48 mL and EF 40 %', () => {
    expect(value(measurements, 'lv-edv')).toBeCloseTo(120, 9)
    expect(value(measurements, 'lv-esv')).toBeCloseTo(72, 9)
    expect(value(measurements, 'lv-sv')).toBeCloseTo(48, 9)
    expect(value(measurements, 'lv-ef')).toBeCloseTo(40, 9)
  })

  it('has 60 mL of wall, so 63 g at ED and at ES', () => {
    expect(value(measurements, 'lv-mass-ed')).toBeCloseTo(63, 9)
    expect(value(measurements, 'lv-mass-es')).toBeCloseTo(63, 9)
    expect(warnings(measurements, 'lv-mass-ed')).toBe('')
  })

  it('pumps 48 mL 75 times a minute: 3.6 L/min', () => {
    expect(value(measurements, 'heart-rate')).toBeCloseTo(75, 9)
    expect(value(measurements, 'rr')).toBeCloseTo(800, 9)
    expect(value(measurements, 'lv-co')).toBeCloseTo(3.6, 9)
  })

  it('is indexed by 2 m² of 180 cm and 80 kg, and the index names its formula', () => {
    expect(value(measurements, 'bsa')).toBeCloseTo(2, 12)
    expect(value(measurements, 'lv-edv-index')).toBeCloseTo(60, 9)
    expect(value(measurements, 'lv-ci')).toBeCloseTo(1.8, 9)
    expect(value(measurements, 'lv-mass-ed-index')).toBeCloseTo(31.5, 9)
    expect(find(measurements, 'lv-edv-index')).toMatchObject({
      unit: 'mL/m2',
      method: 'disc-summation/reader-slices/bsa-mosteller',
    })
  })

  it('has ED at phase 19 and ES at phase 7', () => {
    expect([ed, es]).toMatchObject([{ value: ED }, { value: ES }])
  })

  it('says method, version, unit and papillary convention with each number', () => {
    expect(find(measurements, 'lv-edv')).toEqual({
      quantity: 'lv-edv',
      value: expect.closeTo(120, 9),
      unit: 'mL',
      method: 'disc-summation/reader-slices',
      version: '1',
      papillaries: 'cavity',
      warnings: [],
    })
  })

  it('explains its EDV by what each slice adds', () => {
    const phase = measure(read()).curve[ED]
    expect(phase?.slices.map(({ slice, cavity }) => [slice, cavity])).toEqual(
      slices.map((slice) => [slice, expect.closeTo(20, 9)]),
    )
  })

  it('without height and weight has no index, and says so', () => {
    const bare = measure(read()).measurements
    expect(why(bare, 'bsa')).toBe('no-body-size')
    expect(why(bare, 'lv-edv-index')).toBe('no-body-size')
    expect(value(bare, 'lv-edv')).toBeCloseTo(120, 9)
  })
})

it('ED and ES set the wrong way round show a negative EF and a warning, not a corrected one', () => {
  const { measurements } = measure(read(), both, { chosen: { ed: ES, es: ED } })
  expect(value(measurements, 'lv-ef')).toBeCloseTo((100 * (72 - 120)) / 72, 9)
  expect(warnings(measurements, 'lv-ef')).toBe('the volume at ES is larger than at ED')
})

describe('slices', () => {
  it('left open beside the contours make the volumes provisional', () => {
    const { measurements, curve } = measure(read(), marks(ends(ES)), { chosen: { ed: ED, es: ES } })
    expect(value(measurements, 'lv-edv')).toBeCloseTo(120, 9)
    expect(warnings(measurements, 'lv-edv')).toContain('provisional: of 10 slices, slices 2, 9 are neither')
    expect(warnings(measurements, 'lv-esv')).toBe('')
    expect(curve[ED]?.open).toEqual([1, 8])
  })

  it('left open within the contours leave no volume, never one without that slab', () => {
    const holed = read().filter(({ image }) => `${image.sopInstanceUid}/0` !== imageText(stack, 4, ED))
    const { measurements } = measure(holed, both, { chosen: { ed: ED, es: ES } })
    expect(find(measurements, 'lv-edv')).toEqual({
      quantity: 'lv-edv',
      unmeasured: 'missing-slice',
      detail: 'slice 5 of 10 has no endocardial contour at phase 20 of 20',
    })
    expect(
      ['lv-sv', 'lv-ef', 'lv-mass-ed', 'lv-co'].map((q) => why(measurements, q as QuantityName)),
    ).toEqual(new Array(4).fill('missing-slice'))
    expect(value(measurements, 'lv-esv')).toBeCloseTo(72, 9)
  })

  it('left open within the contours are why ED and ES cannot be found', () => {
    const holed = read().filter(({ image }) => `${image.sopInstanceUid}/0` !== imageText(stack, 4, ED))
    const { measurements } = measure(holed)
    for (const quantity of ['lv-edv', 'lv-esv', 'lv-ef', 'lv-mass-ed'] as const)
      expect(find(measurements, quantity)).toMatchObject({
        unmeasured: 'missing-slice',
        detail: 'slice 5 of 10 has no endocardial contour at phase 20 of 20',
      })
  })

  it('with an epicardial contour only, amid the cavity, leave no volume', () => {
    const holed = read().filter(
      ({ image, border }) =>
        border !== 'lv-endocardial' || `${image.sopInstanceUid}/0` !== imageText(stack, 4, ED),
    )
    expect(why(measure(holed, both, { chosen: { ed: ED, es: ES } }).measurements, 'lv-edv')).toBe(
      'missing-slice',
    )
  })

  it('beyond a slice marked no LV need no mark of their own', () => {
    const { curve } = measure(read())
    expect(curve[ED]?.complete).toBe(true)
  })

  it('that are taken as without LV, unseen, are named in every number that rests on it', () => {
    const { measurements } = measure(read(), marks(ends(ED, ES), true))
    expect(warnings(measurements, 'lv-edv')).toBe('slices beyond the contoured range are taken as without LV')
    expect(warnings(measurements, 'lv-ef')).toBe('slices beyond the contoured range are taken as without LV')
  })

  it('that were not acquired between contoured ones leave no volume', () => {
    const { stacks } = sortIntoStacks(
      cine({ slices: 10, phases: 20, row: [0.6, 0.8, 0], column: [0, 0, -1] }).filter(
        ({ sopInstanceUid }) => !sopInstanceUid.startsWith('1.2.3.1.4.'),
      ),
    )
    const [holed] = stacks
    if (holed === undefined) throw new Error('no stack')
    const contours = [1, 2, 3, 4, 5, 6].flatMap((slice) => [endo(holed, slice, 0, 2000)])
    const { measurements } = measure(contours, new Map(), { chosen: { ed: 0, es: 0 } }, holed)
    expect(find(measurements, 'lv-edv')).toMatchObject({ unmeasured: 'missing-slice' })
  })

  /** the stack without the image of one slice at one phase */
  const without = (slice: number, phase: number): Stack => ({
    ...stack,
    frames: stack.frames.map((phases, s) =>
      phases.map((frame, p) => (s === slice && p === phase ? null : frame)),
    ),
  })

  it('without an image beside the contours leave no volume, unless the rest was taken as without LV', () => {
    const far = marks([imageText(stack, 0, ED), imageText(stack, 8, ED), ...ends(ES)])
    const { measurements } = measure(read(), far, { chosen: { ed: ED, es: ES } }, without(1, ED))
    expect(find(measurements, 'lv-edv')).toMatchObject({
      unmeasured: 'missing-slice',
      detail: 'slice 2 of 10 has no image at phase 20 of 20',
    })
    const unseen = marks([imageText(stack, 0, ED), imageText(stack, 8, ED), ...ends(ES)], true)
    const taken = measure(read(), unseen, {}, without(1, ED)).measurements
    expect(value(taken, 'lv-edv')).toBeCloseTo(120, 9)
    expect(warnings(taken, 'lv-edv')).toContain(
      'slice 2 of 10 has no image at phase 20 of 20: taken as without LV',
    )
    expect(why(measure(read(), unseen, { chosen: { ed: ED } }, without(4, ED)).measurements, 'lv-edv')).toBe(
      'missing-slice',
    )
  })

  it('missing beyond the contours leave the discs as they are, and are named', () => {
    const uneven: Stack = { ...stack, positions: [0, 10, 20, 30, 40, 50, 60, 70, 90, 100].map(mm) }
    const { measurements } = measure(read(), both, {}, uneven)
    expect(value(measurements, 'lv-edv')).toBeCloseTo(120, 9)
    expect(warnings(measurements, 'lv-edv')).toBe(
      'no slice was acquired between slice 8 of 10 and the next: taken as without LV',
    )
  })

  it('of a single-slice stack give no volume', () => {
    const single = stackOf({ slices: 1 })
    expect(
      why(
        measure([endo(single, 0, 0, 2000)], new Map(), { chosen: { ed: 0 } }, single).measurements,
        'lv-edv',
      ),
    ).toBe('single-slice')
  })

  it('unevenly spaced count with the distance to their neighbours', () => {
    const uneven: Stack = {
      ...stack,
      positions: [0, 10, 20, 30, 44, 54, 64, 74, 84, 94].map(mm),
      irregularity: 0.4,
    }
    const contours = [2, 3, 4, 5].map((slice) => endo(uneven, slice, ED, 1000))
    const { curve } = measure(contours, new Map(), {}, uneven)
    // 10/2 + 10/2, 10/2 + 14/2, 14/2 + 10/2, 10/2 + 10/2
    expect(curve[ED]?.slices.map(({ thickness }) => thickness)).toEqual([10, 12, 12, 10])
    expect(curve[ED]?.cavity).toMatchObject({ value: expect.closeTo(44, 9) })
  })
})

describe('a third phase', () => {
  const third = (among: readonly number[], area: number, phase = 12) => [
    ...read(),
    ...among.map((slice) => endo(stack, slice, phase, area)),
  ]
  /** what a file does not contour is taken as without LV */
  const unseen = (contours: readonly Contour[]) =>
    marks(
      imagesBeyondContours(stack, contours).map(({ sopInstanceUid, frame }) => `${sopInstanceUid}/${frame}`),
      true,
    )

  it.each([
    ['three of six slices', [3, 4, 5], 1500],
    ['four of six slices', [2, 3, 4, 5], 1500],
    ['five of six slices', [2, 3, 4, 5, 6], 1400],
  ])('that was left half way, with %s, is not ES', (_, among, area) => {
    const contours = third(among, area)
    const { measurements, es } = measure(contours, unseen(contours))
    expect(es).toMatchObject({ measured: true, value: ES })
    expect(value(measurements, 'lv-ef')).toBeCloseTo(40, 9)
    expect(warnings(measurements, 'lv-ef')).toContain(
      'phase 13 of 20 was left out in the search for ED and ES: it holds less only because fewer',
    )
  })

  it('beside ES that lacks half of its slices was left half way, however small the others are', () => {
    const contours = third([3, 4, 5], 1190, ES + 1)
    expect(measure(contours, unseen(contours)).es).toMatchObject({ value: ES })
  })

  it('that gives up base and apex and is smaller in between is ES', () => {
    const contours = third([3, 4, 5, 6], 1150, ES + 1)
    expect(measure(contours, unseen(contours)).es).toMatchObject({ value: ES + 1 })
  })

  it('where the reader saw that the other slices are empty is ES', () => {
    const contours = third([3, 4, 5], 1500)
    const seen = marks(
      imagesBeyondContours(stack, contours).map((key) => `${key.sopInstanceUid}/${key.frame}`),
    )
    expect(measure(contours, seen).es).toMatchObject({ value: 12 })
  })

  it('with a gap is left out, and the numbers say so', () => {
    const contours = third([2, 3, 5, 6, 7], 2400)
    const { measurements, ed } = measure(contours, unseen(contours))
    expect(ed).toMatchObject({ value: ED })
    expect(warnings(measurements, 'lv-edv')).toContain(
      'phase 13 of 20 was left out in the search for ED and ES: slice 5 of 10 has no endocardial contour',
    )
  })
})

describe('mass', () => {
  it('counts an apical cap, epicardial contour only, wholly as wall', () => {
    const contours = [...read(), epi(stack, 8, ED, 500)]
    const { measurements } = measure(
      contours,
      marks([...ends(ES), imageText(stack, 1, ED), imageText(stack, 9, ED)]),
    )
    expect(value(measurements, 'lv-mass-ed')).toBeCloseTo(63 + 1.05 * 5, 9)
    expect(value(measurements, 'lv-edv')).toBeCloseTo(120, 9)
  })

  it('counts an epicardial contour at the base wholly as wall, and says that no cavity was drawn', () => {
    const { measurements } = measure([...read(), epi(stack, 1, ED, 500)], both, {
      chosen: { ed: ED, es: ES },
    })
    expect(value(measurements, 'lv-mass-ed')).toBeCloseTo(63 + 5.25, 9)
    expect(warnings(measurements, 'lv-mass-ed')).toContain(
      'slice 2: an epicardial contour without an endocardial one at the base counts as wall',
    )
    expect(warnings(measurements, 'lv-edv')).not.toContain('epicardial')
  })

  it('leaves out a slice without epicardial contour, and says which', () => {
    const contours = read().filter(
      ({ image, border }) =>
        border !== 'lv-epicardial' || `${image.sopInstanceUid}/0` !== imageText(stack, 2, ED),
    )
    const { measurements } = measure(contours)
    expect(value(measurements, 'lv-mass-ed')).toBeCloseTo(52.5, 9)
    expect(warnings(measurements, 'lv-mass-ed')).toContain('slice 3: no epicardial contour, so no mass')
    expect(warnings(measurements, 'lv-mass-ed')).toContain('mass is 53 g at ED and 63 g at ES')
    expect(warnings(measurements, 'lv-edv')).toBe('')
  })

  it('is unmeasured without any epicardial contour, while volumes stand', () => {
    const { measurements } = measure(read().filter(({ border }) => border === 'lv-endocardial'))
    expect(why(measurements, 'lv-mass-ed')).toBe('no-epicardial-contours')
    expect(value(measurements, 'lv-ef')).toBeCloseTo(40, 9)
  })
})

describe('papillary muscles', () => {
  const muscles = [ED, ES].flatMap((phase) =>
    [4, 5].flatMap((slice) => [
      drawn(stack, slice, phase, 'lv-papillary', box(50)),
      drawn(stack, slice, phase, 'lv-papillary', box(30), { part: 1 }),
    ]),
  )
  const muscle = (2 * 80 * 10) / 1000

  it('count as cavity by default, and both conventions are computed', () => {
    const { measurements, otherConvention } = measure([...read(), ...muscles])
    expect(value(measurements, 'lv-edv')).toBeCloseTo(120, 9)
    expect(value(otherConvention, 'lv-edv')).toBeCloseTo(120 - muscle, 9)
    expect(value(otherConvention, 'lv-mass-ed')).toBeCloseTo(63 + 1.05 * muscle, 9)
    expect(find(otherConvention, 'lv-edv')).toMatchObject({ papillaries: 'mass' })
  })

  it('count as mass where the protocol says so', () => {
    const { measurements, otherConvention } = measure([...read(), ...muscles], both, { papillaries: 'mass' })
    expect(value(measurements, 'lv-esv')).toBeCloseTo(72 - muscle, 9)
    expect(value(measurements, 'lv-mass-es')).toBeCloseTo(63 + 1.05 * muscle, 9)
    expect(value(otherConvention, 'lv-esv')).toBeCloseTo(72, 9)
  })

  it('have no second number where the first is missing', () => {
    const endocardial = [...read(), ...muscles].filter(({ border }) => border !== 'lv-epicardial')
    const { measurements, otherConvention } = measure(endocardial)
    expect(why(measurements, 'lv-mass-ed')).toBe('no-epicardial-contours')
    expect(otherConvention.map(({ quantity }) => quantity)).toEqual(['lv-edv', 'lv-esv', 'lv-sv', 'lv-ef'])
  })

  it('that are contoured at ED only leave EF with a warning that names ES', () => {
    const atEd = muscles.slice(0, 4)
    const { measurements, otherConvention } = measure([...read(), ...atEd], both, { papillaries: 'mass' })
    expect(value(measurements, 'lv-ef')).toBeCloseTo((100 * (120 - muscle - 72)) / (120 - muscle), 9)
    expect(warnings(measurements, 'lv-edv')).toBe('')
    expect(warnings(measurements, 'lv-ef')).toBe(
      'papillaries count as mass, but none is contoured at phase 8 of 20',
    )
    expect(warnings(otherConvention, 'lv-ef')).toBe('')
  })

  it('that nobody contoured cannot count as mass, and the volumes say so', () => {
    const { measurements, otherConvention } = measure(read(), both, { papillaries: 'mass' })
    expect(warnings(measurements, 'lv-edv')).toContain('none is contoured')
    expect(otherConvention).toEqual([])
  })
})

describe('contours', () => {
  const crossing = (origin: Contour['origin']) =>
    drawn(
      stack,
      4,
      ED,
      'lv-endocardial',
      [
        [0, 0],
        [50, 50],
        [50, 0],
        [0, 40],
      ],
      { origin },
    )
  const withCrossing = (origin: Contour['origin']) =>
    measure(
      [
        ...read().filter(
          ({ image, border }) =>
            border !== 'lv-endocardial' || `${image.sopInstanceUid}/0` !== imageText(stack, 4, ED),
        ),
        crossing(origin),
      ],
      both,
      { chosen: { ed: ED, es: ES } },
    ).measurements

  it('drawn across themselves have no area', () => {
    expect(find(withCrossing('drawn'), 'lv-edv')).toEqual({
      quantity: 'lv-edv',
      unmeasured: 'self-intersecting-contour',
      detail: 'slice 5: the lv-endocardial contour crosses itself at phase 20 of 20',
    })
  })

  it('imported across themselves are measured as given, with a warning', () => {
    expect(warnings(withCrossing('imported'), 'lv-edv')).toContain('crosses itself and is measured as given')
  })

  it('of other chambers change nothing', () => {
    const right = drawn(stack, 3, ED, 'rv-endocardial', box(5000))
    expect(measure([...read(), right]).measurements).toEqual(measure(read()).measurements)
  })

  it('on images outside the stack are not counted, and every volume says so', () => {
    const stray = { ...endo(stack, 3, ED, 9999), image: { sopInstanceUid: '9.9', frame: 0 } }
    const { measurements } = measure([...read(), stray])
    expect(value(measurements, 'lv-edv')).toBeCloseTo(120, 9)
    for (const quantity of ['lv-edv', 'lv-esv', 'lv-ef', 'lv-mass-ed', 'lv-co'] as const)
      expect(warnings(measurements, quantity)).toBe(
        'LV contours on images outside the short-axis stack are not counted: 1',
      )
  })
})
