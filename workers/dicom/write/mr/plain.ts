/**
 * The project's own headers: public attributes only. Those of a classic image have none for the VENC, so that
 * flow is not measured in such a study.
 * @source DICOM PS3.3 C.8.3.1 (MR Image Module); velocity encoding (C.8.13.5.13) is a macro of enhanced objects
 */
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
