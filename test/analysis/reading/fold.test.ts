import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borders, type Contour, type ContourKey } from '#analysis/contours/contour.ts'
import type { ReadEvent, ReadEventBody } from '#analysis/reading/events.ts'
import { applyEvent, foldRead } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import { contoursOf, isEmpty, isRecorded, landmarksOf, type ReadState } from '#analysis/reading/state.ts'
import { ring } from '../contours/shapes.ts'
import { begun, event, log } from './log.ts'

const image = (k: number) => ({ sopInstanceUid: `1.${k}`, frame: 0 })
const contour = (k: number, radius = 20, change: Partial<Contour> = {}): Contour => ({
  image: image(k),
  border: 'lv-endocardial',
  closed: true,
  points: ring(radius, 8),
  origin: 'drawn',
  ...change,
})
const draw = (...set: readonly Contour[]): ReadEventBody => ({
  kind: 'contours-changed',
  set,
  removed: [],
  gesture: 'draw',
})
const remove = (...removed: readonly ContourKey[]): ReadEventBody => ({
  kind: 'contours-changed',
  set: [],
  removed,
  gesture: 'delete',
})
const mark = (...images: readonly number[]): ReadEventBody => ({
  kind: 'slices-marked',
  chamber: 'lv',
  images: images.map(image),
  empty: true,
})
const undo = (event: number): ReadEventBody => ({ kind: 'undone', event })
const redo = (event: number): ReadEventBody => ({ kind: 'redone', event })
const record = (seq: number): ReadEvent =>
  event(seq, {
    kind: 'measurements-recorded',
    stack: '1.1',
    phases: { ed: 19, es: 7 },
    measurements: [],
    images: {},
  })
const analysed = (analysis: string, value = 1): ReadEventBody => ({
  kind: 'analysis-recorded',
  analysis,
  method: 'm',
  version: '1',
  options: { tolerance: 0.1 },
  measurements: [{ quantity: 'lv-edv', value, unit: 'mL', method: 'm', version: '1', warnings: [] }],
  warnings: [],
  images: {},
  drawn: '00',
  given: {},
})
const sign = (measurements: number, version = 1): ReadEventBody => ({
  kind: 'signed',
  meaning: 'final',
  measurements,
  version,
})

const shown = (state: ReadState) => [...contoursOf(state)]
const refused = (state: ReadState, body: ReadEventBody) => refusalOf(state, body)?.code

describe('a read', () => {
  it('holds the last of each contour, and who drew it when', () => {
    const state = foldRead(log(draw(contour(1), contour(2)), draw(contour(1, 25))))
    expect(shown(state)).toEqual([contour(1, 25), contour(2)])
    expect([...state.contours.values()].map(({ revision }) => revision)).toEqual([
      { seq: 3, at: '2025-01-01T00:00:03.000Z', author: 'reader-1' },
      { seq: 2, at: '2025-01-01T00:00:02.000Z', author: 'reader-1' },
    ])
  })

  it('keeps contours of one border on one image apart by part', () => {
    const two = [
      contour(1, 4, { border: 'lv-papillary' }),
      contour(1, 3, { border: 'lv-papillary', part: 1 }),
    ]
    expect(shown(foldRead(log(draw(...two))))).toEqual(two)
    const left = foldRead(log(draw(...two), remove({ image: image(1), border: 'lv-papillary', part: 1 })))
    expect(shown(left)).toEqual(two.slice(0, 1))
  })

  it('knows the slices without LV; drawing on one takes its mark off', () => {
    const state = foldRead(log(mark(1, 2), draw(contour(2))))
    expect([isEmpty(state, image(1)), isEmpty(state, image(2))]).toEqual([true, false])
    expect(isEmpty(foldRead(log(mark(1, 2), draw(contour(2)), undo(3))), image(2))).toBe(true)
  })

  it('holds what the reader chose, and forgets it when it is taken back', () => {
    const state = foldRead(
      log(
        { kind: 'phase-chosen', which: 'ed', phase: 19 },
        { kind: 'phase-chosen', which: 'es', phase: 7 },
        { kind: 'quality-graded', grade: 'good' },
        { kind: 'rhythm-graded', rhythm: 'sinus' },
        { kind: 'papillaries-chosen', papillaries: 'mass' },
        { kind: 'body-size-entered', size: { heightCm: 180, weightKg: 80, reason: 'chart' } },
        { kind: 'not-evaluable', reason: 'breathing' },
        { kind: 'not-evaluable', reason: null },
        { kind: 'phase-chosen', which: 'es', phase: null },
      ),
    )
    expect(state.choices).toEqual({
      ed: 19,
      quality: 'good',
      rhythm: 'sinus',
      papillaries: 'mass',
      bodySize: { heightCm: 180, weightKg: 80, reason: 'chart' },
    })
  })
})

