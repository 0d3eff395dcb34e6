/**
 * Whether a map that came from the scanner holds what it says. Vendors store times in ms, in tenths of ms or scaled,
 * and a header does not always tell; a wrong guess would be a wrong number, so a map is never rescaled here: the
 * reader is told.
 *
 * The ranges hold every tissue state of the wall that is known, at 1.5 and 3 T: wide enough that disease never warns.
 */
import { say } from '../sentences/say.ts'
export const mapParameters = ['t1-native', 't1-post', 't2', 't2star', 'ecv'] as const
export type MapParameter = (typeof mapParameters)[number]

/** ms, and % of ECV: iron overload and amyloid are the ends */
export const plausibleRange: Readonly<Record<MapParameter, readonly [number, number]>> = {
  't1-native': [400, 2200],
  't1-post': [120, 1000],
  t2: [25, 130],
  t2star: [2, 90],
  ecv: [8, 90],
}

/** @param median  of the wall; a sentence, or undefined where there is nothing to say */
export function plausibilityWarning(parameter: MapParameter, median: number): string | undefined {
  const [low, high] = plausibleRange[parameter]
  if (median >= low && median <= high) return undefined
  const factor = [10, 100, 1000, 0.1, 0.01, 0.001].find((by) => median / by >= low && median / by <= high)
  return say('mapping/wall-median-outside', {
    median: Number(median.toPrecision(4)),
    low,
    high,
    which:
      factor === undefined
        ? say('mapping/map-said')
        : say('mapping/stored-times-nothing-rescaled', { factor }),
  })
}
