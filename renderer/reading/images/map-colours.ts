/** Which colours stand for the values of a map, and their unit. */
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { colourScales } from '../../theme/data-colours.ts'

export interface MapColours {
  readonly stops: readonly string[]
  readonly unit: string
}

const t1: MapColours = { stops: colourScales.lipari, unit: 'ms' }
const t2: MapColours = { stops: colourScales.navia, unit: 'ms' }

const byRole: Partial<Readonly<Record<SeriesRole, MapColours>>> = {
  't1-native-map': t1,
  't1-post-map': t1,
  't1-map': t1,
  't2-map': t2,
  't2star-map': t2,
  'ecv-map': { stops: colourScales.cividis, unit: '%' },
}

/** @returns undefined for images that are read in grey */
export const mapColoursOf = (role: SeriesRole): MapColours | undefined => byRole[role]
