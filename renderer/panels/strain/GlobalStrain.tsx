/** Global strain in three directions, and how base and apex move. */
import type { Scope } from '#analysis/measurements/scope.ts'
import type { Layer } from '#analysis/strain/slice.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useTexts } from '../../texts/texts.ts'
import { numberCell } from '../numbers/cells.tsx'
import { type Found, find } from '../numbers/found.ts'
import { QuantityTable } from '../numbers/QuantityTable.tsx'

export function GlobalStrain({ found, layer }: { readonly found: Found | undefined; readonly layer: Layer }) {
  const { panels } = useTexts()
  const texts = panels.strain
  const scopes: Readonly<Record<'gls' | 'gcs' | 'grs', Scope>> = {
    gls: { view: 'all' },
    gcs: { layer },
    grs: {},
  }
  return (
    <DataTable
      name={texts.global}
      first={panels.quantity}
      columns={[
        { title: texts.peak, unit: '%' },
        { title: texts.es, unit: '%' },
        { title: texts.ttp, unit: 'ms' },
        { title: texts.rate, unit: '/s' },
      ]}
      rows={(['gls', 'gcs', 'grs'] as const).map((kind) => ({
        id: kind,
        name: texts.whole[kind],
        cells: (['peak', 'es', 'ttp', 'rate-s'] as const).map((which) =>
          numberCell(
            found,
            find(found, `${kind}-${which}`, scopes[kind]),
            panels.charts.unmeasured,
            which === 'peak',
          ),
        ),
      }))}
    />
  )
}

const mechanics = ['mapse', 'tapse', 'twist', 'torsion', 'cure'] as const

export function Mechanics({ found }: { readonly found: Found | undefined }) {
  const scopes: readonly Scope[] = [{}, { view: 'all' }, { view: '4ch' }]
  return (
    <QuantityTable
      name={useTexts().panels.strain.mechanics}
      found={found}
      rows={mechanics.map((quantity) => ({ quantity, scopes }))}
    />
  )
}
