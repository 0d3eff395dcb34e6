import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChecklistItem } from '#analysis/reading/checklist/items.ts'
import { isFailure } from '#contract/faults.ts'
import type { Gesture } from '#contract/read-events.ts'
import { faultSentence } from '#contract/sentences.ts'
import type { ResultDocument } from '../../main/services/reads/result-document.ts'
import { protocol } from './fresh-library.ts'
import {
  type ImportedPhantom,
  importPhantom,
  openReadingRoom,
  passphrase,
  type ReadingRoom,
} from './reading-room.ts'

const checklist: readonly ChecklistItem[] = [
  { id: 'quality', kind: 'grade', need: 'required', grade: 'quality' },
  { id: 'motion', kind: 'segments', need: 'reason', about: 'wall-motion', segments: [1, 2, 3] },
  {
    id: 'wall',
    kind: 'question',
    need: 'required',
    question: { en: 'Wall' },
    answer: { kind: 'number', unit: 'mm' },
  },
  { id: 'rhythm', kind: 'grade', need: 'wanted', grade: 'rhythm' },
]

let room: ReadingRoom
let phantom: ImportedPhantom
beforeAll(async () => {
  room = await openReadingRoom(undefined, { ...protocol, checklist })
  phantom = await importPhantom(room)
  await room.addReader('R1', 'reader', passphrase)
})
afterAll(() => room.workplace.close())

describe('a project that asks for more than contours', () => {
  it('lets nobody sign before it is done or excused, and keeps answers and reasons with the result', async () => {
    const call = room.as('R1')
    const { read } = await room.service.open({ study: phantom.file.study }, call)
    let { seq } = await room.service.openContours(
      { read, after: 1, file: phantom.file, restIsEmpty: false },
      call,
    )
    const say = async (...gestures: readonly Gesture[]): Promise<void> => {
      ;({ seq } = await room.service.append({ read, after: seq, gestures: [...gestures] }, call))
    }
    const sign = () => room.service.sign({ read, passphrase, meaning: 'Reading completed' }, call)
    const refused = await sign().catch((error: unknown) => error)
    if (!isFailure(refused, 'read-incomplete')) throw refused
    expect(refused.data.blockers.map(({ item }) => item)).toEqual(['quality', 'motion', 'wall'])
    expect(faultSentence(refused).what).toMatch(/the protocol asks for a grade of quality/)

    await say(
      { kind: 'quality-graded', grade: 'good' },
      { kind: 'item-waived', item: 'motion', reason: 'ectopy in every breath-hold' },
      { kind: 'question-answered', question: 'wall', answer: 11.5 },
    )
    await sign()
    const [file] = await room
      .exportFiles({ read, formats: ['json'] }, { session: { reader: undefined, looksOn: true } })
      .then((files) => files.filter(({ name }) => /result/.test(name)))
    const result = JSON.parse(Buffer.from(file?.base64 ?? '', 'base64').toString()) as ResultDocument
    expect(result).toMatchObject({
      answers: { wall: 11.5 },
      waived: { motion: 'ectopy in every breath-hold' },
      protocol: { checklist },
    })
  })
})
