import { describe, expect, it } from 'vitest'
import type { ReadEvent } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead } from '#analysis/reading/measure.ts'
import { type ExplainedReading, explanationOf } from '../../renderer/reading/explanation.ts'
import { endo, epi, stackOf } from '../analysis/ventricle.ts'

const stack = stackOf()
const [ed, es] = [0, 8]
const slices = stack.frames.map((_, slice) => slice)

const event = (seq: number, author: string, body: ReadEvent['body']): ReadEvent => ({
  seq,
  at: `2024-05-0${seq}T10:00:00Z`,
  author: { id: author, role: 'reader' },
  application: 'midwall',
  body,
})
const changed = (set: ReturnType<typeof endo>[]): ReadEvent['body'] => ({
  kind: 'contours-changed',
  set,
  removed: [],
  gesture: 'draw',
})

/** Anna drew the cavity, the program its fourth slice at ED; a wall at ED alone, and a contour at a phase that counts for nothing. */
const state = foldRead([
  event(1, 'anna', {
    kind: 'opened',
    study: '1.2.3',
    protocol: { name: 'LV', version: '1', base: 'reader-slices', papillaries: 'cavity' },
  }),
  event(2, 'anna', changed(slices.flatMap((k) => [endo(stack, k, ed, 2000), endo(stack, k, es, 800)]))),
  event(3, 'anna', changed([{ ...endo(stack, 3, ed, 2000), origin: 'propagated' }])),
  event(4, 'anna', changed([epi(stack, 4, ed, 3000), endo(stack, 4, 5, 1000)])),
])
const sizes = { registry: { heightCm: 180, weightKg: 80 } }
const numbers = measureRead(stack, state, sizes)
const explained = (quantity: 'lv-edv' | 'lv-ef' | 'heart-rate') => explanationOf(quantity, reading, stack)
const reading: ExplainedReading = {
  log: { confirmed: [] },
  state,
  numbers,
  shown: numbers.measurements,
}

describe('the explanation of a volume', () => {
  it('counts the contours at the phases that it rests on, by border, and those that no hand made', () => {
    expect(explained('lv-edv').contours).toEqual(['10 LV endocardial (1 by the program)', '1 LV epicardial'])
    expect(explained('lv-ef').contours).toEqual(['20 LV endocardial (1 by the program)', '1 LV epicardial'])
    expect(explained('heart-rate').contours).toEqual([])
  })

  it('says whose they are, and when the last of them was drawn', () => {
    const [by, ...others] = explained('lv-edv').by
    expect(others).toEqual([])
    expect(by).toMatch(/^anna, .*2024/)
    expect(by).toContain('4')
  })

  it('has the same by body surface, with the surface and its formula', () => {
    expect(explained('lv-edv').index).toBe('100.0 mL/m², BSA 2.00 m² (Mosteller)')
    expect(explained('lv-ef').index).toBeUndefined()
  })
})
