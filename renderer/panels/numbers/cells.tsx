/** Numbers of an analysis as cells of a table. */
import type { DataCell } from '../../charts/DataTable.tsx'
import { whyText } from '../reasons.ts'
import { type Found, type FoundMeasurement, isNumber } from './found.ts'
import { Numeral } from './Numeral.tsx'

export function numberCell(
  found: Found | undefined,
  measurement: FoundMeasurement | undefined,
  missing: string,
  strong = false,
): DataCell {
  const shown = <Numeral found={found} measurement={measurement} strong={strong} />
  if (isNumber(measurement)) return { shown, text: measurement.value }
  return { shown, text: measurement ? whyText(measurement.unmeasured, measurement.detail) : missing }
}

export const textCell = (text: string | number, title?: string): DataCell => ({ shown: text, text, title })
