/** What a report is made from: a signed version of a read, as plain data. */
import type { StatedAnnotation } from '../annotations/stated-annotation.ts'
import type { Chamber, Contour, Papillaries } from '../contours/contour.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import type { Measurement } from '../measurements/measurement.ts'
import type { ImageKey } from '../protocol/facts.ts'
import type { AnalysisRecord, ImageQuality, ReadProtocol, Rhythm } from '../reading/events.ts'
import type { ReadState } from '../reading/state.ts'
import type { SegmentScore } from '../segments/scores.ts'
import type { ReferencedImage } from './items.ts'

export interface SignedRead {
  readonly read: string
  /** of the result, from 1 */
  readonly version: number
  /** SHA-256 of the log up to and with the measurements that are signed */
  readonly head: string
  /** the reader's code; a name never enters a report */
  readonly reader: string
  /** ISO 8601, UTC */
  readonly signedAt: string
  readonly meaning: string
  readonly application: string
  readonly study: string
  readonly protocol: ReadProtocol
  readonly papillaries: Papillaries
  /** absent where no stack was measured, for instance in a study that is not evaluable */
  readonly stack?: ReportedStack
  readonly measurements: readonly Measurement[]
  /** those made on the contours that are signed */
  readonly analyses: readonly ReportedAnalysis[]
  /** those that were made and are not reported */
  readonly leftOut: readonly LeftOutAnalysis[]
  /** every image that carries a contour or a mark, or that a number rests on */
  readonly images: readonly ReportedImage[]
  readonly contours: readonly Contour[]
  /** what was measured and written on images by hand, in the order of their numbers; absent where nothing was */
  readonly annotations?: readonly ReportedAnnotation[]
  /** by `contourKeyText`: the reader's code, of those that nobody drew and that somebody let stand */
  readonly accepted?: Readonly<Record<string, string>>
  readonly quality?: ImageQuality
  readonly rhythm?: Rhythm
  readonly notEvaluable?: string
  readonly comments: readonly string[]
  /** decisions between two other reads of the study, each with its reason */
  readonly adjudicated?: ReadState['choices']['adjudicated']
  /** to the questions of the protocol, by their id */
  readonly answers?: ReadState['choices']['answers']
  /** why something that the protocol asks for was not done, by its id */
  readonly waived?: ReadState['choices']['waived']
  /** of segments, each on its scale; what was scored is nobody's measurement */
  readonly scores?: readonly SegmentScore[]
}

export interface ReportedAnnotation extends StatedAnnotation {
  /** as it is drawn; of a region its closed outline, the start repeated */
  readonly line: readonly IndexPoint[]
}

export interface ReportedStack {
  readonly slices: number
  readonly phases: number
  readonly ed?: number
  readonly es?: number
}

/** What one analysis found, and everything that it takes to find it again. */
export interface ReportedAnalysis extends Omit<AnalysisRecord, 'images' | 'drawn' | 'given'> {
  /** whole instances: an analysis takes all frames of what it takes */
  readonly images: readonly ReportedFile[]
}

export interface LeftOutAnalysis {
  readonly analysis: string
  /** a sentence for people */
  readonly why: string
}

export interface ReportedFile {
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  readonly seriesUid: string
  /** content hash of the file */
  readonly sha256: string
}

export interface ReportedImage extends ReportedFile, ImageKey {
  /** frames of the instance; a reference names its frame only where there are several */
  readonly frames: number
  /** in the stack that was read; absent for an image outside it */
  readonly slice?: number
  readonly phase?: number
  /** chambers that the reader marked as absent from this image */
  readonly empty: readonly Chamber[]
  /** chambers that were taken as absent though nobody looked: it lies beyond the contours of a file */
  readonly assumedEmpty: readonly Chamber[]
}

export const referenceTo = ({
  sopClassUid,
  sopInstanceUid,
  frame,
  frames,
}: ReportedImage): ReferencedImage =>
  frames > 1 ? { sopClassUid, sopInstanceUid, frame } : { sopClassUid, sopInstanceUid }
