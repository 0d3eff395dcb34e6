/** The report of a whole synthetic examination, from the log of its read to pages: a draft, then as it was signed. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldRead } from '#analysis/reading/fold.ts'
import { usualTemplate } from '#analysis/report/printed/template.ts'
import type { Call } from '#contract/services.ts'
import { type StudyView, withheldName } from '#contract/views.ts'
import { createAnalyses } from '../../main/services/analyses/service.ts'
import { createStatingAnnotations } from '../../main/services/reads/annotated.ts'
import { createReports } from '../../main/services/reports/reports.ts'
import { textOfPdf } from '../report/pdf-text.ts'
import {
  closeRoom,
  type ImportedPhantom,
  importPhantom,
  looksOf,
  openReadingRoom,
  passphrase,
  phantomOptions,
  type ReadingRoom,
  software,
} from './reading-room.ts'

let room: ReadingRoom
let phantom: ImportedPhantom
let call: Call
let read = ''
let looks: ReturnType<typeof looksOf>

const onError = (error: unknown): never => {
  throw error
}

beforeAll(async () => {
  room = await openReadingRoom({ heightCm: 178, weightKg: 84 })
  await room.addReader('R01', 'reader', passphrase)
  await room.addReader('R02')
  await room.addReader('A01', 'adjudicator')
  call = room.as('R01')
  looks = looksOf(room)
  const options = { ...phantomOptions, preset: 'infarct', examination: 'whole', vendor: 'siemens' } as const
  phantom = await importPhantom(room, options)
  read = (await room.service.open({ study: phantom.file.study }, call)).read
  await room.service.openContours({ read, after: 1, file: phantom.file, restIsEmpty: true }, call)
  const { library, keeper, threads } = room.workplace
  const analyses = createAnalyses({
    library,
    index: keeper.index,
    threads,
    reads: room,
    looks: looksOf(room),
    onError,
  })
  for await (const _ of await analyses.run({ read }, call));
  const { seq } = await room.service.show({ read }, call)
  const gestures = [
    { kind: 'commented', text: 'Seen again by Reader R01' },
    { kind: 'commented', text: 'Anteroseptal scar; перегородка тонкая; 室间隔变薄' },
    { kind: 'quality-graded', grade: 'good' },
  ] as const
  await room.service.append({ read, after: seq, gestures: [...gestures] }, call)
}, 240_000)
afterAll(() => closeRoom(room))

function reports() {
  const { library, keeper, threads } = room.workplace
  const view = { project: phantomOptions.project, subject: 'SUBJ-0001', site: 'SITE01', clinical: {} }
  return createReports({
    library,
    index: keeper.index,
    threads,
    reads: room,
    looks,
    stateAnnotations: createStatingAnnotations({ library, index: keeper.index, threads }),
    viewOf: async () => view as StudyView,
    software,
    onError,
  })
}
const bytesOf = ({ files }: Awaited<ReturnType<ReturnType<typeof reports>['make']>>, k = 0): Buffer =>
  Buffer.from(files[k]?.base64 ?? '', 'base64')

describe('the report of a read', { timeout: 120_000 }, () => {
  it('is a draft that says so until the read is signed', async () => {
    const made = await reports().make({ read, formats: ['html'] }, call)
    expect(made.draft).toBe(true)
    expect(made.files.map(({ name }) => name)).toEqual([`report-${read}-draft.html`])
    expect(bytesOf(made).toString('utf8')).toContain('NOT SIGNED')
  })

  it('has one to four pages with its images, and the numbers that were signed', async () => {
    await room.service.sign({ read, passphrase, meaning: 'Reading completed' }, call)
    const made = await reports().make({ read, formats: ['pdf', 'html'] }, call)
    expect(made.draft).toBe(false)
    const { pages, images } = textOfPdf(bytesOf(made))
    expect(pages.length).toBeLessThanOrEqual(4)
    // ED, ES and the enhanced slice, three slices under stress and at rest, T1 and T2
    expect(images).toBe(3 + 6 + 2)
    const [leftOut = '', ...others] = made.warnings
    expect(others).toEqual([])
    expect(leftOut).toMatch(/for want of space.*First pass, stress/)
    expect(leftOut).not.toMatch(/Upslope|Native T1/)
    const text = pages.join('\n')
    const { events } = await room.service.show({ read }, call)
    const { recorded } = foldRead(events)
    const ef = recorded?.measurements.find((m) => m.quantity === 'lv-ef' && m.scope === undefined)
    expect(ef && 'value' in ef ? text : '').toContain(
      `${ef && 'value' in ef ? ef.value.toFixed(1) : ''}\u00a0%`,
    )
    for (const said of [
      '室间隔变薄',
      'перегородка',
      'Reading completed',
      'R01',
      'SUBJ-0001',
      'Late enhancement',
    ])
      expect(text).toContain(said)
    const html = bytesOf(made, 1).toString('utf8')
    // and the first pass itself of both, T2*, and the aorta
    expect(html.match(/data:image\/png/g)).toHaveLength(11 + 2 + 1 + 1)
    expect(html).toContain('Upslope, stress · slice 2 of 3')
    expect(html).toContain('Upslope, rest · slice 2 of 3')
    expect(html).toMatch(
      /In colour: relative upslope of each pixel of the wall.*Method: Upslope, of the signal \(upslope\/signal 1\)\./,
    )
    expect(html).toContain('Flow through the beat')
    expect(html).toContain('SAX cine 7 × 14')
    expect(html).not.toContain('cine-sax')
    expect(html).toContain('室间隔变薄')
  })

  it('has four pages in German too, with the maps of the first pass', async () => {
    const made = await reports().make({ read, formats: ['pdf'], language: 'de' }, call)
    const { pages } = textOfPdf(bytesOf(made))
    expect(pages.length).toBeLessThanOrEqual(4)
    const text = pages.join(' ').replaceAll('\n', ' ')
    for (const state of ['Stress', 'Ruhe'])
      expect(text.match(new RegExp(`Anstieg, ${state} · +Schicht \\d von 3`, 'g'))).toHaveLength(3)
    expect(text).toContain('Methode: Anstieg, des Signals (upslope/signal 1).')
    expect(text).toMatch(/Scheibensummation, Schichten des Befunders.*disc-summation\/reader-slices/)
  })

  it('is the same again, byte for byte', async () => {
    const [first, second] = [
      await reports().make({ read, formats: ['pdf'] }, call),
      await reports().make({ read, formats: ['pdf'] }, call),
    ]
    expect(bytesOf(first).equals(bytesOf(second))).toBe(true)
  })

  it('names readers by their code, and nobody sees that of another reader', async () => {
    const made = await reports().make({ read, formats: ['html'] }, call)
    expect(bytesOf(made).toString('utf8').replace('Seen again by Reader R01', '')).not.toContain('Reader R01')
    await expect(reports().make({ read, formats: ['html'] }, room.as('R02'))).rejects.toMatchObject({
      code: 'no-such-read',
    })
  })

  it('names nobody to an adjudicator, neither as its reader nor in what was written', async () => {
    const text = async (by: Call) =>
      bytesOf(await reports().make({ read, formats: ['html'] }, by)).toString('utf8')
    expect(await text(call)).toContain('Seen again by Reader R01')
    const shown = await text(room.as('A01'))
    expect(shown).toContain(`Seen again by ${withheldName}`)
    // pictures are letters and digits too
    expect(shown.replace(/data:image[^"]+/g, '')).not.toContain('R01')
  })

  it("is made by the project's template, and a file that is none is refused by its name", async () => {
    const folder = join(room.workplace.library.folder, 'report-templates')
    const file = join(folder, `${encodeURIComponent(phantomOptions.project)}.json`)
    mkdirSync(folder)
    writeFileSync(file, JSON.stringify({ ...usualTemplate, language: 'de', title: 'Kernlabor' }))
    const made = await reports().make({ read, formats: ['html'] }, call)
    expect(bytesOf(made).toString('utf8')).toContain('<h1>Kernlabor</h1>')
    writeFileSync(file, '{"format":"x"}')
    await expect(reports().make({ read, formats: ['html'] }, call)).rejects.toMatchObject({
      code: 'file-refused',
      data: { path: file },
    })
  })

  it('of a study that was withdrawn is refused', async () => {
    await room.seal(phantom.file.study, 'consent withdrawn', { id: 'registry', role: 'registry' })
    await expect(reports().make({ read, formats: ['pdf'] }, call)).rejects.toMatchObject({
      code: 'read-sealed',
    })
  })
})
