/** How well each slice and view was followed, and why some were not believed. */

import type { TrackingQuality as TrackingQualityFound } from '#analysis/strain/quality.ts'
import type { StrainDetails } from '#contract/analysis-documents/details.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { findStack, goToSlice } from '../../reading/place.ts'
import { useRoom } from '../../reading/room.ts'
import type { Texts } from '../../texts/en/en.ts'
import { useTexts } from '../../texts/texts.ts'
import { textCell } from '../numbers/cells.tsx'
import { type Detail, detailCell } from '../numbers/DetailNumeral.tsx'
import type { Found } from '../numbers/found.ts'
import { numberText } from '../quantities.ts'
import { detailText } from '../reasons.ts'

export function TrackingQuality({
  found,
  details,
}: {
  readonly found: Found
  readonly details: StrainDetails
}) {
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
            ? judgements(quality, panels).map((one) =>
                detailCell(found, { ...one, part: name, images: tracked.images }),
              )
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

/** The cells of a slice or view. */
function judgements(
  { grade, closing, residual, jacobian }: TrackingQualityFound,
  { details, strain: texts }: Texts['panels'],
): readonly Pick<Detail, 'name' | 'shown' | 'precise' | 'meaning'>[] {
  const { quality } = details
  const graded = `${grade} · ${texts.grades[grade] ?? ''}`
  return [
    {
      name: texts.grade,
      shown: graded,
      precise: graded,
      meaning: quality.grade(numberText(residual, 2), numberText(closing, 1), numberText(jacobian, 2)),
    },
    {
      name: texts.closing,
      shown: numberText(closing, 1),
      precise: `${numberText(closing, 2)} mm`,
      meaning: quality.closing,
    },
    {
      name: texts.residual,
      shown: numberText(residual, 2),
      precise: numberText(residual, 3),
      meaning: quality.residual,
    },
  ]
}
