/** Numbers of a report as measurements: concept, modifiers and unit together say which quantity it is. */
import type { Papillaries } from '../../contours/contour.ts'
import { type QuantityName, quantityUnits } from '../../measurements/measurement.ts'
import type { UnmeasuredReason } from '../../units/outcome.ts'
import { type Code, concepts, cyclePoints, frame, papillaryCodes, sameCode } from '../codes.ts'
import type { ContentItem, NumItem, ReferencedImage } from '../items.ts'
import { terms, unmeasuredCodes } from '../private-codes.ts'
import { codedQuantities, conventionOf, quantityOf } from '../quantities.ts'
import { childrenOf, codeOf, keyOf, named, textOf } from './find.ts'

export type StatedMeasurement = StatedValue | StatedAbsence

interface Stated {
  readonly quantity: QuantityName
  readonly scope: string | undefined
  readonly papillaries: Papillaries | undefined
  readonly images: readonly ReferencedImage[]
}
export interface StatedValue extends Stated {
  readonly value: number
  readonly unit: (typeof quantityUnits)[QuantityName]
  readonly method: string | undefined
  readonly version: string | undefined
  readonly warnings: readonly string[]
}
export interface StatedAbsence extends Stated {
  /** absent when the report gives no reason that we know */
  readonly unmeasured: UnmeasuredReason | undefined
  readonly detail: string | undefined
}

/** @returns undefined for a concept that is none of ours, or a unit that is not the quantity's */
export function statedMeasurement(item: NumItem): StatedMeasurement | undefined {
  const below = childrenOf(item)
  const indexed = sameCode(codeOf(below, concepts.index), concepts.bodySurfaceArea)
  const quantity = quantityOf(item.concept, codeOf(below, cyclePoints.cyclePoint), indexed)
  if (quantity === undefined) return undefined
  const stated: Stated = {
    quantity,
    scope: textOf(below, terms.scope),
    papillaries: conventionOf(codedQuantities[quantity], codeOf(below, papillaryCodes.convention)),
    images: sourcesOf(below),
  }
  if ('qualifier' in item.measured) {
    const unmeasured = keyOf(unmeasuredCodes, codeOf(below, terms.unmeasured))
    return { ...stated, unmeasured, detail: textOf(below, terms.detail) }
  }
  const unit = quantityUnits[quantity]
  if (!saysUnit(item.measured.unit, unit)) return undefined
  return {
    ...stated,
    value: item.measured.value,
    unit,
    method: textOf(below, frame.algorithmName),
    version: textOf(below, frame.algorithmVersion),
    warnings: named(below, 'TEXT', terms.warning).map(({ text }) => text),
  }
}

/** UCUM writes the litre with either letter. */
const saysUnit = ({ scheme, value }: Code, unit: string): boolean =>
  scheme === 'UCUM' && value.replaceAll('l', 'L') === unit.replaceAll('l', 'L')

const sourcesOf = (items: readonly ContentItem[]): ReferencedImage[] =>
  items.flatMap((item) =>
    item.type === 'IMAGE' && item.relationship === 'INFERRED FROM' ? [item.image] : [],
  )
