/**
 * JPEG 2000 and High-Throughput JPEG 2000: main header, tile-parts by their lengths, end of codestream.
 * @source ISO/IEC 15444-1, Annex A; ISO/IEC 15444-15 keeps the syntax
 */
import { broken, type CodestreamHeader, refuseTail } from './header.ts'

const startOfCodestream = 0xff4f
const imageSize = 0xff51
const startOfTilePart = 0xff90
const endOfCodestream = 0xffd9

/** @throws DicomRefusal 'codestream-broken' */
export function jpeg2000Header(bytes: Buffer): CodestreamHeader {
  const word = (at: number): number =>
    at + 2 <= bytes.length ? bytes.readUInt16BE(at) : broken('the codestream is cut')
  if (word(0) !== startOfCodestream || word(2) !== imageSize) broken('no JPEG 2000 codestream')
  const header = sizeOf(bytes.subarray(4, 4 + word(4)))
  let at = 4 + word(4)
  while (word(at) !== startOfTilePart) {
    if (word(at) < 0xff00 || word(at + 2) < 2) broken('noise stands where a marker belongs')
    at += 2 + word(at + 2)
  }
  while (word(at) === startOfTilePart) {
    if (at + 12 > bytes.length) broken('a tile-part header is cut')
    const length = bytes.readUInt32BE(at + 6)
    // Zero: the last tile-part, up to the end of the codestream.
    if (length === 0) at = lastMarker(bytes, at + 12)
    else if (length < 14 || at + length > bytes.length) broken('a tile-part passes the end of the codestream')
    else at += length
  }
  if (word(at) !== endOfCodestream) broken('the codestream has no end marker')
  refuseTail(bytes, at + 2)
  return header
}

/** @param segment  SIZ from its length on */
function sizeOf(segment: Buffer): CodestreamHeader {
  const firstComponent = 38
  if (segment.length < firstComponent + 3) broken('the image size is cut')
  const components = segment.readUInt16BE(36)
  if (segment.length !== firstComponent + 3 * components) broken('the image size is cut')
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
