/**
 * JPEG and JPEG-LS: a walk over the markers from SOI to EOI.
 * @source ISO/IEC 10918-1, Annex B; ISO/IEC 14495-1, Annex C
 */
import { say } from '#analysis/sentences/say.ts'
import type { Codec } from '../../parse/transfer-syntax.ts'
import { broken, type CodestreamHeader, refuseTail } from './header.ts'
import type { Remark } from './remark.ts'

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
const firstRestart = 0xd0
const lastRestart = 0xd7
const temporary = 0x01

/** Start-of-frame markers that a transfer syntax allows: sequential DCT, lossless, JPEG-LS. */
const frameMarkers: Readonly<Partial<Record<Codec, readonly number[]>>> = {
  jpeg: [0xc0, 0xc1],
  'jpeg-lossless': [0xc3],
  'jpeg-ls': [0xf7],
}
const isFrameMarker = (marker: number): boolean =>
  marker === 0xf7 || (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))

/** Tables of the decoder, and what is said of the frame; every other segment is there for somebody to read. */
const decoderSegments = new Set([0xc4, 0xcc, 0xda, 0xdb, 0xdc, 0xdd, 0xf8])

/** @throws DicomRefusal 'codestream-broken' */
export function jpegHeader(bytes: Buffer, codec: Codec, remark: Remark): CodestreamHeader {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xff00 + startOfImage) broken(say('dicom/no-jpeg'))
  let header: CodestreamHeader | undefined
  let scans = 0
  for (let at = 2; ; ) {
    const marker = markerAt(bytes, at)
    at = marker.end
    if (marker.code === endOfImage) break
    if (marker.code === temporary) continue
    if (at + 2 > bytes.length) broken(say('dicom/ends-inside-marker'))
    const length = bytes.readUInt16BE(at)
    if (length < 2 || at + length > bytes.length) broken(say('dicom/marker-passes-end'))
    if (isFrameMarker(marker.code)) {
      if (header || !frameMarkers[codec]?.includes(marker.code)) broken(say('dicom/frame-not-allowed'))
      header = frameHeader(bytes.subarray(at, at + length))
    } else if (!decoderSegments.has(marker.code)) remark(bytes.subarray(at + 2, at + length))
    at += length
    if (marker.code === startOfScan) {
      if (!header) broken(say('dicom/scan-before-frame'))
      scans += 1
      at = endOfScan(bytes, at, codec === 'jpeg-ls')
    }
    if (at >= bytes.length) broken(say('dicom/no-end-marker'))
  }
  if (!header || scans === 0) return broken(say('dicom/codestream-no-image'))
  return header
}

function markerAt(bytes: Buffer, from: number): { readonly code: number; readonly end: number } {
  let at = from
  if (bytes[at] !== 0xff) broken(say('dicom/noise'))
  while (bytes[at] === 0xff) at += 1
  const code = bytes[at] ?? broken(say('dicom/no-end-marker'))
  if (code === endOfImage) refuseTail(bytes, at + 1)
  return { code, end: at + 1 }
}

function frameHeader(segment: Buffer): CodestreamHeader {
  if (segment.length < 8) broken(say('dicom/frame-header-cut'))
  return {
    precision: segment.readUInt8(2),
    rows: segment.readUInt16BE(3),
    columns: segment.readUInt16BE(5),
    components: segment.readUInt8(7),
  }
}

/** Entropy-coded bytes up to the next marker: a stuffed 00 (JPEG) or a clear top bit (JPEG-LS) follows FF in data. */
function endOfScan(bytes: Buffer, from: number, jpegLs: boolean): number {
  for (
    let at = bytes.indexOf(0xff, from);
    at >= 0 && at + 1 < bytes.length;
    at = bytes.indexOf(0xff, at + 1)
  ) {
    const next = bytes[at + 1] ?? 0
    const data = jpegLs ? next < 0x80 : next === 0
    const restart = next >= firstRestart && next <= lastRestart
    if (!data && !restart && next !== 0xff) return at
  }
  return broken(say('dicom/no-end-marker'))
}
