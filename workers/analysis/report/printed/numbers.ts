/** Numbers and reasons as they stand on paper. Rounding is for the eye: what is recorded is not rounded. */
import { isMeasured, type Measurement, type QuantityName } from '../../measurements/measurement.ts'
import { reasons as germanReasons } from '../../sentences/german/reasons.ts'
import type { UnmeasuredReason } from '../../units/outcome.ts'
import { reasonInWords } from '../words.ts'
import type { Cell, ReportLanguage } from './document.ts'

const printedUnits: Readonly<Record<string, string>> = {
  'mL/m2': 'mL/m²',
  'g/m2': 'g/m²',
  'L/min/m2': 'L/min/m²',
  m2: 'm²',
  mm2: 'mm²',
  '/min': '/min',
  'mm[Hg]': 'mmHg',
  deg: '°',
  'deg/cm': '°/cm',
  '1': '',
  '{score}': '',
  '{count}': '',
  '{pixels}': '',
}

const unitText = (ucum: string): string => printedUnits[ucum] ?? ucum

/** Fixed digits, a real minus sign, and the decimal mark of the language. */
export function numberText(value: number, digits: number, language: ReportLanguage): string {
  const fixed = value.toFixed(digits)
  const text = (/^-0(\.0+)?$/.test(fixed) ? fixed.slice(1) : fixed).replace('-', '−')
  return language === 'de' ? text.replace('.', ',') : text
}

/** With the unit, apart by a blank that no line breaks at. */
export function withUnit(value: number, unit: string, digits: number, language: ReportLanguage): string {
  const said = unitText(unit)
  const number = numberText(value, digits, language)
  return said === '' ? number : `${number}\u00a0${said}`
}

/** As many as its method can tell apart. */
const digitsByUnit: Readonly<Record<string, number>> = {
  mL: 0,
  g: 0,
  'mL/m2': 0,
  'g/m2': 0,
  ms: 0,
  mm: 1,
  '%': 1,
  'L/min': 1,
  'L/min/m2': 1,
  m2: 2,
  'mL/min/g': 2,
  'cm/s': 0,
  'mL/s': 0,
  '/min': 0,
  'deg/cm': 2,
  '1': 2,
}
export const digitsOf = (unit: string): number => digitsByUnit[unit] ?? 1

const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)

export const reasonText = (reason: UnmeasuredReason, language: ReportLanguage): string =>
  language === 'de' ? capitalised(germanReasons[reason]) : reasonInWords(reason)

export function valueCell(m: Measurement | undefined, language: ReportLanguage, digits?: number): Cell {
  if (m === undefined) return { text: '–', tone: 'faint' }
  if (!isMeasured(m)) return { text: reasonText(m.unmeasured, language), tone: 'faint' }
  return { text: withUnit(m.value, m.unit, digits ?? digitsOf(m.unit), language) }
}

export const findMeasurement = (
  measurements: readonly Measurement[],
  quantity: QuantityName,
  scope?: string,
): Measurement | undefined =>
  measurements.find((m) => m.quantity === quantity && (m.scope ?? '') === (scope ?? ''))

/** '063Y' as 63; what DICOM's form does not say is left as it stands. */
export function ageInYears(age: string): string {
  const found = /^0*(\d+)Y$/.exec(age)
  return found?.[1] ?? age
}

/** '2025-01-31 14:05 UTC' */
export const timeText = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
