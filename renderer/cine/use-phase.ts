import type { Stack } from '#analysis/protocol/stack.ts'
import type { Playhead } from './playhead.ts'
import { useStore } from './store.ts'

/** The phase of this stack that is in step with the lead, 0-based. Renders with every phase: keep the component small. */
export function usePhase(playhead: Playhead, stack: Stack): number {
  return useStore(playhead, () => playhead.phaseOf(stack))
}
