/** What of the maps of a first pass is drawn over its images, for the panel that chooses it and the layer that draws it. */
import { create } from 'zustand'
import { type PerfusionMapName, perfusionMapNames } from '#analysis/perfusion/pixel-maps.ts'
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

const times: Look = { scale: 'cividis', ends: [0, 20_000], digits: 0 }
export const mapLooks: Readonly<Record<PerfusionMapName, Look>> = {
  mbf: { scale: 'viridis', ends: [0, 4], digits: 1 },
  'relative-upslope': { scale: 'viridis', ends: [0, 0.2], digits: 2 },
  upslope: { scale: 'viridis', ends: [0, 0.3], digits: 2 },
  peak: { scale: 'viridis', ends: [0, 200], digits: 0 },
  'time-to-peak': times,
  t50: times,
}

interface MapLook {
  readonly shown: ShownMap
  /** 0 to 1 */
  readonly opacity: number
  /** where they differ from those at first */
  readonly ends: Readonly<Partial<Record<PerfusionMapName, readonly [number, number]>>>
}

export const usePerfusionMapLook = create<MapLook>(() => ({ shown: 'off', opacity: 0.8, ends: {} }))

export const endsOf = ({ ends }: Pick<MapLook, 'ends'>, name: PerfusionMapName): readonly [number, number] =>
  ends[name] ?? mapLooks[name].ends

/** Of every state, stress first. */
export const mappedSlices = ({ states }: PerfusionDetails): readonly PerfusionSliceDetails[] =>
  (['stress', 'rest'] as const).flatMap((state) => states[state]?.slices ?? [])
