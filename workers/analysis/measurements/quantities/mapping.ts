import type { QuantityRow } from './row.ts'

const statistics = <Name extends string, Unit extends string>(name: Name, unit: Unit, what: string) =>
  ({
    [name]: { unit, meaning: `${what}, mean of the pixels` },
    [`${name}-median`]: { unit, meaning: `${what}, median of the pixels` },
    [`${name}-sd`]: { unit, meaning: `${what}, standard deviation over the pixels` },
    [`${name}-error`]: { unit, meaning: `${what}, error of a pixel from its own fit` },
    [`${name}-pixels`]: { unit: '1', meaning: `${what}, number of pixels` },
  }) as {
    readonly [Key in Name | `${Name}-median` | `${Name}-sd` | `${Name}-error`]: {
      readonly unit: Unit
      readonly meaning: string
    }
  } & { readonly [Key in `${Name}-pixels`]: { readonly unit: '1'; readonly meaning: string } }

export const mappingQuantities = {
  ...statistics('t1-native', 'ms', 'T1 before contrast'),
  ...statistics('t1-post', 'ms', 'T1 after contrast'),
  ...statistics('t2', 'ms', 'T2'),
  ...statistics('t2star', 'ms', 'T2*'),
  ...statistics('ecv', '%', 'Extracellular volume'),
  't2star-region': { unit: 'ms', meaning: 'T2* of the mean signal of a region' },
  'ecv-region': { unit: '%', meaning: 'Extracellular volume from the mean T1 of regions' },
  'ecv-region-error': { unit: '%', meaning: 'Standard uncertainty of the extracellular volume' },
  'partition-coeff': { unit: '1', meaning: 'Partition coefficient of contrast, wall to blood' },
  haematocrit: { unit: '%', meaning: 'Haematocrit of a blood sample' },
  'haematocrit-syn': { unit: '%', meaning: 'Synthetic haematocrit from the T1 of blood' },
  'iron-dry-weight': { unit: 'mg/g', meaning: 'Myocardial iron per dry weight from T2* at 1.5 T' },
} as const satisfies Readonly<Record<string, QuantityRow>>
