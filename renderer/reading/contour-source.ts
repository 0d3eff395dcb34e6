/** What a read has drawn and marked, for the layer that draws it. */
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { contoursOf, isAccepted, isEmpty, landmarksOf, type ReadState } from '#analysis/reading/state.ts'
import type { ContourSource } from '../contouring/board.ts'

export function contourSource(state: ReadState): ContourSource {
  const contours = byImage(contoursOf(state))
  const landmarks = byImage(landmarksOf(state))
  return {
    contoursOn: (image) => contours.get(imageKeyText(image)) ?? [],
    landmarksOn: (image) => landmarks.get(imageKeyText(image)) ?? [],
    isEmpty: (image, chamber) => isEmpty(state, image, chamber),
    isAccepted: (contour) => isAccepted(state, contour),
  }
}

function byImage<T extends { readonly image: ImageKey }>(things: Iterable<T>): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>()
  for (const thing of things) {
    const key = imageKeyText(thing.image)
    const known = found.get(key)
    if (known) known.push(thing)
    else found.set(key, [thing])
  }
  return found
}
