/**
 * Encapsulated pixels: which bytes of the file are which frame.
 * @source DICOM PS3.5, A.4 (fragments, basic offset table); PS3.3, C.7.6.3.1.8 (extended offset table)
 */
import { say } from '#analysis/sentences/say.ts'
import { tag } from '../parse/dictionary.ts'
import {
  bytesAt,
  type ElementTable,
  findRow,
  lengthAt,
  nextAt,
  rootLevel,
  startAt,
} from '../parse/elements.ts'
import { refuse } from '../parse/refusal.ts'
import type { Codec } from '../parse/transfer-syntax.ts'

export interface ByteRange {
  readonly offset: number
  readonly length: number
}

/** The fragments of a frame, in order. */
export type FrameRanges = readonly ByteRange[]

const extendedOffsetTable = tag('ExtendedOffsetTable')

/**
 * @param row  of Pixel Data, with its fragments below it
 * @throws DicomRefusal 'frames-broken' when the fragments are not so many frames
 */
export function encapsulatedFrames(
  table: ElementTable,
  row: number,
  frames: number,
  codec: Codec,
): readonly FrameRanges[] {
  const [offsetTable, ...fragments] = fragmentRanges(table, row)
  if (!offsetTable) return refuse('frames-broken', say('dicom/no-offset-table'))
  if (fragments.length === 0) return refuse('frames-broken', say('dicom/no-fragment'))
  if (frames > fragments.length)
    return refuse('frames-broken', say('dicom/fragments-frames', { fragments: fragments.length, frames }))
  if (frames === 1) return [fragments]
  if (frames === fragments.length) return fragments.map((fragment) => [fragment])
  const starts = extendedOffsets(table) ?? basicOffsets(table, offsetTable)
  return starts ? byOffsets(fragments, starts, frames) : byCodestream(table, fragments, frames, codec)
}

function fragmentRanges(table: ElementTable, row: number): readonly ByteRange[] {
  const ranges: ByteRange[] = []
  for (let child = row + 1; child < nextAt(table, row); child += 1)
    ranges.push({ offset: startAt(table, child), length: lengthAt(table, child) })
  return ranges
}

function basicOffsets(table: ElementTable, { offset, length }: ByteRange): readonly number[] | undefined {
  if (length === 0) return undefined
  if (length % 4 !== 0) refuse('frames-broken', say('dicom/basic-table-cut'))
  return Array.from({ length: length / 4 }, (_, entry) => table.bytes.readUInt32LE(offset + entry * 4))
}

function extendedOffsets(table: ElementTable): readonly number[] | undefined {
  const row = findRow(rootLevel(table), extendedOffsetTable)
  if (row < 0 || lengthAt(table, row) === 0) return undefined
  const bytes = bytesAt(table, row)
  if (bytes.length % 8 !== 0) refuse('frames-broken', say('dicom/extended-table-cut'))
  return Array.from({ length: bytes.length / 8 }, (_, entry) => Number(bytes.readBigUInt64LE(entry * 8)))
}

/** The first item of encapsulated pixels, where it is no table of where frames begin: then it is something else. */
export function falseOffsetTable(table: ElementTable, row: number): Buffer | undefined {
  const [offsetTable, ...fragments] = fragmentRanges(table, row)
  if (!offsetTable) return undefined
  const base = fragments[0]?.offset ?? 0
  const starts = new Set(fragments.map(({ offset }) => offset - base))
  const { offset, length } = offsetTable
  for (let at = offset; at < offset + length; at += 4)
    if (at + 4 > offset + length || !starts.has(table.bytes.readUInt32LE(at)))
      return table.bytes.subarray(offset, offset + length)
  return undefined
}

/** Offsets count from the first fragment's item header; each must be the header of a fragment. */
function byOffsets(
  fragments: readonly ByteRange[],
  starts: readonly number[],
  frames: number,
): readonly FrameRanges[] {
  if (starts.length !== frames)
    refuse('frames-broken', say('dicom/table-entries', { entries: starts.length, frames }))
  const base = fragments[0]?.offset ?? 0
  const index = new Map(fragments.map(({ offset }, position) => [offset - base, position]))
  const positions = starts.map(
    (start) => index.get(start) ?? refuse('frames-broken', say('dicom/offset-lost')),
  )
  if (positions[0] !== 0 || positions.some((position, n) => n > 0 && position <= (positions[n - 1] ?? 0)))
    refuse('frames-broken', say('dicom/table-not-ascending'))
  return positions.map((position, n) => fragments.slice(position, positions[n + 1]))
}

/** Without offsets a frame begins where a codestream begins. */
function byCodestream(
  table: ElementTable,
  fragments: readonly ByteRange[],
  frames: number,
  codec: Codec,
): readonly FrameRanges[] {
  if (codec === 'rle') refuse('frames-broken', say('dicom/rle-fragments'))
  const start = codec === 'jpeg-2000' || codec === 'htj2k' ? 0xff4f : 0xffd8
  const grouped: ByteRange[][] = []
  for (const fragment of fragments) {
    const begins = fragment.length >= 2 && table.bytes.readUInt16BE(fragment.offset) === start
    if (begins || grouped.length === 0) grouped.push([fragment])
    else grouped.at(-1)?.push(fragment)
  }
  if (grouped.length !== frames)
    refuse('frames-broken', say('dicom/codestreams-frames', { codestreams: grouped.length, frames }))
  return grouped
}

/** The bytes of one frame; copied only when they lie in several fragments. */
export function joined(bytes: Buffer, ranges: FrameRanges): Buffer {
  const parts = ranges.map(({ offset, length }) => bytes.subarray(offset, offset + length))
  const [only] = parts
  return parts.length === 1 && only ? only : Buffer.concat(parts)
}
