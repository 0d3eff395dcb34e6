/** Strain of each segment in one direction: peak, at the end of systole, when, after it; or why there is none. */

import type { Scope } from '#analysis/measurements/scope.ts'
import { ahaSegments } from '#analysis/segments/aha.ts'
import { type DataRow, DataTable } from '../../charts/DataTable.tsx'
import { useTexts } from '../../texts/texts.ts'
import { numberCell, textCell } from '../numbers/cells.tsx'
import { bySegment, type Found, isNumber } from '../numbers/found.ts'
import { segmentText } from '../numbers/words.ts'
import { detailText } from '../reasons.ts'
import type { SegmentKind } from './curves.ts'

const shown = ['peak', 'es', 'ttp', 'psi'] as const

export function SegmentalStrain({
  found,
  kind,
  scope,
  selected,
  onSelect,
}: {
  readonly found: Found | undefined
  readonly kind: SegmentKind
  readonly scope: Scope
  readonly selected: number | undefined
  readonly onSelect: (segment: number | undefined) => void
}) {
  const { panels } = useTexts()
  const texts = panels.strain
  const of = shown.map((which) => bySegment(found, `${kind}-${which}`, scope))
  const rows = ahaSegments.flatMap((segment): DataRow[] => {
    const [peak] = of.map((one) => one.get(segment.segment))
    if (!peak) return []
    const why = isNumber(peak) ? undefined : detailText(peak.unmeasured, peak.detail)
    return [
      {
        id: String(segment.segment),
        name: segmentText(panels, segment),
        title: segmentText(panels, segment),
        chosen: segment.segment === selected,
        onChoose: () => onSelect(segment.segment === selected ? undefined : segment.segment),
        cells:
          why === undefined
            ? of.map((one, k) =>
                numberCell(found, one.get(segment.segment), panels.charts.unmeasured, k === 0),
              )
            : [
                { ...textCell(texts.rejected, why), text: why, missing: true },
                ...shown.slice(1).map(() => textCell('–')),
              ],
      },
    ]
  })
  if (rows.length === 0) return null
  return (
    <DataTable
      name={texts.bySegment(texts.kinds[kind])}
      first={panels.segmentTitle}
      columns={[
        { title: texts.peak, unit: '%' },
        { title: texts.es, unit: '%' },
        { title: texts.ttpShort, unit: 'ms' },
        { title: texts.psi, unit: '%' },
      ]}
      rows={rows}
    />
  )
}
