/**
 * Where in the wall a segment's enhancement lies: what tells an infarct, which begins at the endocardium, from other
 * disease, which need not.
 *
 *   none             less of the segment is enhanced than `leastExtent`
 *   rv-insertion     most of it lies near an insertion of the right ventricle
 *   focal            its arc is shorter than `focalArc`
 *   transmural       enhanced chords are enhanced through more than `transmural` of the thickness
 *   subendocardial   at least half of the enhanced chords are enhanced in the inner fifth
 *   subepicardial    at least half of them in the outer fifth
 *   mid-wall         else
 *
 * Tried in this order. Every number is a convention of this program and named in the options.
 */
import { mean } from '../numerics/moments.ts'
import type { ChordProfile } from './transmurality.ts'

export const scarPatterns = [
  'none',
  'subendocardial',
  'transmural',
  'mid-wall',
  'subepicardial',
  'rv-insertion',
  'focal',
] as const
export type ScarPattern = (typeof scarPatterns)[number]

export interface PatternOptions {
  /** % of the segment's wall: below is noise */
  readonly leastExtent: number
  /** share of the thickness */
  readonly transmural: number
  /** mm from an insertion point */
  readonly insertionReach: number
  /** degrees of the ring */
  readonly focalArc: number
}

/** Three quarters is where the scale of transmurality begins its last class; ten degrees are 4 mm of the wall. */
export const usualPattern: PatternOptions = {
  leastExtent: 1,
  transmural: 0.75,
  insertionReach: 10,
  focalArc: 10,
}

export interface PatternBasis {
  /** % of the segment's wall */
  readonly extent: number
  /** of the segment, enhanced or not */
  readonly chords: readonly ChordProfile[]
  /** share of the segment's scar that lies near an insertion point */
  readonly nearInsertion: number
  /** degrees of the ring that the scar spans, the most of all slices */
  readonly arc: number
  /** share of a chord from which on it counts as enhanced */
  readonly leastEnhanced: number
}

export function patternOf(basis: PatternBasis, options: PatternOptions): ScarPattern {
  const enhanced = basis.chords.filter((chord) => chord.enhanced >= basis.leastEnhanced)
  if (basis.extent < options.leastExtent || enhanced.length === 0) return 'none'
  if (basis.nearInsertion > 0.5) return 'rv-insertion'
  if (basis.arc < options.focalArc) return 'focal'
  if (mean(enhanced.map((chord) => chord.enhanced)) > options.transmural) return 'transmural'
  const share = (which: (chord: ChordProfile) => boolean): number =>
    enhanced.filter(which).length / enhanced.length
  const inner = share((chord) => chord.inner)
  const outer = share((chord) => chord.outer)
  if (inner >= 0.5 && inner >= outer) return 'subendocardial'
  return outer >= 0.5 ? 'subepicardial' : 'mid-wall'
}
