/** One element against everything that it may say of a person. */
import { say } from '#analysis/sentences/say.ts'
import { callsInAnotherSet, decodeText } from '../parse/charset.ts'
import { publicElement, registeredTag, tag } from '../parse/dictionary.ts'
import { bigEndian, bytesAt, hasFlag, lengthAt, nextAt, tagAt, vrAt } from '../parse/elements.ts'
import { isGroupLength, isPrivate, isPrivateCreator, item, pixelData, tagText } from '../parse/tags.ts'
import { asciiAt, isDate } from '../parse/values.ts'
import * as VR from '../parse/vr.ts'
import { type Warnings, warn } from '../parse/warnings.ts'
import { identityRule, isDescription, isEdition } from './attributes.ts'
import type { FindingKind, Findings, Severity } from './finding.ts'
import { readsAsPersonName, type Subject, sameSubject } from './names.ts'
import { harmlessLength, isKnownOwner, isSafePrivate } from './private-elements.ts'
import type { Statement } from './statement.ts'
import {
  asRead,
  containsDate,
  hasForeignWords,
  isNumeric,
  isProse,
  namesAPerson,
  namesARecord,
  placesIn,
  readableRuns,
  suspiciousBytes,
} from './texts.ts'
import type { Visit } from './walk.ts'

export interface GateContext {
  readonly findings: Findings
  readonly warnings: Warnings
  readonly statement: Statement
  readonly datesAllowed: boolean
  readonly subject: Subject
}

const patientName = tag('PatientName')
const patientId = tag('PatientID')
const birthDate = tag('PatientBirthDate')
const studyId = tag('StudyID')
const subjectId = tag('ClinicalTrialSubjectID')
const iconImage = tag('IconImageSequence')
const overlayData = tag('OverlayData')
/** Other than 0: the overlay lies in unused bits of the pixels, where no element shows it. */
const overlayBitPosition = tag('OverlayBitPosition')
/** Says in prose which colours it describes. */
const iccProfile = tag('ICCProfile')
/** The points of a line on an image. */
const graphicData = tag('GraphicData')
/** Pseudonyms by what they may look like, the birth date by being there. */
const judgedElsewhere = new Set([patientId, subjectId, birthDate])

export function checkElement(visit: Visit, context: GateContext): void {
  const { table, row, tag: of } = visit
  if (lengthAt(table, row) === 0) return
  if (isGroupLength(of)) checkGroupLength(visit, context)
  else if (isPrivate(of)) checkPrivate(visit, context)
  else checkPublic(visit, context)
  checkContent(visit, context)
}

/** Four bytes, and nothing that anybody reads: whatever is longer was put there. */
function checkGroupLength(visit: Visit, context: GateContext): void {
  if (lengthAt(visit.table, visit.row) > harmlessLength)
    report(visit, context, 'suspected', 'unknown-element')
}

/** What the value says, by what it is written as: whoever reads texts reads them wherever they stand. */
function checkContent(visit: Visit, context: GateContext): void {
  const { table, row, tag: of, depth } = visit
  const stated = vrAt(table, row)
  if (stated === VR.SQ) return
  if (VR.isText(vrOf(visit))) checkText(visit, context, vrOf(visit))
  else if (VR.isText(stated)) {
    checkText(visit, context, stated)
    if (!isNumeric(textOf(visit, context))) misplaced(visit, context, textOf(visit, context))
  } else {
    if (publicElement(of)?.vr === VR.SQ) report(visit, context, 'suspected', 'hidden-bytes')
    // The image itself is samples, and only a person can read it.
    if (!(of === pixelData && depth === 0) && of !== overlayData && !isPrivate(of))
      checkBinary(visit, context)
  }
}

/** Text where the standard has none: certainly identity, or perhaps. */
function misplaced(visit: Visit, context: GateContext, text: string): void {
  if (namesARecord(text) || namesAPerson(text)) report(visit, context, 'found', 'hidden-text')
  else report(visit, context, 'suspected', 'free-text')
}

