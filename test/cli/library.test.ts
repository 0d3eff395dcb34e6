/** How the command line behaves: what it prints where, how it ends, and who may hold a library. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDocumentSchema } from '#contract/documents.ts'
import { importReportSchema } from '#contract/import-report.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { file, image, slice } from '../hostile/image.ts'
import { type CommandLine, exits, midwall, openCommandLine } from './midwall.ts'

let commandLine: CommandLine
let incoming: string
const project = 'CMR-TRIAL-01'

beforeAll(() => {
  commandLine = openCommandLine()
  incoming = join(commandLine.folder, 'incoming')
  const options = {
    preset: 'normal',
    seed: 3,
    small: true,
    project,
    site: 'SITE01',
    subject: 'S-0001',
    studyDate: '20250101',
  } as const
  for (const { fileName, bytes } of phantomStudy(options, { roles: ['cine-4ch'] })) write(fileName, bytes)
  write('named.dcm', file(image({ PatientName: 'DOE^JANE', PatientIdentityRemoved: undefined })))
  write('unmarked.dcm', file(slice(1, { PatientIdentityRemoved: undefined })))
  write('burned.dcm', file(slice(2, { BurnedInAnnotation: 'YES' })))
  write('notes.txt', new TextEncoder().encode('not an image'))
})
afterAll(() => commandLine.remove())

function write(name: string, bytes: Uint8Array): void {
  const path = join(incoming, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}

const outcomesOf = (report: unknown): Record<string, string> =>
  Object.fromEntries(importReportSchema.parse(report).files.map(({ path, outcome }) => [path, outcome]))

describe('midwall', () => {
  it('says what it can do and how it ends', async () => {
    const { code, stdout } = await midwall(['help'])
    expect(code).toBe(exits.done)
    for (const command of [
      'import',
      'series',
      'volumes',
      'sign',
      'upload',
      'recompute',
      'export',
      'status',
      'check',
    ])
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    expect(stdout).toContain('Exit codes: 0 done')
  })

  it.each([
    ['an unknown command', ['measure']],
    ['an unknown option', ['status', '--loud']],
    ['a missing argument', ['series']],
    ['a missing option', ['import', '.']],
  ])('ends with 2 for %s and prints nothing on stdout', async (_, args) => {
    const { code, stdout, stderr } = await commandLine.run(args)
    expect([code, stdout]).toEqual([exits.usage, ''])
    expect(stderr).toMatch(/midwall (help|<command>)/)
  })

  it('ends with 3 for what is not there and says so in a sentence and as a document', async () => {
    const { code, stdout, stderr } = await commandLine.run(['series', '1.2.3', '--json'])
    expect(code).toBe(exits.refused)
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'no-such-study', data: { study: '1.2.3' } } })
    expect(stderr).toContain('1.2.3')
  })
})

describe('an import by command', () => {
  it('names every file with what became of it and ends with 4 while some are held back', async () => {
    const outcomes = outcomesOf(
      await commandLine.json(['import', incoming, '--project', project], { exit: exits.partly }),
    )
    expect(outcomes).toMatchObject({
      'named.dcm': 'quarantined',
      'unmarked.dcm': 'quarantined',
      'burned.dcm': 'quarantined',
      'notes.txt': 'ignored',
    })
    const others = Object.entries(outcomes).filter(([path]) => path.startsWith('cine-4ch/'))
    expect(others.length).toBeGreaterThan(10)
    expect(new Set(others.map(([, outcome]) => outcome))).toEqual(new Set(['accepted']))
  })

  it('that is attested lifts what merely lacks the marker, and nothing else', async () => {
    const args = ['import', incoming, '--project', project, '--attest', 'public CC0 set']
    const outcomes = outcomesOf(await commandLine.json(args, { exit: exits.partly }))
    expect(outcomes['unmarked.dcm']).toMatch(/^accepted/)
    expect(outcomes).toMatchObject({ 'named.dcm': 'quarantined', 'burned.dcm': 'quarantined' })
  })

  it('lets a person release what is suspected, with a reason, and never what was found', async () => {
    const held = (await commandLine.json(['quarantine'])) as { entry: string; file: string }[]
    const entry = (name: string): string => held.find(({ file }) => file === name)?.entry ?? 'none'
    const named = await commandLine.run(['quarantine', 'release', entry('named.dcm'), '--reason', 'looked'])
    expect([named.code, named.stderr]).toEqual([exits.refused, expect.stringContaining('never released')])
    const silent = await commandLine.run(['quarantine', 'release', entry('burned.dcm')])
    expect(silent.code).toBe(exits.usage)
    await commandLine.json(['quarantine', 'release', entry('burned.dcm'), '--reason', 'no text in it'])
    expect(await commandLine.json(['quarantine', 'show', entry('named.dcm')])).toMatchObject({
      releasable: false,
    })
    await commandLine.json(['quarantine', 'discard', entry('named.dcm'), '--reason', 'back to the site'])
    expect(await commandLine.json(['quarantine'])).toEqual([])
  })
})

describe('a check by command', () => {
  it('ends with 0 for a whole library', async () => {
    const found = checkDocumentSchema.parse(await commandLine.json(['check']))
    expect(found).toMatchObject({ whole: true, damaged: [], strays: [] })
  })

  it('ends with 4 and names a lost file, the study it belongs to, and what to do', async () => {
    const objects = join(commandLine.folder, 'library', 'objects')
    const [lost] = readdirSync(objects, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.length > 64,
    )
    if (lost === undefined) throw new Error('something was imported')
    rmSync(join(objects, lost))
    const { code, stdout } = await commandLine.run(['check'])
    expect(code).toBe(exits.partly)
    const document = await commandLine.run(['check', '--json'])
    expect(checkDocumentSchema.parse(JSON.parse(document.stdout)).damaged).toHaveLength(1)
    const [line = '', todo] = stdout.split('\n')
    expect(line).toMatch(new RegExp(`^objects/${lost}: missing; study [0-9.]+$`))
    expect(todo).toContain('from a backup')
  })
})

describe('a library', () => {
  it('that a window holds is refused to a command, which says who holds it and ends with 3', async () => {
    const held = join(commandLine.folder, 'held')
    const script = resolve('midwall.mjs')
    const args = [script, 'start', '--no-open', '--no-demo', '--library', held]
    const window = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const [greeting] = await once(window.stdout.setEncoding('utf8'), 'data')
      expect(greeting).toMatch(/^Midwall is at http:\/\/127\.0\.0\.1:\d+\/login\?token=/)
      const refused = await midwall(['status', '--library', held])
      expect([refused.code, refused.stdout]).toEqual([exits.refused, ''])
      expect(refused.stderr).toContain(held)
      const second = await midwall(['start', '--no-open', '--library', held])
      expect([second.code, second.stderr]).toEqual([exits.refused, expect.stringContaining(held)])
    } finally {
      const gone = once(window, 'exit')
      window.kill('SIGTERM')
      await gone
    }
    expect((await midwall(['status', '--library', held])).code).toBe(exits.done)
  })
})
