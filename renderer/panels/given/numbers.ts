/** Numbers that a person enters: in which unit, within which bounds, and what a text amounts to. */
import { haematocritRange } from '#analysis/mapping/haematocrit.ts'
import { heartRates, pressures } from '#analysis/perfusion/work.ts'
import { wholeIn } from '../../texts/formats.ts'

export interface NumberRule {
  /** as it is printed beside the field */
  readonly unit: string
  readonly least: number
  readonly most: number
  /** of what is entered to what is kept: 100 of a percentage that is kept as a fraction */
  readonly factor?: number
}

export const numberRules = {
  haematocrit: { unit: '%', least: 100 * haematocritRange[0], most: 100 * haematocritRange[1], factor: 100 },
  relaxivity: { unit: 'L/mmol/s', least: 0.1, most: 100 },
  saturationTime: { unit: 'ms', least: 1, most: 10_000 },
  heartRate: { unit: '/min', least: heartRates[0], most: heartRates[1] },
  systolicPressure: { unit: 'mmHg', least: pressures[0], most: pressures[1] },
  doseRatio: { unit: ': 1', least: 1, most: 100 },
  age: { unit: '', least: 0, most: 130 },
} as const satisfies Readonly<Record<string, NumberRule>>

export type NumberField = keyof typeof numberRules

/** Null where nothing is entered; 'wrong' for what is no number or beyond its bounds. */
export type Entered = number | null | 'wrong'

export function enteredNumber(text: string, { least, most, factor = 1 }: NumberRule): Entered {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return null
  const value = Number(plain)
  return Number.isFinite(value) && value >= least && value <= most ? value / factor : 'wrong'
}

/** As it is entered again. */
export const numberAsText = (value: number | undefined, { factor = 1 }: NumberRule): string =>
  value === undefined ? '' : wholeIn(Math.round(value * factor * 1000) / 1000)
