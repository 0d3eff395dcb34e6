import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import { createFrames, type Frames } from '../../main/services/frames.ts'
import { elements, uid } from '../hostile/encode.ts'
import { file, image, ramp, slice, syntaxes } from '../hostile/image.ts'
import { writeSyntheticStudy } from './synthetic-study.ts'
import { openWorkplace, temporaryFolder, type Workplace } from './workplace.ts'

let place: Workplace
let frames: Frames
beforeEach(async () => {
  place = await openWorkplace()
  frames = createFrames(place.library, place.keeper.index)
})
afterEach(() => place.close())

const session = { reader: 'reader' }
const littleEndian = 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1'

async function bring(images: Readonly<Record<string, Buffer>>): Promise<void> {
  const folder = temporaryFolder()
  for (const [name, bytes] of Object.entries(images)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  await place.importFrom(folder)
}

const hashOf = (sop: string): string => {
  const { index } = place.keeper
  for (const { study } of index.studies())
    for (const { sopInstanceUid, sha256 } of index.objectsOf(study)) if (sopInstanceUid === sop) return sha256
  throw new Error(`${sop} is not here`)
}

describe('a frame', () => {
  it('is the pixels of the file, byte by byte, with their transfer syntax', async () => {
    await bring({ a: file(image()) })
    const { bytes, contentType } = await frames.frame(hashOf(uid('sopn')), 0, session)
    expect(Buffer.from(bytes)).toEqual(ramp)
    expect(contentType).toBe(littleEndian)
  })

  it('of a deflated file is inflated', async () => {
    const deflated = deflateRawSync(elements(image()))
    await bring({ a: file(image(), { syntax: syntaxes.deflated, body: deflated }) })
    const { bytes, contentType } = await frames.frame(hashOf(uid('sopn')), 0, session)
    expect(Buffer.from(bytes)).toEqual(ramp)
    expect(contentType).toBe(littleEndian)
  })

  it('of a multi-frame object is the same picture as its classic twin', async () => {
    const classic = temporaryFolder()
    const [firstFile = ''] = writeSyntheticStudy(classic, { roles: ['cine-4ch'] })
    const enhanced = temporaryFolder()
    writeSyntheticStudy(enhanced, { roles: ['cine-4ch'], enhanced: true })
    await place.importFrom(enhanced)
    const { index } = place.keeper
    const { study = '' } = index.studies()[0] ?? {}
    const [stack] = (await index.stacksOf(study)).stacks
    const keys = stack?.frames.flat().filter((frame) => frame !== null) ?? []
    expect(keys.length).toBeGreaterThan(1)
    const pictures = await Promise.all(
      keys.map(({ sopInstanceUid, frame }) => frames.frame(hashOf(sopInstanceUid), frame, session)),
    )
    const file = readFileSync(join(classic, firstFile))
    const found = pictures.filter(({ bytes }) => file.includes(Buffer.from(bytes)))
    expect(found).toHaveLength(1)
  })

  it('that an image does not have, or that is held back or unknown, is no image', async () => {
    await bring({ a: file(image()), b: file(slice(1, { BurnedInAnnotation: 'YES' })) })
    const here = hashOf(uid('sopn'))
    const [held] = await place.keeper.quarantine.list(undefined, { session })
    for (const [sha256, n] of [
      [here, 1],
      [here, -1],
      [here, 0.5],
      [held?.sha256 ?? '', 0],
      ['0'.repeat(64), 0],
      ['../library.db', 0],
    ] as const) {
      const error: unknown = await frames.frame(sha256, n, session).catch((reason: unknown) => reason)
      expect(isFailure(error, 'no-such-image')).toBe(true)
    }
  })

  it.each([
    ['was lost', (path: string) => rmSync(path)],
    ['was cut', (path: string) => truncateSync(path, 200)],
  ])('whose file %s says that the library is damaged, and which image', async (_, damage) => {
    await bring({ a: file(image()) })
    const sha256 = hashOf(uid('sopn'))
    damage(place.library.objects.pathOf(sha256))
    const error: unknown = await frames.frame(sha256, 0, session).catch((reason: unknown) => reason)
    expect(isFailure(error, 'library-damaged') && error.data).toEqual({
      library: place.folder,
      detail: `the file of image ${sha256} is missing or damaged`,
    })
  })

  it('is gone as soon as its study is withdrawn, however often it was shown', async () => {
    await bring({ a: file(image()) })
    const sha256 = hashOf(uid('sopn'))
    await frames.frame(sha256, 0, session)
    await place.keeper.withdrawStudy({
      study: uid('study'),
      project: 'CMR-TRIAL-01',
      who: 'registry',
      reason: 'consent',
    })
    await expect(frames.frame(sha256, 0, session)).rejects.toThrow('no-such-image')
  })
})
