/** What would change a number, held against boxes whose volumes are known in closed form. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { uncertaintyOf } from '#analysis/reading/uncertainty/chambers.ts'
import { ventricularFilling } from '#analysis/volumes/filling/filling.ts'
import type { VolumesInput, VolumesOptions } from '#analysis/volumes/volumes.ts'
import { box, drawn, endo, epi, stackOf } from '../../ventricle.ts'
import { marksBeside } from '../../volumes/prism.ts'
import { budgetOf as of, rangeOf, varied } from './budgets.ts'

const stack = stackOf()
const ED = 19
const ES = 7
/** four slices of 10 mm: 80 mL at ED, 40 at ES, a wall of 40 mL */
const contours: readonly Contour[] = [2, 3, 4, 5].flatMap((slice) => [
  endo(stack, slice, ED, 2000),
  epi(stack, slice, ED, 3000),
  endo(stack, slice, ES, 1000),
])
const spacing = 10
const slab = (area: number): number => (area * spacing) / 1000

const inputOf = (set: readonly Contour[] = contours): VolumesInput => ({
  stack,
  views: {},
  contours: set,
  empty: { lv: new Map(), rv: new Map() },
  landmarks: [],
})
const options: Partial<VolumesOptions> = { papillaries: 'cavity', chosen: { lv: { ed: ED, es: ES }, rv: {} } }
const budgetsOf = (set?: readonly Contour[]) => uncertaintyOf(inputOf(set), options)
describe('the budget of a volume', () => {
  const budgets = budgetsOf()

  it('begins with the volumes themselves', () => {
    expect(of(budgets, 'lv-edv').value).toBeCloseTo(80, 9)
    expect(of(budgets, 'lv-esv').value).toBeCloseTo(40, 9)
    expect(of(budgets, 'lv-mass-ed').value).toBeCloseTo(1.05 * 40, 9)
  })

  it('is one slab less without the most basal slice, and one more with its border in the next', () => {
    const edv = of(budgets, 'lv-edv')
    expect(varied(edv, 'base-ed-less')).toBeCloseTo(80 - slab(2000), 9)
    expect(varied(edv, 'base-ed-more')).toBeCloseTo(80 + slab(2000), 9)
    expect(varied(edv, 'base-es-more')).toBeCloseTo(80, 9)
    expect(varied(of(budgets, 'lv-ef'), 'base-es-less')).toBeCloseTo((100 * (80 - 30)) / 80, 9)
    expect(varied(of(budgets, 'lv-mass-ed'), 'base-ed-less')).toBeCloseTo(1.05 * 30, 9)
  })

  it('is of cardiac output as of the stroke volume at the heart rate of the images', () => {
    const [output, stroke] = [of(budgets, 'lv-co'), of(budgets, 'lv-sv')]
    if (!stack.heartRate.measured) throw new Error('the images have times')
    const beats = stack.heartRate.value
    expect(output.value).toBeCloseTo((40 * beats) / 1000, 9)
    expect(varied(output, 'base-ed-less')).toBeCloseTo(((40 - slab(2000)) * beats) / 1000, 9)
    expect(output.halfWidth).toBeCloseTo((stroke.halfWidth * beats) / 1000, 9)
  })

  it('of the mass at end-systole rests on the wall that is drawn there', () => {
    const wall = [2, 3, 4, 5].map((slice) => epi(stack, slice, ES, 2000))
    const mass = of(budgetsOf([...contours, ...wall]), 'lv-mass-es')
    expect(mass.value).toBeCloseTo(1.05 * 40, 9)
    expect(varied(mass, 'base-es-less')).toBeCloseTo(1.05 * 30, 9)
    expect(varied(mass, 'base-ed-less')).toBeCloseTo(1.05 * 40, 9)
  })

  it('moves with its borders by half a pixel on every side of a box', () => {
    const side = Math.sqrt(2000)
    expect(varied(of(budgets, 'lv-edv'), 'endocardium-in')).toBeCloseTo(4 * slab((side - 1) ** 2), 4)
    expect(varied(of(budgets, 'lv-edv'), 'endocardium-out')).toBeCloseTo(4 * slab((side + 1) ** 2), 4)
    // a cavity that grows takes from the wall
    expect(varied(of(budgets, 'lv-mass-ed'), 'endocardium-in')).toBeCloseTo(
      1.05 * (4 * slab(3000) - 4 * slab((side - 1) ** 2)),
      4,
    )
    expect(varied(of(budgets, 'lv-edv'), 'epicardium-out')).toBeCloseTo(80, 9)
  })

  it('adds the half widths of its lines in quadrature', () => {
    const { lines, halfWidth } = of(budgets, 'lv-ef')
    const squares = lines.map(({ range }) => (range ? ((range.high - range.low) / 2) ** 2 : 0))
    expect(halfWidth).toBeCloseTo(Math.sqrt(squares.reduce((a, b) => a + b)), 12)
    expect(lines.find(({ source }) => source === 'base-slice')?.range?.low).toBeLessThan(50)
  })

  it('says why a choice cannot be made otherwise', () => {
    const phase = of(budgets, 'lv-edv').lines.find(({ source }) => source === 'phase')
    expect(phase?.range).toBeUndefined()
    expect(phase?.varied.map(({ outcome }) => !outcome.measured && outcome.detail)).toContain(
      'phase 19 of 20 is not contoured',
    )
    expect(of(budgets, 'lv-edv').lines.find(({ source }) => source === 'papillaries')?.varied).toEqual([])
  })
})

