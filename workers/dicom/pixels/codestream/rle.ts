/**
 * DICOM RLE: the segment offsets, and how many bytes each segment expands to, counted without expanding it.
 * @source DICOM PS3.5, Annex G
 */
import type { PixelDescription } from '../description.ts'
import { broken } from './header.ts'

const headerLength = 64
const maxSegments = 15

/** @throws DicomRefusal 'codestream-broken' unless each segment gives exactly the bytes of its plane */
export function checkRle(bytes: Buffer, pixels: PixelDescription): void {
  if (bytes.length < headerLength) broken('the RLE header is cut')
  const segments = bytes.readUInt32LE(0)
  if (segments > maxSegments || segments !== (pixels.samplesPerPixel * pixels.bitsAllocated) / 8)
    broken(`${segments} RLE segments do not fit the pixels`)
  const plane = pixels.rows * pixels.columns
  for (let segment = 0; segment < segments; segment += 1) {
    const start = bytes.readUInt32LE(4 + segment * 4)
    const end = segment + 1 < segments ? bytes.readUInt32LE(8 + segment * 4) : bytes.length
    if (start < headerLength || start >= end || end > bytes.length)
      broken('an RLE segment lies outside its fragment')
    if (segment === 0 && start !== headerLength) broken('the first RLE segment does not follow the header')
    if (expandedLength(bytes, start, end, plane) !== plane)
      broken('an RLE segment does not expand to its plane')
  }
}

/** Stops once `enough` is reached: what follows is padding. */
function expandedLength(bytes: Buffer, start: number, end: number, enough: number): number {
  let length = 0
  for (let at = start; at < end && length < enough; ) {
    const control = bytes[at] ?? 0
    if (control < 128) {
      if (at + 2 + control > end) return -1
      length += control + 1
      at += control + 2
    } else if (control > 128) {
      if (at + 2 > end) return -1
      length += 257 - control
      at += 2
    } else at += 1
  }
  return length
}
