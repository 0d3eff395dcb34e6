import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import { firstBrokenAuditEntry } from '../../main/store/audit.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'
import { migrations } from '../../main/store/migrations/index.ts'
import { createSettling } from '../../main/store/unsettled.ts'
import { startImport } from '../library/import-runs.ts'
import { temporaryFolder } from '../library/workplace.ts'

let folder: string
let library: Library

beforeEach(() => {
  folder = join(temporaryFolder(), 'library')
  library = openLibrary(folder)
})
afterEach(() => {
  library.close()
  rmSync(dirname(folder), { recursive: true })
})

const refusal = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

describe('a library', () => {
  it('is held by one process: a second is told that it is locked', async () => {
    const second = await startImport(folder, folder)
    expect(await second.ended).toBeUndefined()
    expect(second.said()).toContain('library-locked')
  })

  it('can be opened again as soon as it was closed', () => {
    library.audit('reader', 'opened', 'once')
    library.close()
    library = openLibrary(folder)
    expect(library.db.prepare('SELECT count(*) AS n FROM audit').get()).toMatchObject({ n: 1 })
  })

  it('that a later version wrote is not opened', () => {
    library.db.pragma('user_version = 999')
    library.close()
    const error = refusal(() => openLibrary(folder))
    expect(isFailure(error, 'library-newer') && error.data).toMatchObject({
      found: 999,
      known: migrations.at(-1)?.id,
    })
    writeFileSync(join(folder, 'library.db'), '')
    library = openLibrary(folder)
  })

  it('whose database is something else is called damaged', () => {
    library.close()
    writeFileSync(
      join(folder, 'library.db'),
      'a text of more than sixteen bytes, and no database at all'.repeat(20),
    )
    expect(
      isFailure(
        refusal(() => openLibrary(folder)),
        'library-damaged',
      ),
    ).toBe(true)
    rmSync(join(folder, 'library.db'))
    library = openLibrary(folder)
  })

  it('that no folder can hold is called unusable, with what stands in its way', () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    mkdirSync(join(folder, 'other', 'library.db'), { recursive: true })
    for (const place of [file, join(file, 'below'), join(folder, 'other')]) {
      const error = refusal(() => openLibrary(place))
      expect(isFailure(error, 'library-unusable') && error.data.library, place).toBe(place)
    }
    rmSync(file)
    rmSync(join(folder, 'other'), { recursive: true })
  })

  it.skipIf(process.platform === 'win32')('can be entered and read by its owner only', async () => {
    const sha256 = await library.blobs.put(Buffer.from('a signed result'))
    const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)
    for (const name of ['objects', 'blobs', 'quarantine', 'incoming'])
      expect(modeOf(join(folder, name))).toBe('700')
    expect(modeOf(folder)).toBe('700')
    expect(modeOf(dirname(library.blobs.pathOf(sha256)))).toBe('700')
    for (const path of ['library.db', 'library.db-wal']) expect(modeOf(join(folder, path))).toBe('600')
    expect(modeOf(library.blobs.pathOf(sha256))).toBe('600')
  })

  it('keeps nothing of what was not whole when its process died', () => {
    writeFileSync(join(library.incoming, 'half'), 'of a file')
    library.close()
    library = openLibrary(folder)
    expect(readdirSync(library.incoming)).toEqual([])
  })

  it('removes bytes that were placed before a kill kept their row from being written, and no others', async () => {
    const orphan = await library.objects.put(Buffer.from('placed, but never named'))
    const stranger = await library.objects.put(Buffer.from('never announced'))
    createSettling(library.db).announce('objects', orphan)
    library.close()
    library = openLibrary(folder)
    expect(await library.objects.has(orphan)).toBe(false)
    expect(await library.objects.has(stranger)).toBe(true)
    expect(library.db.prepare('SELECT count(*) AS n FROM unsettled').get()).toMatchObject({ n: 0 })
  })
})

describe('stored bytes', () => {
  it('come back as they were put, under the name of their content, however often they are put', async () => {
    const bytes = Buffer.from('an image')
    const sha256 = await library.objects.put(bytes)
    expect(await library.objects.put({ file: library.objects.pathOf(sha256) })).toBe(sha256)
    expect(Buffer.from(await library.objects.read(sha256))).toEqual(bytes)
    expect(readdirSync(library.incoming)).toEqual([])
  })

  it('that have changed, or are gone, are called damaged and never given out', async () => {
    const sha256 = await library.objects.put(Buffer.from('an image'))
    writeFileSync(library.objects.pathOf(sha256), 'another picture')
    await expect(library.objects.read(sha256)).rejects.toThrow('library-damaged')
    await library.objects.remove(sha256)
    await expect(library.objects.read(sha256)).rejects.toThrow('library-damaged')
  })

  it('are never looked for under a name that is no hash', () => {
    expect(() => library.objects.pathOf('../../etc/passwd')).toThrow(RangeError)
  })
})

describe('a transaction', () => {
  const count = (): unknown => library.db.prepare('SELECT count(*) AS n FROM audit').get()

  it('leaves nothing when it fails in the middle, whatever was begun inside it', () => {
    const failing = (): void =>
      library.transaction(() => {
        library.transaction(() => library.audit('reader', 'did', 'something'))
        throw new Error('and then it failed')
      })
    expect(failing).toThrow('and then it failed')
    expect(count()).toMatchObject({ n: 0 })
  })

  it('that is only rehearsed says what it would give, and leaves nothing', () => {
    const seen = library.rehearse(() => {
      library.audit('reader', 'did', 'something')
      return count()
    })
    expect(seen).toMatchObject({ n: 1 })
    expect(count()).toMatchObject({ n: 0 })
  })
})

describe('the audit', () => {
  it('can neither be changed nor shortened', () => {
    library.audit('reader', 'signed', 'read 1')
    expect(() => library.db.exec(`UPDATE audit SET who = 'nobody'`)).toThrow('append-only')
    expect(() => library.db.exec('DELETE FROM audit')).toThrow('append-only')
  })

  it('shows the first entry that somebody changed behind its back', () => {
    for (const read of [1, 2, 3, 4]) library.audit('reader', 'signed', `read ${read}`)
    expect(firstBrokenAuditEntry(library.db)).toBeUndefined()
    library.db.exec(`DROP TRIGGER audit_never_changes; UPDATE audit SET about = 'read 9' WHERE seq = 3`)
    expect(firstBrokenAuditEntry(library.db)).toBe(3)
  })
})

describe('migrations', () => {
  it('that come after the table of read events never name it again', () => {
    const first = migrations.findIndex(({ up }) => /CREATE TABLE read_events\b/.test(up))
    const later = first < 0 ? [] : migrations.slice(first + 1)
    expect(later.filter(({ up }) => up.includes('read_events')).map(({ name }) => name)).toEqual([])
  })

  it.each(migrations.map(({ id, name }, i) => ({ id, name, i })))(
    'bring a library of version $id ($name) to this one',
    ({ id, i }) => {
      library.close()
      rmSync(folder, { recursive: true })
      mkdirSync(folder)
      library = openLibrary(folder, migrations.slice(0, i + 1))
      library.audit('reader', 'kept', `in version ${id}`)
      library.close()
      library = openLibrary(folder)
      expect(firstBrokenAuditEntry(library.db)).toBeUndefined()
      const version = library.db.prepare('SELECT user_version AS v FROM pragma_user_version').get()
      expect(version).toMatchObject({ v: migrations.at(-1)?.id })
    },
  )
})
