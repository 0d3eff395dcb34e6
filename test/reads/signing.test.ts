import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isMeasured } from '#analysis/measurements/measurement.ts'
import { understandReport } from '#analysis/report/stated/report.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { Failure, type Fault, isFailure } from '#contract/faults.ts'
import type { Gesture } from '#contract/read-events.ts'
import { faultSentence } from '#contract/sentences.ts'
import type { Call } from '#contract/services.ts'
import { readReport } from '#dicom/read-results/report.ts'
import { readSegmentation } from '#dicom/read-results/segmentation.ts'
import type { ResultDocument } from '../../main/services/reads/result-document.ts'
import { dciodvfyErrors, hasValidators, noValidators } from '../dicom/validators.ts'
import {
  type ImportedPhantom,
  importPhantom,
  openReadingRoom,
  passphrase,
  type ReadingRoom,
} from './reading-room.ts'

let room: ReadingRoom
let phantom: ImportedPhantom
beforeAll(async () => {
  room = await openReadingRoom({ heightCm: 180, weightKg: 80 })
  phantom = await importPhantom(room)
})
afterAll(() => room.workplace.close())

let readers = 0
async function contoured() {
  const reader = `R${++readers}`
  await room.addReader(reader, 'reader', passphrase)
  const call = room.as(reader)
  const { read } = await room.service.open({ study: phantom.file.study }, call)
  const { seq, results } = await room.service.openContours(
    { read, after: 1, file: phantom.file, restIsEmpty: false },
    call,
  )
  return { reader, call, read, seq, results }
}
async function signed() {
  const begun = await contoured()
  const gestures: Gesture[] = [
    { kind: 'quality-graded', grade: 'good' },
    { kind: 'rhythm-graded', rhythm: 'sinus' },
    { kind: 'commented', text: 'apex thin' },
  ]
  await room.service.append({ read: begun.read, after: begun.seq, gestures }, begun.call)
  const view = await room.service.sign(
    { read: begun.read, passphrase, meaning: 'Reading completed' },
    begun.call,
  )
  return { ...begun, view }
}
/**
 * Does a thing again and again, given up when it is first asked whether it is, then when it is asked the second time, and
 * so on until it is done before. @returns how often it was given up
 */
async function givenUpAtEachAsk(
  call: Call,
  act: (impatient: Call) => Promise<void>,
  unchanged: () => Promise<void>,
): Promise<number> {
  for (let patience = 0; ; patience += 1) {
    let asked = 0
    const signal = {
      get aborted() {
        asked += 1
        return asked > patience
      },
      addEventListener() {},
      removeEventListener() {},
    }
    const cancelled = await act({ ...call, signal }).then(
      () => false,
      (error: unknown) => {
        if (isFailure(error, 'cancelled')) return true
        throw error
      },
    )
    if (!cancelled) return patience
    await unchanged()
  }
}
async function faultOf(act: Promise<unknown>) {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (isFailure(error)) return { code: error.code, data: error.data }
  throw error ?? new Error('nothing was refused')
}
async function exported(
  read: string,
  format: 'sr' | 'seg' | 'json' | 'csv',
): Promise<{ name: string; bytes: Buffer }[]> {
  const files = await room.exportFiles(
    { read, formats: [format] },
    { session: { reader: undefined, looksOn: true } },
  )
  return files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') }))
}
const srOf = async (read: string) => {
  const [file] = await exported(read, 'sr')
  if (!file) throw new Error('no report was exported')
  return readReport(file.bytes)
}

