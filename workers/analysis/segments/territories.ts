/**
 * Which coronary artery supplies which segment. The table is the usual one of right dominance; a patient's own
 * anatomy is entered by changing segments, and the map that was used goes with every number.
 *
 * @source Cerqueira 2002, doi:10.1161/hc0402.102975 (table read at second hand, in the manual of PMOD). Occlusion shows
 *   that only nine segments belong to one artery: Pereztol-Valdés 2005, doi:10.1093/eurheartj/ehi496 (abstract read)
 */
import { ahaSegments } from './aha.ts'

export const territories = ['lad', 'rca', 'lcx'] as const
export type Territory = (typeof territories)[number]

export interface TerritoryMap {
  readonly name: string
  /** by AHA segment, all seventeen */
  readonly of: Readonly<Record<number, Territory>>
}

const assigned = (groups: Readonly<Record<Territory, readonly number[]>>): TerritoryMap['of'] =>
  Object.fromEntries(territories.flatMap((name) => groups[name].map((segment) => [segment, name])))

export const usualTerritories: TerritoryMap = {
  name: 'right-dominant',
  of: assigned({ lad: [1, 2, 7, 8, 13, 14, 17], rca: [3, 4, 9, 10, 15], lcx: [5, 6, 11, 12, 16] }),
}

/** Arteries of a patient's own segments, by AHA number, where they are not the usual ones. */
export type TerritoryChanges = Readonly<Record<number, Territory>>

/**
 * A map with other arteries for some segments.
 * @throws RangeError for a segment that there is not
 */
export function withTerritories(map: TerritoryMap, name: string, changes: TerritoryChanges): TerritoryMap {
  const strange = Object.keys(changes).find(
    (key) => !ahaSegments.some(({ segment }) => String(segment) === key),
  )
  if (strange !== undefined) throw new RangeError(`there is no segment ${strange}`)
  return { name, of: { ...map.of, ...changes } }
}

export const segmentsOfTerritory = (map: TerritoryMap, territory: Territory): readonly number[] =>
  ahaSegments.map(({ segment }) => segment).filter((segment) => map.of[segment] === territory)
