/**
 * What is known of an image before anybody looks at it: the plain data that `workers/dicom` takes from a
 * header and everything later rests on. Classic and enhanced multi-frame MR give the same shape; a classic
 * image has one frame. A field that the header lacks is absent, never a default.
 */
import type { ImagePlane } from '../geometry/plane.ts'
import type { BeatsPerMinute, Kg, Mm, Ms } from '../units/units.ts'

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
  readonly scanningSequence: readonly string[]
  readonly sequenceVariant: readonly string[]
  readonly repetitionTime?: Ms
  readonly magneticFieldStrength?: number
  readonly cardiacNumberOfImages?: number
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
  readonly acquisitionTime?: string
  readonly rescaleSlope: number
  readonly rescaleIntercept: number
  readonly window?: { readonly center: number; readonly width: number }
}

/** One frame of one instance: what a contour lies on. */
export interface ImageKey {
  readonly sopInstanceUid: string
  readonly frame: number
}

export const imageKeyText = (key: ImageKey): string => `${key.sopInstanceUid}/${key.frame}`
