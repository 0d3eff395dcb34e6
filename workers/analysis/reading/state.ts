/** What a read amounts to after its events: what the screen shows and what measurements are made from. */
import type { Annotation } from '../annotations/annotation.ts'
import type { StatedAnnotation } from '../annotations/stated-annotation.ts'
import { type Chamber, type Contour, contourKeyText, type Papillaries } from '../contours/contour.ts'
import type { Landmark } from '../contours/landmark.ts'
import type { Measurement } from '../measurements/measurement.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { SegmentScore } from '../segments/scores.ts'
import type { BodySizes } from '../volumes/body-size.ts'
import type { Adjudication } from './adjudication/decision.ts'
import type { Answer } from './checklist/items.ts'
import type {
  AnalysisRecord,
  BodySizeEntry,
  GivenValues,
  ImageQuality,
  ReadProtocol,
  Rhythm,
} from './events.ts'

/** Which event made something what it is. */
export interface Revision {
  readonly seq: number
  readonly at: string
  readonly author: string
}

export interface ContourRecord {
  readonly contour: Contour
  readonly revision: Revision
  /** who looked at a computed contour and let it stand; absent while nobody has, and for what a hand made */
  readonly accepted?: Revision
}

export interface LandmarkRecord {
  readonly landmark: Landmark
  readonly revision: Revision
}

export interface AnnotationRecord {
  readonly annotation: Annotation
  readonly revision: Revision
}

export interface EmptyRecord {
  readonly image: ImageKey
  readonly chamber: Chamber
  readonly assumed: boolean
  readonly revision: Revision
}

/** What the reader chose and graded; absent until then. */
export interface Choices {
  readonly ed?: number
  readonly es?: number
  readonly papillaries: Papillaries
  readonly quality?: ImageQuality
  readonly rhythm?: Rhythm
  readonly notEvaluable?: string
  readonly bodySize?: BodySizeEntry
  /** what analyses need and no image says */
  readonly given?: GivenValues
  /** of segments, on one or several scales */
  readonly scores?: readonly SegmentScore[]
  /** decisions between two other reads, by segment and scale */
  readonly adjudicated?: readonly Adjudication[]
  /** by id of the question */
  readonly answers?: Readonly<Record<string, Answer>>
  /** why, by id of an item of the checklist */
  readonly waived?: Readonly<Record<string, string>>
}

/** One key of a map, before and after a gesture. */
export interface Change<T> {
  readonly key: string
  readonly before: T | undefined
  readonly after: T | undefined
}

/** One gesture, with all that it takes to undo and redo it. */
export interface Step {
  readonly seq: number
  readonly contours: readonly Change<ContourRecord>[]
  readonly landmarks: readonly Change<LandmarkRecord>[]
  readonly empty: readonly Change<EmptyRecord>[]
  readonly annotations?: readonly Change<AnnotationRecord>[]
  readonly choices?: { readonly before: Choices; readonly after: Choices }
}

export interface RecordedMeasurements {
  readonly revision: Revision
  readonly stack: string
  readonly phases: { readonly ed?: number; readonly es?: number }
  readonly measurements: readonly Measurement[]
  readonly images: Readonly<Record<string, string>>
  readonly sizes?: Pick<BodySizes, 'registry' | 'dicom'>
  /** what was measured and written on images by hand; absent where nothing was, and in reads signed before it was recorded */
  readonly annotations?: readonly StatedAnnotation[]
}

export interface RecordedAnalysis extends AnalysisRecord {
  readonly revision: Revision
}

export interface Signature {
  readonly revision: Revision
  readonly meaning: string
  readonly measurements: number
  readonly version: number
}

export interface Comment {
  readonly revision: Revision
  readonly text: string
}

export interface ReadState {
  readonly study: string
  readonly protocol: ReadProtocol
  readonly status: 'open' | 'signed' | 'sealed'
  /** seq of the last event */
  readonly seq: number
  /** seq of the last event that changed something measured: undo and redo count, comments do not */
  readonly changed: number
  /** by `contourKeyText` */
  readonly contours: ReadonlyMap<string, ContourRecord>
  /** by `landmarkKeyText` */
  readonly landmarks: ReadonlyMap<string, LandmarkRecord>
  /** by `emptyKeyText` */
  readonly empty: ReadonlyMap<string, EmptyRecord>
  /** by their numbers as text */
  readonly annotations: ReadonlyMap<string, AnnotationRecord>
  readonly choices: Choices
  readonly comments: readonly Comment[]
  /** gestures that can be undone, the next one last */
  readonly undoable: readonly Step[]
  /** gestures that can be done again, the next one last */
  readonly redoable: readonly Step[]
  readonly recorded?: RecordedMeasurements
  /** by name of the analysis, the latest of each */
  readonly analyses: ReadonlyMap<string, RecordedAnalysis>
  /** every signature of the read, oldest first */
  readonly signatures: readonly Signature[]
  /** reasons of unlocking, and of sealing at the end */
  readonly reopened: readonly Comment[]
  readonly sealed?: Comment
}

export const emptyKeyText = (image: ImageKey, chamber: Chamber): string => `${imageKeyText(image)}/${chamber}`

/** Whether a chamber is marked as absent from an image. */
export const isEmpty = (state: ReadState, image: ImageKey, chamber: Chamber = 'lv'): boolean =>
  state.empty.has(emptyKeyText(image, chamber))

/** The contours of a read as values, in no special order. */
export function* contoursOf(state: ReadState): Generator<Contour> {
  for (const { contour } of state.contours.values()) yield contour
}

/** Whether a person looked at a contour as it is in the read, and let it stand. */
export const isAccepted = (state: ReadState, contour: Contour): boolean =>
  state.contours.get(contourKeyText(contour))?.accepted !== undefined

export const landmarksOf = (state: ReadState): Landmark[] =>
  Array.from(state.landmarks.values(), ({ landmark }) => landmark)

/** What is laid on images, in the order of its numbers. */
export const annotationsOf = (state: Pick<ReadState, 'annotations'>): readonly Annotation[] =>
  Array.from(state.annotations.values(), ({ annotation }) => annotation).sort((a, b) => a.number - b.number)

/** The version that the next signature will have, from 1. */
export const nextVersion = (state: ReadState): number => (state.signatures.at(-1)?.version ?? 0) + 1

/** Whether the measurements that were recorded last are of the read as it is now. */
export const isRecorded = ({ recorded, changed }: ReadState): boolean =>
  recorded !== undefined && recorded.revision.seq > changed
