/** What of the maps of a first pass is drawn over its images, for the panel that chooses it and the layer that draws it. */
import { create } from 'zustand'
import { type PerfusionMap, perfusionMapNames } from '#analysis/perfusion/pixel-maps.ts'
import type { PerfusionDetails, PerfusionSliceDetails } from '#contract/analysis-documents/details.ts'
import type { ColourScaleName } from '../../theme/data-colours.ts'

export const shownMaps = ['off', ...perfusionMapNames] as const
export type ShownMap = (typeof shownMaps)[number]

interface Look {
  readonly scale: ColourScaleName
  /** ends of the scale at first, in the unit of the quantity: wide enough for rest, stress and a defect */
  readonly ends: readonly [number, number]
  readonly digits: number
}

type Quantity = PerfusionMap['quantity']

const times: Look = { scale: 'cividis', ends: [0, 20_000], digits: 0 }
export const mapLooks: Readonly<Record<Quantity, Look>> = {
  'perf-mbf': { scale: 'viridis', ends: [0, 4], digits: 1 },
  'perf-upslope-rel': { scale: 'viridis', ends: [0, 0.2], digits: 2 },
  'perf-upslope-gd': { scale: 'viridis', ends: [0, 0.4], digits: 2 },
  'perf-upslope-si': { scale: 'viridis', ends: [0, 1], digits: 2 },
  'perf-peak': { scale: 'viridis', ends: [0, 400], digits: 0 },
  'perf-ttp': times,
  'perf-t50': times,
}

interface MapLook {
  readonly shown: ShownMap
  /** 0 to 1 */
  readonly opacity: number
  /** where they differ from those at first */
  readonly ends: Readonly<Partial<Record<Quantity, readonly [number, number]>>>
}

export const usePerfusionMapLook = create<MapLook>(() => ({ shown: 'off', opacity: 0.8, ends: {} }))

export const endsOf = ({ ends }: Pick<MapLook, 'ends'>, quantity: Quantity): readonly [number, number] =>
  ends[quantity] ?? mapLooks[quantity].ends

/** Of every state, stress first. */
export const mappedSlices = ({ states }: PerfusionDetails): readonly PerfusionSliceDetails[] =>
  (['stress', 'rest'] as const).flatMap((state) => states[state]?.slices ?? [])
