/** What of the maps that were made here is drawn over images, for the panel that chooses it and the layer that draws it. */
import { create } from 'zustand'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import type { ColourScaleName } from '../../theme/data-colours.ts'

export const parameters = ['t1-native', 't1-post', 't2', 't2star', 'ecv'] as const
export type Parameter = (typeof parameters)[number]

export const mapExtents = ['off', 'wall', 'whole'] as const
export type MapExtent = (typeof mapExtents)[number]

interface ParameterLook {
  readonly scale: ColourScaleName
  /** ends of the scale of segments are multiples of it */
  readonly step: number
  /** ends of the scale over images at first: wide enough for healthy wall, disease and blood */
  readonly ends: readonly [number, number]
  /** images that it is drawn over */
  readonly roles: readonly SeriesRole[]
}

const ofNative: readonly SeriesRole[] = ['molli-native', 't1-native-map', 't1-map']
const ofPost: readonly SeriesRole[] = ['molli-post', 't1-post-map']

export const parameterLooks: Readonly<Record<Parameter, ParameterLook>> = {
  't1-native': { scale: 'lipari', step: 50, ends: [700, 1700], roles: ofNative },
  't1-post': { scale: 'lipari', step: 50, ends: [200, 700], roles: ofPost },
  t2: { scale: 'navia', step: 5, ends: [20, 100], roles: ['t2prep', 't2-map'] },
  t2star: { scale: 'navia', step: 5, ends: [0, 50], roles: ['t2star', 't2star-map'] },
  ecv: { scale: 'cividis', step: 5, ends: [10, 60], roles: [...ofNative, ...ofPost, 'ecv-map'] },
}

export const useMapLook = create<{
  readonly parameter: Parameter
  readonly extent: MapExtent
  /** 0 to 1 */
  readonly opacity: number
  /** where they differ from those at first */
  readonly ends: Readonly<Partial<Record<Parameter, readonly [number, number]>>>
}>(() => ({ parameter: 't1-native', extent: 'off', opacity: 0.7, ends: {} }))

/** Images of this kind are seen through a map that was made here. */
export const isOver = (
  { extent, parameter }: Pick<ReturnType<typeof useMapLook.getState>, 'extent' | 'parameter'>,
  role: SeriesRole,
): boolean => extent !== 'off' && parameterLooks[parameter].roles.includes(role)

export const endsOf = (
  { ends }: Pick<ReturnType<typeof useMapLook.getState>, 'ends'>,
  parameter: Parameter,
): readonly [number, number] => ends[parameter] ?? parameterLooks[parameter].ends
