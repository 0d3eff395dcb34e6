/** Every quantity that is measured on images, by name. A name is never used again for another quantity. */
import { chambersQuantities } from './chambers.ts'
import { flowQuantities } from './flow.ts'
import { mappingQuantities } from './mapping.ts'
import { perfusionQuantities } from './perfusion.ts'
import { rangesQuantities } from './ranges.ts'
import { scarQuantities } from './scar.ts'
import { segmentsQuantities } from './segments.ts'
import { strainQuantities } from './strain.ts'
import { ventricleUnits } from './ventricle.ts'

/** Those that public coding schemes have no term for: they are said by our own codes. */
export const analysisQuantities = {
  ...chambersQuantities,
  ...segmentsQuantities,
  ...strainQuantities,
  ...scarQuantities,
  ...perfusionQuantities,
  ...mappingQuantities,
  ...flowQuantities,
  ...rangesQuantities,
} as const

export type VentricleQuantity = keyof typeof ventricleUnits
export type AnalysisQuantity = keyof typeof analysisQuantities
export type QuantityName = VentricleQuantity | AnalysisQuantity

type Units = typeof ventricleUnits & {
  readonly [Name in AnalysisQuantity]: (typeof analysisQuantities)[Name]['unit']
}

export const quantityUnits: Units = {
  ...ventricleUnits,
  ...(Object.fromEntries(
    Object.entries<{ unit: string }>(analysisQuantities).map(([name, { unit }]) => [name, unit]),
  ) as { readonly [Name in AnalysisQuantity]: (typeof analysisQuantities)[Name]['unit'] }),
}

export const ventricleQuantities = Object.keys(ventricleUnits) as VentricleQuantity[]
