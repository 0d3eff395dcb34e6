/**
 * Masks as the pixels of a binary segmentation: one bit a pixel, the first in the lowest bit, frames one after
 * another without padding between them.
 * @source DICOM PS3.5 8.1.1, PS3.3 C.8.20.2
 */

/** @returns an even number of bytes */
export function packBits(frames: readonly Uint8Array[]): Uint8Array {
  const pixels = frames.reduce((sum, frame) => sum + frame.length, 0)
  const packed = new Uint8Array(Math.ceil(pixels / 16) * 2)
  let at = 0
  for (const frame of frames) {
    for (const inside of frame) {
      if (inside) packed[at >> 3] = (packed[at >> 3] ?? 0) | (1 << (at & 7))
      at++
    }
  }
  return packed
}

/** @throws RangeError when the bytes hold fewer pixels */
export function unpackBits(packed: Uint8Array, frames: number, pixelsOfFrame: number): Uint8Array[] {
  if (packed.length * 8 < frames * pixelsOfFrame) throw new RangeError('fewer bits than pixels')
  return Array.from({ length: frames }, (_, frame) =>
    Uint8Array.from({ length: pixelsOfFrame }, (__, pixel) => {
      const at = frame * pixelsOfFrame + pixel
      return ((packed[at >> 3] ?? 0) >> (at & 7)) & 1
    }),
  )
}
