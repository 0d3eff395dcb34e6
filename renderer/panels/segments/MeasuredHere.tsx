/** What the analyses found in a segment, beside its scores: for the reader to agree with or not. */
import { detailsOf, useAnalysis, useKnownAnalysis } from '../../analyses/analyses.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useReading } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { numberCell, textCell } from '../numbers/cells.tsx'
import { bySegment, foundPart } from '../numbers/found.ts'
import { unitOf } from '../numbers/words.ts'
import { useScarLook } from '../scar/scar-store.ts'
import { methodsOf, shownMethod } from '../scar/shown-method.ts'
import { suggestionsBy } from './suggestions.ts'

export function MeasuredHere({ segment }: { readonly segment: number }) {
  const { panels } = useTexts()
  const texts = panels.segments
  // quick ones are made here; what takes long is shown where it is known already
  const known = {
    segments: useAnalysis('segments'),
    scar: useKnownAnalysis('scar'),
    strain: useKnownAnalysis('strain'),
    perfusion: useKnownAnalysis('perfusion'),
  }
  const chosen = useScarLook(({ method }) => method)
  const protocol = useReading(({ state }) => state.protocol)
  const [details] = detailsOf(known.scar, 'scar')
  const scarMethod = shownMethod(methodsOf(foundPart(known.scar.documents), details), chosen, protocol)
  const rows = suggestionsBy(scarMethod).flatMap(({ name, analysis, quantity, scope }) => {
    const found = foundPart(known[analysis].documents)
    const measurement = bySegment(found, quantity, scope).get(segment)
    return measurement
      ? [
          {
            id: name,
            name: texts.suggestions[name],
            title: scope.method === undefined ? undefined : panels.scar.scarMethod(scope.method),
            cells: [numberCell(found, measurement, panels.charts.unmeasured), textCell(unitOf(quantity))],
          },
        ]
      : []
  })
  if (rows.length === 0) return null
  return (
    <DataTable
      name={`${texts.measured}: ${panels.segmentShort(segment)}`}
      first={panels.quantity}
      columns={[{ title: panels.value }, { title: panels.unit, isWords: true }]}
      rows={rows}
    />
  )
}
