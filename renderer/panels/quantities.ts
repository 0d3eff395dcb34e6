/** The table of the ventricle: its rows and their rounding. Rounding is for the eye: what is recorded is not rounded. */
import type { Measurement, QuantityName } from '#analysis/measurements/measurement.ts'
import type { Texts } from '../texts/en/en.ts'
import { fixedIn } from '../texts/formats.ts'
import { textsNow } from '../texts/texts.ts'

export interface QuantityRow {
  readonly quantity: keyof Texts['numbers']['names']
  readonly digits: number
  /** the same by body surface area */
  readonly index?: QuantityName
  readonly indexDigits?: number
}

export const leftVentricle: readonly QuantityRow[] = [
  { quantity: 'lv-edv', digits: 0, index: 'lv-edv-index', indexDigits: 0 },
  { quantity: 'lv-esv', digits: 0, index: 'lv-esv-index', indexDigits: 0 },
  { quantity: 'lv-sv', digits: 0, index: 'lv-sv-index', indexDigits: 0 },
  { quantity: 'lv-ef', digits: 1 },
  { quantity: 'lv-mass-ed', digits: 0, index: 'lv-mass-ed-index', indexDigits: 0 },
  { quantity: 'lv-mass-es', digits: 0 },
  { quantity: 'lv-co', digits: 1, index: 'lv-ci', indexDigits: 1 },
  { quantity: 'heart-rate', digits: 0 },
]

const printed: Readonly<Record<string, string>> = {
  'mL/m2': 'mL/m²',
  'g/m2': 'g/m²',
  'L/min/m2': 'L/min/m²',
  m2: 'm²',
  mm2: 'mm²',
  'mm[Hg]': 'mmHg',
  deg: '°',
  'deg/cm': '°/cm',
}

export const unitText = (ucum: string): string =>
  ucum === '/min' ? textsNow().numbers.perMinute : (printed[ucum] ?? ucum)

/** Fixed digits, as the language of the window writes them. */
export const numberText = fixedIn

/** The measurement of the whole ventricle, which carries no scope. */
export const measurementOf = (
  measurements: readonly Measurement[],
  quantity: QuantityName,
): Measurement | undefined =>
  measurements.find((candidate) => candidate.quantity === quantity && candidate.scope === undefined)
