/**
 * A read is a log: one reader's reading of one study under one protocol version. Each finished gesture is
 * one event; the state is the fold of the events (`fold.ts`). Events are stored and hashed as exact bytes
 * elsewhere; here they are plain data.
 */
import type { Annotation } from '../annotations/annotation.ts'
import type { StatedAnnotation } from '../annotations/stated-annotation.ts'
import type { Chamber, Contour, ContourKey, Papillaries } from '../contours/contour.ts'
import type { Landmark, LandmarkKey } from '../contours/landmark.ts'
import type { PublishedFormula } from '../mapping/haematocrit.ts'
import type { Measurement } from '../measurements/measurement.ts'
import type { ImageKey } from '../protocol/facts.ts'
import type { GivenPerson, PersonSources } from '../ranges/person.ts'
import type { UsualScarMethod } from '../scar/options.ts'
import type { SegmentScore } from '../segments/scores.ts'
import type { TerritoryChanges } from '../segments/territories.ts'
import type { BodySizes } from '../volumes/body-size.ts'
import type { JudgedGrade } from './adjudication/decision.ts'
import type { Answer, ChecklistItem } from './checklist/items.ts'

export type BaseRule = 'reader-slices' | 'plane-clipped'

/** What the project fixes for all its reads; named, versioned, printed with every result. */
export interface ReadProtocol {
  readonly name: string
  readonly version: string
  readonly base: BaseRule
  readonly papillaries: Papillaries
  /** that wall motion is scored on; absent where the project leaves it to the reader */
  readonly motionScale?: SegmentScore['scale']
  /** whose late enhancement a reader is shown first; absent where the project names none. It changes no number */
  readonly scarMethod?: UsualScarMethod
  /** what every read is asked for, in the order of reading; nothing where absent */
  readonly checklist?: readonly ChecklistItem[]
}

export const imageQualities = ['good', 'moderate', 'poor'] as const
export type ImageQuality = (typeof imageQualities)[number]
export const rhythms = ['sinus', 'atrial-fibrillation', 'ectopy', 'paced', 'other'] as const
export type Rhythm = (typeof rhythms)[number]

/** The gesture that brings imported contours in; the only one that may. */
export const openFileGesture = 'open-file'

export interface BodySizeEntry {
  readonly heightCm?: number
  readonly weightKg?: number
  /** given without height and weight: formula unknown */
  readonly bsa?: number
  readonly reason: string
}

/** What one analysis found, with all that it takes to find it again. */
export interface AnalysisRecord {
  /** 'strain', 'mapping/t1-native' ... */
  readonly analysis: string
  readonly method: string
  readonly version: string
  /** as used, defaults filled in */
  readonly options: Json
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  /** SOP Instance UID to content hash of every image that it was made on */
  readonly images: Readonly<Record<string, string>>
  /** SHA-256 of everything of the read that it was made from: what was drawn, marked, chosen and entered */
  readonly drawn: string
  readonly given: AnalysisGiven
}

/** What nobody draws and no image says; a reader gave it with the order for an analysis. */
export interface AnalysisGiven {
  /** fraction, of a blood sample */
  readonly haematocrit?: number
  /** where there is no sample: never both */
  readonly haematocritFormula?: PublishedFormula
  /** r1 of the contrast agent, L/mmol/s */
  readonly relaxivity?: number
  /** from the saturation pulse to the centre of k-space, ms */
  readonly saturationTime?: number
  /** /min and mmHg during the first pass at rest */
  readonly restWork?: { readonly heartRate: number; readonly systolicPressure: number }
  /** first passes of a small dose, by series, and the dose of the main bolus to it */
  readonly preBolus?: { readonly series: readonly string[]; readonly doseRatio: number }
  /** segments that another artery than usual supplies in this patient, by AHA number */
  readonly territories?: TerritoryChanges
  /** whether the raw images of a map are moved into place before they are fitted; as they are when absent */
  readonly mapMotion?: 'corrected'
  /** age, sex and ethnicity by hand, and what the registry and the images said of them at that time */
  readonly person?: PersonSources
}

/** What a reader entered for the analyses of a read; age, sex and ethnicity where nobody else says them. */
export interface GivenValues extends Omit<AnalysisGiven, 'person'>, GivenPerson {}

