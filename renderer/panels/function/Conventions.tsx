/** The same ventricle by the other base rule and the other papillary convention, and what each slice is worth by either. */
import { useState } from 'react'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useReading, useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import { numberCell, textCell } from '../numbers/cells.tsx'
import type { Found } from '../numbers/found.ts'
import { numberText } from '../quantities.ts'
import { useLiveVolumes } from './live.ts'

const shownQuantities = ['lv-edv', 'lv-esv', 'lv-ef', 'lv-mass-ed'] as const satisfies readonly QuantityName[]

export function Conventions() {
  const { methods, panels } = useTexts()
  const texts = panels.function
  const live = useLiveVolumes()
  const own = useReading(({ shown }) => shown)
  const convention = useReading(({ numbers }) => numbers.otherConvention)
  const rule = useReading(({ numbers }) => numbers.otherMethod)
  const rows = [own, convention, rule].filter((list) => list.some(isMeasured))
  if (rows.length < 2) return null
  const differ = new Set(rows.map((list) => named(list)?.papillaries)).size > 1
  return (
    <DataTable
      name={texts.conventions}
      first={panels.explanation.method}
      columns={[
        { title: 'EDV', unit: 'mL' },
        { title: 'ESV', unit: 'mL' },
        { title: 'EF', unit: '%' },
        { title: texts.mass, unit: 'g' },
      ]}
      rows={rows.map((list, index) => {
        const made = named(list)
        const papillaries = made?.papillaries && panels.explanation.papillaries[made.papillaries]
        const base = made?.method.includes('plane') ? texts.planeClipped : texts.readerSlices
        const found: Found = { ...live, measurements: list }
        return {
          id: String(index),
          name: differ ? [base, papillaries].filter(Boolean).join(', ') : base,
          title: [made && methods.name(made.method), papillaries].filter(Boolean).join(', '),
          chosen: index === 0,
          cells: shownQuantities.map((quantity) =>
            numberCell(found, ofWhole(list, quantity), panels.charts.unmeasured, index === 0),
          ),
        }
      })}
    />
  )
}

const ofWhole = (list: readonly Measurement[], quantity: QuantityName): Measurement | undefined =>
  list.find((one) => one.quantity === quantity)

function named(list: readonly Measurement[]) {
  const edv = ofWhole(list, 'lv-edv')
  return edv && isMeasured(edv) ? edv : undefined
}

export function AtStake() {
  const { panels } = useTexts()
  const texts = panels.function
  const { go } = useRoom()
  const chambers = useReading(({ numbers }) => numbers.chambers)
  const phases = useReading(({ numbers }) => numbers.phases)
  const [end, setEnd] = useState<'ed' | 'es'>('ed')
  const phase = phases[end]
  const clipped = phase === undefined ? undefined : chambers?.left.planeClipped[phase]
  if (!clipped || clipped.atStake.length === 0) return null
  return (
    <DataTable
      name={texts.atStake}
      first={panels.slice}
      aside={
        <Choice
          label={texts.atStake}
          options={['ed', 'es'] as const}
          name={(one) => texts.end[one]}
          chosen={end}
          onChoose={setEnd}
        />
      }
      columns={[
        { title: texts.planeAbove, unit: 'mm' },
        { title: texts.contoured, unit: 'mL' },
        { title: texts.clipped, unit: 'mL' },
        { title: texts.difference, unit: 'mL' },
      ]}
      rows={clipped.atStake
        .filter(({ difference }) => Math.abs(difference) >= least)
        .map((slice) => ({
          id: String(slice.slice),
          name: `${panels.slice} ${slice.slice + 1}`,
          onChoose: () => go(slice.slice, phase),
          cells: [slice.planeAbove, slice.readerSlices, slice.planeClipped, slice.difference].map((value) =>
            textCell(numberText(value, 1)),
          ),
        }))}
    />
  )
}

/** mL: what rounds to nothing is not at stake */
const least = 0.05
