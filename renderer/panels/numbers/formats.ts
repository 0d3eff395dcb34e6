/** How many digits of a number are worth reading: less than its error, more than what two readers differ by. */
import { type QuantityName, quantityUnits } from '#analysis/measurements/measurement.ts'

const byUnit: Readonly<Record<string, number>> = {
  mL: 1,
  'mL/m2': 0,
  'mL/m': 0,
  g: 1,
  'g/m2': 0,
  'g/m': 0,
  'g/mL': 2,
  '%': 1,
  ms: 0,
  mm: 1,
  mm2: 0,
  '/s': 2,
  '/min': 0,
  'mL/s': 0,
  'L/min': 1,
  'L/min/m2': 1,
  'cm/s': 0,
  'mm[Hg]': 0,
  deg: 1,
  'deg/cm': 1,
  'mL/min/g': 2,
  'mg/g': 2,
  m2: 2,
  '{score}': 2,
  '{count}': 0,
  '1': 2,
}

/** Where the unit does not say it. */
const own: readonly (readonly [pattern: RegExp, digits: number])[] = [
  [/^[lr]v-(edv|esv|sv|mass)/, 0],
  [/^[lr]a-(max|min|pre)/, 0],
  [/^wall-thickening|^scar-(transm|depth)|-psi$/, 0],
  [/-pixels$|^scar-(segments|mid-wall|threshold)|^lge-remote/, 0],
  [/^(t2|t2star)(-|$)/, 1],
  [/^flow-(v-mean|offset|gradient)$/, 1],
  [/^scar-extent$/, 1],
]

export function digitsOf(quantity: QuantityName): number {
  const special = own.find(([pattern]) => pattern.test(quantity))
  return special?.[1] ?? byUnit[quantityUnits[quantity]] ?? 2
}
