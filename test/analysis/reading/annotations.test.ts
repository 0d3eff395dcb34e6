import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation, AnnotationKind } from '#analysis/annotations/annotation.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import { annotationsOf, isRecorded } from '#analysis/reading/state.ts'
import { gestureSchema } from '#contract/read-events.ts'
import { begun, event, log } from './log.ts'

const line = (number: number, change: Partial<Annotation> = {}): Annotation => ({
  number,
  kind: 'length',
  image: { sopInstanceUid: '1.2', frame: 0 },
  points: [
    [10, 20],
    [30, 40 + number],
  ],
  ...change,
})
const lay = (...set: readonly Annotation[]): ReadEventBody => ({
  kind: 'annotations-changed',
  set,
  removed: [],
  gesture: 'measure',
})
const takeOff = (...removed: readonly number[]): ReadEventBody => ({
  kind: 'annotations-changed',
  set: [],
  removed,
  gesture: 'delete',
})
const undo = (seq: number): ReadEventBody => ({ kind: 'undone', event: seq })
const redo = (seq: number): ReadEventBody => ({ kind: 'redone', event: seq })
const after = (...bodies: readonly ReadEventBody[]) => foldRead(log(...bodies))
const laid = (...bodies: readonly ReadEventBody[]) => annotationsOf(after(...bodies))
const refusal = (bodies: readonly ReadEventBody[], body: ReadEventBody) => refusalOf(after(...bodies), body)

describe('what a read has laid on images', () => {
  it('is the last of each number, in their order, until it is taken off', () => {
    expect(laid(lay(line(2)), lay(line(1)))).toEqual([line(1), line(2)])
    expect(laid(lay(line(1)), lay(line(1, { text: 'septum' })))).toEqual([line(1, { text: 'septum' })])
    expect(laid(lay(line(1), line(2)), takeOff(1))).toEqual([line(2)])
  })

  it('is nothing in a read that was begun before there was such a gesture', () => {
    expect(annotationsOf(foldRead([event(1, begun)]))).toEqual([])
  })

  it('comes back with undo and goes with redo, gesture by gesture', () => {
    const moved = line(1, { everyPhase: true })
    expect(laid(lay(line(1)), lay(moved), undo(3))).toEqual([line(1)])
    expect(laid(lay(line(1)), lay(moved), undo(3), redo(3))).toEqual([moved])
    expect(laid(lay(line(1)), takeOff(1), undo(3))).toEqual([line(1)])
    expect(laid(lay(line(1)), takeOff(1), undo(3), undo(2))).toEqual([])
  })

  it('is, undone to the start and done again to the end, what it was', () => {
    const gesture = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean())
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 12 }), (wishes) => {
        const bodies: ReadEventBody[] = []
        for (const [number, off] of wishes) {
          const body = off ? takeOff(number) : lay(line(number, { text: String(bodies.length) }))
          if (refusal(bodies, body) === undefined) bodies.push(body)
        }
        const seqs = bodies.map((_, k) => k + 2)
        const back = seqs.toReversed().map(undo)
        expect(laid(...bodies, ...back)).toEqual([])
        expect(laid(...bodies, ...back, ...seqs.map(redo))).toEqual(laid(...bodies))
      }),
    )
  })

  it('makes the numbers recorded before it those of another state', () => {
    const recorded = event(2, {
      kind: 'measurements-recorded',
      stack: '1.1',
      phases: {},
      measurements: [],
      images: {},
    })
    expect(isRecorded(foldRead([event(1, begun), recorded]))).toBe(true)
    expect(isRecorded(foldRead([event(1, begun), recorded, event(3, lay(line(1)))]))).toBe(false)
  })
})

describe('a gesture on annotations is refused', () => {
  const detail = (bodies: readonly ReadEventBody[], body: ReadEventBody) => refusal(bodies, body)?.detail

  it('for as many points as its kind does not have', () => {
    const kinds: readonly (readonly [AnnotationKind, number])[] = [
      ['length', 3],
      ['angle', 2],
      ['ellipse', 4],
      ['freehand', 2],
      ['arrow', 1],
      ['text', 2],
    ]
    for (const [kind, count] of kinds) {
      const points = Array.from({ length: count }, (_, k) => [k, k * k] as const)
      expect(detail([], lay(line(1, { kind, points, text: 'x' })))).toContain(`has ${count} points`)
    }
  })

  it('for a point that is no number, a note without words and a number that is none', () => {
    expect(
      detail(
        [],
        lay(
          line(1, {
            points: [
              [1, Number.NaN],
              [2, 2],
            ],
          }),
        ),
      ),
    ).toContain('no number')
    expect(detail([], lay(line(1, { kind: 'text', points: [[1, 1]], text: ' ' })))).toContain('says nothing')
    expect(detail([], lay(line(0)))).toContain('no number of an annotation')
  })

  it('that changes one twice, none, another kind, another image, or takes off what is not there', () => {
    expect(detail([], lay(line(1), line(1)))).toContain('twice')
    expect(detail([], lay())).toContain('no annotation')
    const arrow = line(1, { kind: 'arrow' })
    expect(detail([lay(line(1))], lay(arrow))).toContain('of kind length')
    const elsewhere = line(1, { image: { sopInstanceUid: '1.3', frame: 0 } })
    expect(detail([lay(line(1))], lay(elsewhere))).toContain('another image')
    expect(detail([lay(line(1))], takeOff(2))).toContain('no annotation 2')
  })

  it('on a signed read and on a sealed one', () => {
    const sealed: ReadEventBody = { kind: 'sealed', reason: 'withdrawn' }
    expect(refusal([sealed], lay(line(1)))?.code).toBe('read-sealed')
    const recorded: ReadEventBody = {
      kind: 'measurements-recorded',
      stack: '1.1',
      phases: {},
      measurements: [],
      images: {},
    }
    const signed: ReadEventBody = { kind: 'signed', meaning: 'final', measurements: 3, version: 1 }
    expect(refusal([lay(line(1)), recorded, signed], takeOff(1))?.code).toBe('read-signed')
  })
})

describe('the contract', () => {
  it('takes the gestures as they are folded, and no others', () => {
    const body = lay(line(1, { text: 'septum', everyPhase: true }), line(2))
    expect(gestureSchema.parse(body)).toEqual(body)
    expect(gestureSchema.safeParse(lay(line(1, { text: 'x'.repeat(201) }))).success).toBe(false)
    expect(gestureSchema.safeParse(lay(line(1, { points: [] }))).success).toBe(false)
  })
})
