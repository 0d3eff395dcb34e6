/** Which gap comes next for a reader who works from base to apex, ED before ES, and then from the start again. */
import type { Blocker } from '#analysis/reading/completeness.ts'

export interface PlacedBlocker extends Blocker {
  readonly slice: number
}

const isPlaced = (blocker: Blocker): blocker is PlacedBlocker => blocker.slice !== undefined

export function nextGap(
  blockers: readonly Blocker[],
  here: { readonly slice: number; readonly phase: number },
): PlacedBlocker | undefined {
  const placed = blockers.filter(isPlaced)
  const at = placed.findIndex(({ slice, phase }) => slice === here.slice && phase === here.phase)
  if (at >= 0) return placed[(at + 1) % placed.length]
  return (
    placed.find(({ slice, phase }) => phase === here.phase && slice > here.slice) ??
    placed.find(({ phase }) => phase === here.phase) ??
    placed[0]
  )
}
