/**
 * What is known of an image before anybody looks at it: the plain data that `workers/dicom` takes from a
 * header and everything later rests on. Classic and enhanced multi-frame MR give the same shape; a classic
 * image has one frame. A field that the header lacks is absent, never a default.
 *
 * Facts are kept as JSON with the image, and with the generation of what was read. Fields that a later generation
 * learned to read are optional, and are absent from what an earlier one has kept until the file is read again.
 */
import type { ImagePlane, Vector3 } from '../geometry/plane.ts'
import type { BeatsPerMinute, CmPerS, Kg, Mm, Ms } from '../units/units.ts'

/**
 * Of the facts that are read from a header: raised whenever more of them are, or the same ones otherwise.
 *
 *   1  geometry, times and what patient and trial say
 *   2  how the signal came about: component, velocity encoding, preparation, technique, units of maps
 */
export const factsGeneration = 2

export interface InstanceFacts {
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  readonly studyUid: string
  readonly seriesUid: string
  readonly transferSyntaxUid: string
  readonly frameOfReferenceUid?: string
  readonly modality: string
  readonly manufacturer?: string
  readonly seriesNumber?: number
  readonly instanceNumber?: number
  readonly acquisitionNumber?: number
  readonly seriesDescription?: string
  readonly protocolName?: string
  readonly sequenceName?: string
  readonly imageType: readonly string[]
  /** SE, IR, GR, EP, RM; of an enhanced image what its pulse sequence attributes mean in these words */
  readonly scanningSequence: readonly string[]
  /** SK, MTC, SS, TRSS, SP, MP, OSP; of an enhanced image as above */
  readonly sequenceVariant: readonly string[]
  /** the vendor's own name of the technique: FIESTA, B-TFE */
  readonly technique?: string
  readonly acquisitionType?: '2D' | '3D'
  /** degrees */
  readonly flipAngle?: number
  /** as entered at the scanner; absent where none was */
  readonly contrastAgent?: string
  readonly repetitionTime?: Ms
  readonly magneticFieldStrength?: number
  readonly cardiacNumberOfImages?: number
  readonly numberOfTemporalPositions?: number
  /** valid dates and times only, as in the file: YYYYMMDD, HHMMSS(.ffffff) */
  readonly studyDate?: string
  readonly acquisitionTime?: string
  readonly contentTime?: string
  readonly patient: PatientFacts
  readonly trial: TrialFacts
  readonly pixels: PixelFacts
  readonly frames: readonly FrameFacts[]
}

export interface PatientFacts {
  readonly sex?: 'M' | 'F' | 'O'
  /** as in the file, for instance 063Y */
  readonly age?: string
  readonly heightCm?: number
  readonly weight?: Kg
}

export interface TrialFacts {
  readonly protocolId?: string
  readonly siteId?: string
  readonly subjectId?: string
  readonly timePointId?: string
}

export interface PixelFacts {
  readonly rows: number
  readonly columns: number
  readonly samplesPerPixel: number
  readonly photometricInterpretation: string
  readonly bitsAllocated: number
  readonly bitsStored: number
  readonly highBit: number
  readonly signed: boolean
}

export interface FrameFacts {
  /** 0-based within the instance */
  readonly frame: number
  /** absent when position, orientation or spacing are missing or impossible: viewable, not measurable */
  readonly plane?: ImagePlane
  readonly sliceThickness?: Mm
  readonly spacingBetweenSlices?: Mm
  /** after the R wave */
  readonly triggerTime?: Ms
  /** RR interval as nominally measured by the scanner */
  readonly nominalInterval?: Ms
  readonly lowRR?: Ms
  readonly highRR?: Ms
  readonly heartRate?: BeatsPerMinute
  readonly echoTime?: Ms
  readonly inversionTime?: Ms
  readonly temporalPosition?: number
  /** a vendor's own number of the cardiac phase, from 1 */
  readonly phaseNumber?: number
  readonly acquisitionTime?: string
  /** of this frame, where it is not that of the whole object */
  readonly imageType?: readonly string[]
  readonly component?: ComplexComponent
  /** the velocity that turns the phase by 180° */
  readonly venc?: CmPerS
  /** unit vector, LPS; which way along it counts as positive is not known from it */
  readonly velocityDirection?: Vector3
  /** the vendor's own number of the encoded axis: tells the encodings of one series apart, and no more */
  readonly velocityAxis?: number
  /** GE's factor between phase and velocity */
  readonly velocityScale?: number
  readonly preparation?: Preparation
  /** how long a T2 preparation lasted; 0 for an image without it in such a series */
  readonly preparationTime?: Ms
  /** lines or a grid were laid on the heart */
  readonly tagged?: true
  /** what rescaled values are, as RescaleType says it */
  readonly rescaleType?: string
  /** value = slope · stored + intercept, in a unit of UCUM: beside the rescaling, and not always equal to it */
  readonly realWorld?: { readonly slope: number; readonly intercept: number; readonly unit: string }
  readonly rescaleSlope: number
  readonly rescaleIntercept: number
  readonly window?: { readonly center: number; readonly width: number }
}

export type ComplexComponent = 'magnitude' | 'phase' | 'real' | 'imaginary'
/** What was done to the magnetisation before the image was read. */
export type Preparation = 'inversion' | 'saturation' | 't2'

/** One frame of one instance: what a contour lies on. */
export interface ImageKey {
  readonly sopInstanceUid: string
  readonly frame: number
}

export const imageKeyText = (key: ImageKey): string => `${key.sopInstanceUid}/${key.frame}`
