/** A read's contours by image, for the layer that draws them. */
import type { Contour } from '#analysis/contours/contour.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { contoursOf, isEmpty, type ReadState } from '#analysis/reading/state.ts'
import type { ContourSource } from '../contouring/board.ts'

export function contourSource(state: ReadState): ContourSource {
  const byImage = new Map<string, Contour[]>()
  for (const contour of contoursOf(state)) {
    const key = imageKeyText(contour.image)
    const known = byImage.get(key)
    if (known) known.push(contour)
    else byImage.set(key, [contour])
  }
  return {
    contoursOn: (image: ImageKey) => byImage.get(imageKeyText(image)) ?? [],
    isEmpty: (image, chamber) => isEmpty(state, image, chamber),
  }
}
