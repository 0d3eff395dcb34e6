/** What is still open, and which of it comes next for a reader who works from base to apex, ED before ES. */
import type { Blocker } from '#analysis/reading/completeness.ts'
import type { ReadMeasurements } from '#analysis/reading/measure.ts'

export interface Gap extends Blocker {
  readonly slice: number
}

const isPlaced = (blocker: Blocker): blocker is Gap => blocker.slice !== undefined

/**
 * What keeps the read from being signed. While ED and ES cannot be found, the open slices of every phase that
 * was begun are what stands in the way, so they are named too.
 */
export function openWork({ blockers, curve }: ReadMeasurements): readonly Blocker[] {
  if (blockers.length === 0 || blockers.some(isPlaced)) return blockers
  const begun = curve.flatMap(({ phase, open }) =>
    open.map(
      (slice): Gap => ({
        what: 'open-slice',
        slice,
        phase,
        detail: `slice ${slice + 1} at phase ${phase + 1} is neither contoured nor marked no LV`,
      }),
    ),
  )
  return [...begun, ...blockers]
}

/** The gap after this place, and from the last one back to the first. */
export function nextGap(
  work: readonly Blocker[],
  here: { readonly slice: number; readonly phase: number },
): Gap | undefined {
  const gaps = work.filter(isPlaced)
  const at = gaps.findIndex(({ slice, phase }) => slice === here.slice && phase === here.phase)
  if (at >= 0) return gaps[(at + 1) % gaps.length]
  return (
    gaps.find(({ slice, phase }) => phase === here.phase && slice > here.slice) ??
    gaps.find(({ phase }) => phase === here.phase) ??
    gaps[0]
  )
}
