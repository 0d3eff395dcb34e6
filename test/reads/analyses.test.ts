/** Analyses of a whole synthetic examination, from the order of a reader to the signed report and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import type { AnalysisGiven } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { contoursOf } from '#analysis/reading/state.ts'
import { understandReport } from '#analysis/report/stated/report.ts'
import { placesIn } from '#analysis/volumes/grid.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import type { AnalysisDetails } from '#contract/analysis-documents/details.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { Call } from '#contract/services.ts'
import type { SignedView } from '#contract/views.ts'
import { readReport } from '#dicom/read-results/report.ts'
import { createAnalyses } from '../../main/services/analyses/service.ts'
import { recomputeAnalyses } from '../../main/services/reads/recompute-analyses.ts'
import type { ResultDocument } from '../../main/services/reads/result-document.ts'
import { readStudy } from '../../main/services/reads/study.ts'
import { dciodvfyErrors, hasValidators } from '../dicom/validators.ts'
import {
  closeRoom,
  type ImportedPhantom,
  importPhantom,
  keptOf,
  looksOf,
  openReadingRoom,
  passphrase,
  phantomOptions,
  type ReadingRoom,
} from './reading-room.ts'

let room: ReadingRoom
let phantom: ImportedPhantom
let call: Call
let read = ''

beforeAll(async () => {
  room = await openReadingRoom()
  await room.addReader('R01', 'reader', passphrase)
  call = room.as('R01')
  phantom = await importPhantom(room, { ...phantomOptions, examination: 'whole', vendor: 'siemens' })
  read = (await room.service.open({ study: phantom.file.study }, call)).read
  await room.service.openContours({ read, after: 1, file: phantom.file, restIsEmpty: true }, call)
}, 240_000)
afterAll(() => closeRoom(room))

const serviceOf = (looks = looksOf(room)) =>
  createAnalyses({
    library: room.workplace.library,
    index: room.workplace.keeper.index,
    threads: room.workplace.threads,
    reads: room,
    looks,
    onError: (error) => {
      throw error
    },
  })

async function analyse(
  only: readonly AnalysisName[],
  given: Pick<AnalysisGiven, 'haematocrit' | 'haematocritFormula'> = {},
): Promise<void> {
  for await (const _ of await serviceOf().run({ read, only: [...only], ...given }, call));
}

/** With what panels show, and how often work was told of. */
async function withDetails(service: ReturnType<typeof serviceOf>, only: readonly AnalysisName[]) {
  const details: AnalysisDetails[] = []
  let working = 0
  for await (const state of await service.run({ read, only: [...only], details: true }, call)) {
    if (state.kind === 'details') details.push(state.details)
    if (state.kind === 'working') working++
  }
  return { details, working }
}

const sign = (): Promise<SignedView> =>
  room.service.sign({ read, passphrase, meaning: 'Reading completed' }, call)

async function exported(format: 'sr' | 'json' | 'csv'): Promise<Buffer[]> {
  const files = await room.exportFiles(
    { read, formats: [format] },
    { session: { reader: undefined, looksOn: true } },
  )
  return files.map(({ base64 }) => Buffer.from(base64, 'base64'))
}
const said = async () => {
  const [file] = await exported('sr')
  if (!file) throw new Error('no SR')
  return { file, report: understandReport(readReport(file).content) }
}
/** A contour of a series as a hand leaves it. */
async function edited(role: SeriesRole): Promise<Contour> {
  const { stacks } = await readStudy(room.workplace.keeper.index, () => ({}), phantom.file.study)
  const places = stacks.flatMap((stack) => (stack.role === role ? [...placesIn(stack).keys()] : []))
  const { events } = await room.service.show({ read }, call)
  for (const contour of contoursOf(foldRead(events)))
    if (places.includes(imageKeyText(contour.image)))
      return { ...contour, points: contour.points.map(([x, y]) => [x + 0.1, y]), origin: 'edited' }
  throw new Error(`nothing is drawn on ${role}`)
}

/** As it was signed: the numbers, and what they were made from. */
async function signedState() {
  const { events } = await room.service.show({ read }, call)
  return foldRead(events)
}
const recordedIn = (events: Awaited<ReturnType<ReadingRoom['service']['show']>>['events']) =>
  events.flatMap(({ body }) => (body.kind === 'analysis-recorded' ? [body] : []))

