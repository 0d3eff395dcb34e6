import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import { shortAxisOf } from '#analysis/protocol/short-axis.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { emptyMarks, imagesBeyondContours } from '#analysis/reading/completeness.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead } from '#analysis/reading/measure.ts'
import { contoursOf, type ReadState } from '#analysis/reading/state.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { endo, epi, stackOf } from '../ventricle.ts'
import { event, log, protocol } from './log.ts'

const stack = stackOf()
const ED = 19
const ES = 7
const draw = (...set: readonly Contour[]): ReadEventBody => ({
  kind: 'contours-changed',
  set,
  removed: [],
  gesture: 'draw',
})
const key = ({ sopInstanceUid, frame }: { sopInstanceUid: string; frame: number }) => ({
  sopInstanceUid,
  frame,
})
const at = (slice: number, phase: number) => {
  const frame = stack.frames[slice]?.[phase]
  if (frame == null) throw new Error('no frame')
  return key(frame)
}
const mark = (assumed: boolean, ...images: { sopInstanceUid: string; frame: number }[]): ReadEventBody => ({
  kind: 'slices-marked',
  chamber: 'lv',
  images,
  empty: true,
  ...(assumed ? { assumed } : {}),
})
const contours = [2, 3, 4, 5].flatMap((slice) => [
  endo(stack, slice, ED, 2000),
  epi(stack, slice, ED, 3000),
  endo(stack, slice, ES, 1000),
])
const ends = mark(false, at(1, ED), at(6, ED), at(1, ES), at(6, ES))
const chosen: ReadEventBody[] = [
  { kind: 'phase-chosen', which: 'ed', phase: ED },
  { kind: 'phase-chosen', which: 'es', phase: ES },
]
const read = (...bodies: readonly ReadEventBody[]): ReadState => foldRead(log(...bodies))
const find = (state: ReadState, quantity: QuantityName, preview: readonly Contour[] = []) => {
  const found = measureRead(stack, state, {}, preview).measurements.find((m) => m.quantity === quantity)
  if (found === undefined) throw new Error(quantity)
  return found
}
const value = (state: ReadState, quantity: QuantityName, preview: readonly Contour[] = []): number => {
  const found = find(state, quantity, preview)
  if (!isMeasured(found)) throw new Error(`${quantity}: ${found.unmeasured}`)
  return found.value
}

describe('what is drawn on other series', () => {
  const [frame] = stack.frames[0] ?? []
  if (frame == null) throw new Error('no frame')
  const image = { sopInstanceUid: 'late', frame: 0 }
  const late: Stack = { ...stack, role: 'lge-sax', frames: [[{ ...frame, ...image }]], phaseCount: 1 }
  const warnings = (stacks: readonly Stack[]): string => {
    const state = read(draw(...contours, { ...endo(stack, 2, ED, 2000), image }), ends, ...chosen)
    const { measurements } = measureRead(stack, state, {}, [], stacks)
    const edv = measurements.find(({ quantity }) => quantity === 'lv-edv')
    return edv && isMeasured(edv) ? edv.warnings.join() : 'not measured'
  }

  it('belongs to other analyses, and on images of no series at all it is missed', () => {
    expect(warnings([stack, late])).not.toContain('outside the short-axis stack')
    expect(warnings([stack])).toContain(
      'LV contours on images outside the short-axis stack are not counted: 1',
    )
  })
})

describe('a finished read', () => {
  const state = read(draw(...contours), ends)
  const result = measureRead(stack, state, { registry: { heightCm: 180, weightKg: 80 } })

  it('has its volumes, its phases, and nothing in the way of a signature', () => {
    expect(value(state, 'lv-edv')).toBeCloseTo(80, 9)
    expect(value(state, 'lv-ef')).toBeCloseTo(50, 9)
    expect(result).toMatchObject({ phases: { ed: ED, es: ES }, provisional: false, blockers: [] })
  })

  it('says which contours and images each number rests on', () => {
    const basis = (quantity: QuantityName) => result.basis.find((b) => b.quantity === quantity)
    expect(basis('lv-edv')?.images).toEqual([2, 3, 4, 5].map((slice) => at(slice, ED)))
    expect(basis('lv-edv')?.contours).toHaveLength(8)
    expect(basis('lv-edv')?.contours[0]).toEqual({ image: at(2, ED), border: 'lv-endocardial', seq: 2 })
    expect(basis('lv-ef')?.contours).toHaveLength(12)
    expect(basis('heart-rate')?.contours).toEqual([])
  })

  it('takes body size from the registry before the reader', () => {
    const entered = read(draw(...contours), ends, {
      kind: 'body-size-entered',
      size: { heightCm: 160, weightKg: 60, reason: 'chart' },
    })
    const bsa = (sizes: Parameters<typeof measureRead>[2]) =>
      measureRead(stack, entered, sizes).measurements.find((m) => m.quantity === 'bsa')
    expect(bsa({ registry: { heightCm: 180, weightKg: 80 } })).toMatchObject({ value: 2 })
    expect(bsa({})).toMatchObject({ value: expect.closeTo(Math.sqrt(160 / 60), 12) })
  })

  it('is the same by its log, whenever it is computed', () => {
    expect(measureRead(stack, read(draw(...contours), ends))).toEqual(measureRead(stack, state))
  })
})

