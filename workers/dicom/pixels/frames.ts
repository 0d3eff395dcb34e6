/**
 * Where each frame's bytes lie in a file, as plain data that can be stored, and the bytes themselves in the
 * form in which a viewer takes them: native pixels always little endian, compressed ones as they are.
 */
import { inflate } from '../parse/inflate.ts'
import { defaultLimits, type Limits } from '../parse/limits.ts'
import { explicitLittleEndian } from '../parse/transfer-syntax.ts'
import { type FrameRanges, joined } from './fragments.ts'

export type FrameIndex = NativeFrames | EncapsulatedFrames

export interface NativeFrames {
  readonly kind: 'native'
  readonly count: number
  /** of the first frame, in the file, or in the inflated data set of a deflated one */
  readonly offset: number
  /** of 1-bit pixels perhaps no whole number: they are packed without gaps */
  readonly bytesPerFrame: number
  /** the file is big endian and its pixels are 16-bit words */
  readonly swapped: boolean
  /** where the deflated stream lies in the file */
  readonly deflated?: { readonly start: number; readonly end: number }
}

export interface EncapsulatedFrames {
  readonly kind: 'encapsulated'
  readonly frames: readonly FrameRanges[]
  readonly transferSyntaxUid: string
  readonly mediaType: string
}

export interface Frame {
  readonly bytes: Uint8Array
  /** with the transfer syntax of these bytes, which need not be that of the file */
  readonly contentType: string
}

export const frameCount = (index: FrameIndex): number =>
  index.kind === 'native' ? index.count : index.frames.length

/**
 * One frame of a file whose index was made by `checkPixels`.
 *
 * @param frame  0-based
 * @throws RangeError for a frame that the index does not have, or a file that is not the one of the index
 */
export function frameBytes(
  file: Uint8Array,
  index: FrameIndex,
  frame: number,
  limits: Limits = defaultLimits,
): Frame {
  if (!Number.isInteger(frame) || frame < 0 || frame >= frameCount(index))
    throw new RangeError(`frame ${frame} of ${frameCount(index)}`)
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (index.kind === 'encapsulated') {
    const ranges = index.frames[frame] ?? []
    if (ranges.some(({ offset, length }) => offset + length > bytes.length))
      throw new RangeError('the file is shorter than its frame index')
    return {
      bytes: joined(bytes, ranges),
      contentType: contentType(index.mediaType, index.transferSyntaxUid),
    }
  }
  const source = index.deflated
    ? inflate(bytes.subarray(index.deflated.start, index.deflated.end), limits).bytes
    : bytes
  const start = index.offset + frame * index.bytesPerFrame
  const end = start + index.bytesPerFrame
  if (!Number.isInteger(start) || !Number.isInteger(end))
    throw new RangeError(`frame ${frame} does not begin and end at whole bytes`)
  if (end > source.length) throw new RangeError('the file is shorter than its frame index')
  const pixels = source.subarray(start, end)
  return {
    bytes: index.swapped ? Buffer.from(pixels).swap16() : pixels,
    contentType: contentType('application/octet-stream', explicitLittleEndian),
  }
}

/** The part of a file that holds one frame, and the index of that part alone, in which the frame is the first. */
export interface FramePart {
  readonly start: number
  readonly end: number
  readonly index: FrameIndex
}

/** @returns undefined for a deflated file: no part of it stands for itself */
export function framePart(index: FrameIndex, frame: number): FramePart | undefined {
  if (index.kind === 'native') {
    if (index.deflated) return undefined
    const start = index.offset + frame * index.bytesPerFrame
    return { start, end: start + index.bytesPerFrame, index: { ...index, count: 1, offset: 0 } }
  }
  const ranges = index.frames[frame] ?? []
  const start = Math.min(...ranges.map(({ offset }) => offset))
  const end = Math.max(...ranges.map(({ offset, length }) => offset + length))
  const moved = ranges.map(({ offset, length }) => ({ offset: offset - start, length }))
  return { start, end, index: { ...index, frames: [moved] } }
}

const contentType = (mediaType: string, transferSyntaxUid: string): string =>
  `${mediaType}; transfer-syntax=${transferSyntaxUid}`
