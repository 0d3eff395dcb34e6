/**
 * Frames of a series put in order: slices by position along the normal, phases by time after the R wave.
 * One SeriesInstanceUID may hold several stacks (a scout that shares the UID of the cine), and one stack may
 * be spread over several series (one series a slice): a stack is what belongs together in space and time.
 */
import type { Vector3 } from '../geometry/plane.ts'
import type { Outcome } from '../units/outcome.ts'
import type { BeatsPerMinute, Mm, Ms } from '../units/units.ts'
import type { FrameFacts, ImageKey, InstanceFacts } from './facts.ts'

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

export interface StackFrame extends ImageKey {
  /** of a multi-frame object as if this were its only frame */
  readonly instance: InstanceFacts
  readonly facts: FrameFacts
}

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
  readonly evidence: readonly Evidence[]
  /** [slice][phase]; null is a hole that stays a hole. Slice 0 is the most basal where the heart's axis is known. */
  readonly frames: readonly (readonly (StackFrame | null)[])[]
  readonly phaseCount: number
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
  readonly rr: Outcome<{ readonly median: Ms; readonly low: Ms; readonly high: Ms }>
  readonly heartRate: Outcome<BeatsPerMinute>
  /** retrospective: the frames cover the whole RR; prospective: they end early; unknown: no times */
  readonly gating: 'retrospective' | 'prospective' | 'unknown'
  /** per phase, median over slices; absent when the frames carry no times */
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