describe('an unfinished read', () => {
  it('is provisional and names every open slice', () => {
    const { provisional, blockers } = measureRead(
      stack,
      read(draw(...contours), ...chosen, mark(false, at(1, ED))),
    )
    expect(provisional).toBe(true)
    expect(blockers.map(({ what, slice, phase }) => [what, slice, phase])).toEqual([
      ['open-slice', 6, ED],
      ['open-slice', 1, ES],
      ['open-slice', 6, ES],
    ])
    expect(blockers[0]?.detail).toBe('slice 7 of 10 at phase 20 of 20 is neither contoured nor marked no LV')
  })

  it('without any contour asks for phases once', () => {
    expect(measureRead(stack, read()).blockers).toEqual([
      { what: 'no-complete-phase', detail: 'no phase is contoured or marked from base to apex' },
    ])
  })

  it('with phases chosen and nothing drawn asks for contours there', () => {
    expect(measureRead(stack, read(...chosen)).blockers.map(({ what, phase }) => [what, phase])).toEqual([
      ['no-contours', ED],
      ['no-contours', ES],
    ])
  })

  it('with ED and ES at one phase is not ready', () => {
    const same = read(
      draw(...contours),
      ends,
      { kind: 'phase-chosen', which: 'es', phase: ED },
      { kind: 'phase-chosen', which: 'ed', phase: ED },
    )
    expect(measureRead(stack, same).blockers).toEqual([
      { what: 'phases-not-chosen', phase: ED, detail: 'phase 20 of 20 is both ED and ES' },
    ])
  })

  it('shows each slice as contoured, without LV or open', () => {
    const state = read(draw(...contours), mark(false, at(1, ED)))
    const grid = arrange(stack, contoursOf(state), emptyMarks(state))
    expect(grid[ED]?.map(({ status }) => status)).toEqual([
      'open',
      'no-lv',
      'contoured',
      'contoured',
      'contoured',
      'contoured',
      'open',
      'open',
      'open',
      'open',
    ])
    expect(grid[3]?.every(({ status }) => status === 'open')).toBe(true)
  })
})

describe('contours of a file', () => {
  it('leave slices beyond them to be marked, at the phases that they contour', () => {
    const images = imagesBeyondContours(stack, contours)
    expect(images).toHaveLength(12)
    const state = read(draw(...contours), mark(true, ...images))
    const { provisional } = measureRead(stack, state)
    expect(provisional).toBe(false)
    expect(find(state, 'lv-edv')).toMatchObject({
      warnings: ['slices beyond the contoured range are taken as without LV'],
    })
  })
})

it('of two short-axis stacks the taller is read, and of equals the one acquired last', () => {
  const acquired = (series: string, acquisitionTime: string, slices = 10) =>
    stackOf({ series, slices, instance: { acquisitionTime } })
  const [early, late, short] = [
    acquired('1.1', '100000'),
    acquired('1.2', '103000'),
    acquired('1.3', '110000', 8),
  ]
  for (const stacks of [
    [early, late, short],
    [short, late, early],
  ])
    expect(shortAxisOf(stacks)?.id).toBe('1.2')
})

describe('a study that is not evaluable', () => {
  it('has no volumes but the reason, and can be signed as such', () => {
    const state = read({ kind: 'not-evaluable', reason: 'arrhythmia' })
    const { measurements, blockers, provisional } = measureRead(stack, state)
    expect(measurements.find(({ quantity }) => quantity === 'lv-edv')).toEqual({
      quantity: 'lv-edv',
      unmeasured: 'not-evaluable',
      detail: 'arrhythmia',
    })
    expect({ blockers, provisional }).toEqual({ blockers: [], provisional: false })
  })

  it('or has no short-axis cine says that', () => {
    const { measurements, blockers } = measureRead(undefined, read())
    expect(new Set(measurements.map((m) => ('unmeasured' in m ? m.unmeasured : 'measured')))).toEqual(
      new Set(['no-images']),
    )
    expect(blockers).toHaveLength(1)
    expect(shortAxisOf([])).toBeUndefined()
  })
})

it('a protocol that clips at the valve plane gets no volume without the plane, and the slices beside it', () => {
  const clipped = {
    kind: 'opened',
    study: '1.2.3',
    protocol: { ...protocol, base: 'plane-clipped' },
  } as const
  const state = foldRead([clipped, draw(...contours), ends].map((body, k) => event(k + 1, body)))
  const { measurements, otherMethod } = measureRead(stack, state)
  expect(measurements.find(({ quantity }) => quantity === 'lv-edv')).toMatchObject({
    unmeasured: 'valve-plane-missing',
  })
  expect(otherMethod.find(({ quantity }) => quantity === 'lv-edv')).toMatchObject({
    value: expect.closeTo(80, 9),
    method: 'disc-summation/reader-slices',
  })
})

describe('while a point is dragged', () => {
  it('the number follows the contour in the hand, and the read stays as it is', () => {
    const state = read(draw(...contours), ends)
    expect(value(state, 'lv-edv', [endo(stack, 3, ED, 2500)])).toBeCloseTo(85, 9)
    expect(value(state, 'lv-edv')).toBeCloseTo(80, 9)
  })
})
