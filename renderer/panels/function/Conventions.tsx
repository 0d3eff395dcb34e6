/** The same ventricle by the other base rule and the other papillary convention, and what each slice is worth by either. */
import { useState } from 'react'
import type { Chamber } from '#analysis/contours/contour.ts'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useReading, useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import { numberCell, textCell } from '../numbers/cells.tsx'
import type { Found } from '../numbers/found.ts'
import { numberText } from '../quantities.ts'
import { useLiveVolumes } from './live.ts'

const shownQuantities = {
  lv: ['lv-edv', 'lv-esv', 'lv-ef', 'lv-mass-ed'],
  rv: ['rv-edv', 'rv-esv', 'rv-ef'],
} as const satisfies Readonly<Record<Chamber, readonly QuantityName[]>>

export function Conventions({ chamber }: { readonly chamber: Chamber }) {
  const { methods, panels } = useTexts()
  const texts = panels.function
  const live = useLiveVolumes()
  const own = useReading(({ shown }) => shown)
  const convention = useReading(({ numbers }) => numbers.otherConvention)
  const rule = useReading(({ numbers }) => numbers.otherMethod)
  const rows = [own, convention, rule].filter((list) => named(list, chamber))
  if (rows.length < 2) return null
  const differ = new Set(rows.map((list) => named(list, chamber)?.papillaries)).size > 1
  return (
    <DataTable
      name={chamber === 'lv' ? texts.conventions : texts.ofRight(texts.conventions)}
      first={panels.explanation.method}
      columns={[
        { title: 'EDV', unit: 'mL' },
        { title: 'ESV', unit: 'mL' },
        { title: 'EF', unit: '%' },
        ...(chamber === 'lv' ? [{ title: texts.mass, unit: 'g' }] : []),
      ]}
      rows={rows.map((list, index) => {
        const made = named(list, chamber)
        const papillaries = made?.papillaries && panels.explanation.papillaries[made.papillaries]
        const base = made?.method.includes('plane') ? texts.planeClipped : texts.readerSlices
        const found: Found = { ...live, measurements: list }
        return {
          id: String(index),
          name: differ ? [base, papillaries].filter(Boolean).join(', ') : base,
          title: [made && methods.name(made.method), papillaries].filter(Boolean).join(', '),
          chosen: index === 0,
          cells: shownQuantities[chamber].map((quantity) =>
            numberCell(found, ofWhole(list, quantity), panels.charts.unmeasured, index === 0),
          ),
        }
      })}
    />
  )
}

const ofWhole = (list: readonly Measurement[], quantity: QuantityName): Measurement | undefined =>
  list.find((one) => one.quantity === quantity)

function named(list: readonly Measurement[], chamber: Chamber) {
  const edv = ofWhole(list, `${chamber}-edv`)
  return edv && isMeasured(edv) ? edv : undefined
}

export function AtStake({ chamber }: { readonly chamber: Chamber }) {
  const { panels } = useTexts()
  const texts = panels.function
  const { go } = useRoom()
  const chambers = useReading(({ numbers }) => numbers.chambers)
  const [end, setEnd] = useState<'ed' | 'es'>('ed')
  const ventricle = chamber === 'lv' ? chambers?.left : chambers?.right
  const phase = ventricle?.[end]
  const clipped = phase?.measured ? ventricle?.planeClipped[phase.value] : undefined
  if (!clipped || clipped.atStake.length === 0) return null
  const name = chamber === 'lv' ? texts.atStake : texts.ofRight(texts.atStake)
  return (
    <DataTable
      name={name}
      first={panels.slice}
      aside={
        <Choice
          label={name}
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
          onChoose: () => go(slice.slice, clipped.phase),
          cells: [slice.planeAbove, slice.readerSlices, slice.planeClipped, slice.difference].map((value) =>
            textCell(numberText(value, 1)),
          ),
        }))}
    />
  )
}

/** mL: what rounds to nothing is not at stake */
const least = 0.05
