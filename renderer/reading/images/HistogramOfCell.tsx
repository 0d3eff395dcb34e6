/** The histogram of the image in a cell, which goes with the cine. */
import type { Stack } from '#analysis/protocol/stack.ts'
import { useStore } from '../../cine/store.ts'
import { usePhase } from '../../cine/use-phase.ts'
import { HistogramPanel } from '../../display/HistogramPanel.tsx'
import { useRoom } from '../room.ts'

export interface HistogramOfCellProps {
  readonly stack: Stack
  readonly slice: number
  /** of a cell that stands at one phase */
  readonly fixed: number | undefined
}

export function HistogramOfCell({ stack, slice, fixed }: HistogramOfCellProps) {
  const { playhead, viewOf, imagesOf, display } = useRoom()
  const phase = usePhase(playhead, stack)
  const view = viewOf(stack)
  // pixels have come when the view has shown something
  useStore(view, ({ shown }) => shown !== undefined)
  const frame = stack.frames[slice]?.[fixed ?? phase]
  const pixels = frame ? imagesOf(stack).ready(frame) : undefined
  if (!pixels) return null
  return (
    <HistogramPanel view={view} pixels={pixels} onClose={() => display.setState({ histogramShown: false })} />
  )
}
