/** Long commands at Ctrl-C, in the middle of their work: they end, and leave nothing half done. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { propagationDocumentSchema } from '#contract/analysis-documents/propagation.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { type CommandLine, exits, openCommandLine } from './midwall.ts'

const options: PhantomStudyOptions = {
  preset: 'normal',
  seed: 3,
  small: true,
  project: 'TRIAL',
  site: 'SITE01',
  subject: 'S-0001',
  studyDate: '20250101',
}

let commandLine: CommandLine
let contours: string
const drawn = phantomContours(options, 'ed-es')
const { study } = drawn
const pathOf = (name: string): string => join(commandLine.folder, name)
/** it works, and is not through */
const underWay = /\b[2-6]\d %/
const cancelled = { error: { code: 'cancelled', data: {} } }

beforeAll(async () => {
  commandLine = openCommandLine()
  const here = new Set<string>()
  for (const { fileName, bytes, sopInstanceUid } of phantomStudy(options, { roles: ['cine-sax'] })) {
    const path = pathOf(join('files', fileName))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
    here.add(sopInstanceUid)
  }
  const some = drawn.contours.filter(({ sopInstanceUid }) => here.has(sopInstanceUid))
  contours = pathOf('contours.json')
  writeFileSync(contours, JSON.stringify({ ...drawn, contours: some, landmarks: [], empty: [] }))
  await commandLine.json(['import', pathOf('files'), '--project', options.project])
}, 120_000)
afterAll(() => commandLine.remove())

it('carrying contours ends, and no file of half of them is left', { timeout: 120_000 }, async () => {
  const out = pathOf('all.json')
  const carry = ['propagate', study, '--contours', contours, '--out', out]
  const stopped = await commandLine.run([...carry, '--json'], { interruptOn: underWay })
  expect(stopped.stderr).toMatch(underWay)
  expect(stopped.code).toBe(exits.cancelled)
  expect(JSON.parse(stopped.stdout)).toEqual(cancelled)
  expect(existsSync(out)).toBe(false)
  const whole = propagationDocumentSchema.parse(await commandLine.json(carry))
  expect('out' in whole).toBe(true)
  expect(existsSync(out)).toBe(true)
})

it('following the muscle ends, and says nothing of what it had found', { timeout: 120_000 }, async () => {
  const follow = ['analyse', study, '--only', 'strain', '--contours', contours, '--reader', 'anna', '--json']
  const stopped = await commandLine.run(follow, { interruptOn: underWay })
  expect(stopped.stderr).toMatch(underWay)
  expect(stopped.code).toBe(exits.cancelled)
  expect(JSON.parse(stopped.stdout)).toEqual(cancelled)
})
