/** Measurements on images by hand, from the log of a read to what is said to others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Annotation } from '#analysis/annotations/annotation.ts'
import type { AnnotationValue } from '#analysis/annotations/values.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { understandReport } from '#analysis/report/stated/report.ts'
import { readReport } from '#dicom/read-results/report.ts'
import { beforeTheFirst, sealEvent } from '../../main/services/reads/chain.ts'
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
let read: string
let image: ImageKey
/** mm from one column to the next, and from one row to the next */
let pixel: { readonly columnSpacing: number; readonly rowSpacing: number }
const call = { session: { reader: 'R1' } }

beforeAll(async () => {
  room = await openReadingRoom()
  phantom = await importPhantom(room)
  await room.addReader('R1', 'reader', passphrase)
  read = (await room.service.open({ study: phantom.file.study }, call)).read
  const { seq } = await room.service.openContours(
    { read, after: 1, file: phantom.file, restIsEmpty: false },
    call,
  )
  const study = await room.studyHere(phantom.file.study, call)
  const frame = study.stack?.frames[1]?.[2]
  if (!frame?.facts.plane) throw new Error('the phantom has a second slice with a third phase')
  image = { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }
  pixel = frame.facts.plane
  const laid: readonly Annotation[] = [
    {
      number: 1,
      kind: 'length',
      image,
      points: [
        [10, 20],
        [40, 60],
      ],
      text: 'across',
    },
    {
      number: 2,
      kind: 'angle',
      image,
      points: [
        [40, 20],
        [20, 20],
        [20, 50],
      ],
    },
    {
      number: 3,
      kind: 'ellipse',
      image,
      points: [
        [20, 40],
        [60, 40],
        [40, 55],
      ],
      everyPhase: true,
    },
    {
      number: 4,
      kind: 'freehand',
      image,
      points: [
        [10, 10],
        [10.5, 10],
        [10.5, 10.5],
      ],
    },
    { number: 5, kind: 'text', image, points: [[5, 5]], text: '=HYPERLINK("x"), dünn' },
    {
      number: 6,
      kind: 'arrow',
      image,
      points: [
        [30, 30],
        [50, 50],
      ],
    },
  ]
  await room.service.append(
    {
      read,
      after: seq,
      gestures: [{ kind: 'annotations-changed', set: [...laid], removed: [], gesture: 'measure' }],
    },
    call,
  )
  await room.service.sign({ read, passphrase, meaning: 'Reading completed' }, call)
}, 120_000)
afterAll(() => room.workplace.close())

async function exported(format: 'sr' | 'json' | 'csv'): Promise<Buffer> {
  const files = await room.exportFiles(
    { read, formats: [format] },
    { session: { reader: undefined, looksOn: true } },
  )
  const file = files.find(({ name }) => format !== 'json' || name.includes('result'))
  if (!file) throw new Error(`no ${format} was exported`)
  return Buffer.from(file.base64, 'base64')
}
const reported = async () => understandReport(readReport(await exported('sr')).content)

