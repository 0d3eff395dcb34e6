/** The smallest object that says what somebody thinks of a study: a structured report with a single sentence. */
import { explicitLittleEndian, writePart10 } from '#dicom/write/part10.ts'

export interface Opinion {
  readonly study: string
  readonly project: string
  readonly subject: string
  /** last part of its UIDs */
  readonly number: number
  readonly sentence?: string
  /** in the clear, for what must never leave */
  readonly patientName?: string
}

export const basicTextReport = '1.2.840.10008.5.1.4.1.1.88.11'
export { explicitLittleEndian }

export const opinionUid = (study: string, number: number): string => `${study.slice(0, 50)}.99.${number}`

export function writeOpinion(opinion: Opinion): Uint8Array<ArrayBuffer> {
  const { study, project, subject, number, sentence = 'EF 61 %', patientName = subject } = opinion
  return writePart10({
    SOPClassUID: basicTextReport,
    SOPInstanceUID: opinionUid(study, number),
    StudyInstanceUID: study,
    SeriesInstanceUID: `${study.slice(0, 50)}.98.${number}`,
    Modality: 'SR',
    SeriesNumber: 900 + number,
    InstanceNumber: 1,
    PatientName: patientName,
    PatientID: subject,
    PatientBirthDate: '',
    PatientSex: '',
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'synthetic',
    LongitudinalTemporalInformationModified: 'MODIFIED',
    ClinicalTrialProtocolID: project,
    ClinicalTrialSubjectID: subject,
    ClinicalTrialSiteID: 'SITE-A',
    StudyDate: '',
    StudyTime: '',
    ReferringPhysicianName: '',
    StudyID: '',
    AccessionNumber: '',
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
    ValueType: 'TEXT',
    TextValue: sentence,
    ContinuityOfContent: 'SEPARATE',
  })
}
