/** Undone to the start a read is as it was opened; done again to the end it is as it was left. By every kind of gesture. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotationKinds, pointsOf } from '#analysis/annotations/annotation.ts'
import { borders, chambers } from '#analysis/contours/contour.ts'
import { landmarkKinds } from '#analysis/contours/landmark.ts'
import {
  imageQualities,
  type ReadEvent,
  type ReadEventBody,
  type ReadProtocol,
  rhythms,
} from '#analysis/reading/events.ts'
import { applyEvent, foldRead } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { scoreScales } from '#analysis/segments/scores.ts'
import type { Gesture } from '#contract/read-events.ts'
import { ring } from '../contours/shapes.ts'
import { event, protocol } from './log.ts'

const asking: ReadProtocol = {
  ...protocol,
  checklist: [
    {
      kind: 'question',
      id: 'artefacts',
      need: 'required',
      question: { en: 'Which artefacts?' },
      answer: { kind: 'text' },
    },
    { kind: 'analysis', id: 'strain', need: 'reason', analysis: 'strain' },
  ],
}
const opened: ReadEventBody = { kind: 'opened', study: '1.2.3', protocol: asking }

/** What a reader sees of his work; not how it came about. */
function seen({ seq: _, changed: __, undoable: ___, redoable: ____, ...rest }: ReadState): object {
  return rest
}

const image = fc.integer({ min: 0, max: 4 }).map((k) => ({ sopInstanceUid: `1.${k}`, frame: 0 }))
const key = fc.record({ image, border: fc.constantFrom(...borders) })
const point = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
const drawn = fc.uniqueArray(
  fc
    .tuple(key, fc.integer({ min: 6, max: 30 }), fc.constantFrom('drawn', 'edited', 'propagated'))
    .map(([at, radius, origin]) => ({ ...at, closed: true, points: ring(radius, 8), origin }) as const),
  { minLength: 1, maxLength: 3, selector: ({ image, border }) => `${image.sopInstanceUid} ${border}` },
)

const orNothing = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null })

type Undoable = Exclude<Gesture['kind'], 'undone' | 'redone' | 'commented'>
type Maker = fc.Arbitrary<(state: ReadState) => ReadEventBody | undefined>
const always = (body: fc.Arbitrary<ReadEventBody>): Maker => body.map((one) => () => one)
/** One of those that are there. */
const anyOf = <T>(all: Iterable<T>, pick: number): T | undefined => {
  const list = [...all]
  return list[pick % Math.max(1, list.length)]
}

/** Does not compile while a kind of gesture is missing. */
const makers: { readonly [K in Undoable]: Maker } = {
  'contours-changed': fc.oneof(
    always(drawn.map((set) => ({ kind: 'contours-changed', set, removed: [], gesture: 'draw' }))),
    fc.nat().map((pick) => ({ contours }: ReadState): ReadEventBody | undefined => {
      const known = anyOf(contours.values(), pick)?.contour
      return known && { kind: 'contours-changed', set: [], removed: [known], gesture: 'delete' }
    }),
  ),
  'contours-accepted': fc.nat().map((pick) => ({ contours }: ReadState): ReadEventBody | undefined => {
    const known = anyOf(contours.values(), pick)?.contour
    return known && { kind: 'contours-accepted', contours: [{ image: known.image, border: known.border }] }
  }),
  'landmarks-changed': always(
    fc.record({ kind: fc.constantFrom(...landmarkKinds), image, point }).map((landmark) => ({
      kind: 'landmarks-changed',
      set: [landmark],
      removed: [],
      gesture: 'place',
    })),
  ),
  'annotations-changed': fc
    .tuple(
      fc.constantFrom(...annotationKinds),
      image,
      fc.array(point, { minLength: 3, maxLength: 3 }),
      fc.nat(),
    )
    .map(([kind, on, points, pick]) => ({ annotations }: ReadState): ReadEventBody => {
      const known = anyOf(annotations.values(), pick)?.annotation
      if (known && pick % 3 === 0)
        return { kind: 'annotations-changed', set: [], removed: [known.number], gesture: 'delete' }
      const number = 1 + Math.max(0, ...[...annotations.values()].map((one) => one.annotation.number))
      const annotation = {
        number,
        kind,
        image: on,
        points: points.slice(0, pointsOf(kind)),
        ...(kind === 'text' || kind === 'arrow' ? { text: 'here' } : {}),
      }
      return { kind: 'annotations-changed', set: [annotation], removed: [], gesture: 'lay' }
    }),
  'slices-marked': always(
    fc.record({
      kind: fc.constant('slices-marked'),
      chamber: fc.constantFrom(...chambers),
      images: image.map((one) => [one]),
      empty: fc.boolean(),
    }),
  ),
  'phase-chosen': always(
    fc.record({
      kind: fc.constant('phase-chosen'),
      which: fc.constantFrom('ed', 'es'),
      phase: orNothing(fc.nat(19)),
    }),
  ),
  'papillaries-chosen': always(
    fc.record({
      kind: fc.constant('papillaries-chosen'),
      papillaries: fc.constantFrom('cavity', 'mass'),
    }),
  ),
  'quality-graded': always(
    fc.record({ kind: fc.constant('quality-graded'), grade: orNothing(fc.constantFrom(...imageQualities)) }),
  ),
  'rhythm-graded': always(
    fc.record({ kind: fc.constant('rhythm-graded'), rhythm: orNothing(fc.constantFrom(...rhythms)) }),
  ),
  'not-evaluable': always(
    fc.record({ kind: fc.constant('not-evaluable'), reason: orNothing(fc.constant('breathing')) }),
  ),
  'body-size-entered': always(
    fc.record({
      kind: fc.constant('body-size-entered'),
      size: orNothing(fc.integer({ min: 150, max: 190 }).map((heightCm) => ({ heightCm, reason: 'chart' }))),
    }),
  ),
  'values-given': always(
    fc.record({
      kind: fc.constant('values-given'),
      given: fc.constantFrom({}, { haematocrit: 0.4 }, { relaxivity: 4.5, age: 50 }),
    }),
  ),
  'segments-scored': always(
    fc
      .tuple(fc.constantFrom(scoreScales.scmrMotion, scoreScales.ahaMotion), fc.subarray([1, 2, 7, 16]))
      .map(([{ name, version, grades }, segments]) => ({
        kind: 'segments-scored',
        scale: { name, version },
        segments: segments.map((segment) => ({
          segment,
          grade: grades[segment % grades.length]?.name ?? '',
        })),
      })),
  ),
  'segment-adjudicated': always(
    fc.record({
      kind: fc.constant('segment-adjudicated'),
      scale: fc.constant({ name: 'aha-motion', version: '1' }),
      segment: fc.integer({ min: 1, max: 3 }),
      grade: orNothing(fc.constantFrom('normal', 'akinetic')),
      reason: fc.constant('seen in two views'),
      between: fc.constant([
        { read: 'a', version: 1, head: 'h', grade: 'normal' },
        { read: 'b', version: 1, head: 'k', grade: 'akinetic' },
      ]),
    }),
  ),
  'question-answered': always(
    fc.record({
      kind: fc.constant('question-answered'),
      question: fc.constant('artefacts'),
      answer: orNothing(fc.constantFrom('none', 'ghosting')),
    }),
  ),
  'item-waived': always(
    fc.record({
      kind: fc.constant('item-waived'),
      item: fc.constant('strain'),
      reason: orNothing(fc.constantFrom('not sent', 'too noisy')),
    }),
  ),
}

