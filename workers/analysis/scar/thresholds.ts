/** The signal above which a slice's wall counts as enhanced, by each method; or that nothing stands out. */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Wall } from './lge-slice.ts'
import type { ScarMethod } from './methods.ts'
import { otsu } from './otsu.ts'
import { chanceOf, connectedPeak } from './peak.ts'
import type { Remote } from './remote.ts'

export interface ThresholdOptions {
  /** connected pixels whose mean is the maximum */
  readonly peakPixels: number
  /** `subtracted`: what the brightest of many pixels owe to noise is taken off, as remote myocardium shows it */
  readonly peakNoise: 'subtracted' | 'kept'
  readonly otsuBins: number
  /** standard deviations above remote that the maximum, or the brighter class, must reach to be enhancement */
  readonly guard: number
}

export const usualThresholds: ThresholdOptions = {
  peakPixels: 5,
  peakNoise: 'subtracted',
  otsuBins: 256,
  guard: 5,
}

/** What the thresholds of one slice rest on; of a pooled stack, all slices have the same. */
export interface Levels {
  readonly remote: Pick<Remote, 'mean' | 'sd'>
  /** undefined where no pixels hang together */
  readonly peak: number | undefined
  /** of all values that Otsu's method sees */
  readonly values: ArrayLike<number>
}

/** Maximum of some slices together. @param remotes  one a wall */
export function peakOf(
  walls: readonly Wall[],
  remotes: readonly Remote[],
  { peakPixels, peakNoise }: ThresholdOptions,
): number | undefined {
  const peaks = walls.flatMap((wall) => connectedPeak(wall, peakPixels) ?? [])
  if (peaks.length === 0) return undefined
  const chance = walls.map((wall, k) => chanceOf(wall, at(remotes, k), peakPixels))
  return Math.max(...peaks) - (peakNoise === 'subtracted' ? Math.max(...chance) : 0)
}

/** Signals of pixels wholly within the wall. */
export const solidSignals = (walls: readonly Wall[]): Float64Array =>
  Float64Array.from(walls.flatMap((wall) => [...wall.signal].filter((_, i) => wall.solid[i] === 1)))

/**
 * The threshold of each slice: a slice without scar has none, beside others that have.
 * @returns unmeasured 'no-enhancement' when nothing stands out of any slice
 */
export function thresholdsOf(
  method: ScarMethod,
  levels: readonly Levels[],
  options: ThresholdOptions,
): Outcome<readonly Outcome<number>[]> {
  const found = levels.map((level) => thresholdOf(method, level, options))
  const missing = found.filter((threshold) => !threshold.measured)
  return missing.length < found.length ? measured(found) : at(missing, 0)
}

/**
 * @returns unmeasured 'no-enhancement' where half a maximum or two classes would be found in noise
 */
export function thresholdOf(
  method: ScarMethod,
  { remote, peak, values }: Levels,
  options: ThresholdOptions,
): Outcome<number> {
  const least = remote.mean + options.guard * remote.sd
  switch (method.kind) {
    case 'n-sd':
    case 'weighted':
      return measured(remote.mean + method.n * remote.sd)
    case 'fwhm':
      if (peak === undefined || !(peak > least))
        return unmeasured('no-enhancement', say('scar/maximum-lies-less-sd-above', { guard: options.guard }))
      return measured(method.above === 'maximum' ? peak / 2 : (peak + remote.mean) / 2)
    case 'otsu': {
      const classes = otsu(values, options.otsuBins)
      if (classes === undefined || !(classes.upperMean > least))
        return unmeasured('no-enhancement', say('scar/brighter-class-lies-less-sd', { guard: options.guard }))
      return measured(classes.threshold)
    }
  }
}
