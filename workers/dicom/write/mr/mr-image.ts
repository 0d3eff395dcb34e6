/**
 * MR Image Storage: one object an image.
 * @source DICOM PS3.3 A.4, C.7.6.2, C.8.3.1
 */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { Ms } from '#analysis/units/units.ts'
import type { Dataset } from '../part10.ts'
import {
  clock,
  commonModules,
  displayWindow,
  pixelModule,
  type SeriesContext,
  scanner,
  sequence,
} from './modules.ts'

const mrImageStorage = '1.2.840.10008.5.1.4.1.1.4'

export interface MrImage {
  readonly sopInstanceUid: string
  readonly plane: ImagePlane
  /** both from 0 */
  readonly slice: number
  readonly phase: number
  readonly rr: Ms
  readonly stored: Uint8Array
}

export function mrImage(context: SeriesContext, image: MrImage): Dataset {
  const { series, seriesNumber, options } = context
  const { plane, slice, phase } = image
  const acquired = clock(seriesNumber * 5 * 60 + slice * 15)
  const cine = series.phases > 1
  return {
    ...commonModules(context),
    SOPClassUID: mrImageStorage,
    SOPInstanceUID: image.sopInstanceUid,
    ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
    InstanceNumber: slice * series.phases + phase + 1,
    AcquisitionNumber: slice + 1,
    AcquisitionDate: options.studyDate,
    AcquisitionTime: acquired,
    ContentTime: acquired,
    ImagePositionPatient: plane.position,
    ImageOrientationPatient: [...plane.rowDirection, ...plane.columnDirection],
    PixelSpacing: [plane.rowSpacing, plane.columnSpacing],
    SliceThickness: series.thickness,
    SpacingBetweenSlices: series.spacing,
    ScanningSequence: 'GR',
    SequenceVariant: 'SS',
    ScanOptions: cine ? 'CG' : '',
    MRAcquisitionType: '2D',
    SequenceName: sequence.name,
    RepetitionTime: sequence.repetitionTime,
    EchoTime: sequence.echoTime,
    EchoTrainLength: 1,
    FlipAngle: sequence.flipAngle,
    PixelBandwidth: sequence.bandwidth,
    NumberOfAverages: 1,
    ImagedNucleus: '1H',
    MagneticFieldStrength: scanner.field,
    ImagingFrequency: scanner.frequency,
    ...(cine ? cardiacGating(phase, series.phases, image.rr) : {}),
    ...displayWindow,
    ...pixelModule(plane.rows, plane.columns, image.stored),
  }
}

/** Retrospective: the phases divide the whole RR interval, the first at the R wave. */
function cardiacGating(phase: number, phases: number, rr: Ms): Dataset {
  return {
    TriggerTime: (phase / phases) * rr,
    NominalInterval: Math.round(rr),
    LowRRValue: Math.round(0.97 * rr),
    HighRRValue: Math.round(1.03 * rr),
    HeartRate: Math.round(60000 / rr),
    BeatRejectionFlag: 'N',
    CardiacNumberOfImages: phases,
    TemporalPositionIdentifier: phase + 1,
    NumberOfTemporalPositions: phases,
  }
}
