/** A header as plain facts: what `analysis` and the library know of an image or another object. */
import type { InstanceFacts, PatientFacts, TrialFacts } from '#analysis/protocol/facts.ts'
import { say } from '#analysis/sentences/say.ts'
import { kg } from '#analysis/units/units.ts'
import { tag } from '../parse/dictionary.ts'
import { refuse } from '../parse/refusal.ts'
import { isEnhanced, isMagneticResonance } from '../parse/sop-classes.ts'
import { converted, plainText, positive, present, requiredUid, type Source } from '../parse/source.ts'
import type { Tag } from '../parse/tags.ts'
import { ascii, code, codes, isDate, isTime, optionalNumber, uidText } from '../parse/values.ts'
import { warn } from '../parse/warnings.ts'
import type { PixelDescription } from '../pixels/description.ts'
import { classicFrames, enhancedFrames, type FramesOfInstance } from './frames.ts'
import { sequenceFacts } from './sequence.ts'

/** What every object of a study has, image or not. */
export interface ObjectFacts {
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  readonly studyUid: string
  readonly seriesUid: string
  readonly transferSyntaxUid: string
  readonly modality: string
  readonly manufacturer?: string
  readonly seriesNumber?: number
  readonly instanceNumber?: number
  readonly seriesDescription?: string
  /** valid dates only */
  readonly studyDate?: string
  readonly patient: PatientFacts
  readonly trial: TrialFacts
}

const attributes = {
  sopClass: tag('SOPClassUID'),
  sopInstance: tag('SOPInstanceUID'),
  study: tag('StudyInstanceUID'),
  series: tag('SeriesInstanceUID'),
  frameOfReference: tag('FrameOfReferenceUID'),
  modality: tag('Modality'),
  manufacturer: tag('Manufacturer'),
  seriesNumber: tag('SeriesNumber'),
  instanceNumber: tag('InstanceNumber'),
  acquisitionNumber: tag('AcquisitionNumber'),
  seriesDescription: tag('SeriesDescription'),
  protocolName: tag('ProtocolName'),
  sequenceName: tag('SequenceName'),
  pulseSequenceName: tag('PulseSequenceName'),
  imageType: tag('ImageType'),
  fieldStrength: tag('MagneticFieldStrength'),
  studyDate: tag('StudyDate'),
  acquisitionTime: tag('AcquisitionTime'),
  contentTime: tag('ContentTime'),
  sex: tag('PatientSex'),
  age: tag('PatientAge'),
  size: tag('PatientSize'),
  weight: tag('PatientWeight'),
  protocolId: tag('ClinicalTrialProtocolID'),
  siteId: tag('ClinicalTrialSiteID'),
  subjectId: tag('ClinicalTrialSubjectID'),
  timePointId: tag('ClinicalTrialTimePointID'),
} as const

/** @throws DicomRefusal for an identifier that is missing or no UID */
export function objectFacts(source: Source): ObjectFacts {
  const { root, file } = source
  const date = ascii(root, attributes.studyDate)
  return {
    sopClassUid: requiredUid(source, attributes.sopClass),
    sopInstanceUid: requiredUid(source, attributes.sopInstance),
    studyUid: requiredUid(source, attributes.study),
    seriesUid: requiredUid(source, attributes.series),
    transferSyntaxUid: file.syntax.uid,
    modality:
      code(root, attributes.modality) ??
      refuse('missing-attribute', say('dicom/is-missing', { element: 'Modality' })),
    ...present('manufacturer', plainText(source, attributes.manufacturer)),
    ...present('seriesNumber', countOf(source, attributes.seriesNumber)),
    ...present('instanceNumber', countOf(source, attributes.instanceNumber)),
    ...present('seriesDescription', plainText(source, attributes.seriesDescription)),
    ...present('studyDate', date !== undefined && isDate(date) ? date : undefined),
    patient: patientFacts(source),
    trial: trialFacts(source),
  }
}

export interface ImageFacts {
  readonly facts: InstanceFacts
  readonly problem?: FramesOfInstance['problem']
}

/** @throws DicomRefusal for a number that something would be measured with and that is none */
export function imageFacts(source: Source, pixels: PixelDescription): ImageFacts {
  const { root, warnings } = source
  const object = objectFacts(source)
  const enhanced = isEnhanced(object.sopClassUid)
  const sequenceName =
    plainText(source, attributes.sequenceName) ?? plainText(source, attributes.pulseSequenceName)
  const { frames, problem } = enhanced
    ? enhancedFrames(source, pixels, sequenceName)
    : classicFrames(source, pixels, sequenceName)
  if (
    isMagneticResonance(object.sopClassUid) &&
    frames.some(({ sliceThickness }) => sliceThickness === undefined)
  )
    warn(warnings, 'no-slice-thickness', say('dicom/no-slice-thickness'))
  const { frames: _, ...pixelFacts } = pixels
  const facts: InstanceFacts = {
    ...object,
    ...present('frameOfReferenceUid', uidText(root, attributes.frameOfReference, warnings)),
    ...present('acquisitionNumber', countOf(source, attributes.acquisitionNumber)),
    ...present('protocolName', plainText(source, attributes.protocolName)),
    ...present('sequenceName', sequenceName),
    imageType: codes(root, attributes.imageType),
    ...sequenceFacts(source, enhanced),
    ...present('magneticFieldStrength', positiveOf(source, attributes.fieldStrength)),
    ...present('acquisitionTime', timeOf(source, attributes.acquisitionTime)),
    ...present('contentTime', timeOf(source, attributes.contentTime)),
    pixels: pixelFacts,
    frames,
  }
  return { facts, ...present('problem', problem) }
}

const sexes = ['M', 'F', 'O'] as const
const ageGrammar = /^\d{3}[DWMY]$/

function patientFacts(source: Source): PatientFacts {
  const { root } = source
  const stated = code(root, attributes.sex)
  const sex = sexes.find((one) => one === stated)
  const age = ascii(root, attributes.age)
  return {
    ...present('sex', sex),
    ...present('age', age !== undefined && ageGrammar.test(age) ? age : undefined),
    ...present(
      'heightCm',
      converted(positiveOf(source, attributes.size), (metres) => metres * 100),
    ),
    ...present('weight', converted(positiveOf(source, attributes.weight), kg)),
  }
}

const trialFacts = (source: Source): TrialFacts => ({
  ...present('protocolId', plainText(source, attributes.protocolId)),
  ...present('siteId', plainText(source, attributes.siteId)),
  ...present('subjectId', plainText(source, attributes.subjectId)),
  ...present('timePointId', plainText(source, attributes.timePointId)),
})

const countOf = ({ root, warnings }: Source, of: Tag): number | undefined =>
  optionalNumber(root, of, warnings)

const positiveOf = (source: Source, of: Tag): number | undefined => positive(countOf(source, of))

function timeOf({ root }: Source, of: Tag): string | undefined {
  const time = ascii(root, of)
  return time !== undefined && isTime(time) ? time : undefined
}
