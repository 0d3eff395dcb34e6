import { describe, expect, it } from 'vitest'
import { type InspectedImage, type Inspection, inspect } from '#dicom/inspect.ts'
import { frameBytes, frameCount } from '#dicom/pixels/frames.ts'
import { corpus, corpusProject } from '../hostile/corpus.ts'
import { type Attributes, delimitedSequence, encapsulated, item, raw, written } from '../hostile/encode.ts'
import { file, image, ramp, syntaxes, words } from '../hostile/image.ts'

const jpegLs = '1.2.840.10008.1.2.4.80'
const look = (bytes: Uint8Array): Inspection => inspect(bytes, { project: { protocolId: corpusProject } })

function asImage(inspection: Inspection): InspectedImage {
  if (inspection.kind !== 'image') throw new TypeError(JSON.stringify(inspection))
  return inspection
}

const refusal = (bytes: Uint8Array): string => {
  const inspection = look(bytes)
  return 'code' in inspection ? inspection.code : inspection.kind
}

const framesOf = (bytes: Uint8Array): readonly Buffer[] => {
  const { frames } = asImage(look(bytes))
  return Array.from({ length: frameCount(frames) }, (_, frame) =>
    Buffer.from(frameBytes(bytes, frames, frame).bytes),
  )
}

const named = (id: string): Uint8Array => {
  const content = Object.values(corpus.find((one) => one.id === id)?.files() ?? {})[0]
  if (!(content instanceof Uint8Array)) throw new RangeError(`no file ${id}`)
  return content
}

/** A JPEG-LS codestream as far as its headers go, with `body` where the coded pixels are. */
const jpegLsStream = (width: number, height: number, body: readonly number[] = [1, 2, 3]): Buffer =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xf7,
    0,
    11,
    12,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
    0xff,
    0xda,
    0,
    8,
    1,
    1,
    0,
    0,
    0,
    0,
    ...body,
    0xff,
    0xd9,
  ])

/** One segment a byte plane, upper bytes first, every byte a literal run of 128. */
function rleFrame(pixels: Buffer): Buffer {
  const plane = (odd: number): Buffer => {
    const bytes = pixels.filter((_, index) => index % 2 === odd)
    const runs: Buffer[] = []
    for (let at = 0; at < bytes.length; at += 128) {
      const run = bytes.subarray(at, at + 128)
      runs.push(Buffer.from([run.length - 1]), Buffer.from(run))
    }
    return Buffer.concat(runs)
  }
  const [upper, lower] = [plane(1), plane(0)]
  const header = Buffer.alloc(64)
  header.writeUInt32LE(2, 0)
  header.writeUInt32LE(64, 4)
  header.writeUInt32LE(64 + upper.length, 8)
  return Buffer.concat([header, upper, lower])
}

const withFrames = (frames: number, changes: Attributes, syntax: string = syntaxes.explicit): Buffer =>
  file(image({ NumberOfFrames: String(frames), ...changes }), { syntax })

describe('native frames', () => {
  const two = Buffer.concat([ramp, words(Array(256).fill(7))])

  it('are cut from the pixels one after the other, and there is none beyond the last', () => {
    const bytes = withFrames(2, { PixelData: written('OW', two) })
    expect(framesOf(bytes)).toEqual([ramp, words(Array(256).fill(7))])
    const { frames } = asImage(look(bytes))
    for (const frame of [-1, 2, 0.5]) expect(() => frameBytes(bytes, frames, frame)).toThrow(RangeError)
    expect(() => frameBytes(bytes.subarray(0, -1), frames, 1)).toThrow(RangeError)
  })

  it('come little endian and inflated, whatever the file is', () => {
    for (const id of ['S01-good-explicit', 'S02-good-implicit', 'S03-good-bigendian', 'S04-good-deflated']) {
      const bytes = named(id)
      const { bytes: pixels, contentType } = frameBytes(bytes, asImage(look(bytes)).frames, 0)
      expect(Buffer.from(pixels).equals(ramp), id).toBe(true)
      expect(contentType).toBe('application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1')
    }
  })

  it('do not swap in the file itself when they are swapped', () => {
    const bytes = Buffer.from(named('S03-good-bigendian'))
    const before = Buffer.from(bytes)
    frameBytes(bytes, asImage(look(bytes)).frames, 0)
    expect(bytes.equals(before)).toBe(true)
  })

  it('are refused by one missing byte and not by a padding byte', () => {
    const odd: Attributes = { Rows: 3, Columns: 3, BitsAllocated: 8, BitsStored: 8, HighBit: 7 }
    expect(refusal(file(image({ ...odd, PixelData: written('OB', Buffer.alloc(10)) })))).toBe('image')
    expect(refusal(file(image({ ...odd, PixelData: written('OB', Buffer.alloc(8)) })))).toBe(
      'pixels-too-short',
    )
    expect(refusal(withFrames(3, { PixelData: written('OW', two) }))).toBe('pixels-too-short')
  })

  it('may carry their sign on into the unused bits, and nothing else', () => {
    const warnings = (value: number, signed: number): readonly string[] =>
      asImage(
        look(
          file(
            image({ PixelRepresentation: signed, PixelData: written('OW', words(Array(256).fill(value))) }),
          ),
        ),
      ).warnings.map(({ code }) => code)
    expect(warnings(-5, 1)).toEqual([])
    expect(warnings(-5, 0)).toEqual(['unused-bits-set'])
    expect(warnings(0x1005, 1)).toEqual(['unused-bits-set'])
  })
})

