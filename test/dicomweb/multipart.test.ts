import { describe, expect, it } from 'vitest'
import { boundaryOf, mediaType } from '../../main/dicomweb/multipart/content-type.ts'
import { type Limits, readParts, usualLimits } from '../../main/dicomweb/multipart/read.ts'
import { multipartBody } from '../../main/dicomweb/multipart/write.ts'
import { troubleOf } from '../../main/dicomweb/trouble.ts'

const boundary = '102d87bb-fdb3-4bea-866b-c3198e7ea787-0553311f-042b-40d9-a2c6-f141bed23'
const files = [
  Buffer.from('DICM first'),
  Buffer.from(''),
  Buffer.from('third\r\n--not-the-boundary\r\n'.repeat(9)),
]

const withLengths = Buffer.concat(
  multipartBody(
    boundary,
    files.map((body) => ({ contentType: 'application/dicom', body })),
  ),
)
const withoutLengths = Buffer.from(
  withLengths.toString('latin1').replace(/Content-Length: \d+\r\n/g, ''),
  'latin1',
)

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, chunk = bytes.length, limits: Limits = usualLimits) {
  const whole: Buffer[] = []
  let cut: string | undefined
  try {
    for await (const part of readParts(inChunks(bytes, Math.max(1, chunk)), boundary, limits)) {
      const chunks: Buffer[] = []
      for await (const piece of part.body) chunks.push(piece)
      whole.push(Buffer.concat(chunks))
    }
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble?.kind !== 'broken') throw error
    cut = trouble.detail
  }
  return { whole, cut }
}

describe.each([
  ['with part lengths', withLengths],
  ['without part lengths', withoutLengths],
])('a multipart body %s', (_, body) => {
  it('gives the same files however the network cuts it into pieces', async () => {
    for (const size of [1, 2, 3, 7, 64, 71, 72, 73, 1_000])
      expect(await read(body, size)).toEqual({ whole: files, cut: undefined })
  })

  it('is refused wherever it is cut short, and never gives a file that was not sent', async () => {
    const end = body.lastIndexOf('--')
    for (let length = 0; length < end + 2; length++) {
      const { whole, cut } = await read(body.subarray(0, length), 50)
      expect(cut, `cut after ${length} bytes`).toBeDefined()
      for (const [i, file] of whole.entries()) expect(file).toEqual(files[i])
    }
  })

  it('is refused when a part, or the number of parts, passes the limit', async () => {
    expect((await read(body, 100, { parts: 2, part: 1_000 })).cut).toContain('more than 2 parts')
    expect((await read(body, 100, { parts: 9, part: 20 })).cut).toBeDefined()
  })

  it('loses no place in the stream when a reader leaves a part early', async () => {
    const seen: string[] = []
    for await (const part of readParts(inChunks(body, 40), boundary))
      for await (const piece of part.body) {
        seen.push(piece.toString('latin1', 0, 4))
        break
      }
    expect(seen[0]).toBe('DICM')
    expect(seen.at(-1)).toBe('thir')
  })
})

describe('a part', () => {
  it('whose stated length does not meet the boundary is refused', async () => {
    const wrong = withLengths.toString('latin1').replace('Content-Length: 10', 'Content-Length: 12')
    expect((await read(Buffer.from(wrong, 'latin1'))).cut).toContain('not as long as it says')
  })

  it('with endless headers is refused before they fill the memory', async () => {
    const endless = Buffer.from(`--${boundary}\r\n${'X-Header: y\r\n'.repeat(5_000)}`)
    expect((await read(endless, 1_000)).cut).toContain('headers')
  })

  it('may stand behind a preamble, a padded boundary, and in front of an epilogue', async () => {
    const padded = Buffer.from(`preamble\r\n--${boundary} \t\r\n\r\nfile\r\n--${boundary}--epilogue`)
    expect((await read(padded, 5)).whole.map(String)).toEqual(['file'])
  })
})

describe('a content type', () => {
  it('is read with the transfer syntax inside its quoted type', () => {
    const header = `multipart/related; type="application/dicom; transfer-syntax=1.2.840.10008.1.2.1"; boundary=${boundary}`
    expect(boundaryOf(header)).toBe(boundary)
    expect(mediaType(header).parameters.get('type')).toBe(
      'application/dicom; transfer-syntax=1.2.840.10008.1.2.1',
    )
  })

  it('is not taken in by a boundary inside another parameter', () => {
    expect(boundaryOf('multipart/related; type="a; boundary=planted"; boundary="real one"')).toBe('real one')
  })

  it.each([
    'application/json',
    'multipart/related',
    'multipart/related; boundary=""',
    `multipart/related; boundary=${'x'.repeat(300)}`,
    undefined,
  ])('of %s is no multipart answer', (header) => expect(() => boundaryOf(header)).toThrow())
})
