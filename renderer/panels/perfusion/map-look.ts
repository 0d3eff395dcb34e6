/** What of the maps of a first pass is drawn over its images, for the panel that chooses it and the layer that draws it. */
import { create } from 'zustand'
import { perfusionMapLooks } from '#analysis/colours/map-looks.ts'
import {
  type PerfusionMap,
  type PerfusionMapName,
  perfusionMapNames,
} from '#analysis/perfusion/pixel-maps.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { PerfusionDetails, PerfusionSliceDetails } from '#contract/analysis-documents/details.ts'

export const shownMaps = ['off', ...perfusionMapNames] as const
export type ShownMap = (typeof shownMaps)[number]

type Quantity = PerfusionMap['quantity']

interface MapLook {
  readonly shown: ShownMap
  /** before it was put off by a key */
  readonly last?: PerfusionMapName
  /** 0 to 1 */
  readonly opacity: number
  /** where they differ from those at first */
  readonly ends: Readonly<Partial<Record<Quantity, readonly [number, number]>>>
}

export const usePerfusionMapLook = create<MapLook>(() => ({ shown: 'off', opacity: 0.8, ends: {} }))

export const endsOf = ({ ends }: Pick<MapLook, 'ends'>, quantity: Quantity): readonly [number, number] =>
  ends[quantity] ?? perfusionMapLooks[quantity].ends

/** Of every state, stress first. */
export const mappedSlices = ({ states }: PerfusionDetails): readonly PerfusionSliceDetails[] =>
  (['stress', 'rest'] as const).flatMap((state) => states[state]?.slices ?? [])

/** That of the first slice that has it, or else why the first has none. */
export function firstMap(
  details: PerfusionDetails,
  name: PerfusionMapName,
): Outcome<PerfusionMap> | undefined {
  const all = mappedSlices(details).map(({ curves }) =>
    curves.measured ? curves.value.maps.maps[name] : curves,
  )
  return all.find(({ measured }) => measured) ?? all[0]
}
