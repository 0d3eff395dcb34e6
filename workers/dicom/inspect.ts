/**
 * One file, looked at once: what it is, what it says, whether it may enter the library. Bytes in, plain data
 * out. What only several files together can show (a UID used twice, a study of two patients, two slices at one
 * place) is decided by the library from the facts that are returned here.
 */
import { createHash } from 'node:crypto'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { say } from '#analysis/sentences/say.ts'
import { imageFacts, type ObjectFacts, objectFacts } from './facts/instance.ts'
import { type Finding, finding, type Release, releaseOfAll } from './identity/finding.ts'
import { type Gate, identityGate, type ProjectRules } from './identity/gate.ts'
import type { BesidePixels } from './identity/surroundings.ts'
import { tag } from './parse/dictionary.ts'
import { findRow, nextAt, rootLevel, tagAt } from './parse/elements.ts'
import { defaultLimits, type Limits } from './parse/limits.ts'
import { checkMediaDirectory } from './parse/media-directory.ts'
import { type DicomFile, parseFile } from './parse/part10.ts'
import { DicomRefusal, type RefusalCode, refuse } from './parse/refusal.ts'
import { isImage, isMagneticResonance, isStructuredReport, mediaDirectory } from './parse/sop-classes.ts'
import { type Source, sourceOf } from './parse/source.ts'
import { item, pixelData } from './parse/tags.ts'
import { ascii } from './parse/values.ts'
import { type Warning, warningList } from './parse/warnings.ts'
import { checkPixels } from './pixels/check.ts'
import { describePixels, nativeBytes, type PixelDescription, warnOfLoss } from './pixels/description.ts'
import type { FrameIndex } from './pixels/frames.ts'

export interface InspectOptions {
  readonly project: ProjectRules
  readonly limits?: Limits
}

export type Inspection =
  | { readonly kind: 'not-dicom'; readonly code: RefusalCode; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly reason: string }
  | { readonly kind: 'media-directory' }
  | InspectedImage
  | InspectedObject

interface Inspected {
  /** of the whole file, hexadecimal: its name in the object store */
  readonly sha256: string
  /**
   * Of the patient's ID and the study: equal within a study where the ID is, and of no use to find the ID.
   * Absent where the file has no ID.
   */
  readonly subjectKey?: string
  /** the pseudonym under which the subject may be shown; absent where none passed the gate */
  readonly subject?: string
  readonly findings: readonly Finding[]
  readonly warnings: readonly Warning[]
}

export interface InspectedImage extends Inspected {
  readonly kind: 'image'
  readonly facts: InstanceFacts
  readonly frames: FrameIndex
}

/** Reports, segmentations, presentation states and whatever else is no image. */
export interface InspectedObject extends Inspected {
  readonly kind: 'other-object'
  readonly facts: ObjectFacts
}

const sopClassUid = tag('SOPClassUID')
const mediaClassUid = tag('MediaStorageSOPClassUID')
const contentSequence = tag('ContentSequence')

/**
 * @param bytes  the whole file
 * @throws nothing for what a file may contain; a `DicomRefusal` becomes the result, anything else is our bug
 */
export function inspect(bytes: Uint8Array, { project, limits = defaultLimits }: InspectOptions): Inspection {
  try {
    return inspectFile(bytes, project, limits)
  } catch (error) {
    if (!(error instanceof DicomRefusal)) throw error
    const { code, message: reason } = error
    return { kind: code === 'not-dicom' ? 'not-dicom' : 'refused', code, reason }
  }
}

function inspectFile(bytes: Uint8Array, project: ProjectRules, limits: Limits): Inspection {
  const file = parseFile(bytes, limits)
  if (ascii(rootLevel(file.meta), mediaClassUid) === mediaDirectory) {
    checkMediaDirectory(file)
    return { kind: 'media-directory' }
  }
  const source = sourceOf(file)
  const sopClass =
    ascii(source.root, sopClassUid) ??
    refuse('missing-attribute', say('dicom/is-missing', { element: 'SOPClassUID' }))
  return isImage(sopClass)
    ? inspectImage(bytes, source, project, limits)
    : inspectObject(bytes, source, project, limits)
}

