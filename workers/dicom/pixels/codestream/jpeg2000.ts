/**
 * JPEG 2000 and High-Throughput JPEG 2000: main header, tile-parts by their lengths, end of codestream.
 * @source ISO/IEC 15444-1, Annex A; ISO/IEC 15444-15 keeps the syntax
 */
import { say } from '#analysis/sentences/say.ts'
import { broken, type CodestreamHeader, refuseTail } from './header.ts'
import type { Remark } from './remark.ts'

const startOfCodestream = 0xff4f
const imageSize = 0xff51
const startOfTilePart = 0xff90
const startOfData = 0xff93
const endOfCodestream = 0xffd9
/** Markers that a decoder reads; every other one is there for somebody to read. */
const decoderMarkers = new Set([
  0xff50, 0xff51, 0xff52, 0xff53, 0xff55, 0xff56, 0xff57, 0xff58, 0xff59, 0xff5c, 0xff5d, 0xff5e, 0xff5f,
  0xff60, 0xff61, 0xff63,
])
const tilePartHeader = 12

/** @throws DicomRefusal 'codestream-broken' */
export function jpeg2000Header(bytes: Buffer, remark: Remark): CodestreamHeader {
  const word = (at: number): number =>
    at + 2 <= bytes.length ? bytes.readUInt16BE(at) : broken(say('dicom/codestream-cut'))
  if (word(0) !== startOfCodestream || word(2) !== imageSize) broken(say('dicom/no-jpeg-2000'))
  const header = sizeOf(bytes.subarray(4, 4 + word(4)))
  let at = 4 + word(4)
  /** @returns where the marker `last` stands */
  const readSegments = (from: number, last: number): number => {
    let marker = from
    for (; word(marker) !== last; marker += 2 + word(marker + 2)) {
      if (word(marker) < 0xff00 || word(marker + 2) < 2) broken(say('dicom/noise'))
      const end = marker + 2 + word(marker + 2)
      if (!decoderMarkers.has(word(marker))) remark(bytes.subarray(marker + 4, end))
    }
    return marker
  }
  at = readSegments(at, startOfTilePart)
  while (word(at) === startOfTilePart) {
    if (at + tilePartHeader > bytes.length) broken(say('dicom/tile-header-cut'))
    const length = bytes.readUInt32BE(at + 6)
    readSegments(at + tilePartHeader, startOfData)
    // Zero: the last tile-part, up to the end of the codestream.
    if (length === 0) at = lastMarker(bytes, at + tilePartHeader)
    else if (length < 14 || at + length > bytes.length) broken(say('dicom/tile-passes-end'))
    else at += length
  }
  if (word(at) !== endOfCodestream) broken(say('dicom/no-end-marker'))
  refuseTail(bytes, at + 2)
  return header
}

/** @param segment  SIZ from its length on */
function sizeOf(segment: Buffer): CodestreamHeader {
  const firstComponent = 38
  if (segment.length < firstComponent + 3) broken(say('dicom/image-size-cut'))
  const components = segment.readUInt16BE(36)
  if (segment.length !== firstComponent + 3 * components) broken(say('dicom/image-size-cut'))
  return {
    columns: segment.readUInt32BE(4) - segment.readUInt32BE(12),
    rows: segment.readUInt32BE(8) - segment.readUInt32BE(16),
    components,
    precision: (segment.readUInt8(firstComponent) & 0x7f) + 1,
  }
}

function lastMarker(bytes: Buffer, from: number): number {
  let end = bytes.length
  while (end > from && bytes[end - 1] === 0) end -= 1
  return Math.max(from, end - 2)
}