/** Prose among numbers, in a look-up table say: any bytes may look like letters, but hardly like a sentence. */
function checkBinary(visit: Visit, context: GateContext): void {
  const { table, row, tag: of } = visit
  const bytes = bytesAt(table, row)
  const isPlaces = of === graphicData && vrAt(table, row) === VR.FL
  const text = isPlaces
    ? readableRuns(bytes, placesIn(bytes, hasFlag(table, row, bigEndian)))
    : readableRuns(bytes)
  if (namesARecord(text) || namesAPerson(text)) report(visit, context, 'found', 'hidden-text')
  else if (isProse(text) && of !== iccProfile) report(visit, context, 'suspected', 'free-text')
}

/** The registry's VR where there is one: a birth date written as LO is a birth date. */
const vrOf = ({ table, row, tag: of }: Visit): VR.Vr => publicElement(of)?.vr ?? vrAt(table, row)

const report = (visit: Visit, { findings }: GateContext, severity: Severity, kind: FindingKind): void =>
  findings.addElement(severity, kind, visit.tag, visit.path())

function checkPrivate(visit: Visit, context: GateContext): void {
  const { table, row, tag: of, creator } = visit
  // A sequence holds elements, which are looked at themselves.
  if (vrAt(table, row) === VR.SQ) return
  if (isPrivateCreator(of)) {
    const known = lengthAt(table, row) <= harmlessLength || isKnownOwner(asciiAt(table, row).trim())
    if (!known) report(visit, context, 'suspected', 'private-unknown')
  } else if (!isSafePrivate(creator, of, bytesAt(table, row)))
    report(visit, context, 'suspected', 'private-unknown')
}

function checkPublic(visit: Visit, context: GateContext): void {
  const { table, row, tag: of, depth } = visit
  const { statement, datesAllowed, subject } = context
  const entry = publicElement(of)
  if (!entry) {
    if (lengthAt(table, row) > harmlessLength) report(visit, context, 'suspected', 'unknown-element')
    return
  }
  if (of === iconImage && holdsSomething(visit))
    warn(context.warnings, 'icon-image', say('dicom/icon-image', { tag: tagText(of) }))
  if (of === patientName || of === patientId) {
    if (depth > 0 && !isSubject(textOf(visit, context), subject))
      report(visit, context, 'found', of === patientName ? 'person-name' : 'patient-identifier')
    return
  }
  if (of === birthDate) {
    if (saysBirthDate(asciiAt(table, row))) report(visit, context, 'found', 'birth-date')
    return
  }
  if (of === studyId && !statement.complete && /\d{5}/.test(asciiAt(table, row)))
    report(visit, context, 'suspected', 'record-number')

  if (registeredTag(of) === overlayBitPosition && !statement.graphicsCleaned && !isZero(visit))
    report(visit, context, 'suspected', 'overlay')

  const rule = identityRule(of)
  if (rule) {
    const stated =
      (rule.kind === 'device-identity' && statement.deviceRetained) ||
      (rule.kind === 'overlay' && statement.graphicsCleaned)
    const invalidDate = entry.vr === VR.DA && !isFullDate(asciiAt(table, row))
    if (rule.kind === 'free-text' && statesPreparation.test(asciiAt(table, row))) return
    if (!stated && !invalidDate && holdsSomething(visit)) report(visit, context, rule.severity, rule.kind)
    return
  }
  if (entry.vr === VR.PN) checkName(visit, context)
  if (entry.vr === VR.AS && isAgeOver89(asciiAt(table, row))) report(visit, context, 'found', 'age-over-89')
  const dated = entry.vr === VR.DA || entry.vr === VR.DT
  if (dated && !datesAllowed && !isEdition(of) && asciiAt(table, row).split('\\').some(isFullDate))
    report(visit, context, 'found', 'date')
}

