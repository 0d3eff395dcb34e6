/** How late enhancement is measured: every choice by name, as it is returned with the result. */
import { ml } from '../units/units.ts'
import type { CleaningOptions } from './clean.ts'
import type { GreyZoneRule } from './grey-zone.ts'
import type { ScarMethod } from './methods.ts'
import type { ObstructionOptions } from './obstruction.ts'
import { type PatternOptions, usualPattern } from './pattern.ts'
import { type RemoteOptions, usualRemote } from './remote.ts'
import { type ThresholdOptions, usualThresholds } from './thresholds.ts'
import type { TransmuralityOptions } from './transmurality.ts'

export interface ScarOptions {
  /** `magnitude`: nulled myocardium is the floor of the signal; `phase-sensitive`: zero is arbitrary */
  readonly signal: 'magnitude' | 'phase-sensitive'
  readonly methods: readonly ScarMethod[]
  /**
   * Remote, maximum and histogram of each slice, or of all together. Together only where all images share their
   * scaling and were made at one inversion time.
   */
  readonly pooling: 'slice' | 'stack'
  readonly remote: RemoteOptions
  readonly thresholds: ThresholdOptions
  readonly cleaning: CleaningOptions
  readonly obstruction: ObstructionOptions
  readonly greyZone: GreyZoneRule
  readonly transmurality: TransmuralityOptions
  readonly pattern: PatternOptions
  /** remote above this share of the blood is no healthy wall: enhancement is diffuse */
  readonly remoteToBlood: number
}

export const usualMethods: readonly ScarMethod[] = [
  { kind: 'n-sd', n: 2 },
  { kind: 'n-sd', n: 3 },
  { kind: 'n-sd', n: 5 },
  { kind: 'n-sd', n: 6 },
  { kind: 'fwhm', above: 'maximum' },
  { kind: 'fwhm', above: 'remote' },
  { kind: 'otsu' },
  { kind: 'weighted', n: 3 },
]

/** By the names that are recorded. */
export const usualMethodNames = [
  '2-sd',
  '3-sd',
  '5-sd',
  '6-sd',
  'fwhm-maximum',
  'fwhm-remote',
  'otsu',
  'weighted',
] as const
export type UsualScarMethod = (typeof usualMethodNames)[number]

/**
 * Shown first where the protocol names no method. All of them are measured and recorded, so that it changes no number.
 * @source Flett 2011, doi:10.1016/j.jcmg.2010.11.015, and Schulz-Menger 2020, doi:10.1186/s12968-020-00610-6: 5 SD is
 *         usual in infarction (from memory, unverified)
 */
export const shownFirst: UsualScarMethod = '5-sd'

/**
 * A tenth of a millilitre is four pixels of a usual image, and less than three are noise by any size. A ring of 180°
 * is more than any infarct's core spans.
 */
export const usualScar = (signal: ScarOptions['signal']): ScarOptions => ({
  signal,
  methods: usualMethods,
  pooling: 'slice',
  remote: usualRemote,
  thresholds: usualThresholds,
  cleaning: { smallestVolume: ml(0.1), fewestPixels: 3, rim: 1, rimArc: 10 },
  obstruction: { fewestPixels: 3, largestArc: 180 },
  greyZone: '2-sd',
  transmurality: { chords: 100, samples: 20, leastEnhanced: 0.1 },
  pattern: usualPattern,
  remoteToBlood: 0.6,
})