describe('encapsulated frames', () => {
  const streams = [1, 2, 3].map((value) => jpegLsStream(16, 16, [value, value, value]))
  const [one = Buffer.alloc(0), two = Buffer.alloc(0), three = Buffer.alloc(0)] = streams
  const even = (bytes: Buffer): Buffer =>
    bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)])

  const pixelsWith = (offsets: readonly number[], ...fragments: readonly Buffer[]) => {
    const table = Buffer.alloc(offsets.length * 4)
    for (const [index, offset] of offsets.entries()) table.writeUInt32LE(offset, index * 4)
    return raw(
      delimitedSequence('PixelData', 'OB', item(table), ...fragments.map((fragment) => item(fragment))),
    )
  }

  it('are the fragments where there are as many, each with the media type of its codec', () => {
    const bytes = withFrames(3, { PixelData: encapsulated(one, two, three) }, jpegLs)
    expect(framesOf(bytes)).toEqual(streams)
    expect(frameBytes(bytes, asImage(look(bytes)).frames, 0).contentType).toBe(
      `image/jls; transfer-syntax=${jpegLs}`,
    )
  })

  it('are one when there is one, in however many fragments', () => {
    const parts = [one.subarray(0, 10), one.subarray(10, 20), one.subarray(20)]
    expect(framesOf(withFrames(1, { PixelData: encapsulated(...parts) }, jpegLs))).toEqual([one])
  })

  it('are found by the offset table when they lie in several fragments', () => {
    const parts = [two.subarray(0, 12), even(two.subarray(12))]
    const secondStart = even(one).length + 8
    const pixels = pixelsWith([0, secondStart], even(one), ...parts)
    expect(framesOf(withFrames(2, { PixelData: pixels }, jpegLs))).toEqual([even(one), Buffer.concat(parts)])
  })

  it('are found by where codestreams begin when there is no offset table', () => {
    const parts = [two.subarray(0, 12), even(two.subarray(12))]
    const pixels = pixelsWith([], even(one), ...parts)
    expect(framesOf(withFrames(2, { PixelData: pixels }, jpegLs))).toEqual([even(one), Buffer.concat(parts)])
  })

  it('are refused when the offset table lies', () => {
    const lying = [[0, 9999], [4, 50], [0], [even(one).length + 8, 0]]
    for (const offsets of lying) {
      const pixels = pixelsWith(offsets, even(one), two.subarray(0, 12), even(two.subarray(12)))
      expect(refusal(withFrames(2, { PixelData: pixels }, jpegLs)), String(offsets)).toBe('frames-broken')
    }
  })

  it('are refused when they are fewer than the header says', () => {
    expect(refusal(withFrames(3, { PixelData: encapsulated(one, two) }, jpegLs))).toBe('frames-broken')
  })
})

describe('a codestream', () => {
  const inFile = (stream: Buffer, syntax: string = jpegLs) =>
    refusal(file(image({ PixelData: encapsulated(stream) }), { syntax }))

  it('must have the size that the header gives', () => {
    expect(inFile(jpegLsStream(16, 16))).toBe('image')
    expect(inFile(jpegLsStream(16, 17))).toBe('codestream-mismatch')
    expect(inFile(jpegLsStream(60000, 60000))).toBe('codestream-mismatch')
  })

  it('must begin, end and be of the kind that its transfer syntax says', () => {
    const stream = jpegLsStream(16, 16)
    expect(inFile(stream.subarray(0, -2))).toBe('codestream-broken')
    expect(inFile(stream.subarray(2))).toBe('codestream-broken')
    expect(inFile(stream, syntaxes.jpegLossless)).toBe('codestream-broken')
    expect(inFile(stream, syntaxes.jpeg2000)).toBe('codestream-broken')
  })

  it('is followed by padding only', () => {
    expect(inFile(Buffer.concat([jpegLsStream(16, 16), Buffer.alloc(3)]))).toBe('image')
    expect(inFile(Buffer.concat([jpegLsStream(16, 16), Buffer.from('DOE^JANE')]))).toBe('codestream-broken')
  })

  it('of RLE must expand to exactly its planes', () => {
    const frame = rleFrame(ramp)
    expect(inFile(frame, syntaxes.rle)).toBe('image')
    expect(inFile(frame.subarray(0, -20), syntaxes.rle)).toBe('codestream-broken')
    const oneSegment = Buffer.from(frame)
    oneSegment.writeUInt32LE(1, 0)
    expect(inFile(oneSegment, syntaxes.rle)).toBe('codestream-broken')
  })
})