describe('signing', () => {
  it('refuses a wrong passphrase, and a reader who has none, and signs nothing', async () => {
    const { read, call, seq } = await contoured()
    const wrong = room.service.sign({ read, passphrase: 'wrong horse', meaning: 'x' }, call)
    expect(await faultOf(wrong)).toMatchObject({ code: 'wrong-passphrase' })
    await room.addReader('N01')
    const none = room.as('N01')
    const own = await room.service.open({ study: phantom.file.study }, none)
    const without = room.service.sign({ read: own.read, passphrase, meaning: 'x' }, none)
    expect(await faultOf(without)).toMatchObject({ code: 'wrong-passphrase' })
    expect((await room.service.show({ read }, call)).seq).toBe(seq)
  })

  it('refuses what its reader has not seen: something came from another window meanwhile', async () => {
    const { read, call, seq } = await contoured()
    const gestures: Gesture[] = [{ kind: 'commented', text: 'in another window' }]
    await room.service.append({ read, after: seq, gestures }, call)
    const unseen = room.service.sign({ read, passphrase, meaning: 'x', after: seq }, call)
    expect(await faultOf(unseen)).toEqual({
      code: 'read-changed-elsewhere',
      data: { read, expected: seq, actual: seq + 1 },
    })
    expect((await room.service.show({ read }, call)).status).toBe('open')
    await room.service.sign({ read, passphrase, meaning: 'x', after: seq + 1 }, call)
  })

  it('is given up at any moment before the seal, and leaves the read as it was', async () => {
    const { read, call, seq } = await contoured()
    const asks = await givenUpAtEachAsk(
      call,
      async (impatient) => {
        await room.service.sign({ read, passphrase, meaning: 'x' }, impatient)
      },
      async () => {
        expect(await room.service.show({ read }, call)).toMatchObject({ status: 'open', seq })
        expect(room.objects.of(read, 1)).toEqual([])
      },
    )
    // after the passphrase, the numbers, each picture and each file
    expect(asks).toBeGreaterThan(8)
    expect((await room.service.show({ read }, call)).status).toBe('signed')
  })

  it('is not taken back by who gives up before the passphrase was found right', async () => {
    const { read, call, view } = await signed()
    const asks = await givenUpAtEachAsk(
      call,
      async (impatient) => {
        await room.service.unlock({ read, passphrase, reason: 'a slip' }, impatient)
      },
      async () => {
        expect(await room.service.show({ read }, call)).toMatchObject({ status: 'signed', seq: view.seq })
      },
    )
    expect(asks).toBeGreaterThan(0)
    expect((await room.service.show({ read }, call)).status).toBe('open')
  })

  it('refuses a read with an open slice and names the slice', async () => {
    const { read, call, seq } = await contoured()
    const { empty = [] } = phantom.file
    const [mark] = empty
    if (!mark) throw new Error('the phantom has a slice without LV')
    const image = { sopInstanceUid: mark.sopInstanceUid, frame: 0 }
    const gestures: Gesture[] = [{ kind: 'slices-marked', chamber: 'lv', images: [image], empty: false }]
    await room.service.append({ read, after: seq, gestures }, call)
    const fault = await faultOf(room.service.sign({ read, passphrase, meaning: 'x' }, call))
    expect(fault.code).toBe('read-incomplete')
    expect(JSON.stringify(fault.data)).toContain('open-slice')
    expect(faultSentence(fault as Fault).what).toMatch(/slice \d+ of \d+ at phase \d+ of \d+ is neither/)
  })

  it('records the numbers, freezes a head, and lets nothing but a comment follow', async () => {
    const { read, call, view } = await signed()
    expect(view).toMatchObject({ status: 'signed', version: 1 })
    const shown = await room.service.show({ read }, call)
    expect(shown.events.slice(-2).map(({ body }) => body.kind)).toEqual(['measurements-recorded', 'signed'])
    expect(shown.results).toMatchObject({ provisional: false, blockers: [] })
    const after = view.seq
    const graded: Gesture[] = [{ kind: 'quality-graded', grade: 'poor' }]
    expect(await faultOf(room.service.append({ read, after, gestures: graded }, call))).toMatchObject({
      code: 'read-signed',
    })
    expect(await faultOf(room.service.sign({ read, passphrase, meaning: 'x' }, call))).toMatchObject({
      code: 'read-signed',
    })
    await room.service.append({ read, after, gestures: [{ kind: 'commented', text: 'seen again' }] }, call)
  })

  it('lets a study be signed as not evaluable, with its reason and without a single volume', async () => {
    const reader = `R${++readers}`
    await room.addReader(reader, 'reader', passphrase)
    const call = room.as(reader)
    const { read } = await room.service.open({ study: phantom.file.study }, call)
    const gestures: Gesture[] = [{ kind: 'not-evaluable', reason: 'gating failed throughout' }]
    await room.service.append({ read, after: 1, gestures }, call)
    await room.service.sign({ read, passphrase, meaning: 'Reading completed' }, call)
    const said = understandReport((await srOf(read)).content)
    expect(said.notEvaluable).toBe('gating failed throughout')
    const volumes = said.measurements.filter(({ quantity }) => quantity.startsWith('lv-'))
    expect(volumes.length).toBeGreaterThan(0)
    expect(volumes.every((m) => 'unmeasured' in m && m.unmeasured === 'not-evaluable')).toBe(true)
    expect(await exported(read, 'seg')).toEqual([])
    expect((await exported(read, 'csv'))[0]?.bytes.toString()).toContain(
      'Not evaluable,gating failed throughout',
    )
  })

  it('signs nothing when a file cannot be stored, and signs after all when it can', async () => {
    const { read, call, seq } = await contoured()
    const { blobs } = room.workplace.library
    const { put } = blobs
    let stored = 0
    Object.assign(blobs, {
      put: async (bytes: Uint8Array) => {
        if (stored++ === 2) throw new Failure('disk-full', { library: 'here' })
        return put(bytes)
      },
    })
    const failed = room.service.sign({ read, passphrase, meaning: 'x' }, call)
    expect(await faultOf(failed)).toMatchObject({ code: 'disk-full' })
    Object.assign(blobs, { put })
    expect(await room.service.show({ read }, call)).toMatchObject({ seq, status: 'open' })
    expect(room.objects.of(read, 1)).toEqual([])
    expect(await room.service.sign({ read, passphrase, meaning: 'x' }, call)).toMatchObject({ version: 1 })
  })

  it('refuses a name that a reader typed into a comment', async () => {
    const { read, call, seq } = await contoured()
    const gestures: Gesture[] = [{ kind: 'commented', text: 'this is Doe^Jane, MRN 4711' }]
    await room.service.append({ read, after: seq, gestures }, call)
    expect(await faultOf(room.service.sign({ read, passphrase, meaning: 'x' }, call))).toMatchObject({
      code: 'identity-in-result',
    })
    expect((await room.service.show({ read }, call)).status).toBe('open')
  })
})

