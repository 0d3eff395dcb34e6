/**
 * As Siemens writes: one series a slice of a short-axis cine, velocity in the sequence name and in private text.
 * @source conformance statements, as dcm4che's private dictionaries transcribe them
 */
import type { PictureKind } from '#analysis/phantom/attributes.ts'
import type { Dataset } from '../part10.ts'
import type { Dialect, DialectImage } from './dialect.ts'
import { privateBlock } from './private.ts'
import { mapToken } from './tokens.ts'

const sequenceNames: Readonly<Record<PictureKind, string>> = {
  scout: '*tfi2d1_80',
  cine: '*tfi2d1_12',
  'late-enhancement': '*tfl2d1_25',
  perfusion: '*tfl2d1_68',
  molli: '*tfi2d1_80',
  't2-preparation': '*tfi2d1_80',
  'multi-echo': '*fl2d8',
  flow: '*fl2d1',
  map: '*tfi2d1_80',
}

const componentToken = { magnitude: 'M', phase: 'P', real: 'R' } as const

function imageType({ attributes }: DialectImage): readonly string[] {
  const { component, map } = attributes
  if (map !== undefined) return ['DERIVED', 'PRIMARY', 'M', 'RETRO', mapToken[map], 'DIS2D']
  const tail = component === 'real' ? ['PSIR', 'NORM', 'DIS2D'] : ['ND']
  return ['ORIGINAL', 'PRIMARY', componentToken[component], ...tail]
}

/** The velocity picture says its VENC and that it is encoded through the plane. */
function velocity({ attributes: { venc, component } }: DialectImage): Dataset {
  if (venc === undefined || component !== 'phase') return {}
  return {
    SequenceName: `${sequenceNames.flow}_v${Math.round(venc)}in`,
    ...privateBlock('SIEMENS MR HEADER', '0051', { '14 SH': `v${Math.round(venc)}in` }),
  }
}

export const siemens: Dialect = {
  equipment: {
    Manufacturer: 'SIEMENS',
    ManufacturerModelName: 'Synthetic',
    SoftwareVersions: 'syngo MR E11',
  },
  splitsStacks: true,
  joinsComponents: false,
  imageType,
  classic: (image) => ({
    SequenceName: sequenceNames[image.attributes.kind],
    ...velocity(image),
  }),
}
