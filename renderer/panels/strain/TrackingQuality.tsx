/** How well each slice and view was followed, and why some were not believed. */

import type { StrainDetails } from '#contract/analysis-documents/details.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { findStack, goToSlice } from '../../reading/place.ts'
import { useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { textCell } from '../numbers/cells.tsx'
import { numberText } from '../quantities.ts'
import { detailText } from '../reasons.ts'

export function TrackingQuality({ details }: { readonly details: StrainDetails }) {
  const { panels } = useTexts()
  const texts = panels.strain
  const { shortAxis, place } = useRoom()
  const whole = details.quality.filter(({ segment }) => segment === undefined)
  return (
    <DataTable
      name={texts.quality}
      first={texts.place}
      columns={[{ title: texts.grade }, { title: texts.closing, unit: 'mm' }, { title: texts.residual }]}
      rows={details.places.map((tracked) => {
        const isSlice = tracked.kind === 'slice'
        const quality = whole.find((one) =>
          isSlice
            ? 'slice' in one && one.slice === tracked.slice
            : 'view' in one && one.view === tracked.view,
        )?.quality
        const name = isSlice ? `${panels.slice} ${tracked.slice + 1}` : tracked.view
        const { tracked: outcome } = tracked
        const why = outcome.measured ? undefined : detailText(outcome.reason, outcome.detail)
        return {
          id: name,
          name,
          cells: quality
            ? [
                textCell(`${quality.grade} · ${texts.grades[quality.grade] ?? ''}`),
                textCell(numberText(quality.closing, 1)),
                textCell(numberText(quality.residual, 2)),
              ]
            : [{ ...textCell(why ?? '–', why), missing: true }, textCell('–'), textCell('–')],
          onChoose:
            isSlice && shortAxis
              ? () => {
                  findStack(place, shortAxis)
                  goToSlice(place, shortAxis, tracked.slice)
                }
              : undefined,
        }
      })}
    />
  )
}
