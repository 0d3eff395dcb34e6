/**
 * A phase of a read as a binary segmentation: cavity and wall of the left ventricle, one frame for every slice
 * and segment that has pixels.
 *
 * @source DICOM PS3.3 A.51, C.8.20 (segmentation), C.7.6.16 (functional groups), C.7.6.17 (dimensions)
 */

import type { Papillaries } from '#analysis/contours/contour.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { segmentCodes } from '#analysis/report/codes.ts'
import type { LeftVentricleMasks } from '#analysis/report/picture.ts'
import { terms } from '#analysis/report/private-codes.ts'
import type { Mm } from '#analysis/units/units.ts'
import { type Dataset, writePart10 } from '../part10.ts'
import {
  bySeries,
  type EvidenceImage,
  type Replaced,
  type ResultHeader,
  referencedSop,
  resultHeader,
} from '../result-header.ts'
import { codeDataset } from '../sr/items.ts'
import { uidOf } from '../uids.ts'
import { packBits } from './bits.ts'
import { type SegmentName, segmentDataset, segmentNames } from './segments.ts'

export const segmentationStorage = '1.2.840.10008.5.1.4.1.1.66.4'

export interface SegmentationObject extends Omit<ResultHeader, 'sopClassUid' | 'modality'> {
  /** by code */
  readonly reader: string
  readonly papillaries: Papillaries
  /** the slices of one phase, in the order of the stack */
  readonly slices: readonly SegmentedSlice[]
  /** of the sources where they say it; spacing is never put in its place */
  readonly sliceThickness?: Mm
  /** between slice centres */
  readonly sliceSpacing?: Mm
  readonly trackingUid: (segment: SegmentName) => string
  readonly replaces?: Replaced
}

export interface SegmentedSlice {
  readonly image: EvidenceImage
  readonly plane: ImagePlane
  readonly masks: LeftVentricleMasks
}

interface Frame {
  readonly segment: SegmentName
  readonly slice: SegmentedSlice
  readonly position: number
}

/**
 * @returns undefined when no mask has a pixel: there is nothing to show
 * @throws RangeError when slices differ in size, TypeError for what DICOM cannot hold: the caller has a bug
 */
export function writeSegmentation(object: SegmentationObject): Uint8Array<ArrayBuffer> | undefined {
  const { slices, source, trackingUid, replaces } = object
  const frames = segmentNames.flatMap((segment) =>
    slices.flatMap((slice, position) =>
      slice.masks[segment].includes(1) ? [{ segment, slice, position }] : [],
    ),
  )
  const [first] = frames
  if (!first) return undefined
  const { rows, columns } = first.slice.plane
  if (frames.some(({ slice }) => slice.plane.rows !== rows || slice.plane.columns !== columns))
    throw new RangeError('the slices of a segmentation have one size')
  const segments = segmentNames.filter((name) => frames.some(({ segment }) => segment === name))
  const numberOf = (name: SegmentName): number => segments.indexOf(name) + 1
  return writePart10({
    ...resultHeader({ ...object, sopClassUid: segmentationStorage, modality: 'SEG' }),
    ...(source.frameOfReferenceUid === undefined
      ? {}
      : { FrameOfReferenceUID: source.frameOfReferenceUid, PositionReferenceIndicator: '' }),
    ImageType: ['DERIVED', 'PRIMARY'],
    ContentLabel: 'LV',
    ContentDescription: contentDescription(object.papillaries),
    ContentCreatorName: object.reader,
    SegmentationType: 'BINARY',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    BitsAllocated: 1,
    BitsStored: 1,
    HighBit: 0,
    PixelRepresentation: 0,
    LossyImageCompression: '00',
    SegmentSequence: segments.map((name) => segmentDataset(name, numberOf(name), trackingUid(name))),
    NumberOfFrames: frames.length,
    ...dimensions(uidOf(object.sopInstanceUid, 'dimensions')),
    SharedFunctionalGroupsSequence: [sharedGroups(object, first.slice.plane)],
    PerFrameFunctionalGroupsSequence: frames.map((frame) => frameGroups(frame, numberOf(frame.segment))),
    ReferencedSeriesSequence: referencedSeries(frames),
    ...(replaces ? { ReferencedInstanceSequence: [replaced(replaces)] } : {}),
    PixelData: packBits(frames.map(({ segment, slice }) => slice.masks[segment])),
  })
}

const contentDescription = (papillaries: Papillaries): string =>
  `Picture of the measured contours; papillaries count as ${papillaries}`

const dimensions = (organization: string): Dataset => ({
  DimensionOrganizationSequence: [{ DimensionOrganizationUID: organization }],
  DimensionIndexSequence: [
    {
      DimensionOrganizationUID: organization,
      DimensionIndexPointer: 'ReferencedSegmentNumber',
      FunctionalGroupPointer: 'SegmentIdentificationSequence',
      DimensionDescriptionLabel: 'Segment',
    },
    {
      DimensionOrganizationUID: organization,
      DimensionIndexPointer: 'ImagePositionPatient',
      FunctionalGroupPointer: 'PlanePositionSequence',
      DimensionDescriptionLabel: 'Slice',
    },
  ],
})

const sharedGroups = ({ sliceThickness, sliceSpacing }: SegmentationObject, plane: ImagePlane): Dataset => ({
  PixelMeasuresSequence: [
    {
      PixelSpacing: [plane.rowSpacing, plane.columnSpacing],
      ...(sliceThickness === undefined ? {} : { SliceThickness: sliceThickness }),
      ...(sliceSpacing === undefined ? {} : { SpacingBetweenSlices: sliceSpacing }),
    },
  ],
})

const frameGroups = ({ slice: { image, plane }, position }: Frame, segment: number): Dataset => ({
  FrameContentSequence: [{ DimensionIndexValues: [segment, position + 1] }],
  PlanePositionSequence: [{ ImagePositionPatient: [...plane.position] }],
  PlaneOrientationSequence: [{ ImageOrientationPatient: [...plane.rowDirection, ...plane.columnDirection] }],
  SegmentIdentificationSequence: [{ ReferencedSegmentNumber: segment }],
  DerivationImageSequence: [
    {
      DerivationCodeSequence: [codeDataset(segmentCodes.segmentation)],
      SourceImageSequence: [
        {
          ...referencedSop(image),
          ...(image.frame === undefined ? {} : { ReferencedFrameNumber: image.frame + 1 }),
          PurposeOfReferenceCodeSequence: [codeDataset(segmentCodes.sourceImage)],
          SpatialLocationsPreserved: 'YES',
        },
      ],
    },
  ],
})

const referencedSeries = (frames: readonly Frame[]): Dataset[] =>
  [...bySeries(frames.map(({ slice }) => slice.image))].map(([series, images]) => ({
    SeriesInstanceUID: series,
    ReferencedInstanceSequence: images.map(referencedSop),
  }))

const replaced = (object: Replaced): Dataset => ({
  ...referencedSop(object),
  PurposeOfReferenceCodeSequence: [codeDataset(terms.replacedObject)],
})
