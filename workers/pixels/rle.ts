/**
 * RLE Lossless: one segment for each byte of a pixel, the most significant first, each packed by itself.
 * @source DICOM PS3.5 Annex G
 */
import type { PixelFacts } from '#analysis/protocol/facts.ts'

/** What the header says, and neither RLE nor JPEG lossless says all of. */
export type FrameShape = Pick<PixelFacts, 'rows' | 'columns' | 'bitsAllocated'>

const headerLength = 64
const mostSegments = 15

/**
 * @returns stored values, little endian, rows × columns
 * @throws RangeError for segments that are missing, beyond the frame, or shorter than the picture
 */
export function decodeRle(frame: Uint8Array, { rows, columns, bitsAllocated }: FrameShape): Uint8Array {
  const pixels = rows * columns
  const bytesPerPixel = bitsAllocated / 8
  if (frame.length < headerLength) throw new RangeError('the RLE header is cut off')
  const header = new DataView(frame.buffer, frame.byteOffset, headerLength)
  const count = header.getUint32(0, true)
  if (count !== bytesPerPixel || count > mostSegments)
    throw new RangeError(`${count} RLE segments do not make pixels of ${bitsAllocated} bits`)
  const values = new Uint8Array(pixels * bytesPerPixel)
  for (let segment = 0; segment < count; segment++) {
    const start = header.getUint32(4 + 4 * segment, true)
    const end = segment + 1 < count ? header.getUint32(8 + 4 * segment, true) : frame.length
    if (start < headerLength || end > frame.length || start > end)
      throw new RangeError(`RLE segment ${segment + 1} lies outside the frame`)
    unpack(frame.subarray(start, end), values, count - 1 - segment, bytesPerPixel)
  }
  return values
}

/** A count byte n: n + 1 bytes as they are, or one byte 1 - n times; -128 is skipped. */
function unpack(packed: Uint8Array, into: Uint8Array, first: number, step: number): void {
  let to = first
  let from = 0
  while (to < into.length && from < packed.length) {
    const code = packed[from++] ?? 0
    if (code === 128) continue
    if (code < 128) {
      for (let i = 0; i <= code && to < into.length; i++, to += step) {
        if (from >= packed.length) throw new RangeError('an RLE segment is cut off')
        into[to] = packed[from++] ?? 0
      }
      continue
    }
    if (from >= packed.length) throw new RangeError('an RLE segment is cut off')
    const value = packed[from++] ?? 0
    for (let i = 0; i < 257 - code && to < into.length; i++, to += step) into[to] = value
  }
  if (to < into.length) throw new RangeError('an RLE segment is shorter than the picture')
}
