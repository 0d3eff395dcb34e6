/** What a printed report is made from: a read as it is signed, or as it stands while it is not. */
import type { Contour } from '../../contours/contour.ts'
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
  > {
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
  /** that volumes are read on */
  readonly stack: Stack | undefined
  readonly phases: { readonly ed?: number; readonly es?: number }
  /** by phase of `stack`, by the base rule of the protocol */
  readonly curve: readonly PhaseVolume[]
  readonly ranges: readonly ReadRanges[]
  readonly contours: readonly Contour[]
  readonly scores: readonly SegmentScore[]
  /** sentences: what keeps the read from being signed */
  readonly blockers: readonly string[]
}
