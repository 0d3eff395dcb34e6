/**
 * What the header of a stored file says, and what it draws over its image; the pixels are not read. Of a file that is
 * gone or is not any more what was accepted, null.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { HeaderJobInput, HeaderView, OverlayPlaneView } from '#contract/images-calls.ts'
import { headerListing } from '#dicom/listing/header.ts'
import { overlayPlanes } from '#dicom/listing/overlay-planes.ts'
import { type DicomFile, parseHeader } from '#dicom/parse/part10.ts'
import { DicomRefusal } from '#dicom/parse/refusal.ts'

export const header = ({ path, frame }: HeaderJobInput): HeaderView | null =>
  unlessDamaged(() => headerListing(headerOf(path), frame))

export const overlays = ({ path, frame }: HeaderJobInput): readonly OverlayPlaneView[] | null =>
  unlessDamaged(() => overlayPlanes(headerOf(path), frame))

function unlessDamaged<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    const lost = error instanceof Error && 'code' in error && /^(ENOENT|EIO)$/.test(String(error.code))
    if (lost || error instanceof DicomRefusal || error instanceof CutFile) return null
    throw error
  }
}

class CutFile extends Error {}

/** Most headers end within it. */
const firstRead = 2 ** 16

function headerOf(path: string): DicomFile {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    let wanted = Math.min(firstRead, size)
    for (;;) {
      const bytes = Buffer.alloc(wanted)
      const read = readSync(file, bytes, 0, wanted, 0)
      const parsed = parseHeader(bytes.subarray(0, read), size)
      if (parsed.kind === 'header') return parsed.file
      if (read >= size) throw new CutFile('the file is shorter than when it was accepted')
      wanted = Math.min(size, Math.max(parsed.atLeast, 2 * wanted))
    }
  } finally {
    closeSync(file)
  }
}
