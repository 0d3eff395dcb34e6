/** What of the maps that were made here is drawn over images, for the panel that chooses it and the layer that draws it. */
import { create } from 'zustand'
import { type MapLook, parameterMapLooks } from '#analysis/colours/map-looks.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'

export const parameters = ['t1-native', 't1-post', 't2', 't2star', 'ecv'] as const
export type Parameter = (typeof parameters)[number]

export const mapExtents = ['off', 'wall', 'whole'] as const
export type MapExtent = (typeof mapExtents)[number]

interface ParameterLook extends MapLook {
  /** ends of the scale of segments are multiples of it */
  readonly step: number
  /** images that it is drawn over */
  readonly roles: readonly SeriesRole[]
}

const ofNative: readonly SeriesRole[] = ['molli-native', 't1-native-map', 't1-map']
const ofPost: readonly SeriesRole[] = ['molli-post', 't1-post-map']

export const parameterLooks: Readonly<Record<Parameter, ParameterLook>> = {
  't1-native': { ...parameterMapLooks['t1-native'], step: 50, roles: ofNative },
  't1-post': { ...parameterMapLooks['t1-post'], step: 50, roles: ofPost },
  t2: { ...parameterMapLooks.t2, step: 5, roles: ['t2prep', 't2-map'] },
  t2star: { ...parameterMapLooks.t2star, step: 5, roles: ['t2star', 't2star-map'] },
  ecv: { ...parameterMapLooks.ecv, step: 5, roles: [...ofNative, ...ofPost, 'ecv-map'] },
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