/** Names of others: a code is believed where the file says how it was de-identified. */
function checkName(visit: Visit, context: GateContext): void {
  const name = textOf(visit, context)
  if (name === '' || isSubject(name, context.subject)) return
  if (readsAsPersonName(name)) report(visit, context, 'found', 'person-name')
  else if (!context.statement.complete) report(visit, context, 'suspected', 'person-name')
}

const isSubject = (text: string, { name, id, trialSubject, pattern }: Subject): boolean =>
  text === '' ||
  [name, id, trialSubject].some((own) => own !== '' && sameSubject(own, text)) ||
  (pattern?.test(text) ?? false)

function textOf({ table, row, characters }: Visit, { warnings }: GateContext): string {
  return decodeText(bytesAt(table, row), characters, warnings).replaceAll('\0', ' ').trim()
}

function holdsSomething({ table, row }: Visit): boolean {
  if (vrAt(table, row) === VR.SQ) {
    for (let child = row + 1; child < nextAt(table, row); child += 1)
      if (tagAt(table, child) !== item) return true
    return false
  }
  return !VR.isText(vrAt(table, row)) || asciiAt(table, row).trim() !== ''
}

const isZero = ({ table, row }: Visit): boolean => bytesAt(table, row).every((byte) => byte === 0)

/** A day, however it is written; the zone of a DT is no part of it. */
function isFullDate(value: string): boolean {
  const digits = value.replace(/[+-]\d{4}\s*$/, '').replaceAll(/\D/g, '')
  return isDate(digits.slice(0, 8)) || containsDate(value)
}

/** 00000000 and 19700000 are no dates; 1970, 01.01.1970 and "about 1970" are more than may be known. */
const saysBirthDate = (value: string): boolean =>
  /[1-9]/.test(value) && (!/^\d{8}$/.test(value.trim()) || isFullDate(value))

const oldest = '090Y'
function isAgeOver89(age: string): boolean {
  const years = /^\s*(\d{1,3})\s*Y?\s*$/i.exec(age)?.[1]
  return years !== undefined && age.trim() !== oldest && Number(years) > 89
}

/** How long a T2 preparation lasted: no attribute holds it, and scanners write it as the comment of an image. */
const statesPreparation = /^ *T2 prep\. duration = \d{1,4}(\.\d{1,3})? ms *$/

const bidirectional = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const searched = new Set([VR.AE, VR.CS, VR.LO, VR.SH, VR.ST, VR.LT, VR.UT, VR.UC, VR.UR])
const shortestIdentity = 6

/** @param code  that the value is read by: the registry's, or its own where the registry knows no text there */
function checkText(visit: Visit, context: GateContext, code: VR.Vr): void {
  const { table, row, tag: of, characters } = visit
  const bytes = bytesAt(table, row)
  const suspects = suspiciousBytes(bytes, characters.extensions)
  if (suspects.afterNul) report(visit, context, 'found', 'hidden-text')
  if (suspects.control)
    warn(context.warnings, 'control-characters', say('dicom/control-characters', { tag: tagText(of) }))
  if (suspects.escapes && callsInAnotherSet(bytes)) report(visit, context, 'suspected', 'free-text')
  const encoded = suspects.encoded && VR.usesCharacterSet(code)
  const decoded = encoded ? decodeText(bytes, characters, context.warnings) : bytes.toString('latin1')
  if (encoded && bidirectional.test(decoded))
    warn(context.warnings, 'bidirectional-text', say('dicom/reading-direction', { tag: tagText(of) }))

  if (bytes.length < shortestIdentity || judgedElsewhere.has(of)) return
  const text = encoded ? asRead(decoded) : decoded
  if (hasForeignWords(text, code)) misplaced(visit, context, text)
  if (!searched.has(code)) return
  const identity =
    namesARecord(text) ||
    (!isDescription(of) && namesAPerson(text)) ||
    (!context.datesAllowed && containsDate(text))
  if (identity) report(visit, context, 'suspected', 'free-text')
}
