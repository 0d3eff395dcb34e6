/** What is measured is what was stored: the same numbers whichever way they were packed. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { FrameFacts, PixelFacts } from '#analysis/protocol/facts.ts'
import { inspect } from '#dicom/inspect.ts'
import type { FrameIndex } from '#dicom/pixels/frames.ts'
import { decodeRle } from '../../workers/pixels/rle.ts'
import { modalityValues, UnreadablePixels } from '../../workers/pixels/values.ts'
import { corpusProject } from '../hostile/corpus.ts'
import { type Attributes, written } from '../hostile/encode.ts'
import { file, image, words } from '../hostile/image.ts'

const side = 32
/** 12 bits, unlike in every row, and with both ends of the range */
const ramp = Array.from({ length: side * side }, (_, i) => (i * 37 + Math.floor(i / side) * 11) % 4096)
const scaling = { frame: 0, rescaleSlope: 0.5, rescaleIntercept: -100 }

function pictured(attributes: Attributes, bytes?: Buffer) {
  const content = bytes ?? file(image(attributes))
  const inspection = inspect(content, { project: { protocolId: corpusProject } })
  if (inspection.kind !== 'image') throw new Error(`the file is ${inspection.kind}`)
  return { content, pixels: inspection.facts.pixels, frames: inspection.frames }
}

const read = (
  content: Uint8Array,
  frames: FrameIndex,
  pixels: PixelFacts,
  facts: Pick<FrameFacts, 'frame' | 'rescaleSlope' | 'rescaleIntercept'> = scaling,
) => modalityValues(content, frames, pixels, facts)

const source = pictured({ Rows: side, Columns: side, PixelData: written('OW', words(ramp)) })

describe('native pixels', () => {
  it('are stored value times slope plus intercept', async () => {
    const values = await read(source.content, source.frames, source.pixels)
    expect([...values]).toEqual(ramp.map((value) => value * 0.5 - 100))
  })

  it('keep their sign, and leave out what an old scanner drew above HighBit', async () => {
    const negative = [-5, 3, -2048, 2047]
    const stored = negative.map((value) => (value & 0xfff) | 0x9000)
    const signed = pictured({
      Rows: 2,
      Columns: 2,
      PixelRepresentation: 1,
      PixelData: written('OW', words(stored)),
    })
    const plain = { frame: 0, rescaleSlope: 1, rescaleIntercept: 0 }
    expect([...(await read(signed.content, signed.frames, signed.pixels, plain))]).toEqual(negative)
  })

  it('are refused by name when they are a colour picture, or of 32 bits', async () => {
    const { content, frames, pixels } = source
    await expect(read(content, frames, { ...pixels, samplesPerPixel: 3 })).rejects.toThrow(UnreadablePixels)
    await expect(
      read(content, frames, { ...pixels, photometricInterpretation: 'PALETTE COLOR' }),
    ).rejects.toThrow('PALETTE COLOR pixels are a picture of something measured')
    await expect(read(content, frames, { ...pixels, bitsAllocated: 32 })).rejects.toThrow('32 bits')
  })

  it('are refused when the file is shorter than its index', async () => {
    const { content, frames, pixels } = source
    await expect(read(content.subarray(0, content.length - 40), frames, pixels)).rejects.toThrow(
      'frame 1 cannot be decoded: the file is shorter',
    )
  })
})

const lossless = [
  { tool: 'dcmcjpls', options: [] },
  { tool: 'dcmcjpeg', options: ['+e1'] },
  { tool: 'dcmcjpeg', options: ['+el'] },
  { tool: 'dcmcrle', options: [] },
  { tool: 'gdcmconv', options: ['--j2k'] },
] as const

const have = (tool: string): boolean => existsSync(`/usr/bin/${tool}`)

describe('compressed pixels', () => {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-values-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const original = join(folder, 'original.dcm')
  writeFileSync(original, source.content)

  for (const [i, { tool, options }] of lossless.entries())
    it.skipIf(!have(tool))(
      `of ${[tool, ...options].join(' ')} are the values that went in (else skipped: no ${tool})`,
      async () => {
        const copy = join(folder, `${i}.dcm`)
        execFileSync(tool, [...options, original, copy])
        const { content, frames, pixels } = pictured({}, readFileSync(copy))
        expect(frames.kind).toBe('encapsulated')
        const values = await read(content, frames, pixels)
        expect([...values]).toEqual(ramp.map((value) => value * 0.5 - 100))
      },
    )

  it.skipIf(!have('dcmcjpls'))(
    'that are cut are refused, not measured (else skipped: no dcmcjpls)',
    async () => {
      const copy = join(folder, 'cut.dcm')
      execFileSync('dcmcjpls', [original, copy])
      const { content, frames, pixels } = pictured({}, readFileSync(copy))
      const damaged = Uint8Array.from(content)
      if (frames.kind !== 'encapsulated') throw new Error('not compressed')
      const [range] = frames.frames[0] ?? []
      if (!range) throw new Error('no fragment')
      damaged.fill(0, range.offset + 40, range.offset + range.length)
      await expect(read(damaged, frames, pixels)).rejects.toThrow(UnreadablePixels)
    },
  )
})

describe('an RLE frame', () => {
  const shape = { rows: 1, columns: 4, bitsAllocated: 16 }
  const frame = (segments: readonly (readonly number[])[], count = segments.length): Uint8Array => {
    const header = new DataView(new ArrayBuffer(64))
    header.setUint32(0, count, true)
    let at = 64
    for (const [i, segment] of segments.entries()) {
      header.setUint32(4 + 4 * i, at, true)
      at += segment.length
    }
    return Uint8Array.from([...new Uint8Array(header.buffer), ...segments.flat()])
  }
  const run = (value: number, times: number) => [257 - times, value]

  it('has the high bytes first', () => {
    const values = decodeRle(frame([run(1, 4), [3, 10, 20, 30, 40]]), shape)
    expect([...new Uint16Array(values.buffer)]).toEqual([266, 276, 286, 296])
  })

  it('skips the count byte that means nothing', () => {
    const values = decodeRle(
      frame([
        [128, ...run(0, 4)],
        [...run(7, 2), 128, 1, 8, 9],
      ]),
      shape,
    )
    expect([...new Uint16Array(values.buffer)]).toEqual([7, 7, 8, 9])
  })

  it.each([
    ['is shorter than its header', new Uint8Array(63), 'the RLE header is cut off'],
    ['has a segment too few', frame([run(0, 4)]), '1 RLE segments do not make pixels of 16 bits'],
    ['has segments that end early', frame([run(0, 4), run(0, 3)]), 'shorter than the picture'],
    ['ends within a literal run', frame([run(0, 4), [3, 1, 2]]), 'cut off'],
    ['ends after a repeat count', frame([run(0, 4), [254]]), 'cut off'],
    ['points into its own header', frame([run(0, 4), run(0, 4)]).fill(8, 4, 5), 'lies outside the frame'],
  ])('that %s is refused', (_, bytes, why) => {
    expect(() => decodeRle(bytes, shape)).toThrow(why)
  })
})
