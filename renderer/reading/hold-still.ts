/** What a hand is laid on stays: the beat stands still on the image that is seen. */
import type { Playhead } from '../cine/playhead.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import { cellsOf, goToSliceIn, type PlaceStore, sliceIn, stackIn } from './place.ts'

/** Another phase or slice may be asked for already whose image is still on its way. */
export function holdStill(
  playhead: Playhead,
  place: PlaceStore,
  { stack, slice, phase }: Pick<OnScreen, 'stack' | 'slice' | 'phase'>,
): void {
  playhead.pause()
  if (playhead.phaseOf(stack) !== phase) playhead.showPhase(phase, stack)
  const now = place.getState()
  const cell = cellsOf(now).find(({ id }) => id === now.cell)
  if (cell && stackIn(now, cell) === stack && sliceIn(now, cell) !== slice) goToSliceIn(place, cell, slice)
}
