import { describe, expect, it } from 'vitest'
import type { Level } from '#analysis/segments/aha.ts'
import { type SectorVariant, segmentAt, septalMark } from '#analysis/segments/sectors.ts'
import { type SliceToDivide, stackSectors } from '#analysis/segments/stack-sectors.ts'
import { baseToApex, centre, on, planeAt } from './stack.ts'

const order: readonly Level[] = ['basal', 'basal', 'mid', 'mid', 'apical', 'apical']

/** Slices of 10 mm; those named are marked, with the septum centred at an angle of their own. */
const slices = (middles: Readonly<Record<number, number>>, half: readonly number[] = []): SliceToDivide[] =>
  order.map((level, slice) => {
    const plane = planeAt(10 * slice)
    const name = `slice ${slice + 1} of the cine`
    const middle = middles[slice]
    if (middle === undefined) return { name, plane, centre, level }
    const [anterior, inferior] = [on(middle - 60, 30), on(middle + 60, 30)]
    const mark = septalMark(plane, centre, anterior, half.includes(slice) ? undefined : inferior)
    return { name, plane, centre, level, mark }
  })

const divided = (stack: readonly SliceToDivide[], variant: SectorVariant = 'two-insertion') =>
  stackSectors(stack, { baseToApex, variant })

/** The middle of the septum as each slice has it, degrees on the screen. */
const middles = (stack: readonly SliceToDivide[], variant?: SectorVariant): (number | string)[] =>
  divided(stack, variant).map((sectors) => {
    if (!sectors.measured) return sectors.reason
    const septal = (angle: number): boolean =>
      [2, 3, 8, 9, 14].includes(segmentAt(sectors.value, on(angle + 0.01, 30)))
    const angles = Array.from({ length: 360 }, (_, angle) => angle).filter(septal)
    return (Math.min(...angles) + Math.max(...angles) + 1) / 2
  })

describe('the insertion points of a stack', () => {
  it('divide their own basal or mid slice, and the apical ones by the nearest mid slice', () => {
    expect(middles(slices({ 0: 170, 1: 174, 2: 178, 3: 182, 4: 230, 5: 240 }))).toEqual([
      170, 174, 178, 182, 182, 182,
    ])
    expect(middles(slices({ 0: 170, 1: 174, 2: 178 }))).toEqual([170, 174, 178, 178, 178, 178])
  })

  it('of one slice serve all, with a warning on basal and mid slices that names it', () => {
    const outcomes = divided(slices({ 1: 174 }))
    expect(middles(slices({ 1: 174 }))).toEqual([174, 174, 174, 174, 174, 174])
    const warnings = outcomes.map((one) => (one.measured ? one.warnings.join() : one.reason))
    expect(warnings).toEqual([
      'divided by the insertion points of slice 2 of the cine',
      '',
      'divided by the insertion points of slice 2 of the cine',
      'divided by the insertion points of slice 2 of the cine',
      '',
      '',
    ])
  })

  it('of apical slices are used only when there are no others, with a warning', () => {
    const outcomes = divided(slices({ 4: 190 }))
    expect(middles(slices({ 4: 190 }))).toEqual([190, 190, 190, 190, 190, 190])
    const warnings = outcomes.map((one) => (one.measured ? one.warnings.length : -1))
    expect(warnings).toEqual([1, 1, 1, 1, 0, 1])
  })

  it('that lack the inferior one are passed over when the variant needs both', () => {
    expect(middles(slices({ 1: 174, 2: 182 }, [1]))).toEqual([182, 182, 182, 182, 182, 182])
    expect(middles(slices({ 1: 174, 2: 182 }, [1]), 'fixed-60')).toEqual([174, 174, 182, 182, 182, 182])
    expect(middles(slices({ 1: 174 }, [1]))).toEqual(order.map(() => 'no-landmarks'))
  })

  it('are looked for in the order in which slices lie, whichever way those run in the patient', () => {
    // marked at the base by another septum than at the second mid slice; the first mid slice lies nearer to the latter
    const along = (axis: 0 | 1 | 2) =>
      slices({ 0: 150, 3: 200 }).map((one, k): SliceToDivide => {
        const position: [number, number, number] = [-60, -60, 0]
        position[axis] += 10 * k
        return { ...one, plane: { ...one.plane, position } }
      })
    for (const axis of [0, 1, 2] as const)
      expect(
        stackSectors(along(axis), { baseToApex }).map((one) => one.measured && one.warnings.join()),
      ).toEqual([
        '',
        'divided by the insertion points of slice 1 of the cine',
        'divided by the insertion points of slice 4 of the cine',
        '',
        '',
        '',
      ])
  })

  it('of the first of two slices equally near are taken', () => {
    expect(middles(slices({ 1: 150, 3: 200 }))).toEqual([150, 150, 150, 200, 200, 200])
  })

  it('of a basal slice serve the apical ones where no mid slice is marked, without a word', () => {
    const outcomes = divided(slices({ 0: 150, 1: 160, 4: 200 }))
    expect(outcomes.map((one) => one.measured && one.warnings.join())).toEqual([
      '',
      '',
      'divided by the insertion points of slice 2 of the cine',
      'divided by the insertion points of slice 2 of the cine',
      '',
      '',
    ])
    expect(middles(slices({ 0: 150, 1: 160, 4: 200 })).slice(4)).toEqual([160, 160])
  })

  it('keep what is said of an unusual septum beside whose points they are', () => {
    const plane = planeAt(0)
    const wide = septalMark(plane, centre, on(90, 30), on(250, 30))
    const [first, second] = stackSectors([
      { name: 'one', plane, centre, level: 'basal', mark: wide },
      { name: 'two', plane: planeAt(10), centre, level: 'mid' },
    ])
    const arc = 'the septum spans 160° between the insertion points; 90° to 150° are usual'
    expect(first?.measured && first.warnings).toEqual([arc])
    expect(second?.measured && second.warnings).toEqual([arc, 'divided by the insertion points of one'])
  })

  it('need both of them unless the variant says otherwise', () => {
    const half = slices({ 1: 174 }, [1])
    expect(stackSectors(half, { baseToApex }).every(({ measured }) => !measured)).toBe(true)
    expect(stackSectors(half, { baseToApex, variant: 'fixed-60' }).every(({ measured }) => measured)).toBe(
      true,
    )
    expect(stackSectors(slices({ 1: 174, 2: 180 }, [1]))[1]).toMatchObject({
      warnings: ['divided by the insertion points of slice 3 of the cine'],
    })
  })

  it('that nobody marked leave every slice unmeasured: no absolute angle is assumed', () => {
    const [first] = divided(slices({}))
    expect(middles(slices({}))).toEqual(order.map(() => 'no-landmarks'))
    expect(first?.measured === false && first.detail).toMatch(/not marked on any slice/)
  })
})