describe('what was signed', () => {
  it('says the same numbers in the SR, the JSON and the table, and they are those of the phantom', async () => {
    const { read, view } = await signed()
    const said = understandReport((await srOf(read)).content)
    const documents = (await exported(read, 'json')).map(
      ({ bytes }) => JSON.parse(bytes.toString()) as ResultDocument,
    )
    const result = documents.find(({ format }) => format === 'midwall-result/1')
    if (!result) throw new Error('no result')
    expect(result.measurements.filter(isMeasured).length).toBeGreaterThan(12)
    const numbers = (list: readonly { readonly quantity: string; readonly value: number }[]) =>
      list.map(({ quantity, value }) => [quantity, value])
    expect(numbers(said.measurements.filter((m) => 'value' in m))).toEqual(
      expect.arrayContaining(numbers(result.measurements.filter(isMeasured))),
    )
    const lines = (await exported(read, 'csv'))[0]?.bytes.toString().trim().split('\r\n') ?? []
    expect(lines).toHaveLength(result.measurements.length + 1)
    const edv = result.measurements.find(({ quantity }) => quantity === 'lv-edv')
    if (!edv || !isMeasured(edv)) throw new Error('EDV is measured')
    expect(lines.some((line) => line.includes(`lv-edv,,${edv.value},mL`))).toBe(true)
    expect(Math.abs(edv.value / phantom.truth.readerSlices.edv - 1)).toBeLessThan(0.001)
    expect(said).toMatchObject({
      head: view.head,
      version: 1,
      quality: 'good',
      rhythm: 'sinus',
      comments: ['apex thin'],
    })
    expect(result.head).toBe(view.head)
  })

  it('takes body size from the registry and says by which formula it indexed', async () => {
    const { read } = await signed()
    const said = understandReport((await srOf(read)).content)
    const bsa = said.measurements.find(({ quantity }) => quantity === 'bsa')
    expect(bsa).toMatchObject({ value: 2, unit: 'm2', method: 'mosteller' })
    expect(said.measurements.find(({ quantity }) => quantity === 'lv-edv-index')).toMatchObject({
      unit: 'mL/m2',
    })
  })

  it('passes on no mark that nobody made, and calls slices that nobody looked at unseen', async () => {
    const { read, call, seq } = await contoured()
    const { empty: _, ...file } = phantom.file
    await room.service.openContours({ read, after: seq, file, restIsEmpty: true }, call)
    await room.service.sign({ read, passphrase, meaning: 'x' }, call)
    const [document] = (await exported(read, 'json')).filter(({ name }) => name.endsWith('.contours.json'))
    expect(JSON.parse(document?.bytes.toString() ?? '')).toMatchObject({ empty: [] })
    const { images } = understandReport((await srOf(read)).content)
    expect(images.flatMap((image) => image.empty)).toEqual([])
    expect(images.flatMap((image) => image.assumedEmpty)).not.toEqual([])
  })

  it('holds the contours as polylines, as a file that opens again, and as one picture a phase', async () => {
    const { read, results } = await signed()
    const report = await srOf(read)
    const { contours } = understandReport(report.content)
    expect(contours).toHaveLength(phantom.file.contours.length)
    const [document] = (await exported(read, 'json')).filter(({ name }) => name.endsWith('.contours.json'))
    const file = contourFileSchema.parse(JSON.parse(document?.bytes.toString() ?? ''))
    const drawn = new Map(phantom.file.contours.map((c) => [`${c.sopInstanceUid} ${c.border}`, c.points]))
    for (const { sopInstanceUid, border, points } of file.contours)
      expect(points).toEqual(drawn.get(`${sopInstanceUid} ${border}`))
    expect(file.empty).toHaveLength(phantom.file.empty?.length ?? 0)
    const pictures = await exported(read, 'seg')
    expect(pictures.map(({ name }) => name)).toEqual([
      `read-${read}-v1.phase-${(results.phases.ed ?? 0) + 1}.seg.dcm`,
      `read-${read}-v1.phase-${(results.phases.es ?? 0) + 1}.seg.dcm`,
    ])
    for (const { bytes } of pictures)
      expect(new Set(readSegmentation(bytes).frames.map(({ segment }) => segment))).toEqual(
        new Set(['cavity', 'myocardium']),
      )
  })

  it.skipIf(!hasValidators)(
    `has no error that dciodvfy knows, SR and SEG alike${hasValidators ? '' : ` (skipped: ${noValidators})`}`,
    async () => {
      const { read } = await signed()
      for (const { bytes } of [...(await exported(read, 'sr')), ...(await exported(read, 'seg'))])
        expect(dciodvfyErrors(bytes)).toEqual([])
    },
  )

  it('is handed out only while the read is signed', async () => {
    const { read, call, seq } = await contoured()
    expect(await faultOf(exported(read, 'sr'))).toMatchObject({ code: 'read-not-signed' })
    expect(seq).toBeGreaterThan(1)
    expect(await faultOf(exported('nowhere', 'sr'))).toMatchObject({ code: 'no-such-read' })
    expect(await faultOf(room.service.recompute({ read }, call))).toMatchObject({ code: 'read-not-signed' })
  })
})

