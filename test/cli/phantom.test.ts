/** A synthetic study from the registry to a signed, uploaded measurement, command by command. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { understandReport } from '#analysis/report/stated/report.ts'
import { seriesDocumentSchema } from '#contract/documents.ts'
import type { Recomputed, StudyView } from '#contract/views.ts'
import { readReport } from '#dicom/read-results/report.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import {
  dciodvfyErrors,
  hasPydicom,
  hasValidators,
  noPydicom,
  noValidators,
  pydicomSays,
  runOn,
} from '../dicom/validators.ts'
import { type DemoRegistry, smallStudies, startDemoRegistry } from '../registry/servers/demo.ts'
import { type CommandLine, exits, numberOf, openCommandLine, type Volumes } from './midwall.ts'

const [demo] = smallStudies
if (!demo) throw new Error('there are demo studies')
const contours = phantomContours(demo.options, 'ed-es')
const truth = phantomTruth(demo.options)
const { study } = contours
const passphrase = 'correct horse'

let registry: DemoRegistry
let commandLine: CommandLine
let contourFile: string
beforeAll(async () => {
  registry = await startDemoRegistry()
  commandLine = openCommandLine()
  contourFile = join(commandLine.folder, 'contours.json')
  writeFileSync(contourFile, JSON.stringify(contours))
})
afterAll(async () => {
  commandLine.remove()
  await registry.remove()
})

describe('the way in', () => {
  it('is a secret on stdin, and a wrong one ends with 3', async () => {
    const args = ['registry', 'sign-in', registry.url, '--account', 'reader']
    expect((await commandLine.run(args, { stdin: 'no idea' })).code).toBe(exits.refused)
    expect(await commandLine.json(args, { stdin: 'demo' })).toMatchObject({
      url: registry.url,
      kind: 'midwall',
      state: 'signed-in',
    })
  })

  it('shows the projects of this account and their studies', async () => {
    expect(await commandLine.json(['projects', '--refresh'])).toMatchObject([{ id: 'CMR-DEMO-01' }])
    const studies = (await commandLine.json([
      'studies',
      '--project',
      'CMR-DEMO-01',
      '--refresh',
    ])) as StudyView[]
    expect(studies.map(({ subject }) => subject)).toEqual(['MW-001', 'MW-002', 'MW-003'])
    expect(studies.every(({ download }) => download.status === 'not-here')).toBe(true)
  })

  it('brings a study whole, with progress on stderr', async () => {
    const { code, stdout, stderr } = await commandLine.run(['download', study, '--json'])
    expect(code).toBe(exits.done)
    expect(JSON.parse(stdout)).toMatchObject([
      { study, status: 'complete', instances: { done: 143, total: 143 }, quarantined: 0 },
    ])
    expect(stderr).toContain(`${study}: 143 of 143 instances`)
  })

  it('finds the short axis, the three long axes and the scouts, with spacing and heart rate', async () => {
    const list = seriesDocumentSchema.parse(await commandLine.json(['series', study]))
    const sax = list.find(({ role }) => role === 'cine-sax')
    expect(sax).toMatchObject({
      slices: 7,
      phases: 14,
      spacing: { value: expect.closeTo(16, 6), unit: 'mm' },
      gating: 'retrospective',
    })
    expect(sax?.heartRate).toMatchObject({ unit: '/min' })
    if (sax && 'value' in sax.heartRate) expect(sax.heartRate.value).toBeCloseTo(truth.heartRate, 0)
    const roles = new Set(list.map(({ role }) => role))
    expect([...roles].toSorted()).toEqual(['cine-2ch', 'cine-3ch', 'cine-4ch', 'cine-sax', 'scout'])
  })
})

describe('a read by command', () => {
  let volumes: Volumes

  it('measures the exact borders as the rendered disc sums of the truth', async () => {
    await commandLine.json(['readers', 'add', 'anna', '--name', 'Anna'], { stdin: passphrase })
    volumes = await commandLine.volumes(study, contourFile)
    expect(volumes.phases).toEqual({ ed: truth.edPhase, es: truth.esPhase })
    expect([volumes.provisional, volumes.blockers]).toEqual([false, []])
    const { edv, esv, ef, massEd, massEs } = truth.readerSlices
    // a border of finitely many points encloses a little less than the curve
    expect(numberOf(volumes, 'lv-edv') / edv).toBeCloseTo(1, 2)
    expect(numberOf(volumes, 'lv-esv') / esv).toBeCloseTo(1, 2)
    expect(numberOf(volumes, 'lv-mass-ed') / massEd).toBeCloseTo(1, 2)
    expect(numberOf(volumes, 'lv-mass-es') / massEs).toBeCloseTo(1, 2)
    expect(numberOf(volumes, 'lv-ef')).toBeCloseTo(ef, 1)
    expect(numberOf(volumes, 'lv-sv')).toBeCloseTo(
      numberOf(volumes, 'lv-edv') - numberOf(volumes, 'lv-esv'),
      9,
    )
  })

  it('is refused a signature with a wrong passphrase and signed with the right one, both by stdin', async () => {
    const wrong = await commandLine.run(['sign', volumes.read], { stdin: 'no idea' })
    expect([wrong.code, wrong.stdout]).toEqual([exits.refused, ''])
    expect(await commandLine.json(['sign', volumes.read], { stdin: passphrase })).toMatchObject({
      read: volumes.read,
      study,
      reader: 'anna',
      status: 'signed',
      version: 1,
    })
  })

  it('arrives at the signed numbers again, bit for bit', async () => {
    const again = (await commandLine.json(['recompute', volumes.read])) as Recomputed
    expect([again.agrees, again.chainIntact]).toEqual([true, true])
    const agreements = new Map(
      again.comparisons.map(({ quantity, agreement }) => [quantity, agreement] as const),
    )
    for (const quantity of ['lv-edv', 'lv-esv', 'lv-sv', 'lv-ef', 'lv-mass-ed', 'lv-mass-es'])
      expect([quantity, agreements.get(quantity)]).toEqual([quantity, 'bit-for-bit'])
  })

  it('goes up whole: each file was read back and compared, and there is a receipt', async () => {
    const { items, receipts } = (await commandLine.json(['upload', volumes.read])) as {
      items: { kind: string; status: string }[]
      receipts: { objects: { kind: string }[] }[]
    }
    expect(items.map(({ status }) => status)).toEqual(items.map(() => 'done'))
    expect(items.map(({ kind }) => kind).toSorted()).toEqual(['contours', 'result', 'seg', 'seg', 'sr'])
    expect(receipts).toHaveLength(1)
    expect(receipts[0]?.objects).toHaveLength(items.length)
  })

  it('is exported as it was signed: SR, SEG of both phases, JSON and CSV', async () => {
    const out = join(commandLine.folder, 'out')
    const { code } = await commandLine.run(['export', volumes.read, '--out', out])
    expect(code).toBe(exits.done)
    const names = readdirSync(out).toSorted()
    const ending = (end: string): string[] => names.filter((name) => name.endsWith(end))
    expect([ending('.sr.dcm').length, ending('.seg.dcm').length]).toEqual([1, 2])
    expect([ending('.csv').length > 0, ending('.json').length > 0]).toEqual([true, true])
    const said = understandReport(readReport(readFileSync(join(out, ending('.sr.dcm')[0] ?? ''))).content)
    for (const quantity of ['lv-edv', 'lv-esv', 'lv-ef', 'lv-mass-ed', 'lv-mass-es']) {
      const stated = said.measurements.find((measurement) => measurement.quantity === quantity)
      expect(stated && 'value' in stated && stated.value).toBeCloseTo(
        volumes.measurements.flatMap((m) => (m.quantity === quantity && 'value' in m ? [m.value] : []))[0] ??
          Number.NaN,
        6,
      )
    }
    const one = join(commandLine.folder, 'one')
    await commandLine.run(['export', volumes.read, '--sr', '--out', one])
    expect(readdirSync(one)).toHaveLength(1)
  })

  const exported = (): readonly (readonly [string, Buffer])[] => {
    const out = join(commandLine.folder, 'out')
    return readdirSync(out)
      .filter((name) => name.endsWith('.dcm'))
      .map((name) => [name, readFileSync(join(out, name))] as const)
  }

  it.skipIf(!hasValidators)(
    `leaves dciodvfy without an error, and dsrdump prints it${hasValidators ? '' : ` (skipped: ${noValidators})`}`,
    () => {
      for (const [name, bytes] of exported()) {
        expect([name, dciodvfyErrors(bytes)]).toEqual([name, []])
        if (!name.endsWith('.sr.dcm')) continue
        const { status, lines } = runOn(bytes, 'dsrdump', '+Pc')
        expect(status).toBe(0)
        expect(lines.join('\n')).toMatch(/8821-1,LN/)
      }
    },
  )

  it.skipIf(!hasPydicom)(
    `is read by pydicom, pixels included${hasPydicom ? '' : ` (skipped: ${noPydicom})`}`,
    () => {
      const script = `import json, sys, pydicom
ds = pydicom.dcmread(sys.argv[1])
print(json.dumps([ds.Modality, ds.StudyInstanceUID, int(ds.pixel_array.sum()) if ds.Modality == 'SEG' else len(ds.ContentSequence)]))`
      for (const [name, bytes] of exported()) {
        const [modality, uid, amount] = pydicomSays(bytes, script) as [string, string, number]
        expect([modality, uid]).toEqual([name.endsWith('.sr.dcm') ? 'SR' : 'SEG', study])
        expect(amount).toBeGreaterThan(0)
      }
    },
  )

  it('stands in the status as signed and sent', async () => {
    expect(await commandLine.json(['status'])).toMatchObject({
      host: 'command-line',
      registry: { url: registry.url, state: 'signed-in' },
      reads: [{ read: volumes.read, status: 'signed' }],
      quarantined: 0,
    })
    const [row] = (await commandLine.json(['studies', '--project', 'CMR-DEMO-01'])) as StudyView[]
    expect(row?.upload.status).toBe('done')
  })

  it('is opened again for a new version only with a reason', async () => {
    expect((await commandLine.run(['unlock', volumes.read], { stdin: passphrase })).code).toBe(exits.usage)
    const unlocked = await commandLine.json(['unlock', volumes.read, '--reason', 'apex moved'], {
      stdin: passphrase,
    })
    expect(unlocked).toMatchObject({ read: volumes.read, status: 'open' })
  })
})
