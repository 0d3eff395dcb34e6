/** What a number and its part are called. */
import { type QuantityName, quantityUnits } from '#analysis/measurements/measurement.ts'
import type { AhaSegment } from '#analysis/segments/aha.ts'
import type { Texts } from '../../texts/en/en.ts'
import { numberText, unitText } from '../quantities.ts'
import { digitsOf } from './formats.ts'
import type { FoundNumber } from './found.ts'

type PanelTexts = Texts['panels']

/** In short, where readers have a short word for it. */
export const nameOf = ({ panels, quantities }: Texts, quantity: QuantityName): string =>
  panels.quantities[quantity] ?? quantities[quantity]

export const unitOf = (quantity: QuantityName): string => {
  const unit = quantityUnits[quantity]
  return unit === '1' || unit.startsWith('{') ? '' : unitText(unit)
}

export const roundedText = ({ quantity, value }: FoundNumber): string => numberText(value, digitsOf(quantity))

/** As in 'segment 7 · endocardial'; the whole chamber has no words. */
export function partText(texts: PanelTexts, scope = ''): string {
  return scope
    .split(' ')
    .flatMap((word) => {
      const [key = '', value] = word.split(':')
      if (value === undefined) return []
      return key in texts.scope ? [texts.scope[key as keyof PanelTexts['scope']](value)] : [word]
    })
    .join(' · ')
}

/** As in 'basal anterior (1)'. */
export const segmentText = (texts: PanelTexts, { segment, level, name }: AhaSegment): string =>
  texts.segment(level, name.split(' ').at(-1) ?? name, segment)
