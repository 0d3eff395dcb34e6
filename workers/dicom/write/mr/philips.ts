/**
 * As Philips writes: magnitude and velocity in one series, scaled values, phases and VENC in private elements.
 * @source conformance statements, as dcm4che's private dictionaries transcribe them
 */
import type { PictureKind } from '#analysis/phantom/attributes.ts'
import type { Dialect, DialectImage } from './dialect.ts'
import { privateBlock } from './private.ts'
import { mapToken } from './tokens.ts'

const techniques: Readonly<Record<PictureKind, string>> = {
  scout: 'BFFE',
  cine: 'BFFE',
  'late-enhancement': 'T1TFE',
  perfusion: 'T1TFE',
  molli: 'BTFE',
  't2-preparation': 'BTFE',
  'multi-echo': 'FFE',
  flow: 'T1FFE',
  map: 'BTFE',
}

function imageType({ attributes: { map, component, kind } }: DialectImage): readonly string[] {
  if (map !== undefined) return ['DERIVED', 'PRIMARY', mapToken[map], mapToken[map], 'UNSPECIFIED']
  switch (component) {
    case 'phase':
      return ['ORIGINAL', 'PRIMARY', 'VELOCITY MAP', 'P', 'PCA']
    case 'real':
      return ['ORIGINAL', 'PRIMARY', 'R_IR', 'R', 'IR']
    case 'magnitude':
      return kind === 'flow'
        ? ['ORIGINAL', 'PRIMARY', 'M_PCA', 'M', 'PCA']
        : ['ORIGINAL', 'PRIMARY', 'M_FFE', 'M', 'FFE']
  }
}

export const philips: Dialect = {
  equipment: {
    Manufacturer: 'Philips Medical Systems',
    ManufacturerModelName: 'Synthetic',
    SoftwareVersions: '5.7.1',
  },
  splitsStacks: false,
  joinsComponents: true,
  imageType,
  classic: ({ series, phase, attributes: { kind, venc } }) =>
    privateBlock('Philips Imaging DD 001', '2001', {
      '20 LO': techniques[kind],
      ...(kind === 'cine' || kind === 'flow' ? { '08 IS': phase + 1, '17 SL': series.phases } : {}),
      ...(venc === undefined ? {} : { '1A FL': [0, 0, venc] }),
    }),
}
