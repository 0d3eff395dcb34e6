/**
 * The modules that every object of a synthetic study shares: patient, trial, study, series, equipment.
 * @source DICOM PS3.3 A.4.3, C.7.1 to C.7.5, C.12.1
 */
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { PhantomSeries } from '#analysis/phantom/series.ts'
import { type Ms, ms } from '#analysis/units/units.ts'
import type { Dataset } from '../part10.ts'
import { dialectOf } from './dialects.ts'
import { phantomUid } from './uids.ts'

export interface SeriesContext {
  readonly options: PhantomStudyOptions
  readonly series: PhantomSeries
  /** from 1, in the order of acquisition */
  readonly seriesNumber: number
  /** of the one slice that the series has, where a stack is a series a slice */
  readonly sliceNumber?: number
}

export const code = (value: string, scheme: string, meaning: string): Dataset => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning,
})

export const seriesUid = ({ options, seriesNumber, sliceNumber }: SeriesContext): string =>
  sliceNumber === undefined
    ? phantomUid(options, 'series', seriesNumber)
    : phantomUid(options, 'series', seriesNumber, sliceNumber)

/** A series a slice has numbers of its own, after all others. */
const statedNumber = ({ seriesNumber, sliceNumber }: SeriesContext): number =>
  sliceNumber === undefined ? seriesNumber : 100 * seriesNumber + sliceNumber

const common = new WeakMap<SeriesContext, Dataset>()

/** Everything that does not depend on the kind of image; made once for all images of a series. */
export function commonModules(context: SeriesContext): Dataset {
  const known = common.get(context) ?? newModules(context)
  common.set(context, known)
  return known
}

function newModules(context: SeriesContext): Dataset {
  const { options, series } = context
  const time = clock(series.attributes[0]?.[0]?.acquired ?? ms(0))
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    ...patientModule(options),
    ...trialModules(options),
    StudyInstanceUID: phantomUid(options),
    StudyDate: options.studyDate,
    StudyTime: clock(ms(0)),
    AccessionNumber: '',
    ReferringPhysicianName: '',
    StudyID: '1',
    StudyDescription: 'Cardiac MR (synthetic)',
    Modality: 'MR',
    SeriesInstanceUID: seriesUid(context),
    SeriesNumber: statedNumber(context),
    SeriesDate: options.studyDate,
    SeriesTime: time,
    SeriesDescription: series.description,
    ProtocolName: series.description,
    BodyPartExamined: 'HEART',
    PatientPosition: 'HFS',
    FrameOfReferenceUID: phantomUid(options, 'frame of reference'),
    PositionReferenceIndicator: '',
    ...dialectOf(options).equipment,
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

/** The examination starts at ten; TM, with a fraction where there is one. @param since  its start */
export function clock(since: Ms): string {
  const at = 10 * 3600 * 1000 + Math.round(since)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const fraction = at % 1000
  const whole = `${two(at / 3600000)}${two((at / 60000) % 60)}${two((at / 1000) % 60)}`
  return fraction === 0 ? whole : `${whole}.${String(fraction).padStart(3, '0')}000`
}

/** 12 bits in 16, or 16 bits with a sign. */
export function pixelModule(
  rows: number,
  columns: number,
  stored: Uint8Array | undefined,
  signed = false,
): Dataset {
  const bits = signed ? 16 : 12
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    BitsAllocated: 16,
    BitsStored: bits,
    HighBit: bits - 1,
    PixelRepresentation: signed ? 1 : 0,
    PixelData: stored,
  }
}

export const scanner = { field: 1.5, frequency: 63.87 }
