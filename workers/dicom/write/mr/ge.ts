/**
 * As GE writes: the whole stack in one series, phases and velocity in private elements, the VENC in mm/s.
 * @source conformance statements, as dcm4che's private dictionaries transcribe them
 */
import type { PictureKind } from '#analysis/phantom/attributes.ts'
import type { Dialect, DialectImage } from './dialect.ts'
import { privateBlock } from './private.ts'
import { mapToken } from './tokens.ts'

const sequenceNames: Readonly<Record<PictureKind, string>> = {
  scout: 'SSFP',
  cine: 'FIESTA',
  'late-enhancement': '2DFGRE',
  perfusion: 'FGRE_TC',
  molli: 'FIESTA',
  't2-preparation': 'FIESTA',
  'multi-echo': 'FGRE',
  flow: 'FASTCARD_PC',
  map: 'FIESTA',
}

/** (0043,xx2F) */
const componentCode = { magnitude: 0, phase: 1, real: 2 } as const
/** (0019,xxCB): through the slice */
const throughPlane = 2

function imageType({ attributes: { map, component } }: DialectImage): readonly string[] {
  if (map !== undefined) return ['DERIVED', 'SECONDARY', 'OTHER', mapToken[map]]
  return component === 'real' ? ['DERIVED', 'PRIMARY', 'OTHER', 'PSIR'] : ['ORIGINAL', 'PRIMARY', 'OTHER']
}

export const ge: Dialect = {
  equipment: {
    Manufacturer: 'GE MEDICAL SYSTEMS',
    ManufacturerModelName: 'Synthetic',
    SoftwareVersions: 'DV26.0',
  },
  splitsStacks: false,
  joinsComponents: false,
  imageType,
  classic: ({ series, attributes: { kind, component, venc } }) => ({
    ...privateBlock('GEMS_ACQU_01', '0019', {
      '9C LO': sequenceNames[kind],
      ...(kind === 'cine' || kind === 'flow' ? { 'D7 SS': series.phases } : {}),
      ...(venc === undefined ? {} : { 'CB SS': throughPlane, 'CC SS': Math.round(10 * venc) }),
    }),
    ...privateBlock('GEMS_PARM_01', '0043', { '2F SS': componentCode[component] }),
  }),
}
