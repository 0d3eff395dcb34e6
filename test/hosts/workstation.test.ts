import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import { openLibrary } from '../../main/store/library.ts'
import { startWorkstation, type Workstation } from '../../main/workstation.ts'
import { damagePages } from '../library/damage.ts'
import { ownFolder } from '../own-folder.ts'

let folder: string
let workstation: Workstation | undefined
beforeEach(() => {
  folder = join(ownFolder(tmpdir(), 'midwall-test'), 'library')
})
afterEach(async () => {
  await workstation?.close()
  workstation = undefined
  rmSync(dirname(folder), { recursive: true })
})

/** Neither a page nor a thread is asked for, so that nothing built is needed. */
const start = (host: 'loopback' | 'command-line', demoRegistry = false): Promise<Workstation> =>
  startWorkstation({ host, dist: folder, libraryFolder: folder, demoRegistry })
const mistakes = (): string => readFileSync(join(folder, 'log', 'mistakes.jsonl'), 'utf8')

describe('a workstation with a window', () => {
  it('outlives a promise that nobody waited for, and logs it', async () => {
    const before = process.listeners('unhandledRejection')
    workstation = await start('loopback')
    const added = process.listeners('unhandledRejection').filter((one) => !before.includes(one))
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    for (const listener of added) listener(new TypeError('of DOE^JANE'), Promise.resolve())
    said.mockRestore()
    expect(mistakes()).toContain('"name":"TypeError"')
    expect(mistakes()).not.toContain('DOE')
    await workstation.close()
    workstation = undefined
    expect(process.listeners('unhandledRejection')).toEqual(before)
  })

  it('opens its library although the demonstration beside it is damaged', async () => {
    mkdirSync(join(folder, 'demo-registry'), { recursive: true })
    writeFileSync(join(folder, 'demo-registry', 'records.json'), '{"half": ')
    workstation = await start('loopback', true)
    expect(mistakes()).toContain('SyntaxError')
  })
})

describe('a library with a damaged page in its database', () => {
  beforeEach(() => {
    const library = openLibrary(folder)
    library.db.prepare("INSERT INTO studies VALUES ('1.2.840.99', 'P', 'here', 0, 'now')").run()
    library.close()
    expect(damagePages(folder, '1.2.840.99')).toBeGreaterThan(0)
  })

  it('is called damaged when the workstation starts on it', async () => {
    const error: unknown = await start('loopback').catch((reason: unknown) => reason)
    expect(isFailure(error, 'library-damaged')).toBe(true)
  })

  it('is called damaged by the worklist, and can still be checked', async () => {
    const asItLies = {
      host: 'command-line',
      dist: folder,
      libraryFolder: folder,
      demoRegistry: false,
    } as const
    workstation = await startWorkstation({ ...asItLies, resume: false })
    const client = createRouterClient(workstation.router, { context: { session: { reader: undefined } } })
    await expect(client.studies.list({})).rejects.toMatchObject({
      code: 'library-damaged',
      data: { library: folder, detail: 'the database cannot be read' },
    })
    const found = await client.system.check()
    expect(found.whole).toBe(false)
    expect(found.database.length).toBeGreaterThan(0)
  })
})

describe('a command', () => {
  it('ends with the promise that nobody waited for: there is no window to save', async () => {
    const before = process.listeners('unhandledRejection')
    workstation = await start('command-line')
    expect(process.listeners('unhandledRejection')).toEqual(before)
  })
})