describe('unlocking', () => {
  it('refuses what its reader has not seen: another window signed a version of its own meanwhile', async () => {
    const { read, call } = await signed()
    const { seq } = await room.service.show({ read }, call)
    await room.service.unlock({ read, passphrase, reason: 'a slip', after: seq }, call)
    await room.service.sign({ read, passphrase, meaning: 'Corrected' }, call)
    expect(
      await faultOf(room.service.unlock({ read, passphrase, reason: 'the same slip', after: seq }, call)),
    ).toEqual({ code: 'read-changed-elsewhere', data: { read, expected: seq, actual: seq + 3 } })
    expect((await room.service.show({ read }, call)).status).toBe('signed')
  })

  it('leaves a trace, and the next version has UIDs of its own and names the one it replaces', async () => {
    const { read, call } = await signed()
    const first = await srOf(read)
    expect(
      await faultOf(room.service.unlock({ read, passphrase: 'wrong horse', reason: 'x' }, call)),
    ).toMatchObject({ code: 'wrong-passphrase' })
    const unlocked = await room.service.unlock({ read, passphrase, reason: 'ES was one phase late' }, call)
    expect(unlocked.status).toBe('open')
    expect(await faultOf(room.service.unlock({ read, passphrase, reason: 'x' }, call))).toMatchObject({
      code: 'read-not-signed',
    })
    const again = await room.service.sign({ read, passphrase, meaning: 'Corrected' }, call)
    expect(again.version).toBe(2)
    const second = await srOf(read)
    expect(second.predecessor).toBe(first.sopInstanceUid)
    expect(second.sopInstanceUid).not.toBe(first.sopInstanceUid)
    const { events } = await room.service.show({ read }, call)
    expect(events.map(({ body }) => body)).toContainEqual({
      kind: 'unlocked',
      reason: 'ES was one phase late',
    })
  })
})

