/** A read of a whole synthetic study: every chamber that is drawn, held against the heart that it shows. */
import { describe, expect, it } from 'vitest'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { heartOf } from '#analysis/phantom/options.ts'
import { heartTruth } from '#analysis/phantom/truth.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { shortAxisOf } from '#analysis/protocol/short-axis.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead, type ReadMeasurements } from '#analysis/reading/measure.ts'
import { studiesOnDisk } from '../examination/studies.ts'
import { event, protocol } from './log.ts'

const options = {
  preset: 'normal',
  examination: 'whole',
  seed: 3,
  small: true,
  project: 'P',
  site: 'S',
  subject: 'U',
  studyDate: '20250101',
} as const
const { examination } = studiesOnDisk()('cines', options, ['cine-sax', 'cine-2ch', 'cine-3ch', 'cine-4ch'])
const truth = heartTruth(heartOf(options))
const { stacks, contours, landmarks, empty } = examination
const stack = shortAxisOf(stacks)

const drawn = (set = contours): ReadEventBody[] => [
  { kind: 'contours-changed', set, removed: [], gesture: 'open-file' },
  { kind: 'landmarks-changed', set: landmarks, removed: [], gesture: 'open-file' },
  ...(['lv', 'rv'] as const).flatMap((chamber): ReadEventBody[] => {
    const images = empty.flatMap((mark) => (mark.chamber === chamber ? [mark.image] : []))
    return images.length === 0 ? [] : [{ kind: 'slices-marked', chamber, images, empty: true }]
  }),
]
const read = (base: 'reader-slices' | 'plane-clipped', ...bodies: readonly ReadEventBody[]) =>
  foldRead(
    [{ kind: 'opened', study: '1.2.3', protocol: { ...protocol, base } } as const, ...bodies].map((body, k) =>
      event(k + 1, body),
    ),
  )
const measured = (...given: Parameters<typeof read>): ReadMeasurements =>
  measureRead(stack, read(...given), {}, [], stacks)
const numberIn = (measurements: readonly Measurement[], quantity: QuantityName, scope?: string): number => {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  if (!found || !isMeasured(found)) throw new Error(`${quantity}: ${found?.unmeasured}, ${found?.detail}`)
  return found.value
}

describe('a protocol that clips at the mitral plane', () => {
  const { measurements, otherMethod, chambers, phases } = measured('plane-clipped', ...drawn())

  it('has the volumes of the heart where its plane is marked, and those of the slices beside them', () => {
    // coarse pixels and few slices: what is clipped is worth more
    expect(Math.abs(numberIn(measurements, 'lv-ef') - truth.ef)).toBeLessThan(2)
    const slices = numberIn(otherMethod, 'lv-edv')
    expect(slices).toBe(numberIn(measured('reader-slices', ...drawn()).measurements, 'lv-edv'))
    expect(slices).not.toBe(numberIn(measurements, 'lv-edv'))
  })

  it('says of every slice how many mL are at stake', () => {
    const stake = chambers?.left.planeClipped[phases.ed ?? 0]?.atStake ?? []
    const difference = stake.reduce((sum, slice) => sum + slice.difference, 0)
    expect(stake.length).toBeGreaterThan(2)
    expect(difference).toBeCloseTo(numberIn(measurements, 'lv-edv') - numberIn(otherMethod, 'lv-edv'), 9)
  })
})

describe('a right ventricle whose valve is marked in four chambers', () => {
  const { measurements, otherMethod, chambers } = measured('reader-slices', ...drawn())

  it('keeps its numbers by the slices, and has those of the heart cut at the valve beside them', () => {
    const plain = drawn().map((body) =>
      body.kind === 'landmarks-changed'
        ? { ...body, set: body.set.filter(({ kind }) => !kind.startsWith('tricuspid')) }
        : body,
    )
    for (const [quantity, volume] of [
      ['rv-edv', truth.rvEdv],
      ['rv-esv', truth.rvEsv],
    ] as const) {
      const slices = numberIn(measurements, quantity)
      expect(slices).toBe(numberIn(measured('reader-slices', ...plain).measurements, quantity))
      const cut = numberIn(otherMethod, quantity)
      expect(cut).not.toBe(slices)
      // as in test/truth, of pixels twice as large
      expect(Math.abs(cut / volume - 1)).toBeLessThan(0.03)
    }
  })

  it('says of every slice how many mL are at stake', () => {
    const { right } = chambers ?? {}
    if (!right?.ed.measured) throw new Error('the right ventricle is drawn')
    const stake = right.planeClipped[right.ed.value]?.atStake ?? []
    const difference = stake.reduce((sum, slice) => sum + slice.difference, 0)
    expect(stake.length).toBeGreaterThan(2)
    expect(difference).toBeCloseTo(numberIn(otherMethod, 'rv-edv') - numberIn(measurements, 'rv-edv'), 9)
  })

  it('has no number of an assumption where a protocol asks for the plane of the valve', () => {
    const clipped = measured('plane-clipped', ...drawn())
    expect(clipped.measurements.find(({ quantity }) => quantity === 'rv-edv')).toMatchObject({
      unmeasured: 'tricuspid-plane-missing',
    })
    expect(numberIn(clipped.otherMethod, 'rv-edv')).toBe(numberIn(measurements, 'rv-edv'))
  })
})

