/** One small MR image that is right in every way, and what it takes to make it wrong in one. */
import {
  type Attributes,
  element,
  elements,
  latin1,
  type Raw,
  uid,
  type Value,
  type Written,
  written,
} from './encode.ts'

export const mrImage = '1.2.840.10008.5.1.4.1.1.4'
export const enhancedMr = '1.2.840.10008.5.1.4.1.1.4.1'
export const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7'
export const comprehensiveSr = '1.2.840.10008.5.1.4.1.1.88.33'
export const encapsulatedPdf = '1.2.840.10008.5.1.4.1.1.104.1'

export const syntaxes = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  bigEndian: '1.2.840.10008.1.2.2',
  jpegLossless: '1.2.840.10008.1.2.4.70',
  jpeg2000: '1.2.840.10008.1.2.4.90',
  rle: '1.2.840.10008.1.2.5',
} as const

export const words = (values: readonly number[]): Buffer =>
  Buffer.from(values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]))

const side = 16
export const ramp = words(Array.from({ length: side * side }, (_, index) => (index * 37) % 4096))
export const otherPixels = words(Array.from({ length: side * side }, () => 1))

/** @param name  of the instance: two names are two SOPInstanceUIDs in one series */
export const image = (changes: Attributes = {}, name = 'n'): Attributes => ({
  SpecificCharacterSet: 'ISO_IR 192',
  ImageType: 'ORIGINAL\\PRIMARY\\M\\NONE',
  SOPClassUID: mrImage,
  SOPInstanceUID: uid(`sop${name}`),
  StudyDate: '20250101',
  StudyTime: '120000',
  AccessionNumber: '',
  Modality: 'MR',
  Manufacturer: 'SYNTH',
  ReferringPhysicianName: '',
  PatientName: 'SUBJ^01',
  PatientID: 'SUBJ-01',
  PatientBirthDate: '',
  PatientSex: 'O',
  ClinicalTrialSponsorName: 'SPONSOR',
  ClinicalTrialProtocolID: 'CMR-TRIAL-01',
  ClinicalTrialSiteID: 'SITE01',
  ClinicalTrialSubjectID: 'S-01',
  PatientIdentityRemoved: 'YES',
  DeidentificationMethod: 'synthetic',
  ScanningSequence: 'GR',
  SliceThickness: '8',
  TriggerTime: '0',
  LongitudinalTemporalInformationModified: 'MODIFIED',
  StudyInstanceUID: uid('study'),
  SeriesInstanceUID: uid('series'),
  StudyID: '1',
  SeriesNumber: '1',
  InstanceNumber: '1',
  ImagePositionPatient: '0\\0\\0',
  ImageOrientationPatient: '1\\0\\0\\0\\1\\0',
  FrameOfReferenceUID: uid('for'),
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  Rows: side,
  Columns: side,
  PixelSpacing: '1.5\\1.5',
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  BurnedInAnnotation: 'NO',
  PixelData: written('OW', ramp),
  ...changes,
})

/** The same image at slice `slice` of a stack with 8 mm between slice centres. */
export const slice = (index: number, changes: Attributes = {}): Attributes =>
  image(
    { InstanceNumber: String(index + 1), ImagePositionPatient: `0\\0\\${index * 8}`, ...changes },
    `g${index}`,
  )

export interface FileOptions {
  readonly syntax?: string
  /** instead of the image's own */
  readonly instance?: string
  readonly sopClass?: string
  readonly preamble?: Buffer
  /** instead of the encoded image */
  readonly body?: Buffer
  /** instead of the true one */
  readonly metaLength?: number
  readonly extraMeta?: Buffer
  readonly withoutSyntax?: boolean
}

export function file(attributes: Attributes, options: FileOptions = {}): Buffer {
  const { syntax = syntaxes.explicit, preamble = Buffer.alloc(128), body = elements(attributes) } = options
  return Buffer.concat([preamble, latin1('DICM'), meta(attributes, { ...options, syntax }), body])
}

export function meta(attributes: Attributes, options: FileOptions): Buffer {
  const {
    syntax,
    instance,
    sopClass = mrImage,
    metaLength,
    extraMeta = Buffer.alloc(0),
    withoutSyntax,
  } = options
  const content = Buffer.concat([
    elements({
      FileMetaInformationVersion: Buffer.from([0, 1]),
      MediaStorageSOPClassUID: sopClass,
      MediaStorageSOPInstanceUID: instance ?? textOf(attributes['SOPInstanceUID']),
      TransferSyntaxUID: withoutSyntax ? undefined : syntax,
      ImplementationClassUID: '2.25.1',
    }),
    extraMeta,
  ])
  return Buffer.concat([element('FileMetaInformationGroupLength', metaLength ?? content.length), content])
}

const textOf = (value: Value | Written | Raw | undefined): string => {
  if (typeof value !== 'string') throw new TypeError('the image has no UID of its own')
  return value
}

export const good = (): Buffer => file(image())