describe('analyses of a read', { timeout: 240_000 }, () => {
  it('are in the report that is signed, number by number as they were recorded', async () => {
    await analyse(['scar', 'flow'])
    await analyse(['mapping'], { haematocrit: 0.42 })
    expect((await sign()).leftOut).toEqual([])
    const records = recordedIn((await room.service.show({ read }, call)).events)
    const { file, report } = await said()
    expect(report.analyses.map(({ analysis }) => analysis)).toEqual(
      records.map(({ analysis }) => analysis).toSorted(),
    )
    expect(report.analyses.length).toBeGreaterThan(5)
    for (const record of records) {
      const stated = report.analyses.find(({ analysis }) => analysis === record.analysis)
      expect(stated).toMatchObject({ method: record.method, version: record.version })
      expect(JSON.parse(stated?.options ?? '')).toEqual(record.options)
      expect(stated?.warnings).toEqual(record.warnings)
      expect(stated?.images.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(Object.keys(record.images))
      expect(stated?.measurements.map(({ images: _, papillaries: __, ...m }) => m)).toEqual(
        record.measurements.map((m) => ({
          scope: undefined,
          ...('value' in m ? {} : { detail: undefined }),
          ...m,
        })),
      )
    }
    expect(report.notUnderstood).toEqual([])
    expect(report.images.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256 ?? ''))).toBe(true)
    if (hasValidators) expect(dciodvfyErrors(file)).toEqual([])
  })

  it('are in the result document and in its table', async () => {
    const { report } = await said()
    const documents = (await exported('json')).map((bytes) => JSON.parse(bytes.toString()) as ResultDocument)
    const result = documents.find(({ format }) => format === 'midwall-result/1')
    expect(result?.analyses.map(({ analysis }) => analysis)).toEqual(
      report.analyses.map(({ analysis }) => analysis),
    )
    const numbers = report.analyses.flatMap(({ measurements }) => measurements).length
    const [csv] = await exported('csv')
    const lines = csv?.toString().trim().split('\r\n') ?? []
    expect(lines).toHaveLength(1 + report.measurements.length + numbers)
    expect(lines.filter((line) => line.includes(',flow/aorta,flow-net,'))).toHaveLength(1)
  })

  it('are made again bit for bit from the stored images and contours', async () => {
    const { agrees, comparisons } = await room.service.recompute({ read }, call)
    const { report } = await said()
    const again = comparisons.filter(({ analysis }) => analysis !== undefined)
    expect(again).toHaveLength(report.analyses.flatMap(({ measurements }) => measurements).length)
    const others = again.filter(
      ({ agreement }) => agreement !== 'bit-for-bit' && agreement !== 'both-unmeasured',
    )
    expect(others).toEqual([])
    expect(agrees).toBe(true)
  })

  it('that say another number than what is made again are named, each with both numbers', async () => {
    const { keeper } = room.workplace
    const study = await readStudy(keeper.index, () => ({}), phantom.file.study)
    const signed = await signedState()
    const flow = signed.analyses.get('flow/aorta')
    if (!flow) throw new Error('flow was recorded')
    const [first, ...rest] = flow.measurements as readonly Extract<Measurement, { value: number }>[]
    if (!first) throw new Error('flow has measurements')
    const compare = (measurements: readonly Measurement[], more: Partial<typeof flow> = {}) =>
      recomputeAnalyses([{ ...flow, ...more, measurements }], signed, study, room.makeAgain)
    const forged = await compare([{ ...first, value: first.value * 1.01 }, ...rest])
    expect(forged[0]).toEqual({
      analysis: 'flow/aorta',
      quantity: first.quantity,
      scope: 'region:aorta',
      recorded: first.value * 1.01,
      recomputed: first.value,
      unit: first.unit,
      agreement: 'differs',
    })
    expect(forged.slice(1).every(({ agreement }) => agreement === 'bit-for-bit')).toBe(true)
    const lacking = await compare(rest)
    expect(lacking.at(-1)).toMatchObject({
      quantity: first.quantity,
      recomputed: first.value,
      agreement: 'differs',
    })
    const older = await compare([first, ...rest], { version: '0' })
    expect(new Set(older.map(({ agreement }) => agreement))).toEqual(new Set(['retired']))
    expect(older).toHaveLength(flow.measurements.length)
    const unknown = await compare([first], { analysis: 'flow/coronary-sinus' })
    expect(unknown).toMatchObject([{ analysis: 'flow/coronary-sinus', agreement: 'differs' }])
  })

  it('made before something was drawn are left out of the next version, and named there', async () => {
    await room.service.unlock({ read, passphrase, reason: 'a slip' }, call)
    const { seq } = await room.service.show({ read }, call)
    const gestures: Gesture[] = [
      { kind: 'papillaries-chosen', papillaries: 'mass' },
      { kind: 'contours-changed', set: [await edited('lge-sax')], removed: [], gesture: 'drag' },
    ]
    await room.service.append({ read, after: seq, gestures }, call)
    await analyse(['flow'])
    await analyse(['mapping'], { haematocritFormula: 'treibel-2016' })
    const { leftOut } = await sign()
    const { report } = await said()
    expect(report.analyses.map(({ analysis }) => analysis)).toEqual([
      'flow/aorta',
      'flow/relations',
      'mapping/ecv',
      'mapping/t1-native',
      'mapping/t1-post',
      'mapping/t2',
      'mapping/t2star',
    ])
    expect(report.analyses.find(({ analysis }) => analysis === 'mapping/ecv')?.method).toBe(
      'ecv/haematocrit-synthetic-treibel-2016',
    )
    expect(leftOut.map(({ analysis }) => analysis)).toContain('scar')
    expect(report.leftOut).toEqual(leftOut.map(({ analysis, why }) => `${analysis}: ${why}`))
    expect(report.leftOut).toContain('scar: it was made before the read was changed')
    expect((await room.service.recompute({ read }, call)).agrees).toBe(true)
  })
})

