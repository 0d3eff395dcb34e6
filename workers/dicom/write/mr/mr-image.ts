/**
 * MR Image Storage: one object an image.
 * @source DICOM PS3.3 A.4, C.7.6.2, C.8.3.1
 */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { ImageAttributes } from '#analysis/phantom/attributes.ts'
import { type Ms, ms } from '#analysis/units/units.ts'
import type { Dataset } from '../part10.ts'
import { dialectOf } from './dialects.ts'
import { clock, commonModules, pixelModule, type SeriesContext, scanner } from './modules.ts'
import { sequences, windowOf } from './sequence.ts'

const mrImageStorage = '1.2.840.10008.5.1.4.1.1.4'

export interface MrImage {
  readonly sopInstanceUid: string
  readonly plane: ImagePlane
  /** both from 0 */
  readonly slice: number
  readonly phase: number
  readonly rr: Ms
  /** undefined for a header alone */
  readonly stored: Uint8Array | undefined
  /** counts on from another series that shares this one's UID */
  readonly numberedAfter?: number
}

export function mrImage(context: SeriesContext, image: MrImage): Dataset {
  const { series, options } = context
  const { plane, slice, phase, rr, numberedAfter = 0 } = image
  const attributes = attributesOf(context, image)
  const { kind, contrast } = attributes
  const { scanning, variant, name, bandwidth } = sequences[kind]
  const dialect = dialectOf(options)
  const acquired = clock(attributes.acquired)
  const dialectImage = { series, slice, phase, attributes }
  const gated = kind !== 'scout'
  return {
    ...commonModules(context),
    SOPClassUID: mrImageStorage,
    SOPInstanceUID: image.sopInstanceUid,
    ImageType: dialect.imageType(dialectImage),
    InstanceNumber: numberedAfter + slice * series.phases + phase + 1,
    AcquisitionNumber: slice + 1,
    AcquisitionDate: options.studyDate,
    AcquisitionTime: acquired,
    ContentTime: acquired,
    ImagePositionPatient: plane.position,
    ImageOrientationPatient: [...plane.rowDirection, ...plane.columnDirection],
    PixelSpacing: [plane.rowSpacing, plane.columnSpacing],
    SliceThickness: series.thickness,
    SpacingBetweenSlices: series.spacing,
    ...(contrast === 'none' ? {} : { ContrastBolusAgent: 'GADOLINIUM' }),
    ScanningSequence: scanning,
    SequenceVariant: variant,
    ScanOptions: gated ? 'CG' : '',
    MRAcquisitionType: '2D',
    SequenceName: name,
    RepetitionTime: attributes.repetitionTime,
    EchoTime: attributes.echoTime,
    ...(kind === 'multi-echo' ? { EchoNumbers: phase + 1 } : {}),
    InversionTime: attributes.inversionTime,
    EchoTrainLength: 1,
    FlipAngle: attributes.flipAngle,
    PixelBandwidth: bandwidth,
    NumberOfAverages: 1,
    ImagedNucleus: '1H',
    MagneticFieldStrength: scanner.field,
    ImagingFrequency: scanner.frequency,
    ...(gated ? cardiacGating(attributes, series.phases, rr, phase) : {}),
    ...preparation(attributes),
    ...rescaling(attributes),
    ...windowOf(attributes),
    ...dialect.classic(dialectImage),
    ...pixelModule(plane.rows, plane.columns, image.stored, attributes.signed),
  }
}

/** Of a series that was cut or drawn out beyond what was planned: those of its first picture, at this phase. */
function attributesOf({ series }: SeriesContext, { slice, phase, rr }: MrImage): ImageAttributes {
  const planned = series.attributes[slice]?.[phase]
  if (planned !== undefined && series.attributes[slice]?.length === series.phases) return planned
  const first = series.attributes[slice]?.[0]
  if (first === undefined) throw new RangeError(`the series has no slice ${slice}`)
  return { ...first, rr, triggerTime: ms((phase / series.phases) * rr) }
}

/** Retrospective for what shows a beat: the phases divide the whole RR interval, the first at the R wave. */
function cardiacGating(
  { kind, triggerTime }: ImageAttributes,
  phases: number,
  rr: Ms,
  phase: number,
): Dataset {
  const beat = kind === 'cine' || kind === 'flow'
  return {
    TriggerTime: triggerTime,
    NominalInterval: Math.round(rr),
    LowRRValue: Math.round(0.97 * rr),
    HighRRValue: Math.round(1.03 * rr),
    HeartRate: Math.round(60000 / rr),
    BeatRejectionFlag: 'N',
    CardiacNumberOfImages: beat ? phases : 1,
    ...(beat || kind === 'perfusion'
      ? { TemporalPositionIdentifier: phase + 1, NumberOfTemporalPositions: phases }
      : {}),
  }
}

/**
 * No attribute of a classic image holds the length of a T2 preparation: makers write it as a comment. There is none for
 * the time since a saturation pulse either: an InversionTime may stand only where inversion is a part of the scanning
 * sequence (type 2C), although some files have it there.
 */
const preparation = ({ preparationTime }: ImageAttributes): Dataset =>
  preparationTime === undefined ? {} : { ImageComments: `T2 prep. duration = ${preparationTime} ms` }

const rescaling = ({ slope, intercept, signed }: ImageAttributes): Dataset =>
  slope === 1 && intercept === 0 && !signed
    ? {}
    : { RescaleSlope: slope, RescaleIntercept: intercept, RescaleType: 'US' }
