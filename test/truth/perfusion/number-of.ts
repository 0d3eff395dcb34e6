import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'

/** undefined where there is no such measurement, or no number in it */
export function numberOf(
  measurements: readonly Measurement[],
  quantity: QuantityName,
  scope: string,
): number | undefined {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  return found !== undefined && isMeasured(found) ? found.value : undefined
}