describe('analyses that were made before', { timeout: 240_000 }, () => {
  const names = async (): Promise<string[]> =>
    recordedIn((await room.service.show({ read }, call)).events).map(({ analysis }) => analysis)
  const append = async (gestures: Gesture[]): Promise<void> => {
    const { seq } = await room.service.show({ read }, call)
    await room.service.append({ read, after: seq, gestures }, call)
  }
  beforeAll(async () => {
    await room.service.unlock({ read, passphrase, reason: 'a slip' }, call)
    await analyse(['scar', 'flow', 'volumes'])
  })

  it('are not recorded again while nothing that they rest on has changed', async () => {
    const before = await names()
    await append([{ kind: 'commented', text: 'apex thin' }])
    await analyse(['scar', 'flow', 'volumes'])
    expect(await names()).toEqual(before)
  })

  it('are recorded again where a gesture touched what they rest on, and nowhere else', async () => {
    const before = await names()
    await append([{ kind: 'contours-changed', set: [await edited('lge-sax')], removed: [], gesture: 'drag' }])
    await analyse(['scar', 'flow', 'volumes'])
    expect((await names()).slice(before.length)).toEqual(['scar'])
    await append([{ kind: 'papillaries-chosen', papillaries: 'cavity' }])
    await analyse(['scar', 'flow', 'volumes'])
    expect((await names()).slice(before.length + 1)).toEqual(['flow/relations', 'volumes'])
  })

  it('come with what panels show of them, the second time without being made again', async () => {
    const service = serviceOf()
    const first = await withDetails(service, ['scar', 'flow'])
    expect(first.details.map(({ kind }) => kind)).toEqual(['scar', 'flow'])
    const [scar, flow] = first.details
    if (scar?.kind !== 'scar' || flow?.kind !== 'flow') throw new Error('not asked for')
    for (const { index, signal, segment, votes, plane } of scar.slices) {
      expect([signal.length, segment.length, votes.length]).toEqual([
        index.length,
        index.length,
        index.length,
      ])
      expect(Math.max(...index)).toBeLessThan(plane.rows * plane.columns)
    }
    expect(flow.velocity?.phases).toHaveLength(flow.images.length)
    expect(flow.border?.borders).toHaveLength(flow.images.length)
    const again = await withDetails(service, ['scar', 'flow'])
    expect(again.working).toBe(0)
    expect(again.details[0]).toBe(scar)
  })

  it('come with the same after a restart without being made again, as long as it is the same read', async () => {
    const kept = keptOf(room.workplace)
    const first = await withDetails(serviceOf(looksOf(room, kept)), ['scar', 'mapping'])
    await kept.settled()
    const again = await withDetails(serviceOf(), ['scar', 'mapping'])
    expect(again.working).toBe(0)
    expect(again.details).toEqual(first.details)
    await append([{ kind: 'contours-changed', set: [await edited('lge-sax')], removed: [], gesture: 'drag' }])
    const changed = await withDetails(serviceOf(), ['scar', 'mapping'])
    expect(changed.working).toBeGreaterThan(0)
    expect(changed.details.slice(1)).toEqual(first.details.slice(1))
  })

  it('are shown of a signed read with all their details, and nothing is recorded of it', async () => {
    const service = serviceOf()
    const { events } = await room.service.show({ read }, call)
    await sign()
    const { details } = await withDetails(service, ['scar'])
    expect(details.map(({ kind }) => kind)).toEqual(['scar'])
    const after = await room.service.show({ read, after: events.length }, call)
    expect(after.events.map(({ body }) => body.kind)).toEqual(['measurements-recorded', 'signed'])
    await expect(analyse(['scar'])).rejects.toMatchObject({ code: 'read-signed' })
    await room.service.unlock({ read, passphrase, reason: 'a slip' }, call)
  })

  it('do not keep a reader from drawing on: his gestures and theirs find their places', async () => {
    const { seq } = await room.service.show({ read }, call)
    const mark: Gesture = { kind: 'quality-graded', grade: 'good' }
    await append([{ kind: 'contours-changed', set: [await edited('lge-sax')], removed: [], gesture: 'drag' }])
    await analyse(['scar'])
    const { seq: drawn } = await room.service.show({ read }, call)
    expect(drawn).toBe(seq + 2)
    // who drew does not know of the analysis yet: his next gestures are counted from his own
    const { events } = await room.service.append(
      { read, after: seq + 1, gestures: [mark, { kind: 'undone', event: seq + 2 }] },
      call,
    )
    expect(events.map(({ body, seq: at }) => [at, body.kind])).toEqual([
      [seq + 2, 'analysis-recorded'],
      [seq + 3, 'quality-graded'],
      [seq + 4, 'undone'],
    ])
    expect((await signedState()).choices.quality).toBeUndefined()
  })
})
