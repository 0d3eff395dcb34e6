/** The project's own headers: public attributes only. */
import type { Dialect } from './dialect.ts'
import { mapToken } from './tokens.ts'

export const plain: Dialect = {
  equipment: { Manufacturer: 'Midwall', ManufacturerModelName: 'Phantom', SoftwareVersions: '1' },
  splitsStacks: false,
  joinsComponents: false,
  imageType({ attributes }) {
    const { kind, component, map } = attributes
    if (kind === 'cine' || kind === 'scout') return ['ORIGINAL', 'PRIMARY', 'OTHER']
    if (map !== undefined) return ['DERIVED', 'PRIMARY', 'M', mapToken[map]]
    if (component === 'phase') return ['ORIGINAL', 'PRIMARY', 'P', 'VELOCITY']
    return component === 'real' ? ['ORIGINAL', 'PRIMARY', 'R', 'PSIR'] : ['ORIGINAL', 'PRIMARY', 'M']
  },
  classic: () => ({}),
}
