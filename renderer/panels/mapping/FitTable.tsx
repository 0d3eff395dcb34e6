/** How well each map stands behind its numbers, of the pixels within the wall. */
import type { Stack } from '#analysis/protocol/stack.ts'
import type { EcvDetails, MappingDetails, MapSlice } from '#contract/analysis-documents/details.ts'
import { type DataCell, DataTable } from '../../charts/DataTable.tsx'
import { findStack, goToSlice } from '../../reading/place.ts'
import { useRoom } from '../../reading/room.ts'
import { wholeIn } from '../../texts/formats.ts'
import { useTexts } from '../../texts/texts.ts'
import { textCell } from '../numbers/cells.tsx'
import { detailCell } from '../numbers/DetailNumeral.tsx'
import type { Found } from '../numbers/found.ts'
import { numberText } from '../quantities.ts'
import { stackOfImage } from '../stack-of-image.ts'
import { fitOf } from './fit.ts'

interface FitTableProps {
  readonly found: Found
  readonly details: MappingDetails | EcvDetails
}

export function FitTable({ found, details }: FitTableProps) {
  const { panels } = useTexts()
  const texts = panels.mapping
  const { opened, place } = useRoom()
  const cellsOf = (map: MapSlice, stack: Stack | undefined, part: string): DataCell[] => {
    const { fit: meanings } = panels.details
    const { pixels, fitted, rSquared, shift } = fitOf(map, details)
    // every image of the slice that was fitted, and not only the one that is drawn on
    const images = (stack?.frames[map.slice] ?? []).flatMap((frame) => frame ?? [])
    const told = (name: string, value: number | undefined, digits: number, unit: string, meaning: string) =>
      value === undefined
        ? textCell('–')
        : detailCell(found, {
            name,
            part,
            shown: numberText(value, digits),
            precise: `${numberText(value, digits + 1)} ${unit}`.trim(),
            meaning,
            images,
          })
    return [
      told(texts.fitted, fitted, 1, '%', meanings.fitted(wholeIn(pixels))),
      told(texts.rSquared, rSquared, 3, '', meanings.rSquared),
      told(texts.motion, shift, 1, 'mm', meanings.motion),
    ]
  }
  return (
    <DataTable
      name={texts.fit}
      first={panels.slice}
      columns={[
        { title: texts.fitted, unit: '%' },
        { title: texts.rSquared },
        { title: texts.motion, unit: 'mm' },
      ]}
      rows={details.maps.map((map) => {
        const stack = stackOfImage(opened.stacks, map.image)
        const name = `${panels.slice} ${map.slice + 1}`
        return {
          id: String(map.slice),
          name,
          cells: cellsOf(map, stack, name),
          onChoose:
            stack &&
            (() => {
              findStack(place, stack)
              goToSlice(place, stack, map.slice)
            }),
        }
      })}
    />
  )
}
