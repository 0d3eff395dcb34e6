import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import type { ImportedFile } from '#contract/import-report.ts'
import type { Keeper } from '../../main/services/library/keeper.ts'
import { writeSyntheticStudy } from './synthetic-study.ts'
import { openWorkplace, project, temporaryFolder, type Workplace } from './workplace.ts'

let source: string
let place: Workplace
beforeEach(async () => {
  source = temporaryFolder()
  place = await openWorkplace()
})
afterEach(() => place.close())

const outcomes = (files: readonly ImportedFile[]): Record<string, number> =>
  files.reduce<Record<string, number>>((counts, { outcome }) => {
    counts[outcome] = (counts[outcome] ?? 0) + 1
    return counts
  }, {})

const onlyStudy = (): string => {
  const [study] = place.keeper.index.studies()
  if (!study) throw new Error('no study is here')
  return study.study
}

describe('an import', () => {
  it('takes a synthetic study whole and finds its short axis, its long axes and its scouts', async () => {
    const files = writeSyntheticStudy(source)
    const report = await place.importFrom(source)
    expect(outcomes(report.files)).toEqual({ accepted: files.length })
    expect(report.files.map(({ path }) => path)).toEqual(files.toSorted((a, b) => (a < b ? -1 : 1)))
    const { stacks, unstacked } = await place.keeper.index.stacksOf(onlyStudy())
    expect(unstacked).toEqual([])
    expect(stacks.map(({ role }) => role).toSorted()).toEqual(
      expect.arrayContaining(['cine-2ch', 'cine-3ch', 'cine-4ch', 'cine-sax', 'scout']),
    )
  })

  it('takes enhanced multi-frame objects as the same stacks', async () => {
    writeSyntheticStudy(source, { roles: ['cine-sax'] })
    await place.importFrom(source)
    const shapeOf = async ({ index }: Keeper, study: string) =>
      (await index.stacksOf(study)).stacks.map((s) => [s.frames.length, s.phaseCount])
    const classic = await shapeOf(place.keeper, onlyStudy())
    const other = await openWorkplace()
    const enhanced = temporaryFolder()
    writeSyntheticStudy(enhanced, { roles: ['cine-sax'], enhanced: true })
    expect(outcomes((await other.importFrom(enhanced)).files)).toEqual({ accepted: 1 })
    const { study = '' } = other.keeper.index.studies()[0] ?? {}
    expect(await shapeOf(other.keeper, study)).toEqual(classic)
    await other.close()
  })

  it('knows files that it has, and says so of each', async () => {
    const files = writeSyntheticStudy(source, { roles: ['cine-4ch'] })
    await place.importFrom(source)
    expect(outcomes((await place.importFrom(source)).files)).toEqual({ known: files.length })
  })

  it('does not give the files of one project to another', async () => {
    const { index, imports } = place.keeper
    writeSyntheticStudy(source, { roles: ['scout'] })
    await place.importFrom(source)
    const stream = await imports.run({ path: source, project: 'OTHER' }, { session: { reader: 'x' } })
    for await (const state of stream) {
      if (state.kind === 'finished')
        expect(new Set(Object.keys(outcomes(state.report.files)))).toEqual(new Set(['refused']))
    }
    expect(index.projectOf(onlyStudy())).toBe(project)
  })

  it('names links, pipes and files that are no DICOM, and follows none of them', async () => {
    const [image = ''] = writeSyntheticStudy(join(source, 'study'), { roles: ['scout'] })
    symlinkSync('/etc', join(source, 'etc'))
    symlinkSync(join(source, 'study', image), join(source, 'image.dcm'))
    execFileSync('mkfifo', [join(source, 'pipe.dcm')])
    writeFileSync(join(source, 'notes.dcm'), 'not an image')
    const { files } = await place.importFrom(source)
    const said = (path: string): string | undefined => files.find((file) => file.path === path)?.outcome
    for (const path of ['etc', 'image.dcm', 'pipe.dcm', 'notes.dcm']) expect(said(path)).toBe('ignored')
    expect(files.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(files.length - 4)
  })

  it('shows a name that would drive a terminal or turn the line around as plain characters', async () => {
    const [image = ''] = writeSyntheticStudy(join(source, 'study'), { roles: ['scout'] })
    const bytes = readFileSync(join(source, 'study', image))
    const odd = temporaryFolder()
    writeFileSync(join(odd, 'a\x1b[31m\nb\u202ec.dcm'), bytes)
    const { files } = await place.importFrom(odd)
    expect(files.map(({ path }) => path)).toEqual(['a\\u{1b}[31m\\u{a}b\\u{202e}c.dcm'])
  })

  it('reads a ZIP by itself and in a folder, and no archive inside it', async () => {
    const study = writeSyntheticStudy(join(source, 'study'), { roles: ['cine-2ch'] })
    const inner = await zipped({ 'inner.dcm': readFileSync(join(source, 'study', study[0] ?? '')) })
    const contents = study.map((name) => [name, readFileSync(join(source, 'study', name))] as const)
    const archive = join(temporaryFolder(), 'study.bin')
    writeFileSync(archive, await zipped({ ...Object.fromEntries(contents), 'inner.zip': inner }))
    const { files } = await place.importFrom(archive)
    expect(outcomes(files)).toEqual({ accepted: study.length, refused: 1 })
    expect(files.find(({ outcome }) => outcome === 'refused')?.path).toBe('inner.zip')
    expect(files.map(({ path }) => path)).toContain(study[0])

    const folder = temporaryFolder()
    writeFileSync(join(folder, 'from site.zip'), readFileSync(archive))
    const again = await place.importFrom(folder)
    expect(again.files.map(({ path }) => path)).toContain(`from site.zip/${study[0]}`)
    expect(outcomes(again.files)).toEqual({ known: study.length, refused: 1 })
    expect(readdirSync(place.library.incoming)).toEqual([])
  })

  it('says so when there is nothing at the path', async () => {
    await expect(place.importFrom(join(source, 'nowhere'))).rejects.toThrow('path-not-found')
  })

  it('that is cancelled keeps what was committed and nothing else, and can be taken up again', async () => {
    const files = writeSyntheticStudy(source).length
    const stream = await place.keeper.imports.run({ path: source, project }, { session: { reader: 'x' } })
    for await (const state of stream) if (state.kind === 'reading' && state.done > 0) break
    const here = place.keeper.index.objectsOf(onlyStudy()).length
    expect(here).toBeGreaterThan(0)
    expect(here).toBeLessThan(files)
    expect(readdirSync(place.library.incoming)).toEqual([])
    expect(await place.keeper.check()).toMatchObject({ strays: [], damaged: [] })
    expect(outcomes((await place.importFrom(source)).files)).toEqual({ known: here, accepted: files - here })
  })

  it('announces its study and leaves its mark in the audit', async () => {
    writeSyntheticStudy(source, { roles: ['scout'] })
    await place.importFrom(source)
    expect(place.announced).toContainEqual({ kind: 'study-imported', study: onlyStudy() })
    const audit = place.library.db.prepare('SELECT who, what FROM audit ORDER BY seq').all()
    expect(audit).toMatchObject([
      { who: 'coordinator', what: 'import-begun' },
      { who: 'coordinator', what: 'import-ended' },
    ])
  })
})

async function zipped(contents: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(contents)) zip.addBuffer(bytes, name)
  zip.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

const smallDisk = process.platform === 'linux' && process.getuid?.() === 0

describe.skipIf(!smallDisk)(`a full disk (${smallDisk ? 'tmpfs' : 'needs root on Linux'})`, () => {
  const sizes = ['900k', '1800k']
  it.each(sizes)(
    'of %s ends an import with a whole library, which takes the rest once there is room',
    async (size) => {
      const disk = temporaryFolder()
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk])
      try {
        mkdirSync(join(disk, 'library'))
        const files = writeSyntheticStudy(source).length
        const cramped = await openWorkplace(join(disk, 'library'))
        await expect(cramped.importFrom(source)).rejects.toThrow('disk-full')
        expect(readdirSync(cramped.library.incoming)).toEqual([])
        expect(await cramped.keeper.check()).toMatchObject({ strays: [], damaged: [], database: [] })
        execFileSync('mount', ['-o', 'remount,size=64m', disk])
        const { known = 0, accepted = 0 } = outcomes((await cramped.importFrom(source)).files)
        expect(known + accepted).toBe(files)
        expect(accepted).toBeGreaterThan(0)
        await cramped.leave()
      } finally {
        execFileSync('umount', ['--lazy', disk])
      }
    },
  )
})
