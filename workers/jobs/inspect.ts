/**
 * Reads one file whole, judges it, and keeps the bytes that were judged where the library can take them from.
 * They are synced with their batch, which costs half of syncing them one by one. A file that is replaced meanwhile changes nothing: what is stored is what was parsed.
 */
import { closeSync, constants, fchmodSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import type { Inspected, InspectInput, JobFinding, KeptFile } from '#contract/jobs.ts'
import { releaseOfAll } from '#dicom/identity/finding.ts'
import { type InspectedImage, type InspectedObject, inspect, verdictOf } from '#dicom/inspect.ts'
import { kindOfHead } from './walk.ts'

export function inspectFile(input: InspectInput): Inspected {
  if (input.bytes) return inspectBytes(Buffer.from(input.bytes.buffer), { ...input, copy: input.file })
  // Not followed and not waited for, should the name have become a link or a pipe since it was listed.
  const file = openSync(input.file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) return { verdict: 'ignored', reason: 'it is no longer a file' }
    if (stat.size > input.maxBytes) return { verdict: 'large', bytes: stat.size }
    const bytes = readWhole(file, stat.size)
    if (bytes === undefined) return { verdict: 'refused', reason: 'it changed while it was read' }
    return inspectBytes(bytes, input)
  } finally {
    closeSync(file)
  }
}

function inspectBytes(bytes: Buffer, input: InspectInput): Inspected {
  const inspected = judged(bytes, input)
  if ('sha256' in inspected) keep(bytes, input)
  return inspected
}

/** One buffer a thread for usual files: nothing of it outlives the inspection. */
const usualBytes = 4 * 2 ** 20
const usual = Buffer.allocUnsafeSlow(usualBytes)

function readWhole(file: number, size: number): Buffer | undefined {
  const into = size <= usualBytes ? usual.subarray(0, size) : Buffer.allocUnsafeSlow(size)
  let read = 0
  while (read < size) {
    const now = readSync(file, into, read, size - read, read)
    if (now === 0) return undefined
    read += now
  }
  return into
}

function judged(bytes: Buffer, input: InspectInput): Inspected {
  const { project, subjectPattern, keepsDates = false, attested, released } = input
  const archive = kindOfHead(bytes)
  if (archive === 'zip') return { verdict: 'refused', reason: 'an archive inside an archive is not opened' }
  if (archive === 'tar') return { verdict: 'refused', reason: 'tar archives are not read' }
  const rules = {
    protocolId: project,
    keepsDates,
    ...(subjectPattern === undefined ? {} : { subjectPattern }),
  }
  const inspection = inspect(bytes, { project: rules })
  if (inspection.kind === 'image' || inspection.kind === 'other-object') {
    return kept(inspection, bytes.length, { attested, released })
  }
  const { outcome, reason = 'it is not usable' } = verdictOf(inspection)
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

function keep(bytes: Uint8Array, { file, copy }: InspectInput): void {
  const kept = copy === undefined ? openSync(file, 'r+') : openSync(copy, 'wx', 0o600)
  try {
    if (copy === undefined) fchmodSync(kept, 0o600)
    else for (let written = 0; written < bytes.length; ) written += writeSync(kept, bytes, written)
  } finally {
    closeSync(kept)
  }
}