describe('the chambers beside the left ventricle', () => {
  const { measurements, basis, phases } = measured('reader-slices', ...drawn())

  it('are measured where they are drawn: the right ventricle by its slices, the atria by their views', () => {
    expect(numberIn(measurements, 'rv-edv')).toBeGreaterThan(numberIn(measurements, 'rv-esv'))
    for (const [quantity, scope] of [
      ['la-max', 'view:biplane'],
      ['la-max', 'view:4ch'],
    ] as const)
      expect(numberIn(measurements, quantity, scope)).toBeGreaterThan(10)
  })

  it('name the contours that they rest on', () => {
    const of = (quantity: QuantityName) => basis.find((one) => one.quantity === quantity)
    const atEd = new Set(
      (stack?.frames ?? []).flatMap((frames) => frames[phases.ed ?? 0] ?? []).map(imageKeyText),
    )
    expect(of('rv-edv')?.contours.every(({ border }) => border.startsWith('rv-'))).toBe(true)
    expect(of('rv-edv')?.images.every((image) => atEd.has(imageKeyText(image)))).toBe(true)
    expect(of('la-max')?.contours.every(({ border }) => border === 'la-endocardial')).toBe(true)
    expect(of('la-max')?.contours.length).toBeGreaterThan(2)
  })

  it('are no part of a read in which nobody drew them', () => {
    const left = contours.filter(({ border }) => border.startsWith('lv-'))
    const names = measured('reader-slices', ...drawn(left)).measurements.map(({ quantity }) => quantity)
    expect(names.filter((name) => /^(rv|la|ra)-/.test(name))).toEqual([])
  })

  it('say of a right ventricle which slices beside it nobody has decided on', () => {
    const bodies = drawn().filter((body) => body.kind !== 'slices-marked' || body.chamber !== 'rv')
    const edv = measured('reader-slices', ...bodies).measurements.find(
      ({ quantity }) => quantity === 'rv-edv',
    )
    const warnings = edv && isMeasured(edv) ? edv.warnings.join() : edv?.detail
    expect(warnings).toMatch(/neither contoured nor marked no RV|no phase is contoured or marked/)
  })
})

describe('while a contour is in the hand', () => {
  // one state: what one hand held must not stay when another takes hold
  const state = read('reader-slices', ...drawn())
  const ends = [examination.phases.ed, examination.phases.es]

  it.each(['lv-endocardial', 'lv-epicardial', 'rv-endocardial', 'la-endocardial'] as const)(
    'every number is the one that the read will have with that %s',
    (border) => {
      const held = contours
        .filter((contour) => contour.border === border)
        .slice(0, 1)
        .map((contour) => ({
          ...contour,
          points: contour.points.map(([x, y], k) => [x + (k % 2) / 8, y] as const),
          origin: 'edited' as const,
        }))
      expect(held).toHaveLength(1)
      measureRead(stack, state, {}, [], stacks)
      const { measurements, phases } = measureRead(stack, state, {}, held, stacks)
      const after = measured('reader-slices', ...drawn(), {
        kind: 'contours-changed',
        set: held,
        removed: [],
        gesture: 'drag',
      })
      const byName = (all: readonly Measurement[]) =>
        new Map(all.map((m) => [`${m.quantity} ${m.scope ?? ''}`, isMeasured(m) ? m.value : m.unmeasured]))
      expect(byName(measurements)).toEqual(byName(after.measurements))
      expect(phases).toEqual(after.phases)
      expect(ends).toContain(phases.ed)
    },
  )
})

describe('numbers beside those of healthy people', () => {
  const person = { registry: { age: '045Y', sex: 'F' } } as const
  const compared = (bodies: readonly ReadEventBody[]) =>
    measureRead(stack, read('reader-slices', ...drawn(), ...bodies), {}, [], stacks, person).ranges

  it('are compared as soon as ethnicity is entered, and until then say that it is not known', () => {
    const verdict = (bodies: readonly ReadEventBody[]) =>
      compared(bodies)[0]?.comparisons.find(({ quantity }) => quantity === 'lv-ef')
    expect(verdict([])).toMatchObject({ compared: false, refusal: 'ethnicity-unknown' })
    expect(verdict([{ kind: 'values-given', given: { ethnicity: 'white' } }])).toMatchObject({
      compared: true,
    })
  })

  it('are not compared where registry and reader say that the patient is of different sex', () => {
    expect(compared([{ kind: 'values-given', given: { ethnicity: 'white', sex: 'M' } }])).toEqual([])
  })
})
