/** The right ventricle, the atria, and how the left ventricle empties and fills, as far as they are drawn. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useReading } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { numberCell, textCell } from '../numbers/cells.tsx'
import { find } from '../numbers/found.ts'
import { QuantityTable } from '../numbers/QuantityTable.tsx'
import { unitOf } from '../numbers/words.ts'
import { detailText, reasonText } from '../reasons.ts'
import { useLiveVolumes } from './live.ts'

const ofRight = [
  { name: 'RVEDV', quantity: 'rv-edv', index: 'rv-edv-index' },
  { name: 'RVESV', quantity: 'rv-esv', index: 'rv-esv-index' },
  { name: 'RVSV', quantity: 'rv-sv', index: 'rv-sv-index' },
  { name: 'RVEF', quantity: 'rv-ef' },
] as const

export function RightVentricle() {
  const { panels, numbers } = useTexts()
  const found = useLiveVolumes()
  if (!find(found, 'rv-edv')) return null
  return (
    <DataTable
      name={panels.function.right}
      first={panels.quantity}
      columns={[
        { title: panels.value },
        { title: panels.unit, isWords: true },
        { title: numbers.facts.bySurface },
      ]}
      rows={ofRight.map((row) => ({
        id: row.quantity,
        name: row.name,
        cells: [
          numberCell(found, find(found, row.quantity), panels.charts.unmeasured, true),
          textCell(unitOf(row.quantity)),
          'index' in row ? numberCell(found, find(found, row.index), panels.charts.unmeasured) : textCell(''),
        ],
      }))}
    />
  )
}

const ofAtrium = ['max', 'pre-a', 'min', 'ef'] as const

export function Atria() {
  const { panels } = useTexts()
  const texts = panels.function
  const found = useLiveVolumes()
  const drawn = useReading(({ numbers }) => numbers.chambers?.atria ?? noAtria)
  if (drawn.length === 0) return null
  return (
    <DataTable
      name={texts.atria}
      first={texts.view}
      columns={[
        { title: texts.largest, unit: 'mL' },
        { title: texts.preA, unit: 'mL' },
        { title: texts.smallest, unit: 'mL' },
        { title: texts.emptying, unit: '%' },
      ]}
      rows={drawn.map(({ chamber, view }) => ({
        id: `${chamber} ${view}`,
        name: `${chamber.toUpperCase()} ${panels.scope.view(view)}`,
        cells: ofAtrium.map((which) =>
          numberCell(
            found,
            find(found, `${chamber}-${which}` as QuantityName, { view }),
            panels.charts.unmeasured,
            which === 'max',
          ),
        ),
      }))}
    />
  )
}

const noAtria = [] as const

const ofFilling = ['lv-per', 'lv-per-time', 'lv-pfr', 'lv-pfr-time', 'lv-atrial-part'] as const

/** Peaks of the curve; of too few phases only why there are none. */
export function FillingNumbers() {
  const { panels } = useTexts()
  const texts = panels.function
  const found = useLiveVolumes()
  const filling = useReading(({ numbers }) => numbers.chambers?.filling.lv)
  if (!filling) return null
  const per = filling.per
  if (!per.measured)
    return (
      <DataTable
        name={texts.filling}
        first={panels.quantity}
        columns={[{ title: panels.explanation.unmeasured }]}
        rows={[
          {
            id: 'why',
            name: 'PER · PFR',
            cells: [
              { ...textCell(reasonText(per.reason), detailText(per.reason, per.detail)), missing: true },
            ],
          },
        ]}
      />
    )
  return (
    <QuantityTable name={texts.filling} found={found} rows={ofFilling.map((quantity) => ({ quantity }))} />
  )
}
