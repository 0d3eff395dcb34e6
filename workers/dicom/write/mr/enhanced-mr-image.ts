/**
 * Enhanced MR Image Storage: one object a series, one frame an image.
 * @source DICOM PS3.3 A.36.2, C.7.6.16, C.7.6.17, C.7.6.18.1, C.8.13
 */
import { type ImagePlane, planeNormal } from '#analysis/geometry/plane.ts'
import type { ImageAttributes, PictureKind } from '#analysis/phantom/attributes.ts'
import { at } from '#analysis/units/at.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import type { Dataset } from '../part10.ts'
import { clock, code, commonModules, pixelModule, type SeriesContext, scanner } from './modules.ts'
import { sequences, windowOf } from './sequence.ts'
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
 * @param stored  all frames, one after the other; undefined for a header alone
 */
export function enhancedMrImage(
  context: SeriesContext,
  sopInstanceUid: string,
  frames: readonly EnhancedFrame[],
  stored: Uint8Array | undefined,
): Dataset {
  const { series } = context
  const { plane } = at(frames, 0)
  const attributes = at(at(series.attributes, 0), 0)
  const description = imageDescription(attributes)
  const frameType = frameTypeOf(attributes)
  return {
    ...commonModules(context),
    SOPClassUID: enhancedMrImageStorage,
    SOPInstanceUID: sopInstanceUid,
    ImageType: frameType,
    InstanceNumber: 1,
    AcquisitionNumber: 1,
    AcquisitionDateTime: acquisitionTime(context, attributes),
    AcquisitionDuration: 1000 * breathHold * series.planes.length,
    // the module asks for one, and there is no device
    DeviceSerialNumber: 'SYNTHETIC',
    ContentQualification: 'RESEARCH',
    ApplicableSafetyStandardAgency: 'IEC',
    ...description,
    ...(attributes.kind === 'map'
      ? { ResonantNucleus: '1H', MagneticFieldStrength: scanner.field, KSpaceFiltering: 'NONE' }
      : pulseSequence(attributes)),
    ...(attributes.kind === 'scout' ? {} : cardiacSynchronization(attributes)),
    ...dimensions(context),
    AcquisitionContextSequence: [],
    NumberOfFrames: frames.length,
    SharedFunctionalGroupsSequence: [sharedGroups(context, plane, attributes, frameType)],
    PerFrameFunctionalGroupsSequence: frames.map((frame) => frameGroups(context, frame)),
    ...pixelModule(plane.rows, plane.columns, stored, attributes.signed),
  }
}

/** Seconds a slice takes. */
const breathHold = 15

const acquisitionTime = ({ options }: SeriesContext, { acquired }: ImageAttributes): string =>
  `${options.studyDate}${clock(acquired)}`

/** The third value: what the picture is for. */
function frameTypeOf({ kind, map, component }: ImageAttributes): readonly string[] {
  switch (map) {
    case 't1':
      return ['DERIVED', 'PRIMARY', 'T1', 'T1 MAP']
    case 't2':
      return ['DERIVED', 'PRIMARY', 'T2', 'T2 MAP']
    case 't2star':
      return ['DERIVED', 'PRIMARY', 'T2_STAR', 'T2_STAR MAP']
    default:
      return ['ORIGINAL', 'PRIMARY', component === 'phase' ? 'VELOCITY' : purposes[kind], 'NONE']
  }
}

const purposes: Readonly<Record<PictureKind, string>> = {
  scout: 'LOCALIZER',
  cine: 'CINE',
  'late-enhancement': 'POST_CONTRAST',
  perfusion: 'PERFUSION',
  molli: 'T1',
  't2-preparation': 'T2',
  'multi-echo': 'T2_STAR',
  flow: 'FLOW_ENCODED',
  map: 'T1',
}

const componentCodes = { magnitude: 'MAGNITUDE', phase: 'PHASE', real: 'REAL' } as const

const imageDescription = ({ component }: ImageAttributes): Dataset => ({
  PixelPresentation: 'MONOCHROME',
  VolumetricProperties: 'VOLUME',
  VolumeBasedCalculationTechnique: 'NONE',
  ComplexImageComponent: componentCodes[component],
  AcquisitionContrast: 'UNKNOWN',
})

const steadyStates = new Set<PictureKind>(['scout', 'cine', 'molli', 't2-preparation', 'map'])

const pulseSequence = ({ kind }: ImageAttributes): Dataset => ({
  PulseSequenceName: sequences[kind].name,
  MRAcquisitionType: '2D',
  EchoPulseSequence: 'GRADIENT',
  MultiPlanarExcitation: 'NO',
  PhaseContrast: kind === 'flow' ? 'YES' : 'NO',
  ...(kind === 'flow' ? { VelocityEncodingAcquisitionSequence: [throughPlane] } : {}),
  TimeOfFlightContrast: 'NO',
  SteadyStatePulseSequence: steadyStates.has(kind) ? 'FREE_PRECESSION' : 'NONE',
  EchoPlanarPulseSequence: 'NO',
  SaturationRecovery: kind === 'perfusion' ? 'YES' : 'NO',
  SpectrallySelectedSuppression: 'NONE',
  OversamplingPhase: '2D',
  GeometryOfKSpaceTraversal: 'RECTILINEAR',
  RectilinearPhaseEncodeReordering: 'LINEAR',
  SegmentedKSpaceTraversal: 'PARTIAL',
  NumberOfKSpaceTrajectories: 1,
  ResonantNucleus: '1H',
  MagneticFieldStrength: scanner.field,
  KSpaceFiltering: 'NONE',
})

