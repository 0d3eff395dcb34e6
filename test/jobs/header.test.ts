/** Headers of stored files: as far as they are needed, and nothing of a file that is not any more what it was. */
import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFailure } from '#contract/faults.ts'
import { createImages } from '../../main/services/images.ts'
import { header, overlays } from '../../workers/jobs/header.ts'
import { written } from '../hostile/encode.ts'
import { file, image } from '../hostile/image.ts'
import { ownFolder } from '../own-folder.ts'

let folder: string
beforeAll(() => {
  folder = ownFolder(tmpdir(), 'midwall-header')
})

const stored = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('the header of a stored file', () => {
  it('is read whole where a vendor’s is larger than what is read at first', () => {
    const large = file(
      image({
        '00291010': written('OB', Buffer.alloc(200_000)),
        '00290010': written('LO', 'SIEMENS CSA HEADER'),
      }),
    )
    const lines = header({ path: stored('large.dcm', large), frame: 0 })?.lines ?? []
    expect(lines.some(({ keyword }) => keyword === 'PixelRepresentation')).toBe(true)
    expect(lines.some(({ keyword }) => keyword === 'PixelData')).toBe(false)
  })

  it('is none of a file that is gone, cut or no DICOM', () => {
    const path = stored('cut.dcm', file(image()))
    truncateSync(path, 400)
    expect(header({ path, frame: 0 })).toBeNull()
    rmSync(path)
    expect(header({ path, frame: 0 })).toBeNull()
    expect(overlays({ path: stored('text.dcm', Buffer.from('no image at all')), frame: 0 })).toBeNull()
  })
})

it('whoever asks of an image that is unknown, held back or withdrawn hears that there is none, and no file is read', async () => {
  const images = createImages({
    library: { folder: 'library', objects: { pathOf: (sha256: string) => join(folder, sha256) } },
    index: { hasImage: () => false },
    threads: { run: () => Promise.reject(new Error('a file was asked for')) },
  })
  const asked = { sha256: 'a'.repeat(64), frame: 0 }
  const refusal = await images
    .header(asked, { session: { reader: undefined } })
    .catch((error: unknown) => error)
  expect(isFailure(refusal, 'no-such-image')).toBe(true)
})
