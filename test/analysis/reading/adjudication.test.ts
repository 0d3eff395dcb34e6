import { describe, expect, it } from 'vitest'
import {
  gradesApart,
  isAdjudication,
  scoredDifferently,
  scoresOf,
} from '#analysis/reading/adjudication/adjudication.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead } from '#analysis/reading/measure.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import type { SegmentScore } from '#analysis/segments/scores.ts'
import { stackOf } from '../ventricle.ts'
import { log } from './log.ts'

const aha = { name: 'aha-motion', version: '1' }
const scmr = { name: 'scmr-registry-motion', version: '1' }
const on = (scale: SegmentScore['scale'], grades: Readonly<Record<number, string>>): SegmentScore[] =>
  Object.entries(grades).map(([segment, grade]) => ({ segment: Number(segment), scale, grade }))

const decision = (change: object = {}): ReadEventBody => ({
  kind: 'segment-adjudicated',
  scale: aha,
  segment: 7,
  grade: 'akinetic',
  reason: 'no thickening in two views',
  between: [
    { read: 'a', version: 1, head: 'h', grade: 'hypokinetic' },
    { read: 'b', version: 2, head: 'k', grade: 'akinetic' },
  ],
  ...change,
})

describe('two readings of the segments', () => {
  it('differ where grades of one scale differ, and where only one of them scored', () => {
    const first = on(aha, { 1: 'normal', 7: 'hypokinetic', 8: 'akinetic' })
    const second = on(aha, { 1: 'normal', 7: 'akinetic', 9: 'normal' })
    expect(scoredDifferently(first, second).map(({ segment, grades }) => [segment, ...grades])).toEqual([
      [7, 'hypokinetic', 'akinetic'],
      [8, 'akinetic', null],
      [9, null, 'normal'],
    ])
  })

  it('are not held against each other on different scales', () => {
    expect(scoredDifferently(on(aha, { 1: 'akinetic' }), on(scmr, { 1: 'akinesis' }))).toEqual([])
  })

  it('are as many grades apart as the scale says', () => {
    const [difference] = scoredDifferently(on(aha, { 7: 'normal' }), on(aha, { 7: 'akinetic' }))
    expect(difference && gradesApart(difference)).toBe(2)
    const [half] = scoredDifferently(on(aha, { 1: 'normal' }), on(aha, { 1: 'not assessable' }))
    expect(half && gradesApart(half)).toBeUndefined()
  })
})

describe('a decision between two readings', () => {
  it('is the score of the segment, stands in the place of an earlier one, and is taken back by undo', () => {
    const once = foldRead(log(decision()))
    expect(scoresOf(once.choices)).toEqual(on(aha, { 7: 'akinetic' }))
    const again = foldRead(log(decision(), decision({ grade: 'hypokinetic', reason: 'apical slice only' })))
    expect(scoresOf(again.choices)).toEqual(on(aha, { 7: 'hypokinetic' }))
    const undone = foldRead(log(decision(), { kind: 'undone', event: 2 }))
    expect(undone.choices.adjudicated).toBeUndefined()
  })

  it('needs a reason, a grade of the scale, and two reads that differ', () => {
    const state = foldRead(log())
    const fault = (change: object) => refusalOf(state, decision(change))?.detail
    expect(fault({})).toBeUndefined()
    expect(fault({ reason: ' ' })).toMatch(/without a reason/)
    expect(fault({ grade: 'stiff' })).toMatch(/no grade 'stiff'/)
    const same = { read: 'a', version: 1, head: 'h', grade: 'normal' }
    expect(fault({ between: [same, { ...same, read: 'b' }] })).toMatch(/say the same/)
    expect(fault({ between: [same, { ...same, grade: 'akinetic' }] })).toMatch(/between two reads/)
  })

  it('makes a read that is signed without contours of its own', () => {
    const stack = stackOf({ slices: 6, phases: 4 })
    const state = foldRead(log(decision()))
    expect(isAdjudication(state)).toBe(true)
    expect(measureRead(stack, state).blockers).toEqual([])
    expect(measureRead(stack, foldRead(log())).blockers).not.toEqual([])
  })
})
