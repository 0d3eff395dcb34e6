import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { isFailure } from '#contract/faults.ts'
import type { Gesture } from '#contract/read-events.ts'
import { type ImportedPhantom, importPhantom, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const value = (measurements: readonly Measurement[], quantity: Measurement['quantity']): number | string => {
  const found = measurements.find((m) => m.quantity === quantity)
  if (!found) return 'not there'
  return 'value' in found ? found.value : found.unmeasured
}
async function faultOf(act: Promise<unknown>) {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (isFailure(error)) return { code: error.code, data: error.data }
  throw error ?? new Error('nothing was refused')
}

let room: ReadingRoom
let phantom: ImportedPhantom
beforeAll(async () => {
  room = await openReadingRoom()
  phantom = await importPhantom(room)
})
afterAll(() => room.workplace.close())

let readers = 0
/** A new reader, who opens the study for the first time. */
async function begun() {
  const reader = `R${++readers}`
  await room.addReader(reader)
  const { file, truth } = phantom
  const call = room.as(reader)
  const opened = await room.service.open({ study: file.study }, call)
  return { reader, file, truth, call, opened }
}

it('opens a read once for a reader and a study, and finds it again', async () => {
  const { reader, file, call, opened } = await begun()
  expect(opened).toMatchObject({ study: file.study, reader, status: 'open', version: 0, seq: 1 })
  expect(opened.events).toMatchObject([{ seq: 1, body: { kind: 'opened' } }])
  expect(opened.results).toMatchObject({ provisional: true, phases: {} })
  expect((await room.service.open({ study: file.study }, call)).read).toBe(opened.read)
  expect(await room.service.list({ study: file.study }, call)).toHaveLength(1)
})

it('says why a read cannot be opened', async () => {
  const { file, call } = await begun()
  expect(
    await faultOf(room.service.open({ study: file.study }, { session: { reader: undefined } })),
  ).toMatchObject({
    code: 'reader-not-chosen',
  })
  expect(await faultOf(room.service.open({ study: '9.9.9' }, call))).toMatchObject({
    code: 'study-not-downloaded',
  })
  expect(await faultOf(room.service.open({ study: '1.1' }, call))).toMatchObject({
    code: 'no-such-study',
  })
})

it('finds ED, ES and the disc sums of the phantom from its exact contours', async () => {
  const { file, truth, call, opened } = await begun()
  const { results, events } = await room.service.openContours(
    { read: opened.read, after: 1, file, restIsEmpty: false },
    call,
  )
  expect(results).toMatchObject({
    provisional: false,
    blockers: [],
    phases: { ed: truth.edPhase, es: truth.esPhase },
  })
  expect(value(results.measurements, 'lv-edv')).toBeCloseTo(truth.readerSlices.edv, 1)
  expect(events.map(({ body }) => body.kind)).toContain('contours-changed')
  const again = await room.service.openContours(
    { read: opened.read, after: events.length + 1, file, restIsEmpty: false },
    call,
  )
  expect(again.events).toEqual([])
})

it('takes as looked at what nobody drew where its reader let it stand before, and waits for every other', async () => {
  const mine = await begun()
  const at = '2025-01-31T10:00:00.000Z'
  const contours = mine.file.contours.slice(0, 2).map((contour, k) => ({
    ...contour,
    origin: 'interpolated' as const,
    accepted: { by: k === 0 ? mine.reader : 'somebody-else', at },
  }))
  const { read } = mine.opened
  const file = { ...mine.file, contours }
  const first = await room.service.openContours({ read, after: 1, file, restIsEmpty: false }, mine.call)
  const accepted = first.events.flatMap(({ body }) =>
    body.kind === 'contours-accepted' ? body.contours : [],
  )
  expect(accepted.map(({ image }) => image.sopInstanceUid)).toEqual([contours[0]?.sopInstanceUid])
  const after = first.events.length + 1
  const again = await room.service.openContours({ read, after, file, restIsEmpty: false }, mine.call)
  expect(again.events).toEqual([])
})

it('undoes and redoes by events that name an event, and the numbers follow', async () => {
  const { file, call, opened } = await begun()
  const { read } = opened
  const first = await room.service.openContours({ read, after: 1, file, restIsEmpty: false }, call)
  const edv = value(first.results.measurements, 'lv-edv')
  const set = first.events.find(({ body }) => body.kind === 'contours-changed')
  const drawn = set?.body.kind === 'contours-changed' ? set.body.set[0] : undefined
  if (!drawn) throw new Error('no contour was set')
  const shrunk: Contour = {
    ...drawn,
    origin: 'edited',
    points: drawn.points.map(([x, y]) => [40 + (x - 40) / 2, 40 + (y - 40) / 2]),
  }
  const drag: Gesture = { kind: 'contours-changed', set: [shrunk], removed: [], gesture: 'drag' }
  const dragged = await room.service.append({ read, after: first.seq, gestures: [drag] }, call)
  expect(value(dragged.results.measurements, 'lv-edv')).not.toBe(edv)
  const undone = await room.service.append(
    { read, after: dragged.seq, gestures: [{ kind: 'undone', event: dragged.seq }] },
    call,
  )
  expect(value(undone.results.measurements, 'lv-edv')).toBe(edv)
  const redone = await room.service.append(
    { read, after: undone.seq, gestures: [{ kind: 'redone', event: dragged.seq }] },
    call,
  )
  expect(value(redone.results.measurements, 'lv-edv')).toBe(value(dragged.results.measurements, 'lv-edv'))
  expect((await room.service.show({ read }, call)).events).toHaveLength(redone.seq)
})

it('refuses a gesture on an image that the study does not have, or far outside of one, and keeps nothing', async () => {
  const { file, call, opened } = await begun()
  const { read } = opened
  const [filed] = file.contours
  if (!filed) throw new Error('no contour')
  const contour = (
    points: readonly (readonly [number, number])[],
    sopInstanceUid = filed.sopInstanceUid,
  ): Gesture => ({
    kind: 'contours-changed',
    set: [
      {
        image: { sopInstanceUid, frame: 0 },
        border: 'lv-endocardial',
        closed: true,
        points: [...points],
        origin: 'drawn',
      },
    ],
    removed: [],
    gesture: 'draw',
  })
  const triangle = [
    [10, 10],
    [20, 10],
    [10, 20],
  ] as const
  const wrong = [
    contour(triangle, '1.2.3.4'),
    contour([
      [10, 10],
      [20, 10],
      [1e6, 20],
    ]),
    contour([
      [10, 10],
      [20, 10],
      [Number.NaN, 20],
    ]),
    contour([
      [10, 10],
      [20, 10],
      [Number.POSITIVE_INFINITY, 20],
    ]),
    contour(Array.from({ length: 9_000 }, (_, i) => [10 + (i % 10), 10] as const)),
    {
      kind: 'slices-marked',
      chamber: 'lv',
      images: [{ sopInstanceUid: filed.sopInstanceUid, frame: 7 }],
      empty: true,
    },
    { kind: 'phase-chosen', which: 'ed', phase: 99 },
    { kind: 'body-size-entered', size: { reason: 'asked' } },
    { kind: 'undone', event: 1 },
  ] satisfies Gesture[]
  for (const gesture of wrong)
    expect(
      await faultOf(room.service.append({ read, after: 1, gestures: [contour(triangle), gesture] }, call)),
      JSON.stringify(gesture).slice(0, 80),
    ).toMatchObject({ code: 'event-invalid' })
  expect((await room.service.show({ read }, call)).seq).toBe(1)
})

it('lets one of two windows go on and tells the other that the read has changed', async () => {
  const { call, opened } = await begun()
  const comment = (text: string) =>
    room.service.append({ read: opened.read, after: 1, gestures: [{ kind: 'commented', text }] }, call)
  const [one, two] = await Promise.allSettled([comment('left'), comment('right')])
  expect(one.status).toBe('fulfilled')
  expect(two.status === 'rejected' && isFailure(two.reason) && two.reason.code).toBe('read-changed-elsewhere')
  expect((await room.service.show({ read: opened.read }, call)).seq).toBe(2)
})

it("keeps a reader out of another's read, and shows it to an adjudicator only", async () => {
  const { opened } = await begun()
  const { read } = opened
  await room.addReader('B02')
  await room.addReader('A01', 'adjudicator')
  const gestures: Gesture[] = [{ kind: 'commented', text: 'mine' }]
  expect(await faultOf(room.service.append({ read, after: 1, gestures }, room.as('B02')))).toMatchObject({
    code: 'read-of-another-reader',
  })
  expect(await faultOf(room.service.show({ read }, room.as('B02')))).toMatchObject({ code: 'no-such-read' })
  expect(await room.service.list({}, room.as('B02'))).toEqual([])
  expect((await room.service.show({ read }, room.as('A01'))).read).toBe(read)
  expect(await faultOf(room.service.append({ read, after: 1, gestures }, room.as('A01')))).toMatchObject({
    code: 'read-of-another-reader',
  })
})

it('names every problem of a contour file and opens none of it', async () => {
  const { file, call, opened } = await begun()
  const [first, ...rest] = file.contours
  if (!first) throw new Error('no contour')
  const broken = {
    ...file,
    contours: [
      { ...first, sopInstanceUid: '1.2.3' },
      { ...first, points: first.points.slice(0, 2) },
      ...rest,
    ],
  }
  const fault = await faultOf(
    room.service.openContours({ read: opened.read, after: 1, file: broken, restIsEmpty: false }, call),
  )
  expect(fault).toMatchObject({ code: 'contour-file-invalid' })
  expect(fault.data).toMatchObject({
    problems: [expect.stringContaining('contour 0'), expect.stringContaining('contour 1')],
  })
  expect((await room.service.show({ read: opened.read }, call)).seq).toBe(1)
})

it('refuses phases that the cine does not have, and a mark on an image that the same file contours', async () => {
  const { file, call, opened } = await begun()
  const [first] = file.contours
  if (!first) throw new Error('no contour')
  const { sopInstanceUid } = first
  const broken = { ...file, phases: { ed: 0, es: 25 }, empty: [{ sopInstanceUid, chamber: 'lv' as const }] }
  for (const restIsEmpty of [true, false]) {
    const fault = await faultOf(
      room.service.openContours({ read: opened.read, after: 1, file: broken, restIsEmpty }, call),
    )
    expect(fault.code).toBe('contour-file-invalid')
    expect(fault.data).toMatchObject({
      problems: [
        `empty 0: image ${sopInstanceUid} is marked as without a chamber that the file contours on it`,
        expect.stringContaining('phases.es is 25, and the short-axis cine has'),
      ],
    })
  }
})

it('by command line leaves ED and ES to be found where the file names none, whatever an earlier file chose', async () => {
  const { file, truth, call, opened } = await begun()
  const { read } = opened
  const { phases: _, ...unchosen } = file
  const swapped = { ...file, phases: { ed: truth.esPhase, es: truth.edPhase } }
  const first = await room.service.openContours({ read, after: 1, file: swapped, restIsEmpty: true }, call)
  expect(first.results.phases).toEqual({ ed: truth.esPhase, es: truth.edPhase })
  const kept = await room.service.openContours(
    { read, after: first.seq, file: unchosen, restIsEmpty: false },
    call,
  )
  expect(kept.results.phases).toEqual(first.results.phases)
  const found = await room.service.openContours(
    { read, after: kept.seq, file: unchosen, restIsEmpty: true },
    call,
  )
  expect(found.results.phases).toEqual({ ed: truth.edPhase, es: truth.esPhase })
})

it('takes a file for the whole read by command line: what an earlier file had is gone, and the rest is without LV', async () => {
  const { file, truth, call, opened } = await begun()
  const { read } = opened
  const first = await room.service.openContours({ read, after: 1, file, restIsEmpty: true }, call)
  const { empty: _, ...unmarked } = file
  const fewer = { ...unmarked, contours: file.contours.filter(({ border }) => border === 'lv-endocardial') }
  const second = await room.service.openContours(
    { read, after: first.seq, file: fewer, restIsEmpty: true },
    call,
  )
  expect(second.results).toMatchObject({
    provisional: false,
    phases: { ed: truth.edPhase, es: truth.esPhase },
  })
  expect(value(second.results.measurements, 'lv-edv')).toBe(value(first.results.measurements, 'lv-edv'))
  expect(value(second.results.measurements, 'lv-mass-ed')).toBe('no-epicardial-contours')
  const warnings = second.results.measurements.flatMap((m) => ('value' in m ? m.warnings : []))
  expect(warnings.join()).toContain('without LV')
})

it('announces what was appended', async () => {
  const { call, opened } = await begun()
  await room.service.append(
    { read: opened.read, after: 1, gestures: [{ kind: 'commented', text: 'x' }] },
    call,
  )
  expect(room.announced.at(-1)).toEqual({ kind: 'read-appended', read: opened.read, seq: 2 })
})
