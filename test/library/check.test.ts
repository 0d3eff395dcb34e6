import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { uid } from '../hostile/encode.ts'
import { file, image, slice } from '../hostile/image.ts'
import { damagePages } from './damage.ts'
import { openWorkplace, project, temporaryFolder, type Workplace } from './workplace.ts'

let place: Workplace
const study = uid('study')

/** Two images that are here, one that is held back, and a read of the study with one signed file. */
beforeEach(async () => {
  place = await openWorkplace()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'one.dcm'), file(slice(1)))
  writeFileSync(join(folder, 'two.dcm'), file(slice(2)))
  writeFileSync(join(folder, 'held.dcm'), file(image({ PatientName: 'DOE^JANE' })))
  await place.importFrom(folder)
  const { db, blobs } = place.library
  const signed = await blobs.put(new TextEncoder().encode('a signed report'))
  db.prepare(
    `INSERT INTO reads (read, study, reader, project, protocol, status, version, seq, head, created)
     VALUES ('read-1', ?, 'ana', ?, 'p', 'signed', 1, 0, 'h', 'now')`,
  ).run(study, project)
  db.prepare(
    `INSERT INTO result_objects (read, version, head, kind, sop_instance_uid, study, sha256, bytes, created)
     VALUES ('read-1', 1, 'h', 'sr', '1.2.3', ?, ?, 15, 'now')`,
  ).run(study, signed)
})
afterEach(() => place.close())

/** The path of one of the library's files, and where it lies. */
function fileNamed(store: 'objects' | 'blobs' | 'quarantine', table: string): { path: string; at: string } {
  const { sha256 } = place.library.db.prepare(`SELECT sha256 FROM ${table} LIMIT 1`).get() as {
    sha256: string
  }
  return { path: `${store}/${sha256.slice(0, 2)}/${sha256}`, at: place.library[store].pathOf(sha256) }
}

describe('a check of the library', () => {
  it('calls it whole while every file is what its name says', async () => {
    expect(await place.keeper.check()).toEqual({
      whole: true,
      files: 4,
      database: [],
      damaged: [],
      strays: [],
    })
  })

  it('names each file that is gone or was changed, with the study and the reads that rest on it', async () => {
    const [object, held, signed] = [
      fileNamed('objects', 'instances'),
      fileNamed('quarantine', 'quarantine'),
      fileNamed('blobs', 'result_objects'),
    ]
    rmSync(object.at)
    appendFileSync(held.at, 'x')
    appendFileSync(signed.at, 'x')
    const { whole, damaged } = await place.keeper.check()
    expect(whole).toBe(false)
    expect(damaged).toEqual([
      { path: object.path, state: 'missing', studies: [study], reads: ['read-1'] },
      { path: held.path, state: 'damaged', studies: [study], reads: [] },
      { path: signed.path, state: 'damaged', studies: [study], reads: ['read-1'] },
    ])
  })

  it('names files that nothing refers to, wherever they lie', async () => {
    writeFileSync(join(place.folder, 'objects', 'note.txt'), 'left over')
    writeFileSync(join(place.library.blobs.folder, 'a'.repeat(64)), 'left over')
    expect(await place.keeper.check()).toMatchObject({
      whole: false,
      damaged: [],
      strays: ['objects/note.txt', `blobs/${'a'.repeat(64)}`],
    })
  })

  it('goes on beside a damaged page of the database, and calls no file a stray that it may hold', async () => {
    const signed = fileNamed('blobs', 'result_objects')
    const { folder } = place
    await place.leave()
    expect(damagePages(folder, uid('series'))).toBeGreaterThan(0)
    place = await openWorkplace(folder)
    appendFileSync(signed.at, 'x')
    const { whole, database, damaged, strays } = await place.keeper.check()
    expect(whole).toBe(false)
    expect(database).toContain('the list of objects cannot be read')
    expect(damaged.map(({ path }) => path)).toEqual([signed.path])
    expect(strays).toEqual([])
  })
})