describe('undo', () => {
  it('takes back one gesture with all contours that it changed', () => {
    const state = foldRead(log(draw(contour(1), contour(2)), draw(contour(1, 25), contour(3)), undo(3)))
    expect(shown(state)).toEqual([contour(1), contour(2)])
    expect(state.contours.get('1.1/0/lv-endocardial/0')?.revision.seq).toBe(2)
  })

  it('and redo name the gesture, last first', () => {
    const state = foldRead(log(draw(contour(1)), draw(contour(2)), undo(3), undo(2)))
    expect(shown(state)).toEqual([])
    expect(refused(state, redo(3))).toBe('event-invalid')
    expect(shown(applyEvent(state, event(6, redo(2))))).toEqual([contour(1)])
    expect(refused(foldRead(log(draw(contour(1)), draw(contour(2)))), undo(2))).toBe('event-invalid')
  })

  it('ends what could be done again once a new gesture comes', () => {
    const state = foldRead(log(draw(contour(1)), undo(2), draw(contour(2))))
    expect(state.redoable).toEqual([])
    expect(refused(state, redo(2))).toBe('event-invalid')
  })

  it('brings a deleted contour back as it was', () => {
    const state = foldRead(
      log(draw(contour(1)), remove({ image: image(1), border: 'lv-endocardial' }), undo(3)),
    )
    expect(shown(state)).toEqual([contour(1)])
  })

  it('takes back choices and marks too', () => {
    const state = foldRead(log({ kind: 'phase-chosen', which: 'ed', phase: 3 }, mark(1), undo(3), undo(2)))
    expect(state.choices).toEqual({ papillaries: 'cavity' })
    expect(state.empty.size).toBe(0)
  })
})

describe('a signature', () => {
  const measured = [...log(draw(contour(1))), record(3)]

  it('is of the measurements recorded last, with nothing changed since', () => {
    const state = foldRead(measured)
    expect(isRecorded(state)).toBe(true)
    expect(refused(state, sign(3))).toBeUndefined()
    expect(refused(state, sign(2))).toBe('event-invalid')
    expect(refused(state, sign(3, 2))).toBe('event-invalid')
    const changed = applyEvent(state, event(4, draw(contour(2))))
    expect(isRecorded(changed)).toBe(false)
    expect(refused(changed, sign(3))).toBe('event-invalid')
    expect(refused(applyEvent(state, event(4, undo(2))), sign(3))).toBe('event-invalid')
    expect(
      refused(applyEvent(state, event(4, { kind: 'commented', text: 'clear' })), sign(3)),
    ).toBeUndefined()
  })

  it('locks the read until it is unlocked with a reason, and the next is version 2', () => {
    const signed = foldRead([...measured, event(4, sign(3))])
    expect(signed.status).toBe('signed')
    expect(refused(signed, draw(contour(2)))).toBe('read-signed')
    expect(refused(signed, undo(2))).toBe('read-signed')
    expect(refused(signed, { kind: 'commented', text: 'x' })).toBeUndefined()
    const again = [
      event(5, { kind: 'unlocked', reason: 'base' }),
      event(6, draw(contour(2))),
      record(7),
      event(8, sign(7, 2)),
    ]
    const second = again.reduce(applyEvent, signed)
    expect(second.signatures.map(({ version, meaning }) => [version, meaning])).toEqual([
      [1, 'final'],
      [2, 'final'],
    ])
    expect(second.reopened.map(({ text }) => text)).toEqual(['base'])
  })

  it('cannot be taken off a read that has none', () => {
    expect(refused(foldRead(measured), { kind: 'unlocked', reason: 'x' })).toBe('read-not-signed')
  })
})

it('a sealed read takes no further event', () => {
  const sealed = foldRead(log(draw(contour(1)), { kind: 'sealed', reason: 'site withdrew' }))
  for (const body of [draw(contour(2)), { kind: 'commented', text: 'x' } as const, undo(2)])
    expect(refusalOf(sealed, body)).toEqual({ code: 'read-sealed', detail: 'site withdrew' })
})

