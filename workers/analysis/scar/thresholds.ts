/** The signal above which a slice's wall counts as enhanced, by each method; or that nothing stands out. */
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Wall } from './lge-slice.ts'
import type { ScarMethod } from './methods.ts'
import { otsu } from './otsu.ts'
import { connectedPeak } from './peak.ts'
import type { Remote } from './remote.ts'

export interface ThresholdOptions {
  /** connected pixels whose mean is the maximum */
  readonly peakPixels: number
  readonly otsuBins: number
  /** standard deviations above remote that the maximum, or the brighter class, must reach to be enhancement */
  readonly guard: number
}

export const usualThresholds: ThresholdOptions = { peakPixels: 5, otsuBins: 256, guard: 5 }

/** What the thresholds of one slice rest on; of a pooled stack, all slices have the same. */
export interface Levels {
  readonly remote: Pick<Remote, 'mean' | 'sd'>
  /** undefined where no pixels hang together */
  readonly peak: number | undefined
  /** of all values that Otsu's method sees */
  readonly values: ArrayLike<number>
}

export const peakOf = (walls: readonly Wall[], { peakPixels }: ThresholdOptions): number | undefined =>
  walls.reduce<number | undefined>((most, wall) => {
    const peak = connectedPeak(wall, peakPixels)
    return peak === undefined || (most !== undefined && most >= peak) ? most : peak
  }, undefined)

/** Signals of pixels wholly within the wall. */
export const solidSignals = (walls: readonly Wall[]): Float64Array =>
  Float64Array.from(walls.flatMap((wall) => [...wall.signal].filter((_, i) => wall.solid[i] === 1)))

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
        return unmeasured(
          'no-enhancement',
          `the maximum lies less than ${options.guard} SD above remote myocardium`,
        )
      return measured(method.above === 'maximum' ? peak / 2 : (peak + remote.mean) / 2)
    case 'otsu': {
      const classes = otsu(values, options.otsuBins)
      if (classes === undefined || !(classes.upperMean > least))
        return unmeasured(
          'no-enhancement',
          `the brighter class lies less than ${options.guard} SD above remote myocardium`,
        )
      return measured(classes.threshold)
    }
  }
}
