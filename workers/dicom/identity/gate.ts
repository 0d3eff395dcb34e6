/**
 * The identity gate: does a file still say who the patient is?
 *
 * Every element at every depth is looked at, private ones too, and every place around the elements where bytes
 * can hide. What is *found* is never released; what is *suspected* may be released by a person who looked.
 */

import { tag } from '../parse/dictionary.ts'
import { rootLevel } from '../parse/elements.ts'
import { isEncapsulatedDocument, isOpaque, isSecondaryCapture } from '../parse/sop-classes.ts'
import { plainText, type Source } from '../parse/source.ts'
import type { Tag } from '../parse/tags.ts'
import { tagText } from '../parse/tags.ts'
import { ascii, code } from '../parse/values.ts'
import { checkElement, type GateContext } from './element-checks.ts'
import { type Finding, type FindingKind, Findings } from './finding.ts'
import { faultsOfSubject, isFamilyAndGivenName, type Subject } from './names.ts'
import { deidentificationStatement, type Statement } from './statement.ts'
import { type BesidePixels, checkSurroundings } from './surroundings.ts'
import { walk } from './walk.ts'

/** What the gate must know of the project that a file is imported into. */
export interface ProjectRules {
  /** ClinicalTrialProtocolID (0012,0020) */
  readonly protocolId: string
  /** regular expression over a whole PatientName or PatientID of this project */
  readonly subjectPattern?: string
  /** the project's protocol keeps the dates of its studies */
  readonly keepsDates?: boolean
}

export interface Gate {
  readonly findings: readonly Finding[]
  /** the name under which the subject may be shown: only one that passed */
  readonly subject?: string
  /** the patient's ID as it stands in the file, to be hashed and not kept */
  readonly patientId: string
}

const patientName = tag('PatientName')
const patientId = tag('PatientID')
const subjectId = tag('ClinicalTrialSubjectID')
const protocolId = tag('ClinicalTrialProtocolID')
const identityRemoved = tag('PatientIdentityRemoved')
const sopClass = tag('SOPClassUID')
const sopInstance = tag('SOPInstanceUID')
const mediaClass = tag('MediaStorageSOPClassUID')
const mediaInstance = tag('MediaStorageSOPInstanceUID')

/** Attributes by which a file itself says that somebody may be seen in it. */
const flags: readonly (readonly [Tag, FindingKind])[] = [
  [tag('BurnedInAnnotation'), 'burned-in'],
  [tag('RecognizableVisualFeatures'), 'recognisable-features'],
]

export function identityGate(source: Source, project: ProjectRules, pixels: BesidePixels = {}): Gate {
  const { file, root, characters, warnings } = source
  const findings = new Findings()
  const statement = deidentificationStatement(root)
  const subject = subjectOf(source, project, statement)
  const faults = faultsOfSubject(subject)
  if (faults.includes('person-name')) findings.addElement('found', 'person-name', patientName)
  if (faults.includes('patient-identifier')) findings.addElement('found', 'patient-identifier', patientId)
  if (isFamilyAndGivenName(subject.trialSubject)) findings.addElement('found', 'person-name', subjectId)

  checkStatement(statement, findings)
  checkObject(source, project, findings)
  const context: GateContext = {
    findings,
    warnings,
    statement,
    datesAllowed: statement.datesModified || project.keepsDates === true,
    subject,
  }
  for (const visit of walk(file.dataset, characters, warnings)) checkElement(visit, context)
  checkSurroundings(file, pixels, findings)

  const shown = subject.trialSubject || (faults.includes('patient-identifier') ? '' : subject.id)
  return { findings: findings.list(), patientId: subject.id, ...(shown === '' ? {} : { subject: shown }) }
}

function subjectOf(source: Source, project: ProjectRules, statement: Statement): Subject {
  const trialSubject = plainText(source, subjectId) ?? ''
  return {
    name: plainText(source, patientName) ?? '',
    id: plainText(source, patientId) ?? '',
    trialSubject,
    stated: statement.complete && trialSubject !== '',
    pattern:
      project.subjectPattern === undefined ? undefined : new RegExp(`^(?:${project.subjectPattern})$`, 'u'),
  }
}

function checkStatement({ removed }: Statement, findings: Findings): void {
  if (removed === 'absent') findings.add('suspected', 'missing-marker', tagText(identityRemoved), 'the file')
  if (removed === 'no') findings.addElement('suspected', 'identity-not-removed', identityRemoved)
}

function checkObject(source: Source, project: ProjectRules, findings: Findings): void {
  const { root, file } = source
  for (const [flag, kind] of flags)
    if (code(root, flag) === 'YES') findings.addElement('suspected', kind, flag)

  const ofClass = ascii(root, sopClass) ?? ''
  const suspect = (kind: FindingKind) => findings.add('suspected', kind, tagText(sopClass), 'the object')
  if (isSecondaryCapture(ofClass)) suspect('secondary-capture')
  if (isEncapsulatedDocument(ofClass)) suspect('encapsulated-document')
  if (isOpaque(ofClass)) suspect('opaque-object')

  const protocol = plainText(source, protocolId)
  if (protocol !== undefined && protocol !== project.protocolId)
    findings.addElement('conflict', 'other-project', protocolId)
  const meta = rootLevel(file.meta)
  const differs = (stated: Tag, own: Tag): boolean =>
    ascii(meta, stated) !== undefined && ascii(meta, stated) !== ascii(root, own)
  if (differs(mediaInstance, sopInstance)) findings.addElement('conflict', 'uid-mismatch', sopInstance)
  if (differs(mediaClass, sopClass)) findings.addElement('conflict', 'class-mismatch', sopClass)
}