it('a round border that runs either way grows by perimeter times half a pixel and a rim', () => {
  const [n, radius] = [180, 25]
  const circle = Array.from({ length: n }, (_, k) => {
    const angle = (2 * Math.PI * k) / n
    return [100 + radius * Math.cos(angle), 100 + radius * Math.sin(angle)] as const
  })
  // of a regular polygon as of a circle: its inner radius grows by what it is moved
  const inner = radius * Math.cos(Math.PI / n)
  const grown = n * Math.tan(Math.PI / n) * (inner + 0.5) ** 2
  for (const points of [circle, circle.toReversed()]) {
    const budgets = budgetsOf(
      contours.map((contour) => (contour.border === 'lv-endocardial' ? { ...contour, points } : contour)),
    )
    expect(varied(of(budgets, 'lv-edv'), 'endocardium-out')).toBeCloseTo(4 * slab(grown), 6)
  }
})

it('a phase aside counts where its slices are contoured', () => {
  const aside = [2, 3, 4, 5].map((slice) => endo(stack, slice, ES + 1, 1100))
  const budgets = budgetsOf([...contours, ...aside])
  expect(varied(of(budgets, 'lv-esv'), 'es-after')).toBeCloseTo(44, 9)
  expect(of(budgets, 'lv-esv').lines.find(({ source }) => source === 'phase')?.range).toEqual({
    low: expect.closeTo(40, 9),
    high: expect.closeTo(44, 9),
  })
})

it('papillary muscles counted the other way move volume into mass', () => {
  const muscle = [3, 4].map((slice) =>
    drawn(
      stack,
      slice,
      ED,
      'lv-papillary',
      box(100).map(([x, y]) => [x, y] as const),
    ),
  )
  const budgets = budgetsOf([...contours, ...muscle])
  expect(varied(of(budgets, 'lv-edv'), 'papillaries-other')).toBeCloseTo(80 - 2, 9)
  expect(varied(of(budgets, 'lv-mass-ed'), 'papillaries-other')).toBeCloseTo(1.05 * 42, 9)
})

it('a right ventricle has a budget of its own', () => {
  const right = [2, 3, 4].flatMap((slice) => [
    drawn(stack, slice, ED, 'rv-endocardial', box(1500)),
    drawn(stack, slice, ES, 'rv-endocardial', box(900)),
  ])
  const budgets = uncertaintyOf(
    inputOf([...contours, ...right]),
    { ...options, chosen: { lv: { ed: ED, es: ES }, rv: { ed: ED, es: ES } } },
    'rv',
  )
  expect(of(budgets, 'rv-edv').value).toBeCloseTo(45, 9)
  expect(varied(of(budgets, 'rv-edv'), 'base-ed-more')).toBeCloseTo(60, 9)
  expect(budgets.map(({ quantity }) => quantity)).not.toContain('lv-mass-ed')
})

it('nothing that is not measured has a budget', () => {
  const without = contours.filter(
    ({ image }) =>
      !stack.frames.some((phases) => phases[ES] && imageKeyText(phases[ES]) === imageKeyText(image)),
  )
  expect(budgetsOf(without).map(({ quantity }) => quantity)).toEqual([
    'lv-edv',
    'lv-mass-ed',
    'lv-mass-volume',
  ])
})

