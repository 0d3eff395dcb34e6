/**
 * DICOM RLE: the segment offsets, and how many bytes each segment expands to, counted without expanding it.
 * @source DICOM PS3.5, Annex G
 */
import { say } from '#analysis/sentences/say.ts'
import type { PixelDescription } from '../description.ts'
import { broken } from './header.ts'
import type { Remark } from './remark.ts'

const headerLength = 64
const maxSegments = 15

/** @throws DicomRefusal 'codestream-broken' unless each segment gives exactly the bytes of its plane */
export function checkRle(bytes: Buffer, pixels: PixelDescription, remark: Remark): void {
  if (bytes.length < headerLength) broken(say('dicom/rle-header-cut'))
  const segments = bytes.readUInt32LE(0)
  if (segments > maxSegments || segments !== (pixels.samplesPerPixel * pixels.bitsAllocated) / 8)
    broken(say('dicom/rle-segments', { segments }))
  remark(bytes.subarray(4 + segments * 4, headerLength))
  const plane = pixels.rows * pixels.columns
  for (let segment = 0; segment < segments; segment += 1) {
    const start = bytes.readUInt32LE(4 + segment * 4)
    const end = segment + 1 < segments ? bytes.readUInt32LE(8 + segment * 4) : bytes.length
    if (start < headerLength || start >= end || end > bytes.length) broken(say('dicom/rle-outside'))
    if (segment === 0 && start !== headerLength) broken(say('dicom/rle-first'))
    remark(bytes.subarray(endOfPlane(bytes, start, end, plane), end))
  }
}

/** @returns where a segment has given its plane: what follows is padding */
function endOfPlane(bytes: Buffer, start: number, end: number, plane: number): number {
  let length = 0
  let at = start
  while (at < end && length < plane) {
    const control = bytes[at] ?? 0
    if (control < 128) {
      length += control + 1
      at += control + 2
    } else if (control > 128) {
      length += 257 - control
      at += 2
    } else at += 1
  }
  if (length !== plane || at > end) broken(say('dicom/rle-expands'))
  return at
}
