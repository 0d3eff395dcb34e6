import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JudgedGrade } from '#analysis/reading/adjudication/decision.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { understandReport } from '#analysis/report/stated/report.ts'
import { isFailure } from '#contract/faults.ts'
import type { Gesture } from '#contract/read-events.ts'
import { hiddenReader, withheldName } from '#contract/views.ts'
import { readReport } from '#dicom/read-results/report.ts'
import { auditView } from '../../main/services/audit.ts'
import { numbersOf } from '../../main/services/reads/adjudication.ts'
import { withoutNames } from '../../main/services/reads/names.ts'
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
const nobody = { session: { reader: undefined, looksOn: true } } as const
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
    expect(await refusal(room.service.differences({ study }, call))).toBe('too-few-signed-reads')
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

    const files = await room.exportFiles({ read, formats: ['json'] }, nobody)
    const result = files.find(({ name }) => /result/.test(name))
    const document = JSON.parse(Buffer.from(result?.base64 ?? '', 'base64').toString()) as ResultDocument
    expect(document.adjudicated?.map(({ segment, grade }) => [segment, grade])).toEqual([
      [7, 'akinetic'],
      [8, 'hypokinetic'],
    ])

    expect(document.scores?.map(({ segment, grade }) => [segment, grade])).toEqual([
      [7, 'akinetic'],
      [8, 'hypokinetic'],
    ])

    // the report says what the result says: both scores, the decision and why, and nobody's code but the adjudicator's
    const [sr] = await room.exportFiles({ read, formats: ['sr'] }, nobody)
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

  it('says between which two of three signed reads, and is held to them by the first decision', async () => {
    const study = phantom.file.study
    await room.addReader('R3', 'reader', passphrase)
    await room.addReader('A2', 'adjudicator', passphrase)
    await signedBy('R3', { 1: 'dyskinetic', 7: 'akinetic', 8: 'normal' })
    const call = room.as('A2')
    const open = await room.service.differences({ study }, call)
    // the read of another adjudicator is none to decide between
    const numbers = new Map(
      (await room.service.list({ study }, call)).map((view) => [view.read, view.number]),
    )
    expect(open.pairs).toHaveLength(3)
    for (const pair of open.pairs)
      expect(pair.numbers).toEqual(pair.reads.map((judged) => numbers.get(judged)))
    expect(open.pairs.map(({ differences }) => differences).toSorted()).toEqual([1, 2, 3])
    expect([open.readings, open.differences]).toEqual([[], []])

    const one = open.pairs.find(({ differences }) => differences === 1)
    const other = open.pairs.find(({ differences }) => differences === 3)
    if (!one || !other) throw new Error('the pairs differ in how much they differ')
    const twice = [one.reads[0], one.reads[0]] as [string, string]
    expect(await refusal(room.service.differences({ study, between: twice }, call))).toBe('event-invalid')
    const decisionIn = async (between: readonly [string, string]): Promise<Gesture> => {
      const shown = await room.service.differences({ study, between: [...between] }, call)
      const [index] = shown.differences
      const [a, b] = shown.readings.map(
        ({ read, version, head }, k): JudgedGrade => ({
          read,
          version,
          head,
          grade: index?.grades[k] ?? null,
        }),
      )
      if (!index || !a || !b) throw new Error('they differ')
      const { segment } = index
      return {
        kind: 'segment-adjudicated',
        scale,
        segment,
        grade: 'normal',
        reason: 'seen',
        between: [a, b],
      }
    }
    const { read, seq } = await room.service.open({ study }, call)
    const [first, second] = [await decisionIn(one.reads), await decisionIn(other.reads)]
    expect(await refusal(room.service.append({ read, after: seq, gestures: [first, second] }, call))).toBe(
      'event-invalid',
    )
    const { seq: after } = await room.service.append({ read, after: seq, gestures: [first] }, call)
    const held = await room.service.differences({ study }, call)
    expect(held.readings.map((reading) => reading.read)).toEqual(one.reads)
    expect(held.pairs).toEqual([])
    expect(await refusal(room.service.append({ read, after, gestures: [second] }, call))).toBe(
      'event-invalid',
    )

    // one of the two is changed: what was decided between them is signed by nobody
    const [changed = ''] = one.reads
    const owner = (await room.service.list({ study }, nobody)).find((view) => view.read === changed)?.reader
    const call2 = room.as(owner ?? '')
    await room.service.unlock({ read: changed, passphrase, reason: 'looked again' }, call2)
    await room.service.sign({ read: changed, passphrase, meaning: 'Again' }, call2)
    expect(await refusal(room.service.sign({ read, passphrase, meaning: 'x' }, call))).toBe('read-incomplete')
  })

  it('is not told whose a read is by any call that shows it', async () => {
    const study = phantom.file.study
    const call = room.as('A1')
    const list = await room.service.list({ study }, call)
    expect(list.length).toBeGreaterThan(2)
    const theirs = list.filter(({ reader }) => reader !== 'A1')
    expect(theirs.every(({ reader }) => reader === hiddenReader)).toBe(true)
    const [other] = theirs
    if (!other) throw new Error('there is a read of another')
    const shown = await room.service.show({ read: other.read }, call)
    expect(
      JSON.stringify({ ...shown, events: shown.events.map(({ body: _, ...event }) => event) }),
    ).not.toMatch(/"R[123]"/)
    expect(foldRead(shown.events).contours.size).toBeGreaterThan(0)
    expect(await refusal(room.exportFiles({ read: other.read, formats: ['json'] }, call))).toBe(
      'read-of-another-reader',
    )
    expect(await refusal(room.exportFiles({ read: other.read, formats: ['json'] }, room.as('R3')))).toBe(
      'no-such-read',
    )
    const audited = auditView(room.workplace.library, 1_000, 'A1', withoutNames(['R1', 'R2', 'R3']))
    expect(audited.some(({ what }) => what === 'read-signed')).toBe(true)
    expect(audited.filter(({ what }) => what.startsWith('read-')).map(({ who }) => who)).not.toContain('R1')
    expect(audited.some(({ who, what }) => who === 'A1' && what === 'read-signed')).toBe(true)
    // a window in which nobody says who reads is shown nothing
    const window = { session: { reader: undefined } }
    expect(await refusal(room.service.list({ study }, window))).toBe('reader-not-chosen')
    expect(await refusal(room.service.show({ read: other.read }, window))).toBe('reader-not-chosen')
    expect(await refusal(room.exportFiles({ read: other.read, formats: ['json'] }, window))).toBe(
      'reader-not-chosen',
    )
    // who runs the study, and a command line that nobody sits at, are told
    expect((await room.service.list({ study }, nobody)).map(({ reader }) => reader)).toContain('R1')
  })

  it('calls reads by numbers without a gap, and by the same from the opening of the case on', () => {
    const row = (read: string, reader: string) => ({ read, reader })
    const rows = [
      row('c', 'R1'),
      row('a', 'R2'),
      row('d', 'R3'),
      row('5', 'A1'),
      row('b', 'R4'),
      row('2', 'R5'),
    ]
    for (let begun = 4; begun <= rows.length; begun += 1) {
      // of those begun before, who began is not told; those begun since follow
      const expected = ['a', 'c', 'd', 'b', '2'].slice(0, begun - 1).map((read, k) => [read, k + 1])
      expect([...numbersOf(rows.slice(0, begun), 'A1')]).toEqual(expected)
    }
    // nobody's case: no read is one's own
    expect([...numbersOf(rows.slice(0, 3), 'A2')]).toEqual([
      ['a', 1],
      ['c', 2],
      ['d', 3],
    ])
  })

  it('calls a read by the same number before and after another is signed', async () => {
    const { study } = phantom.file
    const call = room.as('A1')
    const numberOf = async (read: string) =>
      (await room.service.list({ study }, call)).find((view) => view.read === read)?.number
    await room.addReader('R4', 'reader', passphrase)
    await room.addReader('R5', 'reader', passphrase)
    const { read: first } = await room.service.open({ study }, room.as('R4'))
    const before = await numberOf(first)
    await signedBy('R5', { 1: 'normal' })
    expect(await numberOf(first)).toBe(before)
    await signedBy('R4', { 1: 'normal' })
    expect(await numberOf(first)).toBe(before)
  })

  it('calls a read by the same number wherever it is shown without its reader', async () => {
    const study = phantom.file.study
    const call = room.as('A1')
    const list = await room.service.list({ study }, call)
    const numbers = new Map(list.map(({ read, number }) => [read, number]))
    const { readings } = await room.service.differences({ study }, call)
    expect(readings.length).toBe(2)
    for (const { read, number } of readings) expect(numbers.get(read)).toBe(number)
    const own = list.find(({ reader }) => reader === 'A1')
    expect(own?.number).toBeUndefined()
    const others = list.filter(({ reader }) => reader === hiddenReader)
    expect(new Set(others.map(({ number }) => number)).size).toBe(others.length)
  })

  it('is shown what a reader wrote without the names that are known here, by every call that shows it', async () => {
    const study = phantom.file.study
    const call = room.as('R3')
    const [own] = (await room.service.list({ study }, call)).filter(({ reader }) => reader === 'R3')
    if (!own) throw new Error('R3 has read the study')
    const { read } = own
    await room.service.unlock({ read, passphrase, reason: 'R3 looks again' }, call)
    const [image] = phantom.file.contours.map(({ sopInstanceUid, frame = 0 }) => ({ sopInstanceUid, frame }))
    if (!image) throw new Error('the phantom has contours')
    const text = 'thin, says r3; so says Reader R1'
    const { seq } = await room.service.show({ read }, call)
    await room.service.append(
      {
        read,
        after: seq,
        gestures: [
          { kind: 'commented', text: `segment 7: ${text}` },
          { kind: 'not-evaluable', reason: 'R1 and R3 agree' },
          {
            kind: 'annotations-changed',
            set: [{ number: 1, kind: 'text', image, points: [[20, 20]], text: 'R3: here' }],
            removed: [],
            gesture: 'draw',
          },
        ],
      },
      call,
    )
    await room.service.sign({ read, passphrase, meaning: 'Signed by R3' }, call)

    const adjudicator = room.as('A1')
    const shown = await room.service.show({ read }, adjudicator)
    const state = foldRead(shown.events)
    expect(state.comments.map((one) => one.text)).toEqual([
      `segment 7: thin, says r3; so says ${withheldName}`,
    ])
    expect(state.choices.notEvaluable).toBe(`${withheldName} and ${withheldName} agree`)
    expect(JSON.stringify(shown)).not.toMatch(/R[123]\b/)
    expect(shown.results.measurements.some((one) => 'detail' in one)).toBe(true)
    const two = (await room.service.differences({ study }, room.as('A1'))).readings
    expect(JSON.stringify(two)).not.toMatch(/R[123]\b/)
    // its own reader reads what was written
    expect(JSON.stringify(await room.service.show({ read }, call))).toContain(text)
    const { library } = room.workplace
    const hidden = auditView(library, 1_000, 'A1', withoutNames(['R3']))
    const reasons = hidden.filter(({ what }) => what === 'read-unlocked').map(({ about }) => about)
    expect(reasons.some((about) => about.includes(`${withheldName} looks again`))).toBe(true)
  })
})
