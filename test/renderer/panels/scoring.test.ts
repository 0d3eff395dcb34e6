import { describe, expect, it } from 'vitest'
import { faultInScores, scoreScales } from '#analysis/segments/scores.ts'
import { commentOn, commentsOn } from '../../../renderer/panels/segments/comments.ts'
import {
  gradeOfKey,
  gradesOn,
  questions,
  scaleFor,
  scalesOf,
  scored,
  signOf,
} from '../../../renderer/panels/segments/scoring.ts'
import { suggestionsBy } from '../../../renderer/panels/segments/suggestions.ts'

const { scmrMotion, ahaMotion, stress, pattern } = scoreScales

describe('the sheet of scores', () => {
  it('has a scale for every question', () => {
    for (const question of questions) expect(scalesOf(question).length).toBeGreaterThan(0)
  })

  it('takes the scale of the protocol, else that of the scores given, and never mixes them', () => {
    const given = [{ segment: 1, scale: { name: ahaMotion.name, version: '1' }, grade: 'akinetic' }]
    const { name, version } = scmrMotion
    expect(scaleFor('wall-motion', { motionScale: { name, version } }, given)).toEqual({
      scale: scmrMotion,
      fixed: true,
    })
    expect(scaleFor('wall-motion', {}, given)).toEqual({ scale: ahaMotion, fixed: false })
    expect(gradesOn(scmrMotion, given).size).toBe(0)
    expect(gradesOn(ahaMotion, given).get(1)).toBe('akinetic')
  })

  it('scores by the digit that the scale gives: 0 is normal perfusion and nothing of motion', () => {
    expect(gradeOfKey(scmrMotion, '4')).toBe('akinesis')
    expect(gradeOfKey(scmrMotion, '0')).toBeUndefined()
    expect(gradeOfKey(stress, '0')).toBe('normal')
    expect(gradeOfKey(pattern, '1')).toBe('ischaemic')
    expect(gradeOfKey(stress, 'n')).toBe('non-diagnostic')
    expect(gradeOfKey(stress, 'Delete')).toBeNull()
    expect(gradeOfKey(stress, 'x')).toBeUndefined()
  })

  it('puts all segments of its scale into one gesture that the log takes', () => {
    const gesture = scored(
      scmrMotion,
      new Map([
        [2, 'normal'],
        [3, 'akinesis'],
      ]),
      new Map([
        [1, 'dyskinesis'],
        [3, null],
      ]),
    )
    expect(gesture.segments).toEqual([
      { segment: 1, grade: 'dyskinesis' },
      { segment: 2, grade: 'normal' },
    ])
    expect(faultInScores(gesture.segments, gesture.scale)).toBeUndefined()
  })

  it('shows the score, or a letter where grades have no order', () => {
    expect(signOf(scmrMotion, 'akinesis')).toBe('4')
    expect(signOf(pattern, 'mixed')).toBe('m')
    expect(signOf(stress, 'non-diagnostic')).toBe('n')
  })
})

describe('what was measured in a segment', () => {
  const transmurality = (method?: string) =>
    suggestionsBy(method).find(({ name }) => name === 'transmurality')

  it('has the transmurality of the scar by the method that the room shows, and none where no scar was measured', () => {
    expect(transmurality('fwhm-remote')).toMatchObject({
      quantity: 'scar-transmural',
      scope: { method: 'fwhm-remote' },
    })
    expect(transmurality()).toBeUndefined()
  })
})

describe('a comment on a segment', () => {
  it('is found again by its segment and by no other whose number begins alike', () => {
    const comment = (text: string, seq: number) => ({ text, revision: { seq, at: '', author: 'a' } })
    const comments = [
      comment(commentOn(1, 'thin'), 1),
      comment(commentOn(17, 'aneurysm'), 2),
      comment('all', 3),
    ]
    expect(commentsOn(comments, 1).map(({ text }) => text)).toEqual(['thin'])
    expect(commentsOn(comments, 17).map(({ text }) => text)).toEqual(['aneurysm'])
  })
})
