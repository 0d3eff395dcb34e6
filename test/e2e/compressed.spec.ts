/** Compressed copies look as what they were made from, to the last pixel of the screen. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { cineFolder, patients } from '../analysis/sunnybrook.ts'
import { encode, encodings, noEncoders } from '../cli/encodings.ts'
import { noShared, sharedFolder } from '../shared.ts'
import { drawn } from './hand.ts'
import { openStudy } from './reading-room.ts'
import { command, expect, reader, test } from './workstation.ts'

const project = 'CMR-TRIAL-01'
const copies = ['native', ...encodings.map(({ name }) => name)]
const subjectOf = (prefix: string, copy: number): string => `${prefix}${String(copy + 1).padStart(3, '0')}`

/** Writes the copy of this number uncompressed and gives its files. */
type WriteCopy = (folder: string, copy: number) => string[]

/** Copies of a study as studies of their own in a library. */
async function libraryOf(folder: string, write: WriteCopy): Promise<string> {
  const library = join(folder, 'library')
  for (const [index, encoding] of [undefined, ...encodings].entries()) {
    const native = join(folder, `native-${index}`)
    const encoded = join(folder, `encoded-${index}`)
    mkdirSync(native, { recursive: true })
    mkdirSync(encoded)
    for (const file of write(native, index)) {
      const copy = join(encoded, basename(file))
      if (encoding) await encode(encoding, file, copy)
      else copyFileSync(file, copy)
    }
    await command(library, ['import', encoded, '--project', project, '--attest', 'public CC0 set'])
  }
  await command(library, ['readers', 'add', reader.id, '--name', reader.name], 'correct horse')
  return library
}

/** The image alone, as it is on the screen, at the first phase. */
async function pictureOf(page: Page, subject: string): Promise<Buffer> {
  const room = await openStudy(page, subject, reader.name)
  await room.stopCine()
  const { slice, phase, phases } = await room.where()
  for (let step = phase; step <= phases; step++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => room.where()).toMatchObject({ slice, phase: 1 })
  await expect(page.getByRole('region', { name: 'Cine' })).not.toContainText('images here')
  // the corner says a frame earlier which image will be seen
  await room.shown()
  await drawn(page)
  const clip = (await room.large.locator('.viewport-stage').boundingBox()) ?? undefined
  const style = 'body * { visibility: hidden } .viewport-image, .viewport-image * { visibility: visible }'
  const picture = await page.screenshot({ style, ...(clip ? { clip } : {}) })
  await page.keyboard.press('l')
  return picture
}

async function expectSamePictures(page: Page, prefix: string): Promise<void> {
  const native = await pictureOf(page, subjectOf(prefix, 0))
  // more than one grey: there is something to compare
  expect(native.byteLength).toBeGreaterThan(20_000)
  for (const [index, name] of copies.entries()) {
    const picture = await pictureOf(page, subjectOf(prefix, index))
    expect([name, picture.equals(native)]).toEqual([name, true])
  }
}

test(`a synthetic cine shows the same picture in every encoding${noEncoders ? ` (skipped: ${noEncoders})` : ''}`, async ({
  sit,
}) => {
  test.skip(noEncoders !== undefined, noEncoders)
  test.setTimeout(180_000)
  const prefix = 'MW-'
  const library = await libraryOf(test.info().outputPath('studies'), (folder, copy) => {
    const options = {
      preset: 'normal',
      seed: 4,
      small: true,
      project,
      site: 'SITE01',
      subject: subjectOf(prefix, copy),
      studyDate: '20250101',
    } as const
    return Array.from(phantomStudy(options, { roles: ['cine-4ch'] }), ({ fileName, bytes }) => {
      const file = join(folder, basename(fileName))
      writeFileSync(file, bytes)
      return file
    })
  })
  const { page } = await sit({ library })
  await expectSamePictures(page, prefix)
})

const reason =
  sharedFolder === undefined ? noShared : existsSync('/usr/bin/dcmodify') ? noEncoders : 'no dcmodify'

test(`a real cine of signed pixels shows the same picture in every encoding${reason ? ` (skipped: ${reason})` : ''}`, async ({
  sit,
}) => {
  test.skip(reason !== undefined, reason)
  test.setTimeout(180_000)
  const [patient] = patients
  const prefix = 'SCD0000'
  const library = await libraryOf(test.info().outputPath('studies'), (folder, copy) => {
    const images = cineFolder(sharedFolder ?? '', patient)
    // one slice of it, from 101.dcm to 120.dcm
    const names = readdirSync(images).filter((name) => Math.floor((Number.parseInt(name, 10) - 1) / 20) === 5)
    const files = names.map((name) => join(folder, name))
    for (const [index, name] of names.entries()) copyFileSync(join(images, name), files[index] ?? '')
    const subject = subjectOf(prefix, copy)
    const changed = [
      `(0010,0010)=${subject}`,
      `(0010,0020)=${subject}`,
      `(0020,000d)=2.25.1${copy}`,
      `(0020,000e)=2.25.2${copy}`,
    ]
    execFileSync('dcmodify', ['-nb', ...changed.flatMap((change) => ['-m', change]), '-gin', ...files])
    return files
  })
  const { page } = await sit({ library })
  await expectSamePictures(page, prefix)
})