/** What survives being stored as JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export type ReadEventBody =
  | { readonly kind: 'opened'; readonly study: string; readonly protocol: ReadProtocol }
  | {
      readonly kind: 'contours-changed'
      readonly set: readonly Contour[]
      readonly removed: readonly ContourKey[]
      /** what the hand did: 'drag', 'draw', 'copy-to-next-phase', 'open-file' ... */
      readonly gesture: string
    }
  /** a person looked at contours that nobody's hand made, and lets them stand */
  | { readonly kind: 'contours-accepted'; readonly contours: readonly ContourKey[] }
  | {
      readonly kind: 'landmarks-changed'
      readonly set: readonly Landmark[]
      readonly removed: readonly LandmarkKey[]
      readonly gesture: string
    }
  /** laid on images, moved, edited and taken off; by number, of which each keeps its own */
  | {
      readonly kind: 'annotations-changed'
      readonly set: readonly Annotation[]
      readonly removed: readonly number[]
      readonly gesture: string
    }
  | {
      readonly kind: 'slices-marked'
      readonly chamber: Chamber
      readonly images: readonly ImageKey[]
      readonly empty: boolean
      /** nobody looked: the slices lie beyond the contours of a file. Every number that rests on it says so */
      readonly assumed?: boolean
    }
  | { readonly kind: 'phase-chosen'; readonly which: 'ed' | 'es'; readonly phase: number | null }
  | { readonly kind: 'papillaries-chosen'; readonly papillaries: Papillaries }
  | { readonly kind: 'quality-graded'; readonly grade: ImageQuality | null }
  | { readonly kind: 'rhythm-graded'; readonly rhythm: Rhythm | null }
  | { readonly kind: 'not-evaluable'; readonly reason: string | null }
  | { readonly kind: 'body-size-entered'; readonly size: BodySizeEntry | null }
  /** all that is entered, in place of what was before */
  | { readonly kind: 'values-given'; readonly given: GivenValues }
  /** all segments that are scored on one scale, in place of those that were before */
  | {
      readonly kind: 'segments-scored'
      readonly scale: SegmentScore['scale']
      readonly segments: readonly Omit<SegmentScore, 'scale'>[]
    }
  /** of a segment that two signed reads scored differently; a grade of null takes the decision back */
  | {
      readonly kind: 'segment-adjudicated'
      readonly scale: SegmentScore['scale']
      readonly segment: number
      readonly grade: string | null
      readonly reason: string
      readonly between: readonly [JudgedGrade, JudgedGrade]
    }
  | { readonly kind: 'commented'; readonly text: string }
  /** of the protocol's checklist, by its id; null takes the answer back */
  | { readonly kind: 'question-answered'; readonly question: string; readonly answer: Answer | null }
  /** why something of the protocol's checklist was not done; null takes the reason back */
  | { readonly kind: 'item-waived'; readonly item: string; readonly reason: string | null }
  | { readonly kind: 'undone'; readonly event: number }
  | { readonly kind: 'redone'; readonly event: number }
  | {
      readonly kind: 'measurements-recorded'
      readonly stack: string
      readonly phases: { readonly ed?: number; readonly es?: number }
      readonly measurements: readonly Measurement[]
      /** SOP Instance UID to content hash of every image that a number rests on */
      readonly images: Readonly<Record<string, string>>
      /** body sizes that the registry and the images gave, so that the numbers can be made again */
      readonly sizes?: Pick<BodySizes, 'registry' | 'dicom'>
      /** what was measured and written on images by hand; absent where nothing was */
      readonly annotations?: readonly StatedAnnotation[]
    }
  | ({ readonly kind: 'analysis-recorded' } & AnalysisRecord)
  | {
      readonly kind: 'signed'
      readonly meaning: string
      /** seq of the 'measurements-recorded' event that was signed */
      readonly measurements: number
      /** version of the read's result, from 1 */
      readonly version: number
    }
  | { readonly kind: 'unlocked'; readonly reason: string }
  | { readonly kind: 'sealed'; readonly reason: string }

export interface ReadEvent {
  /** from 1, without holes */
  readonly seq: number
  /** ISO 8601, UTC */
  readonly at: string
  readonly author: { readonly id: string; readonly role: string }
  readonly application: string
  readonly body: ReadEventBody
}
