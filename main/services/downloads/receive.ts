/**
 * One DICOM file off the wire: compared with its stated digest, its header read for who it is. A usual image stays
 * in memory until it has its place; a large object goes to the disk piece by piece. It is nothing yet: only the
 * library's own inspection, of the whole file, makes it an object.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { say } from '#analysis/sentences/say.ts'
import type { FileContent } from '#contract/jobs.ts'
import { tag } from '#dicom/parse/dictionary.ts'
import { rootLevel } from '#dicom/parse/elements.ts'
import { type DicomFile, parseHeader } from '#dicom/parse/part10.ts'
import { DicomRefusal } from '#dicom/parse/refusal.ts'
import { uidText } from '#dicom/parse/values.ts'
import type { Part } from '../../dicomweb/multipart/read.ts'
import { broken } from '../../dicomweb/trouble.ts'

export interface ReceivedFile {
  /** where it lies, or may be written once its place is known */
  readonly path: string
  /** absent for a file that was written as it came */
  readonly content: FileContent | undefined
  /** absent for content in memory that has no stated digest: the library's own inspection hashes it */
  readonly sha256: string | undefined
  readonly bytes: number
  /** absent when the header cannot be trusted, with the reason */
  readonly identity: FileIdentity | undefined
  readonly refusal: string | undefined
}

export interface FileIdentity {
  readonly study: string
  readonly series: string
  readonly sopInstanceUid: string
  readonly sopClassUid: string
}

/** More than that of one file is never in memory. */
const mostInMemory = 4 * 2 ** 20

/**
 * @param path  a new file
 * @throws RegistryTrouble 'broken' when the file is not what the registry says that it is, whatever the part's
 *         stream throws (a cut body), or the disk
 */
export async function receive(part: Part, path: string): Promise<ReceivedFile> {
  const stated = statedDigest(part.headers.get('content-digest'))
  let hash = stated === undefined ? undefined : createHash('sha256')
  /** of the whole file as long as it is small, else of its beginning */
  const head: Buffer[] = []
  let held: Buffer[] = []
  let heldBytes = 0
  let bytes = 0
  let file: FileHandle | undefined
  try {
    for await (const chunk of part.body) {
      hash?.update(chunk)
      if (bytes < mostInMemory) head.push(chunk)
      bytes += chunk.length
      held.push(chunk)
      heldBytes += chunk.length
      if (heldBytes < mostInMemory) continue
      if (!hash) {
        hash = createHash('sha256')
        for (const piece of held) hash.update(piece)
      }
      file ??= await open(path, 'wx', 0o600)
      await file.writeFile(Buffer.concat(held, heldBytes))
      held = []
      heldBytes = 0
    }
    await file?.writeFile(Buffer.concat(held, heldBytes))
  } finally {
    await file?.close()
  }
  const sha256 = hash?.digest('hex')
  if (stated !== undefined && stated !== sha256) throw broken(say('registry/digest-differs'))
  const content = file ? undefined : joined(head, bytes)
  return { path, content, sha256, bytes, ...whoIsIt(content ? [content] : head, bytes) }
}

/** The SHA-256 of a Content-Digest (RFC 9530), hexadecimal; plain archives send none. */
function statedDigest(header: string | undefined): string | undefined {
  const [, base64] = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header ?? '') ?? []
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex')
}

function joined(chunks: readonly Buffer[], length: number): FileContent {
  const whole = new Uint8Array(new SharedArrayBuffer(length))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

const studyUid = tag('StudyInstanceUID')
const seriesUid = tag('SeriesInstanceUID')
const instanceUid = tag('SOPInstanceUID')
const classUid = tag('SOPClassUID')

/** Joins little more of the head than the header needs: most end within the first piece. */
function whoIsIt(head: readonly Uint8Array[], length: number): Pick<ReceivedFile, 'identity' | 'refusal'> {
  try {
    for (let pieces = 1; pieces < head.length * 2; pieces *= 2) {
      const [only, ...more] = head.slice(0, pieces)
      const prefix = only && more.length === 0 ? only : Buffer.concat(head.slice(0, pieces))
      const header = parseHeader(prefix, length)
      if (header.kind !== 'needs-more-bytes') return identityIn(header.file)
    }
    return { identity: undefined, refusal: say('files/header-without-end') }
  } catch (error) {
    if (!(error instanceof DicomRefusal)) throw error
    return { identity: undefined, refusal: error.message }
  }
}

function identityIn({ dataset, warnings }: DicomFile): Pick<ReceivedFile, 'identity' | 'refusal'> {
  const [study, series, sopInstanceUid, sopClassUid] = [studyUid, seriesUid, instanceUid, classUid].map(
    (of) => uidText(rootLevel(dataset), of, warnings),
  )
  return study && series && sopInstanceUid && sopClassUid
    ? { identity: { study, series, sopInstanceUid, sopClassUid }, refusal: undefined }
    : { identity: undefined, refusal: say('files/without-uids') }
}
