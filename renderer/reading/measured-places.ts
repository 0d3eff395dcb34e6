/** Which images of a stack carry measurements by hand. */
import { type Annotation, takesMeasure } from '#analysis/annotations/annotation.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { placesIn } from '#analysis/volumes/grid.ts'

/**
 * How many lie on each image, as 'slice/phase': on that which they were laid on, where their signal is taken, though
 * they may be shown at every phase. Arrows and notes measure nothing.
 */
export function measuredPlaces(
  stack: Stack,
  annotations: readonly Annotation[],
): ReadonlyMap<string, number> {
  const places = placesIn(stack)
  const counts = new Map<string, number>()
  for (const { kind, image } of annotations) {
    const place = takesMeasure(kind) ? places.get(imageKeyText(image)) : undefined
    if (place === undefined) continue
    const key = place.join('/')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
