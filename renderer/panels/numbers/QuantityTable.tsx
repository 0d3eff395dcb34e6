/** Quantities of one thing below each other, each with its unit. One that nobody measured at all has no row. */
import type { ReactNode } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { Scope } from '#analysis/measurements/scope.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useTexts } from '../../texts/texts.ts'
import { numberCell, textCell } from './cells.tsx'
import { type Found, find } from './found.ts'
import { nameOf, unitOf } from './words.ts'

export interface QuantityOfTable {
  readonly quantity: QuantityName
  /** of these the first that was measured or refused */
  readonly scopes?: readonly Scope[]
}

export function QuantityTable({
  name,
  found,
  rows,
  aside,
}: {
  readonly name: string
  readonly found: Found | undefined
  readonly rows: readonly QuantityOfTable[]
  readonly aside?: ReactNode
}) {
  const texts = useTexts()
  const { panels } = texts
  const shown = rows.flatMap(({ quantity, scopes = [{}] }) => {
    const measurement = scopes.map((scope) => find(found, quantity, scope)).find((one) => one !== undefined)
    if (!measurement) return []
    return [
      {
        id: quantity,
        name: nameOf(texts, quantity),
        cells: [numberCell(found, measurement, panels.charts.unmeasured), textCell(unitOf(quantity))],
      },
    ]
  })
  if (shown.length === 0) return null
  return (
    <DataTable
      name={name}
      first={panels.quantity}
      columns={[{ title: panels.value }, { title: panels.unit, isWords: true }]}
      rows={shown}
      aside={aside}
    />
  )
}
