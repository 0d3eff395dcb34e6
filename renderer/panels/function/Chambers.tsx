/** The right ventricle, the atria, and how the left ventricle empties and fills, as far as they are drawn. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { Comparison } from '#analysis/ranges/comparison.ts'
import { type DataCell, DataTable } from '../../charts/DataTable.tsx'
import { RangeBar } from '../../charts/RangeBar.tsx'
import { useReading } from '../../reading/room.ts'
import type { Texts } from '../../texts/en/en.ts'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import { numberCell, textCell } from '../numbers/cells.tsx'
import { find } from '../numbers/found.ts'
import { QuantityTable } from '../numbers/QuantityTable.tsx'
import { unitOf } from '../numbers/words.ts'
import { detailText, reasonText } from '../reasons.ts'
import styles from './Chambers.module.css'
import { useLiveVolumes } from './live.ts'
import { comparisonFor } from './ranges.ts'
import { shownRange } from './shown-range.ts'

const ofRight = [
  { name: 'RVEDV', quantity: 'rv-edv', index: 'rv-edv-index' },
  { name: 'RVESV', quantity: 'rv-esv', index: 'rv-esv-index' },
  { name: 'RVSV', quantity: 'rv-sv', index: 'rv-sv-index' },
  { name: 'RVEF', quantity: 'rv-ef', index: undefined },
] as const satisfies readonly {
  readonly name: string
  readonly quantity: QuantityName
  readonly index: QuantityName | undefined
}[]

export function RightVentricle() {
  const { panels, numbers } = useTexts()
  const found = useLiveVolumes()
  const ranges = useReading((now) => now.numbers.ranges)
  if (!find(found, 'rv-edv')) return null
  return (
    <DataTable
      name={panels.function.right}
      first={panels.quantity}
      columns={[
        { title: panels.value },
        { title: panels.unit, isWords: true },
        { title: numbers.facts.bySurface },
        { title: panels.function.normal },
        { title: 'z' },
      ]}
      rows={ofRight.map((row) => ({
        id: row.quantity,
        name: row.name,
        cells: [
          numberCell(found, find(found, row.quantity), panels.charts.unmeasured, true),
          textCell(unitOf(row.quantity)),
          row.index === undefined
            ? textCell('')
            : numberCell(found, find(found, row.index), panels.charts.unmeasured),
          ...rangeCells(row.name, comparisonFor(ranges, [row.quantity, row.index]), panels.function),
        ],
      }))}
    />
  )
}

function rangeCells(
  name: string,
  comparison: Comparison | undefined,
  texts: Texts['panels']['function'],
): readonly [DataCell, DataCell] {
  const range = shownRange(comparison, { name, digits: 0 }, texts)
  if (!range) {
    const why = comparison && 'detail' in comparison ? saidText(comparison.detail) : undefined
    return [{ ...textCell(comparison ? texts.noRange : '', why), missing: true }, textCell('')]
  }
  const { text, title, z, verified } = range
  return [
    { shown: <span className={verified ? styles.verified : styles.unverified}>{text}</span>, text, title },
    {
      shown: (
        <span className={styles.bar}>
          <RangeBar z={z} verified={verified} title={title} />
        </span>
      ),
      text: z,
    },
  ]
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
