/** The points that were followed, by the image that they are seen on. */
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Line } from '#analysis/strain/outline.ts'
import type { Layer } from '#analysis/strain/slice.ts'
import type { Outcome } from '#analysis/units/outcome.ts'

interface Followed {
  readonly phases: readonly Line[]
}

/** What is drawn of a slice or a view. */
export interface FollowedPlace {
  /** by phase */
  readonly images: readonly ImageKey[]
  readonly segmentOf?: readonly number[]
  readonly tracked: Outcome<
    { readonly edPhase: number } & (
      | { readonly layers: Readonly<Partial<Record<Layer, Followed>>> }
      | { readonly endocardial: Followed }
    )
  >
}

/** Points as (column, row), in pixels of their image. */
export interface TrackedPoints {
  /** at the phase of the image */
  readonly now: Line
  /** the same points at end-diastole */
  readonly before: Line
  /** AHA segment of each point; absent where the slice could not be divided */
  readonly segmentOf: readonly number[] | undefined
}

/** By the text of the image's key; a long axis has its endocardium whatever the layer. */
export function trackedByImage(
  places: readonly FollowedPlace[],
  layer: Layer,
): ReadonlyMap<string, TrackedPoints> {
  const found = new Map<string, TrackedPoints>()
  for (const place of places) {
    if (!place.tracked.measured) continue
    const { edPhase } = place.tracked.value
    const line =
      'layers' in place.tracked.value ? place.tracked.value.layers[layer] : place.tracked.value.endocardial
    const before = line?.phases[edPhase]
    if (!line || !before) continue
    place.images.forEach((image: ImageKey, phase) => {
      const now = line.phases[phase]
      if (now) found.set(imageKeyText(image), { now, before, segmentOf: place.segmentOf })
    })
  }
  return found
}
