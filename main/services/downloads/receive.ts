/**
 * One DICOM file off the wire: onto the disk as it comes, hashed on the way, its header read for who it is. It is
 * nothing yet: only the library's own inspection, of the whole file, makes it an object.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { tag } from '#dicom/parse/dictionary.ts'
import { rootLevel } from '#dicom/parse/elements.ts'
import { parseHeader } from '#dicom/parse/part10.ts'
import { DicomRefusal } from '#dicom/parse/refusal.ts'
import { uidText } from '#dicom/parse/values.ts'
import type { Part } from '../../dicomweb/multipart/read.ts'

export interface ReceivedFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** absent when the header cannot be trusted, with the reason */
  readonly identity: FileIdentity | undefined
  readonly refusal: string | undefined
  /** the last bytes are on their way to the disk; the file is whole once this resolves */
  readonly written: Promise<void>
}

export interface FileIdentity {
  readonly study: string
  readonly series: string
  readonly sopInstanceUid: string
  readonly sopClassUid: string
}

/** A usual image is written in one go; a larger object piece by piece, so that it never fills the memory. */
const writeAtOnce = 4 * 2 ** 20
/** Headers end well before; an object whose header is longer is read whole by the inspection anyway. */
const longestHeader = 4 * 2 ** 20

/**
 * @param path  a new file
 * @throws whatever the part's stream throws (a cut body), or the disk
 */
export async function receive(part: Part, path: string): Promise<ReceivedFile> {
  const hash = createHash('sha256')
  const head: Buffer[] = []
  let bytes = 0
  let held: Buffer[] = []
  let heldBytes = 0
  let file: FileHandle | undefined
  try {
    for await (const chunk of part.body) {
      hash.update(chunk)
      if (bytes < longestHeader) head.push(chunk)
      bytes += chunk.length
      held.push(chunk)
      heldBytes += chunk.length
      if (heldBytes < writeAtOnce) continue
      file ??= await open(path, 'wx', 0o600)
      await file.writeFile(Buffer.concat(held, heldBytes))
      held = []
      heldBytes = 0
    }
  } catch (error) {
    await file?.close()
    throw error
  }
  const written = finish(path, file, held)
  // awaited later; a failure then must not count as nobody's now
  written.catch(() => undefined)
  return { path, sha256: hash.digest('hex'), bytes, ...whoIsIt(head, bytes), written }
}

async function finish(path: string, begun: FileHandle | undefined, rest: readonly Buffer[]): Promise<void> {
  const file = begun ?? (await open(path, 'wx', 0o600))
  try {
    await file.writeFile(Buffer.concat(rest))
  } finally {
    await file.close()
  }
}

const studyUid = tag('StudyInstanceUID')
const seriesUid = tag('SeriesInstanceUID')
const instanceUid = tag('SOPInstanceUID')
const classUid = tag('SOPClassUID')

/** Joins little more of the head than the header needs: most end within the first piece. */
function whoIsIt(head: readonly Buffer[], length: number): Pick<ReceivedFile, 'identity' | 'refusal'> {
  try {
    for (let pieces = 1; pieces < head.length * 2; pieces *= 2) {
      const header = parseHeader(Buffer.concat(head.slice(0, pieces)), length)
      if (header.kind === 'needs-more-bytes') continue
      const level = rootLevel(header.file.dataset)
      const { warnings } = header.file
      const study = uidText(level, studyUid, warnings)
      const series = uidText(level, seriesUid, warnings)
      const sopInstanceUid = uidText(level, instanceUid, warnings)
      const sopClassUid = uidText(level, classUid, warnings)
      if (
        study === undefined ||
        series === undefined ||
        sopInstanceUid === undefined ||
        sopClassUid === undefined
      )
        return { identity: undefined, refusal: 'a file without the UIDs that name it' }
      return { identity: { study, series, sopInstanceUid, sopClassUid }, refusal: undefined }
    }
    return { identity: undefined, refusal: 'a file whose header has no end' }
  } catch (error) {
    if (!(error instanceof DicomRefusal)) throw error
    return { identity: undefined, refusal: error.message }
  }
}
