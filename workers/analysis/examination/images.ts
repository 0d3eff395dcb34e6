/** Images that were loaded, found again by what they are. */
import type { MeasuredImage } from '../images/image.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'

export type Loaded = (key: ImageKey) => MeasuredImage

/** @returns a lookup that throws RangeError for an image that was not loaded: the caller has a bug */
export function loadedImages(images: readonly MeasuredImage[]): Loaded {
  const byKey = new Map(images.map((image) => [imageKeyText(image), image]))
  return (key) => {
    const found = byKey.get(imageKeyText(key))
    if (found === undefined) throw new RangeError(`image ${imageKeyText(key)} was not loaded`)
    return found
  }
}

export const keyOf = ({ sopInstanceUid, frame }: ImageKey): ImageKey => ({ sopInstanceUid, frame })
