/**
 * The modules that every object of a synthetic study shares: patient, trial, study, series, equipment.
 * @source DICOM PS3.3 A.4.3, C.7.1 to C.7.5, C.12.1
 */
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { PhantomSeries } from '#analysis/phantom/study.ts'
import type { Dataset } from '../part10.ts'
import { phantomUid } from './uids.ts'

export interface SeriesContext {
  readonly options: PhantomStudyOptions
  readonly series: PhantomSeries
  /** from 1, in the order of acquisition */
  readonly seriesNumber: number
}

export const code = (value: string, scheme: string, meaning: string): Dataset => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning,
})

export const seriesUid = ({ options, seriesNumber }: SeriesContext): string =>
  phantomUid(options, 'series', seriesNumber)

/** Everything that does not depend on the kind of image. */
export function commonModules(context: SeriesContext): Dataset {
  const { options, series, seriesNumber } = context
  const time = clock(seriesNumber * 5 * 60)
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    ...patientModule(options),
    ...trialModules(options),
    StudyInstanceUID: phantomUid(options),
    StudyDate: options.studyDate,
    StudyTime: clock(0),
    AccessionNumber: '',
    ReferringPhysicianName: '',
    StudyID: '1',
    StudyDescription: 'Cardiac MR (synthetic)',
    Modality: 'MR',
    SeriesInstanceUID: seriesUid(context),
    SeriesNumber: seriesNumber,
    SeriesDate: options.studyDate,
    SeriesTime: time,
    SeriesDescription: series.description,
    ProtocolName: series.description,
    BodyPartExamined: 'HEART',
    PatientPosition: 'HFS',
    FrameOfReferenceUID: phantomUid(options, 'frame of reference'),
    PositionReferenceIndicator: '',
    Manufacturer: 'Midwall',
    ManufacturerModelName: 'Phantom',
    SoftwareVersions: '1',
    ContentDate: options.studyDate,
    ContentTime: time,
    BurnedInAnnotation: 'NO',
    RecognizableVisualFeatures: 'NO',
    LossyImageCompression: '00',
    PresentationLUTShape: 'IDENTITY',
  }
}

/** What PS3.15 calls a file with made-up dates in which sex, age and size, and the name of the device, are left. */
const deidentification = [
  code('113100', 'DCM', 'Basic Application Confidentiality Profile'),
  code('113107', 'DCM', 'Retain Longitudinal Temporal Information Modified Dates Option'),
  code('113108', 'DCM', 'Retain Patient Characteristics Option'),
  code('113109', 'DCM', 'Retain Device Identity Option'),
]

function patientModule({ subject, patient }: PhantomStudyOptions): Dataset {
  return {
    PatientName: subject,
    PatientID: subject,
    PatientBirthDate: '',
    PatientSex: patient?.sex ?? '',
    PatientAge: patient?.age === undefined ? undefined : ageString(patient.age),
    PatientSize: patient?.height === undefined ? undefined : patient.height / 100,
    PatientWeight: patient?.weight,
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'Synthetic: no patient was imaged',
    DeidentificationMethodCodeSequence: deidentification,
    LongitudinalTemporalInformationModified: 'MODIFIED',
  }
}

/** Ages over 89 identify, so they are not told apart. */
const ageString = (years: number): string => `${String(Math.min(90, Math.floor(years))).padStart(3, '0')}Y`

function trialModules({ project, site, subject, timePoint }: PhantomStudyOptions): Dataset {
  return {
    ClinicalTrialSponsorName: 'Midwall demonstration',
    ClinicalTrialProtocolID: project,
    ClinicalTrialProtocolName: '',
    ClinicalTrialSiteID: site,
    ClinicalTrialSiteName: '',
    ClinicalTrialSubjectID: subject,
    ClinicalTrialTimePointID: timePoint ?? '',
    ClinicalTrialCoordinatingCenterName: '',
  }
}

/** The examination starts at ten; TM. */
export function clock(seconds: number): string {
  const at = 10 * 3600 + seconds
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${two(at / 3600)}${two((at / 60) % 60)}${two(at % 60)}`
}

/** 12 bits in 16, unsigned. */
export function pixelModule(rows: number, columns: number, stored: Uint8Array): Dataset {
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    PixelData: stored,
  }
}

/** Stored values at which blood is bright and myocardium dark. */
export const displayWindow = { WindowCenter: 700, WindowWidth: 1400 }

/** The numbers of the balanced steady-state sequence that the signal imitates. */
export const sequence = {
  name: 'cine_bssfp',
  repetitionTime: 3.2,
  echoTime: 1.6,
  flipAngle: 50,
  bandwidth: 930,
}
export const scanner = { field: 1.5, frequency: 63.87 }