describe('an event is refused', () => {
  const state = foldRead(log(draw(contour(1))))

  it.each<[string, ReadEventBody]>([
    ['that opens a read again', begun],
    [
      'with two points',
      draw(
        contour(2, 20, {
          points: [
            [1, 1],
            [2, 2],
          ],
        }),
      ),
    ],
    [
      'with a point that is no number',
      draw(
        contour(2, 20, {
          points: [
            [1, 1],
            [2, 2],
            [3, Number.NaN],
          ],
        }),
      ),
    ],
    ['that sets one contour twice', draw(contour(2), contour(2))],
    ['that passes a drawn line off as imported', draw(contour(2, 20, { origin: 'imported' }))],
    ['that marks a contoured slice as without LV', mark(1)],
    ['that chooses phase -1', { kind: 'phase-chosen', which: 'ed', phase: -1 }],
  ])('%s', (_, body) => {
    expect(refused(state, body)).toBe('event-invalid')
    expect(() => applyEvent(state, event(3, body))).toThrow(RangeError)
  })

  it('and a log with a hole, or without a beginning, is damaged', () => {
    expect(() => foldRead([])).toThrow(RangeError)
    expect(() => foldRead([event(1, draw(contour(1)))])).toThrow("a read begins with 'opened'")
    expect(() => foldRead([event(1, begun), event(3, draw(contour(1)))])).toThrow('event 3 follows event 1')
  })
})

it('imported polygons come in by opening a file, and stay what they are until somebody edits', () => {
  const imported = contour(1, 20, { origin: 'imported' })
  const opened: ReadEventBody = {
    kind: 'contours-changed',
    set: [imported],
    removed: [],
    gesture: 'open-file',
  }
  const state = foldRead(log(opened, { kind: 'phase-chosen', which: 'ed', phase: 1 }))
  expect(shown(state)).toEqual([imported])
  const edited = contour(1, 21, { origin: 'edited', controls: ring(21, 8) })
  expect(shown(applyEvent(state, event(4, draw(edited))))).toEqual([edited])
})

