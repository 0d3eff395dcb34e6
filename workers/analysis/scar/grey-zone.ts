/**
 * Core and grey zone of the enhancement: dense scar, and the mixed tissue about it.
 *
 *   core        above half of the maximum, or half between remote and maximum; obstruction belongs to it
 *   grey zone   from the border rule up to the core, where it hangs together with a core
 *
 * Border rules: '2-sd' and '3-sd' above remote; 'remote-peak', the brightest pixel of remote.
 * @source Schmidt 2007, doi:10.1161/CIRCULATIONAHA.106.653568 (half of maximum, peak of remote); Yan 2006,
 *   doi:10.1161/CIRCULATIONAHA.105.613414 (2 to 3 SD). Both from memory.
 */
import { at } from '../units/at.ts'
import { type Gram, gram } from '../units/units.ts'
import { density, volumeIn } from './amounts.ts'
import { above } from './classify.ts'
import { type CleaningOptions, clean } from './clean.ts'
import { componentsOf } from './components.ts'
import type { Wall } from './lge-slice.ts'
import { markObstruction, type ObstructionOptions, tissue } from './obstruction.ts'
import type { Remote } from './remote.ts'

export const greyZoneRules = ['2-sd', '3-sd', 'remote-peak'] as const
export type GreyZoneRule = (typeof greyZoneRules)[number]

export const zone = { none: 0, grey: 1, core: 2 } as const

export interface Zones {
  readonly core: Gram
  readonly grey: Gram
  /** `zone` of each pixel of each wall */
  readonly states: readonly Uint8Array[]
}

export function borderLevel(rule: GreyZoneRule, wall: Wall, { mean, sd, pixels }: Remote): number {
  switch (rule) {
    case '2-sd':
      return mean + 2 * sd
    case '3-sd':
      return mean + 3 * sd
    case 'remote-peak':
      return pixels.reduce((most, i) => Math.max(most, wall.signal[i] ?? 0), Number.NEGATIVE_INFINITY)
  }
}

/** @param coreLevels, borderLevels  one a wall; a wall without a core level has no core */
export function zonesOf(
  walls: readonly Wall[],
  linked: readonly boolean[],
  coreLevels: readonly (number | undefined)[],
  borderLevels: readonly number[],
  options: { readonly cleaning: CleaningOptions; readonly obstruction: ObstructionOptions },
): Zones {
  const outer = walls.map((wall, k) => above(wall, at(borderLevels, k)))
  const inner = walls.map((wall, k) => above(wall, coreLevels[k] ?? Number.POSITIVE_INFINITY))
  clean(walls, outer, linked, options.cleaning)
  for (const { pixels } of componentsOf(walls, outer, linked)) {
    const hasCore = pixels.some((list, k) => list.some((i) => at(inner, k)[i] === 1))
    if (hasCore) continue
    pixels.forEach((list, k) => {
      for (const i of list) at(outer, k)[i] = 0
    })
  }
  walls.forEach((wall, k) => {
    markObstruction(wall, at(outer, k), options.obstruction)
  })
  const states = walls.map((_, k) =>
    Uint8Array.from(at(outer, k), (state, i) => {
      if (state === tissue.remote) return zone.none
      return state === tissue.obstructed || at(inner, k)[i] === 1 ? zone.core : zone.grey
    }),
  )
  const massOf = (wanted: number): Gram =>
    gram(
      walls.reduce(
        (sum, wall, k) => sum + density * volumeIn(wall, (i) => (at(states, k)[i] === wanted ? 1 : 0)),
        0,
      ),
    )
  return { core: massOf(zone.core), grey: massOf(zone.grey), states }
}
