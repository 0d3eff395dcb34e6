/** The same ventricle by the other base rule and the other papillary convention. */
import type { Chamber } from '#analysis/contours/contour.ts'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useReading } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { numberCell } from '../numbers/cells.tsx'
import type { Found } from '../numbers/found.ts'
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
