/** What the analyses found in a segment, beside its scores: for the reader to agree with or not. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { Scope } from '#analysis/measurements/scope.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import { useAnalysis, useKnownAnalysis } from '../../analyses/analyses.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useTexts } from '../../texts/texts.ts'
import { numberCell, textCell } from '../numbers/cells.tsx'
import { bySegment, foundPart } from '../numbers/found.ts'
import { unitOf } from '../numbers/words.ts'

interface Suggestion {
  readonly name: 'thickening' | 'thickness' | 'motion' | 'transmurality' | 'strain' | 'mpri'
  readonly analysis: Extract<AnalysisName, 'segments' | 'scar' | 'strain' | 'perfusion'>
  readonly quantity: QuantityName
  readonly scope: Scope
}

const suggestions: readonly Suggestion[] = [
  { name: 'thickening', analysis: 'segments', quantity: 'wall-thickening', scope: {} },
  { name: 'thickness', analysis: 'segments', quantity: 'wall-ed', scope: {} },
  { name: 'motion', analysis: 'segments', quantity: 'wall-motion', scope: {} },
  { name: 'strain', analysis: 'strain', quantity: 'ecc-peak', scope: { layer: 'endocardial' } },
  { name: 'transmurality', analysis: 'scar', quantity: 'scar-transmural', scope: { method: '5-sd' } },
  { name: 'mpri', analysis: 'perfusion', quantity: 'perf-mpri', scope: { layer: 'whole-wall' } },
]

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
  const rows = suggestions.flatMap(({ name, analysis, quantity, scope }) => {
    const found = foundPart(known[analysis].documents)
    const measurement = bySegment(found, quantity, scope).get(segment)
    return measurement
      ? [
          {
            id: name,
            name: texts.suggestions[name],
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
