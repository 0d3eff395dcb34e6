/**
 * Which coded term each quantity is. A quantity is its concept together with its modifiers: mass at end
 * diastole and at end systole share a concept, as do a volume and the same volume divided by body surface.
 */
import type { Papillaries } from '../contours/contour.ts'
import {
  type AnalysisQuantity,
  analysisQuantities,
  type QuantityName,
  type VentricleQuantity,
} from '../measurements/quantities/quantities.ts'
import { type Code, concepts, cyclePoints, methods, papillaryCodes, sameCode, sites } from './codes.ts'
import { own } from './private-codes.ts'

/** ED, ES, both, or no phase of its own. */
export type PhaseRole = 'ed' | 'es'

export interface CodedQuantity {
  readonly concept: Code
  /** the point of the cardiac cycle, where the concept leaves it open */
  readonly cyclePoint?: Code
  /** divided by body surface area, where the concept leaves it open */
  readonly indexed: boolean
  readonly site?: Code
  /** of the volumes that it rests on */
  readonly method?: Code
  /** of which phases the images are that it was measured on */
  readonly phases: readonly PhaseRole[]
  /** whether papillary muscles lie in what is measured under 'cavity', or under 'mass' */
  readonly papillariesIncludedUnder?: Papillaries
}

interface Volume {
  readonly concept: Code
  readonly phases: readonly PhaseRole[]
  readonly indexed?: boolean
}
const ofCavity = ({ concept, phases, indexed = false }: Volume): CodedQuantity => ({
  concept,
  indexed,
  site: sites.leftVentricle,
  method: methods.multipleSlices,
  phases,
  papillariesIncludedUnder: 'cavity',
})

const ofWall = (phase: PhaseRole, indexed = false): CodedQuantity => ({
  concept: concepts.wallMass,
  cyclePoint: phase === 'ed' ? cyclePoints.endDiastole : cyclePoints.endSystole,
  indexed,
  site: sites.leftVentricle,
  method: methods.multipleSlices,
  phases: [phase],
  papillariesIncludedUnder: 'mass',
})

const ofPatient = (concept: Code): CodedQuantity => ({ concept, indexed: false, phases: [] })

const ofVentricle: Readonly<Record<VentricleQuantity, CodedQuantity>> = {
  'lv-edv': ofCavity({ concept: concepts.lvEndDiastolicVolume, phases: ['ed'] }),
  'lv-esv': ofCavity({ concept: concepts.lvEndSystolicVolume, phases: ['es'] }),
  'lv-sv': ofCavity({ concept: concepts.strokeVolume, phases: ['ed', 'es'] }),
  'lv-ef': ofCavity({ concept: concepts.lvEjectionFraction, phases: ['ed', 'es'] }),
  'lv-mass-ed': ofWall('ed'),
  'lv-mass-es': ofWall('es'),
  'lv-co': ofCavity({ concept: concepts.cardiacOutput, phases: ['ed', 'es'] }),
  'lv-ci': ofCavity({ concept: concepts.cardiacIndex, phases: ['ed', 'es'] }),
  'lv-edv-index': ofCavity({ concept: concepts.lvEndDiastolicVolume, phases: ['ed'], indexed: true }),
  'lv-esv-index': ofCavity({ concept: concepts.lvEndSystolicVolume, phases: ['es'], indexed: true }),
  'lv-sv-index': ofCavity({ concept: concepts.strokeIndex, phases: ['ed', 'es'] }),
  'lv-mass-ed-index': ofWall('ed', true),
  'heart-rate': ofPatient(concepts.heartRate),
  rr: ofPatient(concepts.rrInterval),
  bsa: ofPatient(concepts.bodySurfaceArea),
}

/** The name is the code: no public scheme has a term that says as much. */
const ofAnalyses = Object.fromEntries(
  Object.entries<{ readonly meaning: string }>(analysisQuantities).map(([name, { meaning }]) => [
    name,
    ofPatient(own(name, meaning)),
  ]),
) as Readonly<Record<AnalysisQuantity, CodedQuantity>>

export const codedQuantities: Readonly<Record<QuantityName, CodedQuantity>> = {
  ...ofVentricle,
  ...ofAnalyses,
}

/** Codes by which others name the same quantity; read, never written. */
const alsoKnownAs: readonly { readonly quantity: QuantityName; readonly concept: Code }[] = [
  {
    quantity: 'lv-ef',
    concept: { value: '10230-1', scheme: 'LN', meaning: 'Left ventricular Ejection fraction' },
  },
]

export const papillaryCode = (quantity: CodedQuantity, convention: Papillaries): Code | undefined => {
  if (quantity.papillariesIncludedUnder === undefined) return undefined
  return quantity.papillariesIncludedUnder === convention ? papillaryCodes.included : papillaryCodes.excluded
}

/** The convention under which a quantity includes or excludes papillary muscles as the code says. */
export function conventionOf(quantity: CodedQuantity, code: Code | undefined): Papillaries | undefined {
  if (quantity.papillariesIncludedUnder === undefined || code === undefined) return undefined
  const conventions: readonly Papillaries[] = ['cavity', 'mass']
  return conventions.find((convention) => sameCode(papillaryCode(quantity, convention), code))
}

const names = Object.keys(codedQuantities) as QuantityName[]

/** The quantity that a concept and its modifiers say, or undefined when it is none of ours. */
export function quantityOf(
  concept: Code,
  cyclePoint: Code | undefined,
  indexed: boolean,
): QuantityName | undefined {
  const found = names.find((name) => {
    const coded = codedQuantities[name]
    if (!sameCode(coded.concept, concept) || coded.indexed !== indexed) return false
    return coded.cyclePoint === undefined || sameCode(coded.cyclePoint, cyclePoint)
  })
  if (found !== undefined || indexed) return found
  return alsoKnownAs.find((other) => sameCode(other.concept, concept))?.quantity
}
