/**
 * Enhanced MR Image Storage: one object a series, one frame an image.
 * @source DICOM PS3.3 A.36.2, C.7.6.16, C.7.6.17, C.7.6.18.1, C.8.13
 */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { Ms } from '#analysis/units/units.ts'
import type { Dataset } from '../part10.ts'
import {
  clock,
  code,
  commonModules,
  displayWindow,
  pixelModule,
  type SeriesContext,
  scanner,
  sequence,
} from './modules.ts'
import { phantomUid } from './uids.ts'

const enhancedMrImageStorage = '1.2.840.10008.5.1.4.1.1.4.1'

export interface EnhancedFrame {
  readonly plane: ImagePlane
  /** both from 0 */
  readonly slice: number
  readonly phase: number
}

/**
 * @param frames  in the order of the pixels
 * @param stored  all frames, one after the other
 */
export function enhancedMrImage(
  context: SeriesContext,
  sopInstanceUid: string,
  frames: readonly EnhancedFrame[],
  rr: Ms,
  stored: Uint8Array,
): Dataset {
  const { series } = context
  const first = frames[0]
  if (!first) throw new RangeError('an enhanced object needs a frame')
  const cine = series.phases > 1
  const frameType = ['ORIGINAL', 'PRIMARY', cine ? 'CINE' : 'LOCALIZER', 'NONE']
  return {
    ...commonModules(context),
    SOPClassUID: enhancedMrImageStorage,
    SOPInstanceUID: sopInstanceUid,
    ImageType: frameType,
    InstanceNumber: 1,
    AcquisitionNumber: 1,
    AcquisitionDateTime: acquisitionTime(context, 0),
    AcquisitionDuration: 1000 * breathHold * series.planes.length,
    // the module asks for one, and there is no device
    DeviceSerialNumber: 'SYNTHETIC',
    ContentQualification: 'RESEARCH',
    ApplicableSafetyStandardAgency: 'IEC',
    ...imageDescription,
    ...pulseSequence,
    ...(cine ? cardiacSynchronization(rr) : {}),
    ...dimensions(context),
    AcquisitionContextSequence: [],
    NumberOfFrames: frames.length,
    SharedFunctionalGroupsSequence: [sharedGroups(context, first.plane, frameType)],
    PerFrameFunctionalGroupsSequence: frames.map((frame) => frameGroups(context, frame, rr)),
    ...pixelModule(first.plane.rows, first.plane.columns, stored),
  }
}

/** Seconds a slice takes. */
const breathHold = 15

const acquisitionTime = ({ options, seriesNumber }: SeriesContext, slice: number): string =>
  `${options.studyDate}${clock(seriesNumber * 300 + slice * breathHold)}`

const imageDescription: Dataset = {
  PixelPresentation: 'MONOCHROME',
  VolumetricProperties: 'VOLUME',
  VolumeBasedCalculationTechnique: 'NONE',
  ComplexImageComponent: 'MAGNITUDE',
  AcquisitionContrast: 'UNKNOWN',
}

const pulseSequence: Dataset = {
  PulseSequenceName: sequence.name,
  MRAcquisitionType: '2D',
  EchoPulseSequence: 'GRADIENT',
  MultiPlanarExcitation: 'NO',
  PhaseContrast: 'NO',
  TimeOfFlightContrast: 'NO',
  SteadyStatePulseSequence: 'FREE_PRECESSION',
  EchoPlanarPulseSequence: 'NO',
  SaturationRecovery: 'NO',
  SpectrallySelectedSuppression: 'NONE',
  OversamplingPhase: '2D',
  GeometryOfKSpaceTraversal: 'RECTILINEAR',
  RectilinearPhaseEncodeReordering: 'LINEAR',
  SegmentedKSpaceTraversal: 'PARTIAL',
  NumberOfKSpaceTrajectories: 1,
  ResonantNucleus: '1H',
  MagneticFieldStrength: scanner.field,
  KSpaceFiltering: 'NONE',
}

const cardiacSynchronization = (rr: Ms): Dataset => ({
  CardiacSynchronizationTechnique: 'RETROSPECTIVE',
  CardiacSignalSource: 'ECG',
  CardiacBeatRejectionTechnique: 'NONE',
  CardiacRRIntervalSpecified: rr,
  LowRRValue: Math.round(0.97 * rr),
  HighRRValue: Math.round(1.03 * rr),
  IntervalsAcquired: Math.round((1000 * breathHold) / rr),
  IntervalsRejected: 0,
})

/** Frames are told apart by slice and by time. */
function dimensions({ options }: SeriesContext): Dataset {
  const organization = phantomUid(options, 'dimensions')
  const index = (pointer: string, label: string): Dataset => ({
    DimensionOrganizationUID: organization,
    DimensionIndexPointer: pointer,
    FunctionalGroupPointer: 'FrameContentSequence',
    DimensionDescriptionLabel: label,
  })
  return {
    DimensionOrganizationSequence: [{ DimensionOrganizationUID: organization }],
    DimensionIndexSequence: [
      index('InStackPositionNumber', 'Slice'),
      index('TemporalPositionIndex', 'Cardiac phase'),
    ],
  }
}

