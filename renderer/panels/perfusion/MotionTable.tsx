/** How far breathing moved the heart in each slice, where the contours lie, and why they were not moved along. */

import type { PerfusionDetails, PerfusionSliceDetails } from '#contract/analysis-documents/details.ts'
import { type DataCell, DataTable } from '../../charts/DataTable.tsx'
import { findStack, goToSlice } from '../../reading/place.ts'
import { useRoom } from '../../reading/room.ts'
import type { Texts } from '../../texts/en/en.ts'
import { useTexts } from '../../texts/texts.ts'
import { textCell } from '../numbers/cells.tsx'
import { detailCell } from '../numbers/DetailNumeral.tsx'
import type { Found } from '../numbers/found.ts'
import { numberText } from '../quantities.ts'
import { detailText } from '../reasons.ts'
import { stackOfImage } from '../stack-of-image.ts'
import { phaseOfImage } from './dynamics.ts'

interface MotionTableProps {
  readonly found: Found
  readonly details: PerfusionDetails
}

export function MotionTable({ found, details: { states } }: MotionTableProps) {
  const { panels } = useTexts()
  const texts = panels.perfusion
  const { opened, place, playhead } = useRoom()
  const go = ({ slice, images, drawnOn }: PerfusionSliceDetails) => {
    const reference = images[drawnOn]
    const stack = stackOfImage(opened.stacks, reference)
    const phase = stack && reference && phaseOfImage(stack, slice, reference)
    if (!stack || phase === undefined) return
    findStack(place, stack)
    goToSlice(place, stack, slice)
    playhead.showPhase(phase, stack)
  }
  return (
    <DataTable
      name={texts.motion}
      first={panels.slice}
      columns={[
        { title: texts.drawnOn },
        { title: texts.largestShift, unit: 'mm' },
        { title: texts.residual, unit: 'mm' },
      ]}
      rows={(['stress', 'rest'] as const).flatMap((state) =>
        (states[state]?.slices ?? []).map((slice) => {
          const name = texts.slice(texts.states[state], slice.slice + 1)
          return {
            id: `${state} ${slice.slice}`,
            name,
            onChoose: () => go(slice),
            cells: [textCell(texts.dynamic(slice.drawnOn + 1)), ...motionCells(slice, found, name, panels)],
          }
        }),
      )}
    />
  )
}

function motionCells(
  { curves, plane, images }: PerfusionSliceDetails,
  found: Found,
  part: string,
  { details, perfusion: texts }: Texts['panels'],
): readonly DataCell[] {
  if (!curves.measured) {
    const why = detailText(curves.reason, curves.detail)
    return [{ ...textCell('–', why), missing: true, text: why }, textCell('–')]
  }
  const { motion } = curves.value
  if (!motion.corrected)
    return [{ ...textCell(texts.notMoved, texts.notMoved), missing: true }, textCell('–')]
  const mm = (x: number, y: number): number => Math.hypot(x * plane.columnSpacing, y * plane.rowSpacing)
  const largest = Math.max(...Array.from(motion.shiftX, (x, k) => mm(x, motion.shiftY[k] ?? 0)))
  const pixel = Math.max(plane.columnSpacing, plane.rowSpacing)
  const told = (name: string, value: number, digits: number, meaning: string): DataCell =>
    detailCell(found, {
      name,
      part,
      shown: numberText(value, digits),
      precise: `${numberText(value, digits + 1)} mm`,
      meaning,
      images,
    })
  return [
    told(texts.largestShift, largest, 1, details.breathing.largest),
    told(texts.residual, motion.residual * pixel, 2, details.breathing.residual),
  ]
}
