/**
 * Reads one file whole, judges it, and hands back the bytes that were judged. A file that is replaced meanwhile
 * changes nothing: what is stored is what was parsed.
 */
import { chmodSync, closeSync, constants, fstatSync, openSync, readSync, writeFileSync } from 'node:fs'
import { say } from '#analysis/sentences/say.ts'
import type { Inspected, InspectInput, JobFinding, KeptFile } from '#contract/jobs.ts'
import { releaseOfAll } from '#dicom/identity/finding.ts'
import { type InspectedImage, type InspectedObject, inspect, verdictOf } from '#dicom/inspect.ts'
import { kindOfHead } from './walk.ts'

export const inspectFile = (input: InspectInput): Inspected =>
  input.bytes ? judged(Buffer.from(input.bytes.buffer), input) : inspectOnDisk(input)

function inspectOnDisk(input: InspectInput): Inspected {
  // Not followed and not waited for, should the name have become a link or a pipe since it was listed.
  const file = openSync(input.file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) return { verdict: 'ignored', reason: say('files/no-longer-file') }
    if (stat.size > input.maxBytes) return { verdict: 'large', bytes: stat.size }
    const bytes = readWhole(file, stat.size)
    return bytes ? judged(bytes, input) : { verdict: 'refused', reason: say('files/changed-while-read') }
  } finally {
    closeSync(file)
  }
}

function readWhole(file: number, size: number): Whole | undefined {
  const into = Buffer.from(new SharedArrayBuffer(size))
  let read = 0
  while (read < size) {
    const now = readSync(file, into, read, size - read, read)
    if (now === 0) return undefined
    read += now
  }
  return into
}

type Whole = Buffer<SharedArrayBuffer>

function judged(bytes: Whole, input: InspectInput): Inspected {
  const { project, subjectPattern, keepsDates = false, attested, released } = input
  const archive = kindOfHead(bytes)
  if (archive === 'zip') return { verdict: 'refused', reason: say('files/archive-in-archive') }
  if (archive === 'tar') return { verdict: 'refused', reason: say('files/tar-not-read') }
  const rules = {
    protocolId: project,
    keepsDates,
    ...(subjectPattern === undefined ? {} : { subjectPattern }),
  }
  const inspection = inspect(bytes, { project: rules })
  if (inspection.kind === 'image' || inspection.kind === 'other-object') {
    return { ...kept(inspection, bytes.length, { attested, released }), ...keep(bytes, input) }
  }
  const { outcome, reason = say('files/not-usable') } = verdictOf(inspection)
  return { verdict: outcome === 'ignored' ? 'ignored' : 'refused', reason }
}

function kept(
  inspection: InspectedImage | InspectedObject,
  bytes: number,
  { attested, released }: { attested: boolean; released: boolean },
): KeptFile {
  const { facts, sha256, findings, subject, subjectKey } = inspection
  const { sopInstanceUid, sopClassUid, studyUid, seriesUid } = facts
  const release = findings.length === 0 ? undefined : releaseOfAll(findings)
  const attestationUsed = release === 'by-attestation' && attested
  const open = release === undefined || attestationUsed || (released && release !== 'never')
  return {
    verdict: open ? 'accepted' : 'quarantined',
    sha256,
    bytes,
    sopInstanceUid,
    sopClassUid,
    studyUid,
    seriesUid,
    ...(subjectKey === undefined ? {} : { patient: subjectKey }),
    ...(facts.trial.subjectId === undefined ? {} : { trialSubject: facts.trial.subjectId }),
    ...(subject === undefined ? {} : { subject }),
    ...(inspection.kind === 'image'
      ? { facts: JSON.stringify(inspection.facts), frames: JSON.stringify(inspection.frames) }
      : {}),
    warnings: inspection.warnings.map(({ text }) => text),
    findings: findings.map(
      ({ severity, kind, where, sentence }): JobFinding => ({ severity, kind, where, sentence }),
    ),
    releasable: release !== 'never',
    attestationUsed,
  }
}

/** Several of this size may wait in memory for their place. */
const usualBytes = 4 * 2 ** 20

function keep(bytes: Whole, { file, copy, bytes: given }: InspectInput): Pick<KeptFile, 'content'> {
  const stays = given === undefined && copy === undefined
  if (stays) chmodSync(file, 0o600)
  else if (bytes.length <= usualBytes) return { content: new Uint8Array(bytes.buffer) }
  else writeFileSync(copy ?? file, bytes, { flag: 'wx', mode: 0o600 })
  return {}
}
