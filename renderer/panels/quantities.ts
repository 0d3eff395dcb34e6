/** How each quantity is named and rounded on the screen. Rounding is for the eye: what is recorded is not rounded. */
import type { Measurement, QuantityName } from '#analysis/measurements/measurement.ts'

export interface QuantityRow {
  readonly quantity: QuantityName
  readonly name: string
  readonly full: string
  readonly digits: number
  /** the same by body surface area */
  readonly index?: QuantityName
  readonly indexDigits?: number
}

export const leftVentricle: readonly QuantityRow[] = [
  {
    quantity: 'lv-edv',
    name: 'EDV',
    full: 'End-diastolic volume',
    digits: 0,
    index: 'lv-edv-index',
    indexDigits: 0,
  },
  {
    quantity: 'lv-esv',
    name: 'ESV',
    full: 'End-systolic volume',
    digits: 0,
    index: 'lv-esv-index',
    indexDigits: 0,
  },
  { quantity: 'lv-sv', name: 'SV', full: 'Stroke volume', digits: 0, index: 'lv-sv-index', indexDigits: 0 },
  { quantity: 'lv-ef', name: 'EF', full: 'Ejection fraction', digits: 1 },
  {
    quantity: 'lv-mass-ed',
    name: 'Mass ED',
    full: 'Myocardial mass at end-diastole',
    digits: 0,
    index: 'lv-mass-ed-index',
    indexDigits: 0,
  },
  { quantity: 'lv-mass-es', name: 'Mass ES', full: 'Myocardial mass at end-systole', digits: 0 },
  { quantity: 'lv-co', name: 'CO', full: 'Cardiac output', digits: 1, index: 'lv-ci', indexDigits: 1 },
  { quantity: 'heart-rate', name: 'HR', full: 'Heart rate', digits: 0 },
]

const printed: Readonly<Record<string, string>> = {
  'mL/m2': 'mL/m²',
  'g/m2': 'g/m²',
  'L/min/m2': 'L/min/m²',
  m2: 'm²',
  '/min': 'bpm',
  mm2: 'mm²',
  'mm[Hg]': 'mmHg',
  deg: '°',
  'deg/cm': '°/cm',
}

export const unitText = (ucum: string): string => printed[ucum] ?? ucum

/** Fixed digits with a real minus sign. */
export const numberText = (value: number, digits: number): string => value.toFixed(digits).replace('-', '−')

/** The measurement of the whole ventricle, which carries no scope. */
export const measurementOf = (
  measurements: readonly Measurement[],
  quantity: QuantityName,
): Measurement | undefined =>
  measurements.find((candidate) => candidate.quantity === quantity && candidate.scope === undefined)
