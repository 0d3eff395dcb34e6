/** The table of the left ventricle as text: numbers in full, each with its unit, or why there is none. */
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import type { Comparison } from '#analysis/ranges/comparison.ts'
import { tableText } from '../charts/table-text.ts'
import { textsNow } from '../texts/texts.ts'
import { comparisonFor, isCompared } from './function/ranges.ts'
import { unitOf } from './numbers/words.ts'
import { leftVentricle, measurementOf } from './quantities.ts'
import { whyText } from './reasons.ts'

export function volumesText(
  measurements: readonly Measurement[],
  ranges: readonly { readonly comparisons: readonly Comparison[] }[],
): string {
  const { numbers, panels } = textsNow()
  const { value, unit, quantity } = panels
  const { normalFrom, normalTo } = panels.function
  const of = (wanted: Measurement['quantity']): readonly [amount: number | string, unit: string] => {
    const found = measurementOf(measurements, wanted)
    if (found && isMeasured(found)) return [found.value, unitOf(wanted)]
    return [found ? whyText(found.unmeasured, found.detail) : panels.charts.unmeasured, unitOf(wanted)]
  }
  return tableText(
    quantity,
    [value, unit, numbers.facts.bySurface, unit, normalFrom, normalTo, unit, 'z'].map((title) => ({ title })),
    leftVentricle.map((row) => {
      const comparison = comparisonFor(ranges, [row.quantity, row.index])
      const range = comparison && isCompared(comparison) ? comparison.ranges[0] : undefined
      return {
        name: numbers.names[row.quantity].short,
        cells: [
          ...of(row.quantity),
          ...(row.index ? of(row.index) : ['', '']),
          ...(comparison && range
            ? [range.low, range.high, unitOf(comparison.quantity), range.z]
            : ['', '', '', '']),
        ],
      }
    }),
  )
}
