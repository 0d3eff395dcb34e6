/**
 * Frames of a series put in order: slices by position along the normal, phases by time after the R wave, or by
 * whatever else runs through the images of a slice: dynamics, inversion, echo or preparation times.
 * One SeriesInstanceUID may hold several stacks (a scout that shares the UID of the cine), and one stack may
 * be spread over several series (one series a slice): a stack is what belongs together in space and time.
 */
import type { Vector3 } from '../geometry/plane.ts'
import type { Outcome } from '../units/outcome.ts'
import type { BeatsPerMinute, CmPerS, Mm, Ms } from '../units/units.ts'
import type { ComplexComponent, FrameFacts, ImageKey, InstanceFacts } from './facts.ts'

export const seriesRoles = [
  'cine-sax',
  'cine-2ch',
  'cine-3ch',
  'cine-4ch',
  'cine-lax',
  'cine-lvot',
  'cine-rvot',
  'lge-sax',
  'lge-2ch',
  'lge-3ch',
  'lge-4ch',
  'lge-lax',
  'perfusion-stress',
  'perfusion-rest',
  'perfusion',
  't1-native-map',
  't1-post-map',
  't1-map',
  't2-map',
  't2star-map',
  'ecv-map',
  'molli-native',
  'molli-post',
  'molli',
  't2prep',
  't2star',
  'flow-magnitude',
  'flow-phase',
  '4d-flow',
  'tagging',
  'black-blood',
  'ti-scout',
  'realtime',
  'scout',
  'derived',
  'other',
] as const
export type SeriesRole = (typeof seriesRoles)[number]

/** What a series is, whichever plane it lies in and whenever it was acquired. */
export const seriesClasses = [
  'cine',
  'realtime',
  'tagging',
  'lge',
  'perfusion',
  't1-map',
  't2-map',
  't2star-map',
  'ecv-map',
  'molli',
  't2prep',
  't2star',
  'flow-magnitude',
  'flow-phase',
  '4d-flow',
  'black-blood',
  'ti-scout',
  'scout',
  'derived',
  'other',
] as const
export type SeriesClass = (typeof seriesClasses)[number]

/** `lax` contains the long axis and is none of the three views; `oblique` neither contains it nor lies across. */
export type HeartPlane = 'sax' | '2ch' | '3ch' | '4ch' | 'lax' | 'lvot' | 'rvot' | 'oblique' | 'unknown'

/** Before or after a contrast agent. */
export type Contrast = 'native' | 'post' | 'unknown'

/**
 * What runs through the images of one slice, and what they are sorted by:
 *
 *   phase             time after the R wave, within one beat
 *   dynamic           time of day, beat after beat (first pass) or without gating (real time)
 *   inversion-time    TI of Look-Locker images and TI scouts
 *   echo-time         TE of multi-echo images
 *   preparation-time  length of the T2 preparation
 *   single            one image a slice
 */
export type StackAxis = 'phase' | 'dynamic' | 'inversion-time' | 'echo-time' | 'preparation-time' | 'single'

/** Real images keep their sign: PSIR. */
export type StackComponent = ComplexComponent | 'psir' | 'velocity'

/** What only a person can say; until then the role is the one that leaves it open. */
export interface StackQuestion {
  readonly text: string
  readonly between: readonly SeriesRole[]
}

export interface StackFrame extends ImageKey {
  /** of a multi-frame object as if this were its only frame */
  readonly instance: InstanceFacts
  readonly facts: FrameFacts
}

/** A reason for or against what a stack was taken for; weights are log-odds and add up. */
export interface Evidence {
  readonly rule: string
  readonly weight: number
  readonly text: string
}

export interface Stack {
  /** stable over import order: the first series UID, with '#2', '#3' ... for further stacks of one series */
  readonly id: string
  readonly seriesUids: readonly string[]
  readonly description?: string
  readonly role: SeriesRole
  readonly seriesClass: SeriesClass
  readonly plane: HeartPlane
  readonly contrast: Contrast
  readonly evidence: readonly Evidence[]
  /** 0 to 1: how far the evidence for the role outweighs that for the next best */
  readonly confidence: number
  readonly question?: StackQuestion
  /** absent where the header does not say */
  readonly component?: StackComponent
  /** registered by the scanner: one of two series of the same images */
  readonly motionCorrected: boolean
  /** of velocity images and their magnitude images */
  readonly venc?: CmPerS
  /**
   * [slice][phase]; null is a hole that stays a hole. Slice 0 is the most basal where the heart's axis is known.
   * A 'phase' is whatever `axis` says: a dynamic, an inversion time, an echo.
   */
  readonly frames: readonly (readonly (StackFrame | null)[])[]
  readonly phaseCount: number
  readonly axis: StackAxis
  /**
   * Per phase, the median over slices of what the axis counts: ms after the R wave, after the first dynamic, TI,
   * TE or preparation time. Absent where headers do not say it. Exact values of each frame: `axisValue`.
   */
  readonly axisTimes?: readonly Ms[]
  /** unit normal along which slices are ordered */
  readonly normal: Vector3
  /** along `normal`, one per slice, ascending or descending with the slice order */
  readonly positions: readonly Mm[]
  /** between slice centres, from positions; unmeasured for one slice */
  readonly spacing: Outcome<Mm>
  /** excited thickness, when the header says */
  readonly thickness?: Mm
  /** the largest departure from the median slice spacing, relative; 0 for a regular stack */
  readonly irregularity: number
  /** the largest distance along the normal between frames of one slice */
  readonly jitter: Mm
  readonly rr: Outcome<{ readonly median: Ms; readonly low: Ms; readonly high: Ms }>
  readonly heartRate: Outcome<BeatsPerMinute>
  /** retrospective: the frames cover the whole RR; prospective: they end early; unknown: no times */
  readonly gating: 'retrospective' | 'prospective' | 'unknown'
  /** smallest share of the RR, over the slices, that the frames cover; absent where either is unknown */
  readonly coverage?: number
  /** RR varied by more than 30 % during a slice */
  readonly arrhythmia: boolean
  /** after the R wave, per phase, median over slices; absent when the frames carry no times or are no phases */
  readonly phaseTimes?: readonly Ms[]
  readonly warnings: readonly string[]
}

/** Frames that no stack could take, with the reason: two images at one position and time, no geometry. */
export interface Unstacked extends ImageKey {
  readonly reason: 'no-geometry' | 'duplicate-position'
}

export interface Sorted {
  readonly stacks: readonly Stack[]
  readonly unstacked: readonly Unstacked[]
}
