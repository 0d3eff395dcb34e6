/**
 * Signing: the numbers are recorded, the signature follows them, and what is said to others is written from
 * exactly that log. Files are durable before the log says that they exist; log and files' rows stand or fall
 * together. A process that dies in between, or a reader who changes his mind, leaves files that no row names, and an
 * unsigned read.
 */
import type { ReadEvent, ReadEventBody } from '#analysis/reading/events.ts'
import { applyEvent } from '#analysis/reading/fold.ts'
import { nextVersion } from '#analysis/reading/state.ts'
import type { SignedRead } from '#analysis/report/source.ts'
import { Failure } from '#contract/faults.ts'
import type { AbortSignalLike } from '#contract/services.ts'
import { sourceAttributes } from '#dicom/write/source.ts'
import type { Library } from '../../store/library.ts'
import { refuseIfCancelled } from '../cancelling.ts'
import type { LibraryIndex } from '../library/index.ts'
import type { StateAnnotations } from './annotated.ts'
import { sealEvent } from './chain.ts'
import { askedByProtocol } from './checklist.ts'
import { identityInResult } from './identity.ts'
import type { Author, ReadLog, ReadRow } from './log.ts'
import { measure, recording } from './measuring.ts'
import type { OpenRead, OpenReads } from './opened-reads.ts'
import { type ResultFile, resultFiles } from './result-files.ts'
import type { ResultObject, ResultObjects } from './result-objects.ts'
import { signedRead } from './signed-read.ts'
import type { ReadStudy } from './study.ts'

export interface SigningParts {
  readonly library: Library
  readonly index: LibraryIndex
  readonly log: ReadLog
  readonly reads: OpenReads
  readonly objects: ResultObjects
  readonly stateAnnotations: StateAnnotations
  readonly software: { readonly name: string; readonly version: string }
  readonly application: string
}

export interface Signed extends Pick<SignedRead, 'leftOut'> {
  readonly row: ReadRow
}

/**
 * The caller sees to it that nothing is appended to the read meanwhile.
 * @param signal  heard up to the seal: the read is signed as a whole, or stays as it was
 * @throws Failure 'read-incomplete', 'identity-in-result', 'disk-full', 'cancelled'
 */
export async function sign(
  parts: SigningParts,
  opened: OpenRead,
  study: ReadStudy,
  author: Author,
  meaning: string,
  signal?: AbortSignalLike,
): Promise<Signed> {
  const { row, state } = opened
  const results = measure(state, study)
  const blockers = [...results.blockers, ...askedByProtocol(state, study, results.phases)]
  if (blockers.length > 0) throw new Failure('read-incomplete', { read: row.read, blockers })

  refuseIfCancelled(signal)
  const signedAt = new Date().toISOString()
  const version = nextVersion(state)
  const bodies: readonly ReadEventBody[] = [
    recording(results, study, await parts.stateAnnotations(state, study)),
    { kind: 'signed', meaning, measurements: row.seq + 1, version },
  ]
  const { events, head } = eventsToCome(parts, row, author, signedAt, bodies)
  const signed = signedRead(
    { row, version, head, signedAt, meaning, application: parts.application },
    events.reduce(applyEvent, state),
    study,
  )
  const source = await sourceOf(parts, row.study, signed.images[0]?.sopInstanceUid)
  const before = version > 1 ? parts.objects.of(row.read, version - 1) : []
  const files = await resultFiles({
    signed,
    state,
    study,
    project: row.project,
    source,
    software: parts.software,
    before,
    signal,
  })
  refuseIdentity(files, row)
  for (const { bytes } of files) {
    refuseIfCancelled(signal)
    await parts.library.blobs.put(bytes)
  }
  // nothing is waited for from here to the seal
  refuseIfCancelled(signal)
  return parts.library.transaction(() => {
    const after = parts.reads.append(row.read, row.seq, author, bodies, signedAt)
    if (after.row.head !== head) throw new Error('what was signed is not what was appended')
    parts.objects.record(
      files.map((file) => objectOf(file, row, version, head)),
      signedAt,
    )
    parts.library.audit(author.id, 'read-signed', JSON.stringify({ read: row.read, version, head, meaning }))
    return { row: after.row, leftOut: signed.leftOut }
  })
}

/** The very events that will be appended, so that the files can name the hash of the last one. */
function eventsToCome(
  { application }: SigningParts,
  { read, seq, head }: ReadRow,
  author: Author,
  at: string,
  bodies: readonly ReadEventBody[],
): { readonly events: readonly ReadEvent[]; readonly head: string } {
  let last = head
  const events = bodies.map((body, i): ReadEvent => {
    const event = { seq: seq + 1 + i, at, author, application, body }
    last = sealEvent(read, event, last).sha256
    return event
  })
  return { events, head: last }
}

/**
 * Patient and trial as an image that was read states them, with what a person attested of it; of a study that
 * is not evaluable, as any of its images does.
 */
async function sourceOf({ index, library }: SigningParts, study: string, preferred: string | undefined) {
  const images = index.objectsOf(study).filter((object) => object.image !== undefined)
  const image = images.find(({ sopInstanceUid }) => sopInstanceUid === preferred) ?? images[0]
  if (!image) throw new Error(`study ${study} has no image`)
  return sourceAttributes(await library.objects.read(image.sha256), image.attestation?.reason)
}

function refuseIdentity(files: readonly ResultFile[], { read, project }: ReadRow): void {
  for (const { kind, bytes } of files) {
    if (kind !== 'sr' && kind !== 'seg') continue
    const detail = identityInResult(bytes, project)
    if (detail !== undefined) throw new Failure('identity-in-result', { read, detail })
  }
}

const objectOf = (
  file: ResultFile,
  { read, study }: ReadRow,
  version: number,
  head: string,
): ResultObject => ({
  read,
  version,
  head,
  kind: file.kind,
  sopInstanceUid: file.sopInstanceUid,
  seriesUid: file.seriesUid,
  study,
  phase: file.phase,
  sha256: file.sha256,
  bytes: file.bytes.length,
})