describe('what was measured on images by hand', () => {
  it('is recorded with the signature, and the image that it lies on with its hash', async () => {
    const { recorded } = foldRead((await room.service.show({ read }, call)).events)
    expect(recorded?.annotations?.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
    expect(recorded?.images[image.sopInstanceUid]).toMatch(/^[0-9a-f]{64}$/)
    expect(recorded?.annotations?.[2]).toMatchObject({
      place: { role: 'cine-sax', slice: 1, phase: 2 },
      everyPhase: true,
      revision: { author: 'R1' },
    })
  })

  it('stands in the report with its value, its line and the image under it', async () => {
    const { onImages, contours, images, notUnderstood } = await reported()
    const [length, angle, ellipse, small, note, arrow] = onImages
    const [width, height] = [pixel.columnSpacing, pixel.rowSpacing]
    expect(length).toMatchObject({ kind: 'length', text: 'across', values: [{ name: 'length', unit: 'mm' }] })
    expect(length?.values[0]?.value).toBeCloseTo(Math.hypot(30 * width, 40 * height), 9)
    expect(angle?.values).toEqual([{ name: 'angle', value: 90, unit: 'deg' }])
    // an ellipse of 20 by 15 pixels: its corners lie on it, and so just inside
    const area = Math.PI * 20 * width * 15 * height
    const valueIn = (name: string) =>
      ellipse?.values.find((value) => value.name === name)?.value ?? Number.NaN
    expect(Math.abs(valueIn('area') / area - 1)).toBeLessThan(0.01)
    expect(Math.abs(valueIn('pixels') / (Math.PI * 20 * 15) - 1)).toBeLessThan(0.03)
    expect(valueIn('mean')).toBeGreaterThan(valueIn('min'))
    expect(valueIn('mean')).toBeLessThan(valueIn('max'))
    expect(small?.values.find(({ name }) => name === 'mean')).toEqual({
      name: 'mean',
      value: undefined,
      unit: undefined,
    })
    expect(note).toMatchObject({ kind: 'text', text: '=HYPERLINK("x"), dünn', points: [[5, 5]], values: [] })
    expect(arrow?.points).toEqual([
      [30, 30],
      [50, 50],
    ])
    expect(onImages.every((one) => one.image?.sopInstanceUid === image.sopInstanceUid)).toBe(true)
    expect(length?.name).toMatch(/^Length 1, cine-sax, slice 2 of \d+, phase 3 of \d+$/)
    // it is none of the contours, and none of the quantities of the heart
    expect(contours).toHaveLength(phantom.file.contours.length)
    expect(notUnderstood).toEqual([])
    expect(images.find((one) => imageKeyText({ frame: 0, ...one }) === imageKeyText(image))?.sha256).toMatch(
      /^[0-9a-f]{64}$/,
    )
  })

  it('stands in the result as data and as lines of a table, a note harmless to a spreadsheet', async () => {
    const result = JSON.parse((await exported('json')).toString()) as ResultDocument
    const { onImages } = await reported()
    const inReport = onImages.flatMap(({ values }) => values.map(({ value }) => value))
    const inResult = (result.annotations ?? []).flatMap(({ values }) =>
      values.map(({ outcome }) => (outcome.measured ? outcome.value : undefined)),
    )
    expect(inResult).toEqual(inReport)
    const lines = (await exported('csv')).toString().split('\r\n')
    const byHand = lines.filter((line) => line.includes(',on-image,'))
    // one of the length, one of the angle, six of each region, one of each that only points
    expect(byHand).toHaveLength(1 + 1 + 6 + 6 + 1 + 1)
    expect(byHand[0]).toContain(`on-image,length,length 1 on cine-sax,${inReport[0]},mm,`)
    expect(byHand[0]).toContain(`,${image.sopInstanceUid},1,2,across,`)
    expect(byHand.join('\n')).toContain(`"'=HYPERLINK(""x""), dünn"`)
    expect(byHand.join('\n')).toContain('Too few pixels')
  })

  it.skipIf(!hasValidators)(
    `is a report without an error that dciodvfy knows${hasValidators ? '' : ` (skipped: ${noValidators})`}`,
    async () => expect(dciodvfyErrors(await exported('sr'))).toEqual([]),
  )

  it('is arrived at again from its points and the pixels under it, bit for bit', async () => {
    const again = await room.service.recompute({ read }, call)
    const byHand = again.comparisons.filter(({ analysis }) => analysis === 'on-image')
    expect(again.agrees).toBe(true)
    expect(byHand).toHaveLength(1 + 1 + 6 + 6)
    expect(byHand[0]).toMatchObject({
      quantity: 'length',
      scope: 'length 1 on cine-sax',
      unit: 'mm',
      recorded: expect.any(Number),
      agreement: 'bit-for-bit',
    })
    expect(byHand.filter(({ agreement }) => agreement === 'both-unmeasured')).toHaveLength(5)
    expect(byHand.filter(({ agreement }) => agreement === 'bit-for-bit')).toHaveLength(1 + 1 + 6 + 1)
  })

  it('is said to differ where what was recorded does not follow from where it lies', async () => {
    const differing = async (changed: (body: ReadEventBody) => ReadEventBody) => {
      const events = rewrite(changed)
      const { comparisons, agrees } = await room.service.recompute({ read }, call)
      restore(events)
      expect(agrees).toBe(false)
      return comparisons.flatMap(({ analysis, quantity, scope, agreement }) =>
        agreement === 'differs' ? [`${analysis}: ${quantity} of ${scope}`] : [],
      )
    }
    const longer = (value: AnnotationValue): AnnotationValue =>
      value.name === 'length' && value.outcome.measured
        ? { ...value, outcome: { ...value.outcome, value: value.outcome.value + 0.01 } }
        : value
    expect(
      await differing((body) =>
        body.kind === 'measurements-recorded' && body.annotations
          ? {
              ...body,
              annotations: body.annotations.map((one) => ({ ...one, values: one.values.map(longer) })),
            }
          : body,
      ),
    ).toEqual(['on-image: length of length 1 on cine-sax'])
    // the same ellipse elsewhere: as large, on other pixels
    const elsewhere = await differing((body) =>
      body.kind === 'annotations-changed'
        ? {
            ...body,
            set: body.set.map((one) =>
              one.number === 3
                ? { ...one, points: one.points.map(([x, y]) => [x + 7, y + 5] as const) }
                : one,
            ),
          }
        : body,
    )
    expect(elsewhere).toContain('on-image: mean of ellipse 3 on cine-sax')
    expect(elsewhere).not.toContain('on-image: length of length 1 on cine-sax')
    // one that was recorded and never laid
    const taken = await differing((body) =>
      body.kind === 'annotations-changed'
        ? { ...body, set: body.set.filter(({ number }) => number !== 2) }
        : body,
    )
    expect(taken).toEqual(['on-image: angle of angle 2 on cine-sax'])
  })
})

type Stored = Pick<ReturnType<typeof sealEvent>, 'seq' | 'bytes' | 'sha256'>

/** The log as somebody with the file would forge it, hashes and all. @returns it as it was */
function rewrite(changed: (body: ReadEventBody) => ReadEventBody): readonly Stored[] {
  const { db } = room.workplace.library
  const chain = room.log.verify(read)
  if ('brokenAt' in chain) throw new Error(chain.detail)
  db.exec('DROP TRIGGER IF EXISTS read_events_never_change')
  const before = db
    .prepare('SELECT seq, bytes, sha256 FROM read_events WHERE read = ? ORDER BY seq')
    .all(read) as unknown as Stored[]
  let previous = beforeTheFirst
  restore(
    chain.events.map((event) => {
      const stored = sealEvent(read, { ...event, body: changed(event.body) }, previous)
      previous = stored.sha256
      return stored
    }),
  )
  return before
}

function restore(events: readonly Stored[]): void {
  const update = room.workplace.library.db.prepare(
    'UPDATE read_events SET bytes = ?, sha256 = ? WHERE read = ? AND seq = ?',
  )
  for (const { seq, bytes, sha256 } of events) update.run(Buffer.from(bytes), sha256, read, seq)
}