describe('recomputing', () => {
  it('arrives at every number again, bit for bit, from the log', async () => {
    const { read, call, view } = await signed()
    const again = await room.service.recompute({ read }, call)
    expect(again).toMatchObject({ read, head: view.head, chainIntact: true, agrees: true })
    expect(new Set(again.comparisons.map(({ agreement }) => agreement))).toEqual(new Set(['bit-for-bit']))
  })

  it('arrives at the version that was signed last, not at what was drawn since', async () => {
    const { read, call } = await signed()
    const { seq } = await room.service.unlock({ read, passphrase, reason: 'to try' }, call)
    const { file } = phantom
    const fewer = { ...file, contours: file.contours.filter(({ border }) => border === 'lv-endocardial') }
    await room.service.openContours({ read, after: seq, file: fewer, restIsEmpty: true }, call)
    expect(await room.service.recompute({ read }, call)).toMatchObject({ agrees: true })
  })
})

it('seals every read of a study that was withdrawn, and hands out none of its results', async () => {
  const { read, call } = await signed()
  const other = await contoured()
  await room.seal(phantom.file.study, 'the site withdrew', { id: 'registry', role: 'registry' })
  expect(await room.service.show({ read }, call)).toMatchObject({ status: 'sealed' })
  expect(await faultOf(exported(read, 'sr'))).toMatchObject({ code: 'read-not-signed' })
  const gestures: Gesture[] = [{ kind: 'commented', text: 'x' }]
  const late = room.service.append({ read: other.read, after: other.seq + 1, gestures }, other.call)
  expect(await faultOf(late)).toMatchObject({ code: 'read-sealed', data: { reason: 'the site withdrew' } })
  expect(
    await faultOf(room.service.sign({ read: other.read, passphrase, meaning: 'x' }, other.call)),
  ).toMatchObject({ code: 'read-sealed' })
})