/** What all frames have in common. */
function sharedGroups({ series }: SeriesContext, plane: ImagePlane, frameType: readonly string[]): Dataset {
  return {
    PixelMeasuresSequence: [
      {
        PixelSpacing: [plane.rowSpacing, plane.columnSpacing],
        SliceThickness: series.thickness,
        SpacingBetweenSlices: series.spacing,
      },
    ],
    FrameAnatomySequence: [
      { FrameLaterality: 'U', AnatomicRegionSequence: [code('80891009', 'SCT', 'Heart')] },
    ],
    PixelValueTransformationSequence: [{ RescaleIntercept: 0, RescaleSlope: 1, RescaleType: 'US' }],
    FrameVOILUTSequence: [displayWindow],
    MRImageFrameTypeSequence: [{ FrameType: frameType, ...imageDescription }],
    MRTimingAndRelatedParametersSequence: [
      {
        RepetitionTime: sequence.repetitionTime,
        FlipAngle: sequence.flipAngle,
        EchoTrainLength: 1,
        RFEchoTrainLength: 0,
        GradientEchoTrainLength: 1,
        SpecificAbsorptionRateSequence: [
          { SpecificAbsorptionRateDefinition: 'IEC_WHOLE_BODY', SpecificAbsorptionRateValue: 0 },
        ],
        GradientOutputType: 'DB_DT',
        GradientOutput: 0,
        OperatingModeSequence: [
          { OperatingModeType: 'STATIC FIELD', OperatingMode: 'IEC_NORMAL' },
          { OperatingModeType: 'RF', OperatingMode: 'IEC_NORMAL' },
          { OperatingModeType: 'GRADIENT', OperatingMode: 'IEC_NORMAL' },
        ],
      },
    ],
    MRFOVGeometrySequence: [
      {
        InPlanePhaseEncodingDirection: 'COLUMN',
        MRAcquisitionFrequencyEncodingSteps: plane.columns,
        MRAcquisitionPhaseEncodingStepsInPlane: plane.rows,
        PercentSampling: 100,
        PercentPhaseFieldOfView: 100,
      },
    ],
    MREchoSequence: [{ EffectiveEchoTime: sequence.echoTime }],
    MRModifierSequence: [
      {
        InversionRecovery: 'NO',
        FlowCompensation: 'NONE',
        Spoiling: 'NONE',
        T2Preparation: 'NO',
        SpectrallySelectedExcitation: 'NONE',
        SpatialPresaturation: 'NONE',
        PartialFourier: 'NO',
        ParallelAcquisition: 'NO',
      },
    ],
    MRImagingModifierSequence: [
      {
        MagnetizationTransfer: 'NONE',
        BloodSignalNulling: 'NO',
        Tagging: 'NONE',
        TransmitterFrequency: scanner.frequency,
        PixelBandwidth: sequence.bandwidth,
      },
    ],
    MRReceiveCoilSequence: [
      {
        ReceiveCoilName: 'SYNTHETIC',
        ReceiveCoilManufacturerName: '',
        ReceiveCoilType: 'MULTICOIL',
        QuadratureReceiveCoil: 'NO',
        MultiCoilDefinitionSequence: [{ MultiCoilElementName: 'FRONT', MultiCoilElementUsed: 'YES' }],
      },
    ],
    MRTransmitCoilSequence: [
      { TransmitCoilName: 'BODY', TransmitCoilManufacturerName: '', TransmitCoilType: 'BODY' },
    ],
    MRAveragesSequence: [{ NumberOfAverages: 1 }],
  }
}

function frameGroups(context: SeriesContext, { plane, slice, phase }: EnhancedFrame, rr: Ms): Dataset {
  const { phases } = context.series
  return {
    FrameContentSequence: [
      {
        FrameAcquisitionNumber: slice + 1,
        FrameReferenceDateTime: acquisitionTime(context, slice),
        FrameAcquisitionDateTime: acquisitionTime(context, slice),
        FrameAcquisitionDuration: 1000 * breathHold,
        StackID: '1',
        InStackPositionNumber: slice + 1,
        TemporalPositionIndex: phase + 1,
        DimensionIndexValues: [slice + 1, phase + 1],
      },
    ],
    PlanePositionSequence: [{ ImagePositionPatient: plane.position }],
    PlaneOrientationSequence: [
      { ImageOrientationPatient: [...plane.rowDirection, ...plane.columnDirection] },
    ],
    ...(phases > 1
      ? {
          CardiacSynchronizationSequence: [
            { NominalCardiacTriggerDelayTime: (phase / phases) * rr, RRIntervalTimeNominal: rr },
          ],
        }
      : {}),
  }
}