function inspectImage(bytes: Uint8Array, source: Source, project: ProjectRules, limits: Limits): Inspection {
  const { file, root, warnings } = source
  const pixels = describePixels(root, warnings)
  warnOfLoss(root, file.syntax, warnings)
  const { frames, beside } = framesOf(file, pixels, limits)
  const { facts, problem } = imageFacts(source, pixels)
  const gate = identityGate(source, project, beside)
  const findings =
    problem && isMagneticResonance(facts.sopClassUid)
      ? [...gate.findings, finding('conflict', problem, 'geometry', 'the image')]
      : gate.findings
  return { kind: 'image', facts, frames, ...inspected(bytes, facts.studyUid, gate, source), findings }
}

function inspectObject(bytes: Uint8Array, source: Source, project: ProjectRules, limits: Limits): Inspection {
  const { file, root, warnings } = source
  const facts = objectFacts(source)
  if (isStructuredReport(facts.sopClassUid)) refuseEndlessReport(file, limits)
  const pixels = findRow(root, pixelData) < 0 ? undefined : describePixels(root, warnings)
  const gate = identityGate(source, project, pixels && framesOf(file, pixels, limits).beside)
  return { kind: 'other-object', facts, ...inspected(bytes, facts.studyUid, gate, source) }
}

/** The frames, and what lies beside the image in their bytes. */
function framesOf(
  file: DicomFile,
  pixels: PixelDescription,
  limits: Limits,
): { frames: FrameIndex; beside: BesidePixels } {
  const remarks: Uint8Array[] = []
  const frames = checkPixels(file, pixels, limits, (remark) => remarks.push(remark))
  return { frames, beside: file.syntax.codec ? { remarks } : { nativeBytes: nativeBytes(pixels) } }
}

function inspected(bytes: Uint8Array, studyUid: string, gate: Gate, { warnings }: Source): Inspected {
  const { findings, subject, patientId } = gate
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(patientId === ''
      ? {}
      : { subjectKey: createHash('sha256').update(`${studyUid}\0${patientId}`).digest('hex') }),
    ...(subject === undefined ? {} : { subject }),
    findings,
    warnings: warningList(warnings),
  }
}

function refuseEndlessReport({ dataset }: DicomFile, { maxContentItems }: Limits): void {
  let count = 0
  for (let row = 0; row < dataset.count; row += 1) {
    if (tagAt(dataset, row) !== contentSequence) continue
    for (let child = row + 1; child < nextAt(dataset, row); child = nextAt(dataset, child))
      if (tagAt(dataset, child) === item) count += 1
  }
  if (count > maxContentItems) refuse('too-many-content-items', say('dicom/content-items', { count }))
}

/**
 * What becomes of a file, as far as it can be told from the file alone:
 *
 *   refused                not readable in one way only, or not the pixels that it promises
 *   quarantined            readable, but held back: its findings say why, `release` what it takes
 *   accepted-with-warning  usable; what is odd about it is named
 *   accepted               usable
 *   ignored                no DICOM file, or the index of a medium
 */
export type FileOutcome = 'accepted' | 'accepted-with-warning' | 'ignored' | 'quarantined' | 'refused'

export interface Verdict {
  readonly outcome: FileOutcome
  /** sentences without values from the file; absent for a file that is simply accepted */
  readonly reason?: string
  /** of a quarantined file */
  readonly release?: Release
}

export function verdictOf(inspection: Inspection): Verdict {
  switch (inspection.kind) {
    case 'not-dicom':
      return { outcome: 'ignored', reason: inspection.reason }
    case 'media-directory':
      return { outcome: 'ignored', reason: say('dicom/medium-index') }
    case 'refused':
      return { outcome: 'refused', reason: inspection.reason }
    case 'image':
    case 'other-object': {
      const { findings, warnings } = inspection
      if (findings.length > 0) {
        const reason = joined(findings.map(({ sentence }) => sentence))
        return { outcome: 'quarantined', reason, release: releaseOfAll(findings) }
      }
      if (warnings.length > 0)
        return { outcome: 'accepted-with-warning', reason: joined(warnings.map(({ text }) => text)) }
      return { outcome: 'accepted' }
    }
  }
}

/** As many as fit a line of a report; the findings themselves are all there. */
const mostSentences = 4
function joined(sentences: readonly string[]): string {
  const left = sentences.length - mostSentences
  const shown = sentences.slice(0, mostSentences).join('; ')
  return left > 0 ? `${shown}; ${say('files/and-more', { left })}` : shown
}
