/** What a printed report is made from: a read as it is signed, or as it stands while it is not. */
import type { StatedAnnotation } from '../../annotations/stated-annotation.ts'
import type { Contour } from '../../contours/contour.ts'
import type { Polygon } from '../../contours/polygon.ts'
import type { TimeCurve } from '../../examination/curves.ts'
import type { ImagePlane } from '../../geometry/plane.ts'
import type { MapParameter } from '../../mapping/plausible.ts'
import type { PerfusionMap, PerfusionMapName } from '../../perfusion/pixel-maps.ts'
import type { PerfusionState } from '../../perfusion/settings.ts'
import type { ImageKey } from '../../protocol/facts.ts'
import type { Stack } from '../../protocol/stack.ts'
import type { ReadRanges } from '../../reading/measure.ts'
import type { SegmentScore } from '../../segments/scores.ts'
import type { PhaseVolume } from '../../volumes/phase.ts'
import type { ReportedAnalysis, SignedRead } from '../source.ts'

export interface PrintSignature {
  /** ISO 8601, UTC */
  readonly at: string
  readonly meaning: string
  readonly version: number
  readonly head: string
}

/** What lies on an image that an analysis was made on. */
interface OnImage {
  readonly image: ImageKey
  readonly plane: ImagePlane
}

/** An image as one counts it in its series. */
interface InSeries {
  /** of its series, from 0, and how many that has */
  readonly slice: number
  readonly slices: number
}

export interface ShownMap extends OnImage, InSeries {
  readonly parameter: MapParameter
  /** rows × columns; a number only where `status` is 0 */
  readonly value: Float32Array
  readonly status: Uint8Array
  readonly borders: { readonly endocardial?: Polygon; readonly epicardial?: Polygon }
}

export interface ShownScar extends OnImage {
  readonly method: string
  readonly slice: number
  /** row × columns + column */
  readonly enhanced: readonly number[]
  readonly obstructed: readonly number[]
}

/** Of the maps of a first pass those that a report can show, the best first. */
export const shownPerfusionMaps = ['mbf', 'relative-upslope'] as const satisfies readonly PerfusionMapName[]
export type ShownPerfusionMap = (typeof shownPerfusionMaps)[number]

/** The image of a slice that its borders are drawn on, and the maps of its wall. */
export interface ShownFirstPass extends OnImage, InSeries {
  readonly state: PerfusionState
  /** row × columns + column: the wall */
  readonly wall: Uint32Array
  /** of the pixels of `wall`; absent where there is none of this slice */
  readonly maps: Readonly<Partial<Record<ShownPerfusionMap, PerfusionMap>>>
}

export interface ShownVessel {
  readonly vessel: string
  /** where most flows */
  readonly image: ImageKey
  readonly time: number
  readonly border: Polygon
}

/** Curves, maps and masks of the analyses that are reported, as they were when their numbers were recorded. */
export interface Shown {
  readonly curves: readonly TimeCurve[]
  readonly maps: readonly ShownMap[]
  readonly scars: readonly ShownScar[]
  readonly firstPasses: readonly ShownFirstPass[]
  readonly vessels: readonly ShownVessel[]
  /** analyses whose numbers are reported and whose pictures cannot be shown any more */
  readonly missing: readonly string[]
}

export const nothingShown: Shown = {
  curves: [],
  maps: [],
  scars: [],
  firstPasses: [],
  vessels: [],
  missing: [],
}

export interface PrintSource
  extends Pick<
    SignedRead,
    | 'read'
    | 'reader'
    | 'application'
    | 'study'
    | 'protocol'
    | 'papillaries'
    | 'measurements'
    | 'leftOut'
    | 'quality'
    | 'rhythm'
    | 'notEvaluable'
    | 'comments'
    | 'answers'
    | 'waived'
    | 'adjudicated'
  > {
  /** measured and written on images by hand */
  readonly annotations?: readonly StatedAnnotation[]
  readonly analyses: readonly Omit<ReportedAnalysis, 'images'>[]
  /** absent of a read that is not signed */
  readonly signature?: PrintSignature
  /** events of the read, and when the last of them was */
  readonly seq: number
  readonly at: string
  readonly project: string
  /** the code that the registry knows the subject by */
  readonly subject: string
  readonly site?: string
  readonly timePoint?: string
  readonly person: {
    readonly sex?: 'M' | 'F' | 'O'
    /** as DICOM has it: '063Y' */
    readonly age?: string
    readonly heightCm?: number
    readonly weightKg?: number
  }
  readonly stacks: readonly Stack[]
  /** by the id of its stack, how the scanner describes a series; absent where it does not, or may name somebody */
  readonly descriptions: ReadonlyMap<string, string>
  /** that volumes are read on */
  readonly stack: Stack | undefined
  readonly phases: { readonly ed?: number; readonly es?: number }
  /** by phase of `stack`, by the base rule of the protocol */
  readonly curve: readonly PhaseVolume[]
  readonly ranges: readonly ReadRanges[]
  readonly contours: readonly Contour[]
  readonly scores: readonly SegmentScore[]
  readonly shown: Shown
  /** sentences: what keeps the read from being signed */
  readonly blockers: readonly string[]
}
