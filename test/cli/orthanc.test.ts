/** Studies that a plain archive holds: fetched, read, sent back as SR and SEG, and the same numbers read there. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { understandReport } from '#analysis/report/stated/report.ts'
import type { ContourFile } from '#contract/contour-file.ts'
import { readReport } from '#dicom/read-results/report.ts'
import { readSegmentation } from '#dicom/read-results/segmentation.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { createDicomWeb } from '../../main/dicomweb/client.ts'
import { openLine } from '../../main/dicomweb/exchange.ts'
import { patients } from '../analysis/sunnybrook.ts'
import { filesOf } from '../registry/client.ts'
import { hasOrthanc, noOrthanc, type Orthanc, startOrthanc } from '../registry/servers/orthanc.ts'
import { noShared, sharedFolder } from '../shared.ts'
import { expectExpertVolumes, expertRead, writeContours } from './experts.ts'
import { type CommandLine, numberOf, openCommandLine, type Volumes } from './midwall.ts'

const run = promisify(execFile)
const passphrase = 'correct horse'
const because = (reason: string | undefined): string => (reason === undefined ? '' : ` (skipped: ${reason})`)
const withoutOrthanc = hasOrthanc ? undefined : noOrthanc
const hasDcmodify = existsSync('/usr/bin/dcmodify')
const withoutPatient =
  withoutOrthanc ?? (sharedFolder === undefined ? noShared : hasDcmodify ? undefined : 'no dcmodify')

let orthanc: Orthanc
let commandLine: CommandLine
beforeAll(async () => {
  if (!hasOrthanc) return
  orthanc = await startOrthanc()
  commandLine = openCommandLine()
})
afterAll(async () => {
  if (!hasOrthanc) return
  commandLine.remove()
  await orthanc.stop()
})

/** From the archive to a signed and uploaded read. */
async function readAndSend(project: string, contours: ContourFile): Promise<Volumes> {
  const { study } = contours
  const signIn = ['registry', 'sign-in', orthanc.root, '--account', orthanc.account]
  expect(await commandLine.json(signIn, { stdin: orthanc.secret })).toMatchObject({ kind: 'dicomweb' })
  const projects = (await commandLine.json(['projects', '--refresh'])) as { id: string }[]
  expect(projects.map(({ id }) => id)).toContain(project)
  expect(await commandLine.json(['studies', '--project', project, '--refresh'])).toMatchObject([{ study }])
  expect(await commandLine.json(['download', study])).toMatchObject([{ status: 'complete', quarantined: 0 }])
  const volumes = await commandLine.volumes(study, writeContours(commandLine, contours))
  await commandLine.json(['sign', volumes.read], { stdin: passphrase })
  const { items } = (await commandLine.json(['upload', volumes.read])) as {
    items: { kind: string; status: string }[]
  }
  expect(items.map(({ kind, status }) => `${kind} ${status}`).toSorted()).toEqual([
    'seg done',
    'seg done',
    'sr done',
  ])
  return volumes
}

/** What another program finds in the archive afterwards. */
async function expectInArchive(study: string, volumes: Volumes): Promise<void> {
  const dicomWeb = createDicomWeb({
    root: new URL(orthanc.root),
    exchange: openLine({ silence: 10_000 }).exchange,
    authorization: () => `Basic ${Buffer.from(`${orthanc.account}:${orthanc.secret}`).toString('base64')}`,
  })
  const rows = await dicomWeb.series(study)
  const results = rows.filter(({ modality }) => modality === 'SR' || modality === 'SEG')
  const files = await Promise.all(results.map(({ series }) => filesOf(dicomWeb, { study, series })))
  const bytes = files.flat()
  const reports = bytes.filter((file) => file.includes('Imaging Measurement Report'))
  expect([bytes.length, reports.length]).toEqual([3, 1])
  const said = understandReport(readReport(reports[0] ?? Buffer.alloc(0)).content)
  expect([said.ed, said.es]).toEqual([volumes.phases.ed, volumes.phases.es])
  for (const quantity of ['lv-edv', 'lv-esv', 'lv-sv', 'lv-ef', 'lv-mass-ed']) {
    const stated = said.measurements.find((measurement) => measurement.quantity === quantity)
    expect(stated && 'value' in stated && stated.value).toBeCloseTo(numberOf(volumes, quantity), 6)
  }
  for (const file of bytes.filter((file) => !reports.includes(file)))
    expect(readSegmentation(file).frames.length).toBeGreaterThan(0)
}

describe.skipIf(!hasOrthanc)(`a phantom in Orthanc${because(withoutOrthanc)}`, { timeout: 180_000 }, () => {
  const options: PhantomStudyOptions = {
    preset: 'dilated',
    seed: 9,
    small: true,
    project: 'CMR-TRIAL-01',
    site: 'SITE01',
    subject: 'S-0009',
    studyDate: '20250101',
  }

  it('is measured as the disc sums of its truth, and so says the report that lies there afterwards', async () => {
    for (const { bytes } of phantomStudy(options)) await orthanc.put(bytes)
    const contours = phantomContours(options, 'ed-es') as ContourFile
    const volumes = await readAndSend(options.project, contours)
    const { edv, esv, massEd } = phantomTruth(options).readerSlices
    expect(numberOf(volumes, 'lv-edv') / edv).toBeCloseTo(1, 2)
    expect(numberOf(volumes, 'lv-esv') / esv).toBeCloseTo(1, 2)
    expect(numberOf(volumes, 'lv-mass-ed') / massEd).toBeCloseTo(1, 2)
    await expectInArchive(contours.study, volumes)
  })
})

describe.skipIf(withoutPatient !== undefined)(
  `a real patient in Orthanc${because(withoutPatient)}`,
  { timeout: 180_000 },
  () => {
    const [patient] = patients
    const trial = 'CMR-TRIAL-02'

    it('prepared as a site would, is measured as the experts did, and so says the report there', async () => {
      const { images, contours, truth } = expertRead(sharedFolder ?? '', patient)
      for (const file of await prepared(images)) await orthanc.put(file)
      const volumes = await readAndSend(trial, contours)
      expect(volumes.phases).toEqual({ ed: truth.ed_phase_0based, es: truth.es_phase_0based })
      expectExpertVolumes(volumes, truth)
      await expectInArchive(contours.study, volumes)
    })

    /** Trial attributes and the mark of de-identification added, the scanner's number taken out. */
    async function prepared(images: string): Promise<Buffer[]> {
      const folder = join(commandLine.folder, 'prepared')
      cpSync(images, folder, { recursive: true })
      const files = readdirSync(folder).map((name) => join(folder, name))
      const subject = patient.split('_')[0]
      const added = [
        `(0012,0020)=${trial}`,
        '(0012,0030)=SITE01',
        `(0012,0040)=${subject}`,
        '(0012,0062)=YES',
        '(0012,0063)=prepared for a test',
      ]
      const changes = [...added.flatMap((change) => ['-i', change]), '-e', '(0018,1000)']
      await run('dcmodify', ['-nb', '-imt', ...changes, ...files])
      return files.map((file) => readFileSync(file))
    }
  },
)
