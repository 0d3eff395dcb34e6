import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { ChecklistItem } from '#analysis/reading/checklist/items.ts'
import { checklistBlockers, checklistOf } from '#analysis/reading/checklist/standing.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import { endo, stackOf } from '../ventricle.ts'
import { event, protocol } from './log.ts'

const stack = { ...stackOf({ slices: 4, phases: 5 }), role: 'cine-sax' } as const
const right: ChecklistItem = {
  id: 'rv',
  kind: 'contours',
  need: 'required',
  borders: ['rv-endocardial'],
  roles: ['cine-sax'],
  phases: 'both',
  slices: 'decided',
}
const motion: ChecklistItem = {
  id: 'motion',
  kind: 'segments',
  need: 'reason',
  about: 'wall-motion',
  segments: [1, 7, 17],
}
const strain: ChecklistItem = { id: 'strain', kind: 'analysis', need: 'required', analysis: 'strain' }
const thrombus: ChecklistItem = {
  id: 'thrombus',
  kind: 'question',
  need: 'required',
  question: { en: 'Is there a thrombus?', de: 'Ist ein Thrombus zu sehen?' },
  answer: {
    kind: 'choice',
    options: [
      { value: 'yes', text: { en: 'yes' } },
      { value: 'no', text: { en: 'no' } },
    ],
  },
}
const wall: ChecklistItem = {
  id: 'wall',
  kind: 'question',
  need: 'wanted',
  question: { en: 'Largest wall thickness' },
  answer: { kind: 'number', unit: 'mm', least: 2, most: 40 },
}
const scar: ChecklistItem = {
  id: 'scar',
  kind: 'contours',
  need: 'required',
  borders: ['lv-endocardial'],
  roles: ['lge-sax'],
  phases: 'any',
  slices: 'between',
}
const checklist = [right, motion, strain, thrombus, wall, scar]

const read = (...bodies: readonly ReadEventBody[]) =>
  foldRead(
    [{ kind: 'opened', study: '1.2.3', protocol: { ...protocol, checklist } } as const, ...bodies].map(
      (body, k) => event(k + 1, body),
    ),
  )
const standings = (...bodies: readonly ReadEventBody[]) =>
  checklistOf({
    state: read(...bodies),
    stacks: [stack],
    phases: { ed: 0, es: 2 },
    isCurrent: () => true,
  })
const standing = (id: string, ...bodies: readonly ReadEventBody[]) => {
  const found = standings(...bodies).find(({ item }) => item.id === id)
  if (!found) throw new Error(`no item ${id}`)
  return found
}
const rv = (slice: number, phase: number): Contour => ({
  ...endo(stack, slice, phase, 900),
  border: 'rv-endocardial',
})
const drawn = (...set: readonly Contour[]): ReadEventBody => ({
  kind: 'contours-changed',
  set,
  removed: [],
  gesture: 'draw',
})
const scored = (...segments: readonly number[]): ReadEventBody => ({
  kind: 'segments-scored',
  scale: { name: 'aha-motion', version: '1' },
  segments: segments.map((segment) => ({ segment, grade: 'normal' })),
})

describe('what a protocol asks of a read', () => {
  it('names each slice at ED and ES that is neither contoured nor marked', () => {
    const image = rv(0, 0).image
    const { state, done, of, missing } = standing('rv', drawn(rv(1, 0), rv(2, 0), rv(1, 2)), {
      kind: 'slices-marked',
      chamber: 'rv',
      images: [image],
      empty: true,
    })
    expect([state, done, of]).toEqual(['open', 4, 8])
    expect(missing.map(({ slice, phase }) => [slice, phase])).toEqual([
      [3, 0],
      [0, 2],
      [2, 2],
      [3, 2],
    ])
  })

  it('names the segments that are not scored, on whatever scale of the question', () => {
    expect(standing('motion', scored(1, 17)).missing).toEqual([{ segment: 7 }])
    expect(standing('motion', scored(1, 7, 17)).state).toBe('done')
  })

  it('asks nothing of images that the study has not', () => {
    expect(standing('scar').state).toBe('not-here')
    expect(checklistBlockers(standings()).map(({ item }) => item)).toEqual([
      'rv',
      'motion',
      'strain',
      'thrombus',
    ])
  })

  it('asks nothing more of a study that is not evaluable', () => {
    expect(standings({ kind: 'not-evaluable', reason: 'no breath-hold' })).toEqual([])
  })

  it('wants an analysis again after what it rests on changed', () => {
    const record = {
      kind: 'analysis-recorded',
      analysis: 'strain',
      method: 'm',
      version: '1',
      options: {},
      measurements: [],
      warnings: [],
      images: {},
      drawn: '',
      given: {},
    } as const
    const on = (isCurrent: boolean) =>
      checklistOf({ state: read(record), stacks: [stack], phases: {}, isCurrent: () => isCurrent }).find(
        ({ item }) => item.id === 'strain',
      )
    expect(on(true)).toMatchObject({ state: 'done' })
    expect(on(false)).toMatchObject({ state: 'open', stale: true })
  })

  it('takes a reason for what may be left, and only for that', () => {
    const waived: ReadEventBody = { kind: 'item-waived', item: 'motion', reason: 'arrhythmia' }
    expect(standing('motion', waived)).toMatchObject({ state: 'waived', reason: 'arrhythmia' })
    expect(standing('motion', waived, scored(1, 7, 17)).state).toBe('done')
    expect(refusalOf(read(), { kind: 'item-waived', item: 'rv', reason: 'late' })?.detail).toMatch(
      /lets nobody off/,
    )
  })

  it('takes answers that its questions allow, and gives them back by undo', () => {
    const yes: ReadEventBody = { kind: 'question-answered', question: 'thrombus', answer: 'yes' }
    expect(standing('thrombus', yes).state).toBe('done')
    expect(standing('thrombus', yes, { kind: 'undone', event: 2 }).state).toBe('open')
    const answered = (question: string, answer: string | number) =>
      refusalOf(read(), { kind: 'question-answered', question, answer })?.detail
    expect(answered('thrombus', 'perhaps')).toMatch(/none of the options/)
    expect(answered('wall', 80)).toMatch(/not from 2 to 40/)
    expect(answered('wall', 18)).toBeUndefined()
    expect(answered('aorta', 'wide')).toMatch(/asks no question/)
  })
})
