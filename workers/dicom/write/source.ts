/**
 * What a result takes over from the image that it was read on: patient, trial and study as the gated source
 * states them. What the source does not say is not said; a date that is no date is left out.
 */
import { say } from '#analysis/sentences/say.ts'
import { type CharacterSet, characterSet } from '../parse/charset.ts'
import { tag } from '../parse/dictionary.ts'
import { items, type Level, rootLevel } from '../parse/elements.ts'
import { parseHeader } from '../parse/part10.ts'
import { refuse } from '../parse/refusal.ts'
import { specificCharacterSet } from '../parse/tags.ts'
import { codes, isDate, isTime, text, uidText } from '../parse/values.ts'
import type { Warnings } from '../parse/warnings.ts'
import type { Dataset } from './part10.ts'

export interface SourceAttributes {
  readonly studyInstanceUid: string
  /** absent where the images have no common space */
  readonly frameOfReferenceUid: string | undefined
  /** attributes of patient, study and trial by keyword, text only, without group 2 */
  readonly attributes: Dataset
}

type Kind = 'text' | 'date' | 'time'

/** PS3.3 C.7.1.1, C.7.2.1, C.7.2.2, C.7.1.3 and C.7.2.3; no names of staff, no free comments. */
const taken: Readonly<Record<string, Kind>> = {
  PatientName: 'text',
  PatientID: 'text',
  PatientBirthDate: 'date',
  PatientSex: 'text',
  PatientIdentityRemoved: 'text',
  DeidentificationMethod: 'text',
  LongitudinalTemporalInformationModified: 'text',
  PatientAge: 'text',
  PatientSize: 'text',
  PatientWeight: 'text',
  StudyDate: 'date',
  StudyTime: 'time',
  StudyID: 'text',
  ClinicalTrialSponsorName: 'text',
  ClinicalTrialProtocolID: 'text',
  ClinicalTrialProtocolName: 'text',
  ClinicalTrialSiteID: 'text',
  ClinicalTrialSiteName: 'text',
  ClinicalTrialSubjectID: 'text',
  ClinicalTrialSubjectReadingID: 'text',
  ClinicalTrialTimePointID: 'text',
  ClinicalTrialTimePointDescription: 'text',
  ClinicalTrialCoordinatingCenterName: 'text',
}
const codeSequence = 'DeidentificationMethodCodeSequence'
const codeParts = ['CodeValue', 'CodingSchemeDesignator', 'CodingSchemeVersion', 'CodeMeaning'] as const

/**
 * @param file         the source image, whole
 * @param attestation  what a person attested at import for a source that lacks the marker of removed identity
 * @throws DicomRefusal when the file cannot be parsed or names no study
 */
export function sourceAttributes(file: Uint8Array, attestation?: string): SourceAttributes {
  const header = parseHeader(file, file.length)
  if (header.kind !== 'header') return refuse('truncated', say('dicom/cut-in-header'))
  const warnings: Warnings = new Map()
  const level = rootLevel(header.file.dataset)
  const charset = characterSet(codes(level, specificCharacterSet), warnings)
  const studyInstanceUid = uidText(level, tag('StudyInstanceUID'), warnings)
  if (studyInstanceUid === undefined) return refuse('missing-attribute', say('dicom/names-no-study'))
  const attributes: Record<string, string | readonly Dataset[]> = {}
  for (const [keyword, kind] of Object.entries(taken)) {
    const value = text(level, tag(keyword), charset, warnings)
    if (value !== undefined && isUsable(value, kind)) attributes[keyword] = value
  }
  const methods = items(level, tag(codeSequence)).map((item) => codeOf(item, charset, warnings))
  if (methods.length > 0) attributes[codeSequence] = methods
  return {
    studyInstanceUid,
    frameOfReferenceUid: uidText(level, tag('FrameOfReferenceUID'), warnings),
    attributes:
      attributes['PatientIdentityRemoved'] === undefined && attestation !== undefined
        ? { ...attributes, ...attested(attestation, attributes['DeidentificationMethod']) }
        : attributes,
  }
}

const isUsable = (value: string, kind: Kind): boolean =>
  kind === 'text' || (kind === 'date' ? isDate(value) : isTime(value))

/** A person said so, and the object says that it was a person, behind what the source says of its method. */
function attested(reason: string, method: Dataset[string]): Dataset {
  const said = `Attested at import: ${reason.replaceAll('\\', '/')}`.slice(0, longestLongString)
  return {
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: typeof method === 'string' ? `${method}\\${said}` : said,
  }
}
const longestLongString = 64

function codeOf(item: Level, charset: CharacterSet, warnings: Warnings): Dataset {
  const code: Record<string, string> = {}
  for (const keyword of codeParts) {
    const value = text(item, tag(keyword), charset, warnings)
    if (value !== undefined) code[keyword] = value
  }
  return code
}