describe('what is told by body size', () => {
  const tall: VolumesInput = {
    ...inputOf(),
    bodySizes: { registry: { heightCm: 160, weightKg: 90 } },
  }
  const budgets = uncertaintyOf(tall, options)
  // Mosteller: the root of 160 · 90 / 3600
  const bsa = 2

  it('varies as its number does, divided by the body, which has no uncertainty of its own', () => {
    const [edv, index] = [of(budgets, 'lv-edv'), of(budgets, 'lv-edv-index')]
    expect(index.value).toBeCloseTo(80 / bsa, 9)
    expect(varied(index, 'base-ed-less')).toBeCloseTo(60 / bsa, 9)
    expect(index.halfWidth).toBeCloseTo(edv.halfWidth / bsa, 9)
    expect(of(budgets, 'lv-ci').halfWidth).toBeCloseTo(of(budgets, 'lv-co').halfWidth / bsa, 9)
    expect(of(budgets, 'lv-mass-height').halfWidth).toBeCloseTo(of(budgets, 'lv-mass-ed').halfWidth / 1.6, 9)
  })

  it('the body itself, the heart rate and the beat have no budget: no choice of a reader changes them', () => {
    expect(budgets.map(({ quantity }) => quantity)).not.toContain('bsa')
    expect(budgets.map(({ quantity }) => quantity)).not.toContain('heart-rate')
  })
})

describe('the budget of emptying and filling', () => {
  /** mm² of every slice by phase: smallest at 7, largest at 19, with a wave of the atria before it */
  const areaAt = (phase: number): number => {
    const t = 2 * Math.PI * ((phase - 19) / 20)
    return 1500 + 450 * Math.cos(t) - 120 * Math.sin(t) + 60 * Math.cos(2 * t)
  }
  const every = Array.from({ length: 20 }, (_, phase) => phase)
  const beat = every.flatMap((phase) => [2, 3, 4, 5].map((slice) => endo(stack, slice, phase, areaAt(phase))))
  const whole = { ...inputOf(beat), empty: { lv: marksBeside(stack, beat), rv: new Map() } }
  const budgets = uncertaintyOf(whole, options)
  /** the same by the curve alone, from volumes that are known in closed form */
  const filling = (by: number, ed = ED, es = ES) => {
    if (stack.phaseTimes === undefined || !stack.rr.measured) throw new Error('the images have times')
    const { per, pfr } = ventricularFilling({
      volumes: every.map((phase) => 4 * slab((Math.sqrt(areaAt(phase)) + 2 * by) ** 2)),
      times: stack.phaseTimes,
      rr: stack.rr.value.median,
      gating: stack.gating,
      ed,
      es,
    })
    if (!per.measured || !pfr.measured) throw new Error('the curve has both peaks')
    return { per: per.value, pfr: pfr.value }
  }

  it('is that of a curve whose every volume is moved by half a pixel all round', () => {
    const [per, pfr] = [of(budgets, 'lv-per'), of(budgets, 'lv-pfr')]
    expect(per.value).toBeCloseTo(filling(0).per.rate, 6)
    expect(varied(per, 'endocardium-out')).toBeCloseTo(filling(0.5).per.rate, 3)
    expect(varied(per, 'endocardium-in')).toBeCloseTo(filling(-0.5).per.rate, 3)
    expect(varied(pfr, 'endocardium-out')).toBeCloseTo(filling(0.5).pfr.rate, 3)
    expect(varied(of(budgets, 'lv-pfr-time'), 'endocardium-in')).toBeCloseTo(filling(-0.5).pfr.fromR, 3)
    // a border that encloses more also moves more
    expect(varied(per, 'endocardium-out')).toBeGreaterThan(per.value)
  })

  it('looks between another ED and another ES', () => {
    const sinceEs = of(budgets, 'lv-per-time-es')
    expect(varied(sinceEs, 'es-after')).toBeCloseTo(filling(0, ED, ES + 1).per.fromEs, 6)
    expect(varied(sinceEs, 'es-after')).toBeLessThan(sinceEs.value)
  })

  it('lists no choice of a single phase, which would be a step in the curve', () => {
    expect(of(budgets, 'lv-per').lines.map(({ source }) => source)).toEqual(['phase', 'contour-offset'])
    expect(rangeOf(of(budgets, 'lv-per'), 'contour-offset').high).toBeCloseTo(filling(0.5).per.rate, 3)
  })
})
