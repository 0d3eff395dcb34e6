import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JudgedGrade } from '#analysis/reading/adjudication/decision.ts'
import { understandReport } from '#analysis/report/stated/report.ts'
import { isFailure } from '#contract/faults.ts'
import type { Gesture } from '#contract/read-events.ts'
import { readReport } from '#dicom/read-results/report.ts'
import type { ResultDocument } from '../../main/services/reads/result-document.ts'
import { dciodvfyErrors, hasValidators } from '../dicom/validators.ts'
import {
  type ImportedPhantom,
  importPhantom,
  openReadingRoom,
  passphrase,
  type ReadingRoom,
} from './reading-room.ts'

const scale = { name: 'aha-motion', version: '1' }
let room: ReadingRoom
let phantom: ImportedPhantom
beforeAll(async () => {
  room = await openReadingRoom()
  phantom = await importPhantom(room)
  for (const reader of ['R1', 'R2']) await room.addReader(reader, 'reader', passphrase)
  await room.addReader('A1', 'adjudicator', passphrase)
})
afterAll(() => room.workplace.close())

const signedBy = async (reader: string, grades: Readonly<Record<number, string>>) => {
  const call = room.as(reader)
  const { read } = await room.service.open({ study: phantom.file.study }, call)
  const { seq } = await room.service.openContours(
    { read, after: 1, file: phantom.file, restIsEmpty: false },
    call,
  )
  const segments = Object.entries(grades).map(([segment, grade]) => ({ segment: Number(segment), grade }))
  await room.service.append(
    { read, after: seq, gestures: [{ kind: 'segments-scored', scale, segments }] },
    call,
  )
  await room.service.sign({ read, passphrase, meaning: 'Reading completed' }, call)
  return read
}
const refusal = async (act: Promise<unknown>): Promise<unknown> => {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isFailure(error) ? error.code : error
}

describe('an adjudicator', () => {
  it('sees without names what two signed reads scored differently, decides it, and signs the decisions', async () => {
    const study = phantom.file.study
    await signedBy('R1', { 1: 'normal', 7: 'hypokinetic', 8: 'akinetic' })
    const call = room.as('A1')
    expect((await room.service.differences({ study }, call)).readings).toEqual([])
    await signedBy('R2', { 1: 'normal', 7: 'akinetic', 8: 'normal' })

    expect(await refusal(room.service.differences({ study }, room.as('R1')))).toBe('not-adjudicator')
    const shown = await room.service.differences({ study }, call)
    expect(shown.differences.map(({ segment }) => segment)).toEqual([7, 8])
    expect(JSON.stringify(shown)).not.toMatch(/R1|R2/)
    expect(shown.readings.every(({ contours }) => contours.length > 0)).toBe(true)

    const { read, seq } = await room.service.open({ study }, call)
    const decide = (segment: number, grade: string, change: Partial<JudgedGrade> = {}): Gesture => {
      const index = shown.differences.find((one) => one.segment === segment)
      const [one, other] = shown.readings.map(
        ({ read, version, head }, k): JudgedGrade => ({
          read,
          version,
          head,
          grade: index?.grades[k] ?? null,
          ...change,
        }),
      )
      if (!one || !other) throw new Error('there is no pair')
      const reason = 'seen in two views'
      return { kind: 'segment-adjudicated', scale, segment, grade, reason, between: [one, other] }
    }
    const append = (after: number, ...gestures: readonly Gesture[]) =>
      room.service.append({ read, after, gestures: [...gestures] }, call)
    expect(await refusal(append(seq, decide(7, 'akinetic', { head: 'of another version' })))).toBe(
      'event-invalid',
    )
    expect(await refusal(append(seq, decide(1, 'normal')))).toBe('event-invalid')

    const first = await append(seq, decide(7, 'akinetic'))
    const sign = () => room.service.sign({ read, passphrase, meaning: 'Adjudicated' }, call)
    expect(await refusal(sign())).toBe('read-incomplete')
    await append(first.seq, decide(8, 'hypokinetic'))
    await sign()

    const files = await room.exportFiles({ read, formats: ['json'] }, { session: { reader: undefined } })
    const result = files.find(({ name }) => /result/.test(name))
    const document = JSON.parse(Buffer.from(result?.base64 ?? '', 'base64').toString()) as ResultDocument
    expect(document.adjudicated?.map(({ segment, grade }) => [segment, grade])).toEqual([
      [7, 'akinetic'],
      [8, 'hypokinetic'],
    ])

    // the report says what the result says: both scores, the decision and why, and nobody's code but the adjudicator's
    const [sr] = await room.exportFiles({ read, formats: ['sr'] }, { session: { reader: undefined } })
    const bytes = Buffer.from(sr?.base64 ?? '', 'base64')
    const said = understandReport(readReport(bytes).content)
    expect(said.adjudicated).toEqual(document.adjudicated)
    expect(said.scores.map(({ segment, grade }) => [segment, grade])).toEqual([
      [7, 'akinetic'],
      [8, 'hypokinetic'],
    ])
    expect(JSON.stringify(readReport(bytes).content)).not.toMatch(/"R1"|"R2"/)
    if (hasValidators) expect(dciodvfyErrors(bytes)).toEqual([])
  })
})