const throughPlane: Dataset = { VelocityEncodingDirection: [0, 0, 1] }

const showsBeat = ({ kind }: ImageAttributes): boolean => kind === 'cine' || kind === 'flow'

const cardiacSynchronization = (attributes: ImageAttributes): Dataset => ({
  CardiacSynchronizationTechnique: showsBeat(attributes) ? 'RETROSPECTIVE' : 'PROSPECTIVE',
  CardiacSignalSource: 'ECG',
  CardiacBeatRejectionTechnique: 'NONE',
  LowRRValue: Math.round(0.97 * attributes.rr),
  HighRRValue: Math.round(1.03 * attributes.rr),
  ...(attributes.kind === 'map'
    ? {}
    : {
        CardiacRRIntervalSpecified: attributes.rr,
        IntervalsAcquired: Math.round((1000 * breathHold) / attributes.rr),
        IntervalsRejected: 0,
      }),
})

/** Frames are told apart by slice and by their place in time, or in the order of preparations. */
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
      index('TemporalPositionIndex', 'Picture of the slice'),
    ],
  }
}

/** What all frames have in common. */
function sharedGroups(
  { series }: SeriesContext,
  plane: ImagePlane,
  attributes: ImageAttributes,
  frameType: readonly string[],
): Dataset {
  const { slope, intercept, kind } = attributes
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
    PixelValueTransformationSequence: [
      { RescaleIntercept: intercept, RescaleSlope: slope, RescaleType: 'US' },
    ],
    FrameVOILUTSequence: [windowOf(attributes)],
    MRImageFrameTypeSequence: [{ FrameType: frameType, ...imageDescription(attributes) }],
    MRTimingAndRelatedParametersSequence: [
      {
        RepetitionTime: attributes.repetitionTime,
        FlipAngle: attributes.flipAngle,
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
    MRImagingModifierSequence: [
      {
        MagnetizationTransfer: 'NONE',
        BloodSignalNulling: 'NO',
        Tagging: 'NONE',
        TransmitterFrequency: scanner.frequency,
        PixelBandwidth: sequences[kind].bandwidth,
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

function frameGroups(context: SeriesContext, { plane, slice, phase }: EnhancedFrame): Dataset {
  const attributes = at(at(context.series.attributes, slice), phase)
  const { kind, triggerTime, rr, echoTime, preparationTime } = attributes
  return {
    FrameContentSequence: [
      {
        FrameAcquisitionNumber: slice + 1,
        FrameReferenceDateTime: acquisitionTime(context, attributes),
        FrameAcquisitionDateTime: acquisitionTime(context, attributes),
        FrameAcquisitionDuration: 1000 * breathHold,
        StackID: '1',
        InStackPositionNumber: slice + 1,
        TemporalPositionIndex: phase + 1,
        DimensionIndexValues: [slice + 1, phase + 1],
        ...(preparationTime === undefined
          ? {}
          : { FrameComments: `T2 prep. duration = ${preparationTime} ms` }),
      },
    ],
    PlanePositionSequence: [{ ImagePositionPatient: plane.position }],
    PlaneOrientationSequence: [
      { ImageOrientationPatient: [...plane.rowDirection, ...plane.columnDirection] },
    ],
    MREchoSequence: [{ EffectiveEchoTime: echoTime }],
    MRModifierSequence: [modifier(attributes)],
    ...(kind === 'flow' ? { MRVelocityEncodingSequence: [velocity(attributes, plane)] } : {}),
    ...(kind === 'scout'
      ? {}
      : {
          CardiacSynchronizationSequence: [
            { NominalCardiacTriggerDelayTime: triggerTime, RRIntervalTimeNominal: rr },
          ],
        }),
  }
}

const modifier = ({ inversionTime, preparationTime = ms(0) }: ImageAttributes): Dataset => ({
  InversionRecovery: inversionTime === undefined ? 'NO' : 'YES',
  ...(inversionTime === undefined ? {} : { InversionTimes: [inversionTime] }),
  FlowCompensation: 'NONE',
  Spoiling: 'NONE',
  T2Preparation: preparationTime > 0 ? 'YES' : 'NO',
  SpectrallySelectedExcitation: 'NONE',
  SpatialPresaturation: 'NONE',
  PartialFourier: 'NO',
  ParallelAcquisition: 'NO',
})

/** Blood that flows away from whoever looks at the picture is positive. */
const velocity = ({ venc = cmPerS(0) }: ImageAttributes, plane: ImagePlane): Dataset => ({
  VelocityEncodingDirection: planeNormal(plane),
  VelocityEncodingMinimumValue: -venc,
  VelocityEncodingMaximumValue: venc,
})