/** The events that the read takes, in turn. */
function session(of: readonly ((state: ReadState) => ReadEventBody | undefined)[]): {
  readonly events: readonly ReadEvent[]
  readonly state: ReadState
} {
  const events: ReadEvent[] = [event(1, opened)]
  let state = foldRead(events)
  for (const make of of) {
    const body = make(state)
    if (body === undefined || refusalOf(state, body) !== undefined) continue
    const next = event(events.length + 1, body)
    events.push(next)
    state = applyEvent(state, next)
  }
  return { events, state }
}

function follow(
  events: readonly ReadEvent[],
  step: (state: ReadState) => ReadEventBody | undefined,
): { readonly events: readonly ReadEvent[]; readonly state: ReadState } {
  const all = [...events]
  let state = foldRead(all)
  for (let body = step(state); body !== undefined; body = step(state)) {
    const next = event(all.length + 1, body)
    all.push(next)
    state = applyEvent(state, next)
  }
  return { events: all, state }
}

const undo = ({ undoable }: ReadState): ReadEventBody | undefined => {
  const last = undoable.at(-1)
  return last && { kind: 'undone', event: last.seq }
}
const redo = ({ redoable }: ReadState): ReadEventBody | undefined => {
  const last = redoable.at(-1)
  return last && { kind: 'redone', event: last.seq }
}

const start = seen(foldRead([event(1, opened)]))

describe('a session', () => {
  it('of any gestures, undone to the start, is the read as it was opened; redone to the end, as it was left', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...Object.values(makers)), { maxLength: 50 }), (gestures) => {
        const { events, state: end } = session(gestures)
        const undone = follow(events, undo)
        expect(seen(undone.state)).toEqual(start)
        const redone = follow(undone.events, redo)
        expect(seen(redone.state)).toEqual(seen(end))
        // and so again from the log alone
        expect(foldRead(redone.events)).toEqual(redone.state)
      }),
      { numRuns: 120 },
    )
  })

  it('stands after each undo where it stood before that gesture, and after each redo where it stood behind it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...Object.values(makers)), { maxLength: 25 }), (gestures) => {
        const { events } = session(gestures)
        const stations = events.map((_, k) => seen(foldRead(events.slice(0, k + 1))))
        const back: object[] = []
        const undone = follow(events, (state) => {
          back.push(seen(state))
          return undo(state)
        })
        expect(back.toReversed()).toEqual(stations)
        const forth: object[] = []
        follow(undone.events, (state) => {
          forth.push(seen(state))
          return redo(state)
        })
        expect(forth).toEqual(stations)
      }),
      { numRuns: 60 },
    )
  })

  it('knows how to take back each kind of gesture that a window may append', () => {
    const once = { seed: 3, numRuns: 40 }
    const taken = Object.entries(makers).filter(([kind, maker]) =>
      fc.sample(fc.tuple(drawn, maker), once).some(([set, make]) => {
        const { events, state } = session([
          () => ({ kind: 'contours-changed', set, removed: [], gesture: 'draw' }),
          make,
        ])
        return events.at(-1)?.body.kind === kind && state.undoable.length === events.length - 1
      }),
    )
    expect(taken.map(([kind]) => kind)).toEqual(Object.keys(makers))
  })
})
