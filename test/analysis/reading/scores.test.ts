/** Scores of segments in the log of a read. */
import { describe, expect, it } from 'vitest'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { refusalOf } from '#analysis/reading/refusal.ts'
import { log } from './log.ts'

const scmr = { name: 'scmr-registry-motion', version: '1' }
const stress = { name: 'stress-perfusion', version: '1' }
const scored = (scale: typeof scmr, grades: Readonly<Record<number, string>>): ReadEventBody => ({
  kind: 'segments-scored',
  scale,
  segments: Object.entries(grades).map(([segment, grade]) => ({ segment: Number(segment), grade })),
})
const scoresAfter = (...bodies: readonly ReadEventBody[]) => foldRead(log(...bodies)).choices.scores

describe('scores of segments', () => {
  it('on one scale take the place of those before on it, and leave those on other scales', () => {
    expect(
      scoresAfter(
        scored(scmr, { 1: 'normal', 2: 'akinesis' }),
        scored(stress, { 1: 'mild' }),
        scored(scmr, { 3: 'dyskinesis' }),
      ),
    ).toEqual([
      { segment: 1, grade: 'mild', scale: stress },
      { segment: 3, grade: 'dyskinesis', scale: scmr },
    ])
  })

  it('of a version of a scale that there is not are refused', () => {
    const first = foldRead(log(scored(scmr, { 1: 'normal' })))
    expect(refusalOf(first, scored({ ...scmr, version: '2' }, { 1: 'normal' }))?.detail).toBe(
      'there is no scale scmr-registry-motion 2',
    )
  })

  it('are taken back when none is left, and by undoing', () => {
    expect(scoresAfter(scored(scmr, { 1: 'normal' }), scored(scmr, {}))).toBeUndefined()
    const once = scored(scmr, { 1: 'normal' })
    expect(scoresAfter(once, scored(scmr, { 1: 'akinesis' }), { kind: 'undone', event: 3 })).toEqual([
      { segment: 1, grade: 'normal', scale: scmr },
    ])
    expect(scoresAfter(once, { kind: 'undone', event: 2 })).toBeUndefined()
  })

  it('are refused for what their scale does not know', () => {
    const state = foldRead(log())
    const detail = (body: ReadEventBody) => refusalOf(state, body)?.detail
    expect(detail(scored(scmr, { 1: 'not assessable', 17: 'normal' }))).toBeUndefined()
    expect(detail(scored(scmr, { 18: 'normal' }))).toBe('there is no segment 18')
    expect(detail(scored(scmr, { 1: 'superb' }))).toBe(
      "scmr-registry-motion has no grade 'superb' (segment 1)",
    )
  })
})
