/** How maps of pixels are coloured at first, in the window and on paper alike, so that two studies compare by eye. */
import type { MapParameter } from '../mapping/plausible.ts'
import type { PerfusionMap } from '../perfusion/pixel-maps.ts'
import type { ColourScaleName } from './scales.ts'

export interface MapLook {
  readonly scale: ColourScaleName
  /** values of its darkest and its lightest colour, in the unit of the quantity */
  readonly ends: readonly [from: number, to: number]
  /** of the numbers at its ends */
  readonly digits: number
}

/** Wide enough for healthy wall, disease and blood. */
export const parameterMapLooks: Readonly<Record<MapParameter, MapLook>> = {
  't1-native': { scale: 'lipari', ends: [700, 1700], digits: 0 },
  't1-post': { scale: 'lipari', ends: [200, 700], digits: 0 },
  t2: { scale: 'navia', ends: [20, 100], digits: 0 },
  t2star: { scale: 'navia', ends: [0, 50], digits: 0 },
  ecv: { scale: 'cividis', ends: [10, 60], digits: 0 },
}

const times: MapLook = { scale: 'cividis', ends: [0, 20_000], digits: 0 }

/** Wide enough for rest, stress and a defect. */
export const perfusionMapLooks: Readonly<Record<PerfusionMap['quantity'], MapLook>> = {
  'perf-mbf': { scale: 'viridis', ends: [0, 4], digits: 1 },
  'perf-upslope-rel': { scale: 'viridis', ends: [0, 0.2], digits: 2 },
  'perf-upslope-gd': { scale: 'viridis', ends: [0, 0.4], digits: 2 },
  'perf-upslope-si': { scale: 'viridis', ends: [0, 1], digits: 2 },
  'perf-peak': { scale: 'viridis', ends: [0, 400], digits: 0 },
  'perf-ttp': times,
  'perf-t50': times,
}
