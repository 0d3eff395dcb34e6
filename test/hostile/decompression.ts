/** Does it grow beyond measure, or break, when it is unpacked? */
import { constants, deflateRawSync } from 'node:zlib'
import { fileCases, type HostileCase } from './case.ts'
import { element, elements, encapsulated, latin1, noise, written } from './encode.ts'
import { file, image, syntaxes } from './image.ts'

const megabyte = 2 ** 20

/** Part of a deflate stream: ends at a byte boundary and refers to nothing before it, so that parts can be repeated. */
export const deflatePart = (bytes: Uint8Array): Buffer =>
  deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH })

export const endOfDeflate = deflateRawSync(Buffer.alloc(0))

/** A deflate stream of so many megabytes of zeros, about a thousandth as long. */
export const deflatedZeros = (megabytes: number): Buffer =>
  Buffer.concat([...Array<Buffer>(megabytes).fill(deflatePart(Buffer.alloc(megabyte))), endOfDeflate])

function deflateBomb(): Buffer {
  const megabytes = 600
  const claim = element('PixelData', written('OW', Buffer.alloc(0)), { length: megabytes * megabyte })
  const start = Buffer.concat([elements(image({ PixelData: undefined })), claim])
  return Buffer.concat([deflatePart(start), deflatedZeros(megabytes)])
}

const uint16 = (...values: readonly number[]): Buffer =>
  Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]))
const uint32 = (...values: readonly number[]): Buffer =>
  uint16(...values.flatMap((value) => [value >>> 16, value & 0xffff]))

/** A codestream of headers only, which a decoder would allocate for. */
function jpeg2000(width: number, height: number): Buffer {
  const size = Buffer.concat([
    uint16(41, 0),
    uint32(width, height, 0, 0, width, height, 0, 0),
    uint16(1),
    Buffer.from([11, 1, 1]),
  ])
  const coding = Buffer.from([0, 12, 0, 0, 0, 1, 0, 5, 4, 4, 0, 1])
  const quantisation = Buffer.concat([Buffer.from([0, 19, 0x40]), Buffer.alloc(16, 0x40)])
  const tilePart = Buffer.concat([uint16(10, 0), uint32(0), Buffer.from([0, 1])])
  return Buffer.concat([
    uint16(0xff4f, 0xff51),
    size,
    uint16(0xff52),
    coding,
    uint16(0xff5c),
    quantisation,
    uint16(0xff90),
    tilePart,
    uint16(0xff93, 0xffd9),
  ])
}

function rleWithWildOffset(): Buffer {
  const header = Buffer.alloc(64)
  header.writeUInt32LE(2, 0)
  header.writeUInt32LE(64, 4)
  header.writeUInt32LE(0x7fffffff, 8)
  return Buffer.concat([header, ...Array<Buffer>(20).fill(Buffer.from([0x81, 0]))])
}

export const decompression: readonly HostileCase[] = fileCases(
  [
    'D01-deflate-bomb',
    'reject',
    '0.6 MB -> 600 MB',
    'inflate with output cap (e.g. min(ratio 200, 256 MB))',
    () => file(image(), { syntax: syntaxes.deflated, body: deflateBomb() }),
  ],
  [
    'D02-deflate-cut',
    'reject',
    'truncated deflate',
    'inflate error is an error',
    () =>
      file(image(), { syntax: syntaxes.deflated, body: deflateRawSync(elements(image())).subarray(0, -40) }),
  ],
  [
    'D03-j2k-60000',
    'reject',
    'codestream says 60000x60000, header 16x16',
    'compare SIZ with Rows/Columns before decode',
    () => file(image({ PixelData: encapsulated(jpeg2000(60000, 60000)) }), { syntax: syntaxes.jpeg2000 }),
  ],
  [
    'D05-jpeg-garbage',
    'reject',
    'noise after SOI',
    'codec in a worker with time and memory limit',
    () =>
      file(image({ PixelData: encapsulated(Buffer.concat([latin1('\xff\xd8'), noise(500)])) }), {
        syntax: syntaxes.jpegLossless,
      }),
  ],
  [
    'D06-rle-bad-offsets',
    'reject',
    'segment offset past fragment',
    'bounds',
    () => file(image({ PixelData: encapsulated(rleWithWildOffset()) }), { syntax: syntaxes.rle }),
  ],
)