describe('events folded at once or one by one', () => {
  const key = fc.record({ k: fc.integer({ min: 0, max: 5 }), border: fc.constantFrom(...borders) })
  const body: fc.Arbitrary<(state: ReadState) => ReadEventBody> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .array(key, { minLength: 1, maxLength: 3 })
        .map((keys) => () => draw(...keys.map(({ k, border }) => contour(k, 10 + k, { border })))),
    },
    {
      weight: 2,
      arbitrary: key.map(
        ({ k, border }) =>
          () =>
            remove({ image: image(k), border }),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.boolean().chain((empty) =>
        fc.integer({ min: 0, max: 5 }).map(
          (k) => (): ReadEventBody => ({
            kind: 'slices-marked',
            chamber: 'lv',
            images: [image(k)],
            empty,
          }),
        ),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .option(fc.integer({ min: 0, max: 19 }))
        .map((phase) => (): ReadEventBody => ({ kind: 'phase-chosen', which: 'ed', phase })),
    },
    { weight: 5, arbitrary: fc.constant((state: ReadState) => undo(state.undoable.at(-1)?.seq ?? -1)) },
    { weight: 3, arbitrary: fc.constant((state: ReadState) => redo(state.redoable.at(-1)?.seq ?? -1)) },
    { weight: 1, arbitrary: fc.constant((): ReadEventBody => ({ kind: 'commented', text: 'hm' })) },
    {
      weight: 1,
      arbitrary: fc.constant((state: ReadState) =>
        sign(state.recorded?.revision.seq ?? -1, state.signatures.length + 1),
      ),
    },
    { weight: 1, arbitrary: fc.constant((): ReadEventBody => ({ kind: 'unlocked', reason: 'again' })) },
    { weight: 1, arbitrary: fc.constant((): ReadEventBody => analysed('scar')) },
    {
      weight: 1,
      arbitrary: fc.constant(
        (): ReadEventBody => ({
          kind: 'measurements-recorded',
          stack: 's',
          phases: {},
          measurements: [],
          images: {},
        }),
      ),
    },
  )

  it('give the same state, and applying one leaves the state before it as it was', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 60 }), (makers) => {
        const events: ReadEvent[] = [event(1, begun)]
        let state = foldRead(events)
        for (const make of makers) {
          const next = make(state)
          if (refusalOf(state, next) !== undefined) continue
          const before = structuredClone(state)
          const e = event(events.length + 1, next)
          const after = applyEvent(state, e)
          expect(state).toEqual(before)
          events.push(e)
          state = after
        }
        expect(foldRead(events)).toEqual(state)
      }),
      { numRuns: 150 },
    )
  })

  it('hold who let a computed contour stand, until it is undone or the contour is drawn anew', () => {
    const carried = contour(1, 20, { origin: 'propagated' })
    const accepted: ReadEventBody = {
      kind: 'contours-accepted',
      contours: [{ image: image(1), border: 'lv-endocardial' }],
    }
    const byWhom = (...bodies: ReadEventBody[]) =>
      [...foldRead(log(...bodies)).contours.values()].map((record) => record.accepted?.author)
    expect(byWhom(draw(carried))).toEqual([undefined])
    expect(byWhom(draw(carried), accepted)).toEqual(['reader-1'])
    expect(byWhom(draw(carried), accepted, undo(3))).toEqual([undefined])
    expect(byWhom(draw(carried), accepted, undo(3), redo(3))).toEqual(['reader-1'])
    expect(byWhom(draw(carried), accepted, draw(contour(1, 21)))).toEqual([undefined])
    // the contour itself stays as it came: what rests on it rests on it still
    const before = foldRead(log(draw(carried)))
    const after = applyEvent(before, event(3, accepted))
    expect([...contoursOf(after)][0]).toBe([...contoursOf(before)][0])
  })

  it('refuse to accept what a hand drew, what is not there, and what was accepted', () => {
    const of = (...keys: ContourKey[]): ReadEventBody => ({ kind: 'contours-accepted', contours: keys })
    const here: ContourKey = { image: image(1), border: 'lv-endocardial' }
    const detail = (bodies: ReadEventBody[], body: ReadEventBody) =>
      refusalOf(foldRead(log(...bodies)), body)?.detail
    const carried = draw(contour(1, 20, { origin: 'interpolated' }))
    expect(detail([carried], of(here))).toBeUndefined()
    expect(detail([carried], of())).toContain('no contour')
    expect(detail([carried], of(here, here))).toContain('twice')
    expect(detail([carried, of(here)], of(here))).toContain('already')
    expect(detail([draw(contour(1))], of(here))).toContain('drawn and needs no accepting')
    expect(detail([], of(here))).toContain('not drawn')
  })

  it('hold the landmarks that were marked, and undo them', () => {
    const at = (x: number): ReadEventBody => ({
      kind: 'landmarks-changed',
      set: [{ kind: 'rv-insertion-anterior', image: image(1), point: [x, 4] }],
      removed: [],
      gesture: 'place',
    })
    const taken: ReadEventBody = {
      kind: 'landmarks-changed',
      set: [],
      removed: [{ kind: 'rv-insertion-anterior', image: image(1) }],
      gesture: 'remove',
    }
    const points = (state: ReadState) => landmarksOf(state).map(({ point }) => point)
    expect(points(foldRead(log(at(3), at(5))))).toEqual([[5, 4]])
    expect(points(foldRead(log(at(3), at(5), undo(3))))).toEqual([[3, 4]])
    expect(points(foldRead(log(at(3), taken)))).toEqual([])
    expect(points(foldRead(log(at(3), taken, undo(3), undo(2), redo(2))))).toEqual([[3, 4]])
    const state = foldRead(log(at(3)))
    expect(refused(state, at(Number.POSITIVE_INFINITY))).toBe('event-invalid')
    const both: ReadEventBody = {
      kind: 'landmarks-changed',
      set: [{ kind: 'rv-insertion-anterior', image: image(1), point: [1, 1] }],
      removed: [{ kind: 'rv-insertion-anterior', image: image(1) }],
      gesture: 'place',
    }
    expect(refused(state, both)).toBe('event-invalid')
  })

  it('keep of each analysis what was found last, and no number that is none', () => {
    const state = foldRead(log(analysed('scar', 1), analysed('strain', 2), analysed('scar', 3)))
    expect([...state.analyses].map(([name, { revision }]) => [name, revision.seq])).toEqual([
      ['scar', 4],
      ['strain', 3],
    ])
    expect(refused(state, analysed('scar', Number.NaN))).toBe('event-invalid')
    expect(state.undoable).toHaveLength(0)
  })

  it('undone to the last gesture are as if nothing had been drawn', () => {
    const drawn = Array.from({ length: 40 }, (_, k) => draw(contour(k % 7, 10 + k)))
    const undone = drawn.map((_, k) => undo(drawn.length + 1 - k))
    const state = foldRead(log(...drawn, ...undone))
    expect(state.contours.size).toBe(0)
    expect(state.redoable).toHaveLength(40)
  })
})
